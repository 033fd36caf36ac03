"""Where schools stand in their lines at the beginning of a month, and how fast each line moves. Pure.

A position is a time: the schools of the same line that have waited longer, over the number that the line sent through
in the last twelve months. Inspectors take schools roughly in order, so this says more than how long a school has
waited.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from alongside.knowledge.inspections.likelihood.calendar import (
    add_months,
    inspecting_months,
    months_between,
    months_late,
)
from alongside.knowledge.inspections.likelihood.facts import Case, School, Turn
from alongside.knowledge.inspections.likelihood.knowable import is_between, is_knowable
from alongside.knowledge.inspections.likelihood.policies import Likelihoods
from alongside.knowledge.inspections.likelihood.turns import turn_of
from alongside.knowledge.inspections.policies import Windows

COUNTED = ("graded", "ungraded")


class Turns:
    """The turns of schools on many days, worked out once between one publication and the next."""

    def __init__(self, policy: Likelihoods, windows: Windows) -> None:
        self.policy, self.windows = policy, windows
        self._known: dict[tuple[int, int, str, bool, bool], Turn | None] = {}

    def of(self, school: School, on: date) -> Turn | None:
        told = sum(1 for one in school.inspections if one.published is not None and one.published <= on)
        is_open = school.opened is None or school.opened < on
        key = (school.urn, told, self.windows.regime_of(on).words, is_open, on >= self.policy.exemption.ended)
        if key not in self._known:
            self._known[key] = turn_of(school, on, self.policy, self.windows)
        return self._known[key]


def begun_in(school: School, first: date, last: date) -> date | None:
    """When the first inspection began that began from one day until before another."""
    return next((one.started for one in school.inspections if first <= one.started < last), None)


def standing_in_line(
    schools: Iterable[School], on: date, turns: Turns, learns_from: date | None
) -> list[tuple[School, Turn]]:
    """Who waits on a day. With `learns_from`, only whose state may be learnt from (`knowable`)."""
    found = []
    for school in schools:
        turn = turns.of(school, on)
        if turn is None:
            continue
        if learns_from is not None and (
            is_between(school, on) or not is_knowable(school, turn, on, learns_from, turns.policy)
        ):
            continue
        found.append((school, turn))
    return found


def pace(schools: Iterable[School], on: date, turns: Turns, learns_from: date | None) -> dict[str, float]:
    """Schools that each line sent through in a year, by the last twelve months before a day. Empty where inspections
    have not gone on long enough to tell; a line with too few is left out."""
    policy = turns.policy.training
    first = max([add_months(on, -policy.pace_over_months), *_resumed(turns.policy, on)])
    months = months_between(first, on)
    if months < policy.pace_needs_months:
        return {}
    sent: Counter[str] = Counter()
    for school in schools:
        for one in school.inspections:
            if first <= one.started < on:
                turn = turns.of(school, one.started)
                if turn and (learns_from is None or is_knowable(school, turn, one.started, learns_from, turns.policy)):
                    sent[turn.line] += 1
    needs = policy.pace_needs_events
    return {line: count * 12 / months for line, count in sent.items() if count >= needs}


def _resumed(policy: Likelihoods, on: date) -> list[date]:
    """Days before which the pace says nothing of the pace since."""
    changes = [pause.resumed for pause in policy.pauses if pause.resumed <= on]
    newest = policy.learns_from(on)
    return [*changes, *([newest.first_day] if newest else [])]


def cases(
    waiting: Sequence[tuple[School, Turn]], on: date, speed: Mapping[str, float], policy: Likelihoods
) -> list[Case]:
    """What the model is shown of each school that waits on a day."""
    lines: dict[str, list[date]] = defaultdict(list)
    for _, turn in waiting:
        lines[turn.line].append(turn.since)
    for days in lines.values():
        days.sort()
    return [
        Case(
            urn=school.urn,
            line=turn.line,
            phase=school.phase,
            month=month_of(on),
            since=inspecting_months(turn.since, on, policy.pauses),
            late=months_late(turn.since, turn.latest, on, policy.pauses) if turn.latest else None,
            position=_position(turn, lines[turn.line], on, speed),
        )
        for school, turn in waiting
    ]


def _position(turn: Turn, line: Sequence[date], on: date, speed: Mapping[str, float]) -> float | None:
    """Years of work before the school. Where the pace of its line cannot be told, years to the middle of its window."""
    if not speed:
        return None
    if turn.line in speed:
        return bisect_left(line, turn.since) / speed[turn.line]
    if turn.earliest is None or turn.latest is None:
        return None
    middle = turn.earliest + (turn.latest - turn.earliest) / 2
    return months_between(on, middle) / 12


def month_of(on: date) -> int:
    """The calendar month in which most of the thirty days from a day lie."""
    return (on + timedelta(days=14)).month


def a_month_on(case: Case, turn: Turn, on: date, months: int, policy: Likelihoods) -> Case:
    """The same school so many months later, had nobody come: longer waited, and a shorter line before it."""
    later = add_months(on, months)
    return case._replace(
        month=month_of(later),
        since=case.since + months,
        late=months_late(turn.since, turn.latest, later, policy.pauses) if turn.latest else None,
        position=None if case.position is None else case.position - months / 12,
    )
