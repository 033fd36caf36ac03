"""When inspectors come, and how long their reports take."""

from __future__ import annotations

from datetime import date, timedelta

from demo.chance import Chance

# Inspections stopped when schools shut in March 2020; visits to schools in trouble began again in January 2021, routine
# ones in September.
PAUSE, MONITORING_AGAIN = (date(2020, 3, 17), date(2021, 9, 7)), date(2021, 1, 18)
# Between the last inspection by key judgements and the first routine report card, autumn 2025.
CHANGE_OF_FRAMEWORK = (date(2025, 7, 19), date(2025, 11, 30))
_HOLIDAYS = (  # (month, day) to (month, day): near enough for any year; the first week of September is left in peace
    ((7, 16), (9, 10)),
    ((10, 22), (11, 2)),
    ((12, 16), (12, 31)),
    ((1, 1), (1, 8)),
    ((2, 12), (2, 22)),
    ((3, 30), (4, 16)),
    ((5, 25), (6, 1)),
)


def in_term(day: date) -> bool:
    place = (day.month, day.day)
    return not any(first <= place <= last for first, last in _HOLIDAYS)


def next_inspection_day(day: date, *, routine: bool = True) -> date:
    """The first Tuesday in term on or after a day, outside the pauses: monitoring kept up where `routine` is False."""
    day += timedelta(days=(1 - day.weekday()) % 7)
    while not in_term(day) or _paused(day, routine=routine):
        day += timedelta(days=7)
    return day


def _paused(day: date, *, routine: bool) -> bool:
    if not routine:
        return PAUSE[0] <= day < MONITORING_AGAIN
    return PAUSE[0] <= day <= PAUSE[1] or CHANGE_OF_FRAMEWORK[0] <= day <= CHANGE_OF_FRAMEWORK[1]


def publication(started: date, chance: Chance) -> date:
    """When the report came out: 36 days later at the median and at most 177, on a working day.

    In the demo no report comes out later than the summer of its school year, unless a story says so.
    """
    lag = min(177, max(16, round(chance.lognormvariate(3.58, 0.42))))
    end_of_summer = date(started.year + (started.month > 8), 8, 28)
    day = min(started + timedelta(days=lag), end_of_summer)
    if (day.month, day.day) > (12, 21) or (day.month, day.day) < (1, 4):
        day = date(day.year + (day.month == 12), 1, 5)  # nothing comes out around Christmas
    return day - timedelta(days=max(0, day.weekday() - 4))
