"""The day a file speaks of, read from its name."""

from __future__ import annotations

import re
from datetime import date

from alongside.knowledge.opendata.cells import MONTHS

# Spellings seen to 2026-11: 2025-08-31_…, …_as_at_31_August_2026, …_at_31_Dec_2019, …_published_by_31_Aug_2025,
# edubasealldata20260907, links_edubasealldata20250422, …_1_September_2015_to_31_August_2019, 2021-05_….
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.])(\d\d)\2(\d\d)(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d)([-_.])(\d\d)\2((?:19|20)\d\d)(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ _.-]+([a-z]{3,9})[ _.-]+((?:19|20)\d\d)(?!\d)")
_PATTERNS = ((_ISO, (1, 3, 4)), (_RUN_TOGETHER, (1, 2, 3)), (_DAY_FIRST, (4, 3, 1)), (_NAMED, (3, 2, 1)))
_SAYS_SO = re.compile(r"(?:^|[ _.-])(?:at|by)[ _.-]*$")


def in_name(name: str) -> date | None:
    """The day in a file's name. Where it names several, the one after *at* or *by*; else the latest, since the others
    begin a period. None where it names no day.

    A name with a year or a month alone gives none: 2018 may mean the school year that begins or the one that ends.
    """
    lowered = name.replace("%20", " ").lower()
    said: list[date] = []
    others: list[date] = []
    for pattern, groups in _PATTERNS:
        for found in pattern.finditer(lowered):
            day = _day(*(found[group] for group in groups))
            if day:
                (said if _SAYS_SO.search(lowered[: found.start()]) else others).append(day)
    return max(said or others, default=None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month) if month.isdigit() else MONTHS.get(month, 0), int(day))
    except ValueError:
        return None
