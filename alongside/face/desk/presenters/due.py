"""When a school's next inspection is usual, in the words of a day. For the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.face.desk.queries import Shown, Stands
from alongside.floor.kernel.periods import AcademicYear, add_months
from alongside.floor.web.words import month

SOON = 6  # months ahead that the office wants to see coming


class Due(StrEnum):
    """Where a day lies in a school's inspection window. Values are used in addresses."""

    LAW = "past-law"
    LATE = "late"
    THIS_YEAR = "this-year"
    OPEN = "open"
    OPENING = "opening"
    LATER = "later"
    UNKNOWN = "unknown"


PAST = (Due.LAW, Due.LATE)
BY_SUMMER = (*PAST, Due.THIS_YEAR)
TAGS = {Due.LAW: "past", Due.LATE: "past", Due.THIS_YEAR: "this year", Due.OPEN: "window open", Due.OPENING: "soon"}


def summer(today: date) -> date:
    """The last day of the academic year: what is usual by then is what a year is planned for."""
    return AcademicYear.of(today).last_day


def due(stands: Stands, today: date) -> Due:
    if stands.due_latest is None and stands.due_by_law is None:
        return Due.UNKNOWN
    if stands.due_by_law and stands.due_by_law < today:
        return Due.LAW
    if stands.due_latest and stands.due_latest < today:
        return Due.LATE
    if (stands.due_latest or date.max) <= summer(today):
        return Due.THIS_YEAR
    if stands.due_earliest is None or stands.due_earliest <= today:
        return Due.OPEN
    return Due.OPENING if stands.due_earliest <= add_months(today, SOON) else Due.LATER


def said(stands: Stands, today: date) -> str:
    """The window in a few words, with its date: `usual by July 2027`; whether that is past, a tag says beside it."""
    match due(stands, today):
        case Due.UNKNOWN:
            return ""
        case Due.LAW:
            return f"in law by {month(stands.due_by_law)}"
        case Due.LATE | Due.THIS_YEAR | Due.OPEN:
            return f"usual by {month(stands.due_latest or stands.due_by_law)}"
        case _:
            return f"from {month(stands.due_earliest)}"


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many schools are where in their window."""

    past: int = 0
    by_summer: int = 0  # those past among them
    soon: int = 0  # the window is open, or opens within six months, and ends later


def counts(schools: Iterable[Shown], today: date) -> DueCounts:
    found = [due(school.stands, today) for school in schools]
    return DueCounts(
        past=sum(one in PAST for one in found),
        by_summer=sum(one in BY_SUMMER for one in found),
        soon=sum(one in (Due.OPEN, Due.OPENING) for one in found),
    )
