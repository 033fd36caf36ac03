"""School-months: one row for every school and month in which it waited, and whether an inspection began in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from alongside.knowledge.inspections.likelihood.calendar import add_months
from alongside.knowledge.inspections.likelihood.facts import Case, School
from alongside.knowledge.inspections.likelihood.lines import Turns, begun_in, cases, pace, standing_in_line
from alongside.knowledge.inspections.likelihood.policies import Likelihoods


class Period(NamedTuple):
    """One school in one month. Everything in `case` was published by the first day of the month."""

    first: date
    case: Case
    inspected: bool


def learning_time(schools: Sequence[School], until: date, policy: Likelihoods) -> tuple[date, date]:
    """From which month and up to which day there is something to learn: since history carries over, since inspections
    resumed and ran evenly again, and so long that reports are out. Both first days of months."""
    first = add_months(until, -policy.training.months)
    if change := policy.learns_from(until):
        first = max(first, change.first_day)
    for pause in policy.pauses:
        if pause.resumed <= until:  # whom they took first after a pause says little of whom they take
            first = max(first, add_months(pause.resumed, policy.training.pace_needs_months))
    newest = max((one.published for school in schools for one in school.inspections if one.published), default=until)
    told = max((school.told_until for school in schools), default=until)
    settled = newest - timedelta(days=policy.training.published_within_days)
    last = min(_month(until), _month(told + timedelta(days=1)), _settled_until(settled))
    return _month(first + timedelta(days=30)) if first.day > 1 else first, last


def _month(day: date) -> date:
    return day.replace(day=1)


def _settled_until(day: date) -> date:
    """The end of the last whole month before a day. Nobody inspects in August, so it is whole when July is."""
    month = _month(day)
    return date(month.year, 9, 1) if month.month == 8 else month


def periods(schools: Sequence[School], first: date, last: date, turns: Turns) -> list[Period]:
    """The school-months from one month until before another, of schools whose files tell of the whole month."""
    found: list[Period] = []
    observed_from = _observed_from(first, turns.policy)
    month = first
    while month < last:
        following = add_months(month, 1)
        told = [school for school in schools if school.told_until >= following - timedelta(days=1)]
        speed = pace(told, month, turns, observed_from)
        waiting = standing_in_line(told, month, turns, observed_from)
        for (school, _), case in zip(waiting, cases(waiting, month, speed, turns.policy), strict=True):
            found.append(Period(month, case, begun_in(school, month, following) is not None))
        month = following
    return found


def _observed_from(first: date, policy: Likelihoods) -> date:
    """From when inspections are looked at: the pace of the first month looks back, but not into a pause."""
    looks_back = add_months(first, -policy.training.pace_over_months)
    return max([looks_back, *(pause.resumed for pause in policy.pauses if pause.resumed <= first)])
