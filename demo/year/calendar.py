"""Days on which people of schools meet each other."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from alongside.floor.kernel.clock import LONDON
from demo import TODAY
from demo.chance import Chance
from demo.terms import in_term
from demo.year import TOGETHER

LAST_PLANNED = date(2026, 12, 11)


@lru_cache(maxsize=1)
def working_days() -> tuple[date, ...]:
    """The school days of our years and of the weeks to come."""
    days = (TOGETHER + timedelta(days=n) for n in range((LAST_PLANNED - TOGETHER).days + 1))
    return tuple(day for day in days if day.weekday() < 5 and in_term(day))


def school_day(day: date, later: int = 0) -> date:
    """The first school day on or after a day, or so many school days later; the last that is planned at most."""
    days = working_days()
    return days[min(bisect_left(days, day) + later, len(days) - 1)]


def weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend: offices work in the holidays."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def moment(day: date, chance: Chance, first: int = 8, last: int = 16) -> datetime:
    """Some moment of a day, between two hours."""
    at = datetime.combine(day, time(chance.randint(first, last), chance.randrange(60)), tzinfo=LONDON)
    return at + timedelta(seconds=chance.randrange(60))


def is_past(at: datetime) -> bool:
    """Whether it has happened before the demo's today."""
    return at < NOW


NOW = datetime.combine(TODAY, time(0), tzinfo=LONDON)
"""What is recorded is recorded before the demo's day: its hours run with those of the clock on the wall."""
