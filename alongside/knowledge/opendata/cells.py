"""How a cell is read. Every parser takes the stripped text of a cell and returns a value, or None where the cell says
there is none; it raises ValueError with a sentence that follows “this cell …”.

Called millions of times in a load: no objects, no regular expression on the common path, dates remembered.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from alongside.floor.kernel import clock, identifiers

T = TypeVar("T")

# The words by which GIAS, Ofsted and the performance tables say that there is nothing (seen to 2026-11).
NULLS = frozenset({"", "NULL", "Null", "null"})
NOTHING = NULLS | {
    *("Not applicable", "Not Applicable", "Not recorded", "Not Recorded", "Does not apply", "Not known", "Unknown"),
    *("N/A", "n/a", "NA", "NE", "NP", "SUPP", "LOWCOV", "NEW", "z", "c", "x", "low", ":", "-", ".."),
}
LONGEST = 255  # characters of an ordinary text
LONGEST_PROSE = 4000
EXCEL_BEGINS = date(1899, 12, 30)
UNKNOWN_DAY = date(1900, 1, 1)  # GIAS writes it for a date that nobody knows (2022-03)


def text(cell: str) -> str | None:
    """A name or word. Odd spaces become plain ones; invisible marks go."""
    if cell in NULLS:
        return None
    if not cell.isprintable():
        cell = _made_plain(cell)
    if len(cell) > LONGEST:
        raise ValueError(f"is {len(cell):,} characters long; at most {LONGEST} are expected here")
    return cell or None


def stated(cell: str) -> str | None:
    """A text for which `Not applicable`, `Not recorded` and their like are no answer."""
    if cell in NOTHING:
        return None
    return cell if cell.isprintable() and len(cell) <= LONGEST else text(cell)


def prose(cell: str) -> str | None:
    """A text that may be long, such as an address on the web."""
    if cell in NULLS:
        return None
    if len(cell) > LONGEST_PROSE:
        raise ValueError(f"is {len(cell):,} characters long; at most {LONGEST_PROSE:,} are expected here")
    return (cell if cell.isprintable() else _made_plain(cell)) or None


def integer(cell: str) -> int | None:
    """A whole number, also as `1200.0`, `1,200` or `-3`."""
    if cell.isdigit() and cell.isascii() and len(cell) < 10:
        return int(cell)
    if cell in NOTHING:
        return None
    number = -identifiers.whole_number(cell[1:]) if cell[0] == "-" else _unsigned(cell)
    if not -2_147_483_648 <= number <= 2_147_483_647:
        raise ValueError("is too big a number for this column")
    return number


def urn(cell: str) -> int | None:
    return None if cell in NOTHING else identifiers.urn(cell)


def laestab(cell: str) -> int | None:
    """Seven digits, also as `330/2000`."""
    return None if cell in NOTHING else identifiers.laestab(cell.replace("/", "", 1))


def decimal(cell: str) -> float | None:
    """A number that may have a fraction."""
    if cell in NOTHING:
        return None
    try:
        number = float(cell.replace(",", "")) if cell.isascii() and "_" not in cell else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("is not a number")
    return number


def percent(cell: str) -> float | None:
    """A percentage, with its sign (2022/23) or bare (2018/19): `46.9%` and `46.9` are both 46.9."""
    return decimal(cell[:-1].rstrip() if cell[-1:] == "%" else cell)


_YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "1.0"), True),
    **dict.fromkeys(("no", "n", "false", "0", "0.0"), False),
}


def yes_no(cell: str) -> bool | None:
    if cell in NOTHING:
        return None
    answer = _YES_NO.get(cell.casefold())
    if answer is None:
        raise ValueError("is neither yes nor no")
    return answer


def choice(answers: dict[str, T]) -> Callable[[str], T | None]:
    """A parser for a column with few answers, given in lower case. Nothing said is None; anything else is refused."""

    def parse(cell: str) -> T | None:
        if cell in NOTHING and cell.casefold() not in answers:
            return None
        try:
            return answers[cell.casefold()]
        except KeyError:
            raise ValueError(f"is none of {', '.join(map(repr, answers))}") from None

    return parse


_days: dict[str, date | None] = {}


def date_uk(cell: str) -> date | None:
    """A day as any of these files writes it: 31/08/2025, 31-08-2025, 20250831, 2025-08-31 (with or without a time; a
    time in UTC is put back to the day in England), 31 August 2025, or the serial number of a spreadsheet.

    Day before month, always. 1 January 1900 stands for *not known*.
    """
    try:
        return _days[cell]
    except KeyError:
        if len(_days) > 50_000:  # many distinct days, or many distinct mistakes
            _days.clear()
        day = _days[cell] = _read_day(cell)
        return day


def _read_day(cell: str) -> date | None:
    if cell in NOTHING:
        return None
    for read in (_numbered, _iso, _serial, _with_month_name):
        day = read(cell)
        if day is not None:
            break
    else:
        raise ValueError("is not a date; day/month/year is expected")
    if day == UNKNOWN_DAY:
        return None
    if not 1000 <= day.year <= 2200:
        raise ValueError(f"is a date in the year {day.year}, which cannot be right")
    return day


_NUMBERED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|\+00:?00)?)?", re.ASCII)
_SERIAL = re.compile(r"(\d{5}|\d{8})(?:\.0+)?", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})", re.ASCII)
MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
    for length in (3, 4, len(name))
}


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("is not a day of the calendar; day/month/year is expected") from None


def _numbered(cell: str) -> date | None:
    found = _NUMBERED.fullmatch(cell)
    return _day(int(found[4]), int(found[3]), int(found[1])) if found else None


def _iso(cell: str) -> date | None:
    found = _ISO.fullmatch(cell)
    if not found:
        return None
    day = _day(int(found[1]), int(found[2]), int(found[3]))
    if not found[7]:
        return day
    try:
        moment = datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), int(found[6] or 0), tzinfo=UTC)
    except ValueError:
        raise ValueError("is not a time of the day") from None
    return moment.astimezone(clock.LONDON).date()


def _serial(cell: str) -> date | None:
    found = _SERIAL.fullmatch(cell)
    if not found:
        return None
    digits = found[1]
    if len(digits) == 8:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return EXCEL_BEGINS + timedelta(days=int(digits))


def _with_month_name(cell: str) -> date | None:
    found = _NAMED.fullmatch(cell)
    month = MONTHS.get(found[2].lower()) if found else None
    return _day(int(found[3]), month, int(found[1])) if found and month else None


def _unsigned(cell: str) -> int:
    if "," in cell and _WITH_COMMAS.fullmatch(cell):
        cell = cell.replace(",", "")
    return identifiers.whole_number(cell)


_WITH_COMMAS = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@lru_cache(maxsize=4096)
def _made_plain(cell: str) -> str:
    plain = " ".join(_INVISIBLE.sub("", cell).split())
    if not plain.isprintable():
        raise ValueError("holds characters that cannot be shown")
    return plain
