"""The two rules of thumb that stand beside every chance: no model, only days. Pure."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.inspections.likelihood.calendar import months_between, months_late
from alongside.knowledge.inspections.likelihood.facts import School, Thumbs, Turn
from alongside.knowledge.inspections.likelihood.policies import Likelihoods

NAMES = {"since_last": "time since the last inspection", "beyond_usual": "time beyond the usual interval"}


def thumbs_of(school: School, turn: Turn | None, on: date, policy: Likelihoods) -> Thumbs:
    """Both in whole months, by what is told of a school on a day."""
    started = [one.started for one in school.inspections if one.published is not None and one.published <= on]
    waits_since = max(started, default=school.opened)
    beyond = None
    if turn is not None and turn.latest is not None:
        beyond = int(months_late(turn.since, turn.latest, on, policy.pauses))
    return Thumbs(int(months_between(waits_since, on)) if waits_since else None, beyond)


def score_since_last(school: School, on: date) -> float:
    """What the first rule orders schools by: days since the last inspection, or since it opened."""
    days = [one.started for one in school.inspections if one.published is not None and one.published <= on]
    last = max(days, default=school.opened)
    return float((on - last).days) if last else 0.0


def score_beyond_usual(school: School, turn: Turn | None, on: date, policy: Likelihoods) -> float:
    """What the second orders by: months beyond the day by which an inspection was usual, pauses not counted."""
    if turn is None or turn.latest is None:
        return -1e6
    return months_late(turn.since, turn.latest, on, policy.pauses)
