"""From what is loaded to the schools that the forecast takes. A handful of queries, however many schools."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.inspections import queries as inspections
from alongside.knowledge.inspections.assembly import Covered
from alongside.knowledge.inspections.facts import History, Kind
from alongside.knowledge.inspections.likelihood.facts import School
from alongside.knowledge.inspections.spans import merged
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools.facts import SchoolFacts

COUNTS = (Kind.GRADED, Kind.UNGRADED)  # a monitoring visit is no inspection that a school waits for


def told_by(on: date, *, version: int, authority: str | None = None) -> list[School]:
    """The state-funded schools open on a day, by nothing but files that speak of that day or an earlier one."""
    histories = inspections.histories(version=version, told_by=on)
    covered = inspections.coverage(version=version, told_by=on)
    register = schools.schools_as_at(on=on, version=version, authority=authority, state_funded=True)
    return [
        school_of(facts, histories[facts.urn], covered)
        for facts in sorted(register, key=lambda facts: facts.urn)
        if facts.open_on_day is not False and facts.urn in histories and histories[facts.urn].spans
    ]


def known_after(last: date, *, version: int, authority: str | None = None) -> dict[int, School]:
    """Schools still open on the last day of a trial under the same number, and told of up to it, by everything that is
    known: for outcomes."""
    histories = inspections.histories(version=version)
    covered = inspections.coverage(version=version)
    register = schools.schools_as_at(on=last, version=version, authority=authority, state_funded=True)
    return {
        facts.urn: school_of(facts, histories[facts.urn], covered)
        for facts in register
        if facts.open_on_day is not False
        and (spans := histories[facts.urn].spans)
        and spans[-1].last >= last
        and (spans[-1].first is None or spans[-1].first <= last)
    }


def school_of(facts: SchoolFacts, history: History, covered: Covered) -> School:
    """A school with what is told of it and where that is whole."""
    days = covered.latest.get(facts.authority, ())
    periods = merged(covered.periods)
    period = periods[-1] if periods else None
    reaches = [*days[-1:], *([period.last] if period else [])]
    return School(
        urn=facts.urn,
        opened=facts.opened,
        phase=facts.phase,
        inspections=tuple(one for one in history.inspections if one.kind in COUNTS and one.published is not None),
        seen_from=days[0] if days else None,
        listed_from=period.first if period else None,
        told_until=max(reaches, default=date.min),
    )
