"""How a cell that tells of an inspection is read. See opendata.cells.

None is *no grade*, however it is written: empty, NULL, 9 (not applicable), 8 and 0 (early years or sixth form not
judged), “Not judged” (overall effectiveness since Sept 2024). None of them is ever a grade.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from alongside.knowledge.inspections.facts import REPORT_CARD_GRADES, Category, Grade
from alongside.knowledge.opendata import cells

NO_GRADE = {"", "null", "0", "8", "9", "not judged", "not applicable", "not inspected", "n/a", "-"}
_GRADES = {
    **{str(grade): grade for grade in (1, 2, 3, 4)},
    "outstanding": 1,
    "good": 2,
    "requires improvement": 3,
    "satisfactory": 3,  # what requires improvement was called until Sept 2012
    "inadequate": 4,
}
_REPORT_CARD = {grade.casefold(): grade for grade in REPORT_CARD_GRADES}
_CATEGORIES = {
    **{category.value.casefold(): category.value for category in Category},
    **{category.words: category.value for category in Category},
}
_SAFEGUARDING = {"yes": True, "met": True, "effective": True, "no": False, "not met": False, "not effective": False}
EARLIEST = date(1992, 9, 1)  # Ofsted's first day


def _plain(cell: str) -> str:
    return cell.strip().casefold().removesuffix(".0")


def grade(cell: str) -> int | None:
    """1 to 4, also as `2.0` or in words."""
    said = _plain(cell)
    if said in NO_GRADE:
        return None
    if said not in _GRADES:
        raise ValueError("is no grade: 1 to 4 are expected, or NULL, 0, 8, 9 or Not judged where there is none")
    return _GRADES[said]


def report_card_grade(cell: str) -> str | None:
    said = _plain(cell)
    if said in NO_GRADE:
        return None
    if said not in _REPORT_CARD:
        raise ValueError(f"is no grade of a report card: {', '.join(REPORT_CARD_GRADES)} are")
    return _REPORT_CARD[said]


def category(cell: str) -> str | None:
    said = _plain(cell)
    if said in NO_GRADE or said in ("none", "no"):
        return None
    if said not in _CATEGORIES:
        raise ValueError("is no category of concern: SM, SWK, RSI and NTI are, or NULL where there is none")
    return _CATEGORIES[said]


def safeguarding(cell: str) -> bool | None:
    said = _plain(cell)
    if said in NO_GRADE:
        return None
    if said not in _SAFEGUARDING:
        raise ValueError("is neither Yes nor No, nor Met nor Not met, nor 9 or NULL where it was not judged")
    return _SAFEGUARDING[said]


def number(cell: str) -> str | None:
    """The number of an inspection: `10343717`, `ITS449512`, or `10343717.0` after a program saved it."""
    if cell in cells.NOTHING:
        return None
    said = cell.removesuffix(".0")
    if len(said) > 40 or not said.isalnum():
        raise ValueError("is no inspection number: letters and digits are expected")
    return said


class _Days(dict[str, "str | None"]):
    """Cells and the days they say, each read once."""

    def __missing__(self, cell: str) -> str | None:
        found = cells.date_uk(cell)
        if found is not None and found < EARLIEST:
            raise ValueError("lies before September 1992, when Ofsted began")
        said = found.isoformat() if found else None
        if len(self) < 50_000:
            self[cell] = said
        return said


day = _Days().__getitem__  # a day since Ofsted began, as ISO text


def raw(cell: str) -> str:
    """As it came: read only where it is needed (`name`, `laestab`)."""
    return cell


def name(cell: str | None) -> str:
    """A school's name at the time of an inspection; empty where it cannot be shown."""
    try:
        return (cells.text(cell) or "") if cell else ""
    except ValueError:
        return ""


def laestab(cell: str | None) -> int | None:
    try:
        return cells.laestab(cell) if cell else None
    except ValueError:
        return None


def kind(cell: str) -> str | None:
    """A school's type at the time of an inspection."""
    return _words(cell, 60)


def words(cell: str) -> str | None:
    """A type in the publisher's words. A dash that a wrong encoding broke is mended (files of 2023 and 2025)."""
    return _words(cell, 120)


def outcome(cell: str) -> str | None:
    """What an inspection without grades concluded, in the publisher's words."""
    return _words(cell, 200)


def _words(cell: str, longest: int) -> str | None:
    said = cells.stated(cell.replace("\u00c2\u0096", "–").replace("\u0096", "–").replace("Â–", "–"))
    if said and len(said) > longest:
        raise ValueError(f"is {len(said)} characters long; at most {longest} are expected here")
    return said


def yes(cell: str) -> bool | None:
    return cells.yes_no(cell)


_texts: dict[tuple[Any, Any], str] = {}


def grades_text(areas: tuple[str, ...], grades: Sequence[Grade | bool | None], days: Sequence[str | None] = ()) -> str:
    """Grades by area as JSON text, with their days (ISO text) where the file gives them. Equal grades are written
    once."""
    key = (grades, days)
    try:
        return _texts[areas, key]
    except KeyError:
        if len(_texts) > 50_000:
            _texts.clear()
        text = _texts[areas, key] = _written(areas, grades, days)
        return text


def _written(areas: Sequence[str], grades: Sequence[Grade | bool | None], days: Sequence[str | None]) -> str:
    said: dict[str, object] = {}
    for area, value, on in zip(areas, grades, days or (None,) * len(grades), strict=True):
        if value is not None:
            said[area] = [value, on] if on else value
    return json.dumps(said, separators=(",", ":"))


def grades_of(text: str) -> Mapping[str, tuple[Grade | bool, str | None]]:
    """Back from the text: area to (grade, day)."""
    return {area: tuple(said) if isinstance(said, list) else (said, None) for area, said in json.loads(text).items()}
