"""The one clock. Views, commands and jobs read it; everything else is handed a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_fixed_day: date | None = None


def fix(day: date | None) -> None:
    """Make every later reading fall on this day (the demo's *today*), or let the clock run again with None."""
    global _fixed_day
    _fixed_day = day


def today() -> date:
    """The day in England."""
    return now().astimezone(LONDON).date()


def now() -> datetime:
    """The moment, in UTC. On a fixed day the hours still run, so that what happens later is later."""
    moment = datetime.now(UTC)
    if _fixed_day is None:
        return moment
    return datetime.combine(_fixed_day, moment.astimezone(LONDON).time(), tzinfo=LONDON).astimezone(UTC)


def machine() -> datetime:
    """The machine's own moment, which a fixed day does not reach. For leases alone: who is silent for how long."""
    return datetime.now(UTC)


def end_of(day: date) -> datetime:
    """The last moment of a day in England, in UTC: `known at 31 August` includes all of that day."""
    return datetime.combine(day, time.max, tzinfo=LONDON).astimezone(UTC)
