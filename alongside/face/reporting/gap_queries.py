"""Reads what the gap is told from: figures of the city's schools, and which of them caused concern in each year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alongside.face.reporting import gap
from alongside.face.reporting.gap import MeasureGap, Placed
from alongside.face.reporting.policies import GapPolicy, gap_policy
from alongside.floor.kernel import garbage
from alongside.knowledge.inspections import queries as inspections
from alongside.knowledge.results import queries as results
from alongside.knowledge.results.measures import Measure, Measures, measures
from alongside.knowledge.results.queries import Figures
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.series import schools_on_days
from alongside.work.priority.facts import Facts, Status
from alongside.work.priority.policies import priority
from alongside.work.priority.queries import agreements
from alongside.work.priority.rules import judge

DATASETS = ("ks2", "ks4")


def told_of(policy: Measures) -> list[Measure]:
    """The headline measures of primary and secondary results that have a better side."""
    return [
        one
        for one in policy.measures
        if one.headline and one.kind == "results" and one.dataset in DATASETS and one.better != "neither"
    ]


def all_gaps(*, today: date, version: int) -> list[MeasureGap]:
    """The gap of every headline measure. Few queries: one a dataset, the schools, and their inspections."""
    every, policy = measures(), gap_policy()
    code = partnership().authority_code
    figures: dict[str, dict[int, Figures]] = {
        dataset: results.schools_in(code, dataset, on=today, version=version) for dataset in DATASETS
    }
    years = {year for one in figures.values() for of_school in one.values() for _, year in of_school.rows}
    placed = placed_in(years, version=version, policy=policy, today=today)
    return [
        gap.of_measure(measure, _until(figures[measure.dataset], placed), placed, measures=every, policy=policy)
        for measure in told_of(every)
    ]


def _until(figures: dict[int, Figures], placed: dict[int, Placed]) -> dict[int, Figures]:
    """Without years that are not over: which schools caused concern at their end cannot be known yet."""
    return {
        urn: Figures({key: said for key, said in one.rows.items() if key[1] in placed}) for urn, one in figures.items()
    }


def placed_in(years: Iterable[int], *, version: int, policy: GapPolicy, today: date) -> dict[int, Placed]:
    """For each year that is over, which mainstream schools caused concern on its last day, by what was published then.

    Four queries, however many years.
    """
    days = {date(year, 8, 31): year for year in sorted(years) if date(year, 8, 31) <= today}
    home = partnership().authority
    definition = priority()
    on_days = {
        day: [one for one in schools if one.open_on_day is not False and one.phase in policy.phases]
        for day, schools in schools_on_days(days=days, version=version, authority=home, state_funded=True)
    }
    urns = {one.urn for schools in on_days.values() for one in schools}
    histories = inspections.histories(version=version, urns=urns)
    found = {}
    for day, schools in on_days.items():
        in_force = definition.version_on(day)
        with garbage.not_now():
            status = {
                one.urn: judge(Facts(one, histories[one.urn], day, agreements(one.urn)), definition).status
                for one in schools
            }
        of = {wanted: frozenset(urn for urn, got in status.items() if got is wanted) for wanted in Status}
        found[days[day]] = Placed(
            days[day],
            day,
            of[Status.LISTED] if in_force else frozenset(),
            of[Status.NOT_LISTED] if in_force else frozenset(),
            of[Status.UNDETERMINED] if in_force else frozenset(status),
            in_force.key if in_force else "",
        )
    return found
