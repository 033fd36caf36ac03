"""Which year a file of figures speaks of: by its name, by its columns, or by the day it was published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from alongside.knowledge.results.measures import Dataset, measures

# 2018-19, 2018-2019, 2018_19, 201819, 2018/19 in a name or a cell. A year alone says nothing: 2018 may mean the year
# that begins or the one that ends.
_TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:[-_/ ]|%2F)?(20\d\d|\d\d)(?!\d)")
_PROVISIONAL = re.compile(r"provisional", re.IGNORECASE)


def year_in(text: str) -> int | None:
    """The year that ends, of a school or financial year in a text: 2019 for `2018-19`, `201819` and `2018/2019`.

    None where the text names none, or two different ones.
    """
    found = set()
    for first, second in _TWO_YEARS.findall(text):
        ends = int(first) + 1
        if second in (f"{ends}", f"{ends % 100:02d}"):
            found.add(ends)
    return found.pop() if len(found) == 1 else None


def is_provisional(name: str) -> bool:
    """Whether a file's name says that its figures are provisional."""
    return bool(_PROVISIONAL.search(name))


def year_by_name(dataset: Dataset, name: str) -> int | None:
    """The year that the figures speak of, by the year of the tables in the file's name."""
    year = year_in(name)
    return year - dataset.behind if year else None


def day_by_name(dataset: str) -> Callable[[str], date | None]:
    """For Format.day: the usual day of publication of the year that a file's name has, None where it has none."""

    def day(name: str) -> date | None:
        said = measures().dataset_by_key[dataset]
        year = year_by_name(said, name)
        if year is None:
            return None
        return (said.provisional_on(year) if is_provisional(name) else None) or said.published_on(year)

    return day


def newest_repeated(headers: Iterable[str], stem: str) -> int | None:
    """The newest year of which a table repeats figures: 2018 where its newest such column is `PTRWM_EXP_18`, for a stem
    of `PTRWM_EXP_`. None where it has none.
    """
    found = [header.strip().upper().removeprefix(stem.upper()) for header in headers if header.strip()]
    years = [2000 + int(rest) for rest in found if len(rest) == 2 and rest.isascii() and rest.isdigit()]
    return max(years, default=None)


def next_held(dataset: Dataset, year: int) -> int:
    """The first year after another of which something was published."""
    year += 1
    while year in dataset.not_held:
        year += 1
    return year
