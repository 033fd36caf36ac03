"""When a school's next inspection is usual, in the words of a day. For the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.face.desk.queries import Shown, Stands
from alongside.floor.kernel.periods import add_months
from alongside.floor.web.words import month

SOON = 6  # months ahead that the office wants to see coming


class Due(StrEnum):
    """Where a day lies in a school's inspection window. Values are used in addresses."""

    LAW = "past-law"
    LATE = "late"
    OPEN = "open"
    OPENING = "opening"
    LATER = "later"
    UNKNOWN = "unknown"


WORDS = {
    Due.LAW: "The date set in law has passed",
    Due.LATE: "The usual time has passed",
    Due.OPEN: "Window open",
    Due.OPENING: "Window opens within six months",
    Due.LATER: "Later",
    Due.UNKNOWN: "Not known",
}
IS_DUE = (Due.LAW, Due.LATE, Due.OPEN)


def due(stands: Stands, today: date) -> Due:
    if stands.due_latest is None and stands.due_by_law is None:
        return Due.UNKNOWN
    if stands.due_by_law and stands.due_by_law < today:
        return Due.LAW
    if stands.due_latest and stands.due_latest < today:
        return Due.LATE
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
        case Due.LATE:
            return f"usual by {month(stands.due_latest)}"
        case Due.OPEN:
            return f"usual by {month(stands.due_latest or stands.due_by_law)}"
        case _:
            return f"from {month(stands.due_earliest)}"


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many schools are where in their window."""

    law: int = 0
    late: int = 0
    open: int = 0
    opening: int = 0

    @property
    def now(self) -> int:
        return self.law + self.late + self.open


def counts(schools: Iterable[Shown], today: date) -> DueCounts:
    found = [due(school.stands, today) for school in schools]
    return DueCounts(
        law=found.count(Due.LAW),
        late=found.count(Due.LATE),
        open=found.count(Due.OPEN),
        opening=found.count(Due.OPENING),
    )
