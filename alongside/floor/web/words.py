"""How dates, numbers and missing values are written, on pages and on paper."""

from __future__ import annotations

from datetime import date, datetime

from alongside.floor.kernel import prose
from alongside.floor.kernel.clock import LONDON

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # never the locale of the machine

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def weekday(when: date) -> str:
    """Monday 16 November 2026."""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


def day(when: date | datetime | None) -> str:
    """21 November 2026; empty for None. A moment is told by its day in England."""
    local = _local(when)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}" if local else ""


def day_short(when: date | datetime | None) -> str:
    """21 Nov 2026; empty for None."""
    local = _local(when)
    return f"{local.day} {MONTHS[local.month - 1][:3]} {local.year}" if local else ""


def month(when: date | datetime | None) -> str:
    """November 2026; empty for None."""
    local = _local(when)
    return f"{MONTHS[local.month - 1]} {local.year}" if local else ""


def moment(when: datetime | None) -> str:
    """21 November 2026 at 14:05, in England; empty for None."""
    return f"{day(when)} at {when.astimezone(LONDON):%H:%M}" if when else ""


def count(number: float | None) -> str:
    """1,234; empty for None."""
    return "" if number is None else f"{number:,}"


def plural(number: int, forms: str) -> str:
    """`1 school`, `27 schools`, `no schools`. Forms: `school`, or `child,children` where the ending is not regular."""
    one, _, many = forms.partition(",")
    return f"{count(number) if number else 'no'} {many if many and number != 1 else prose.plural(number, one)}"


def _local(when: date | datetime | None) -> date | None:
    return when.astimezone(LONDON).date() if isinstance(when, datetime) else when
