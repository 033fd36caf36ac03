"""Reads what the city since a day is told from. Few queries, however many schools and years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Min, Q

from alongside.face.reporting import since
from alongside.face.reporting.since import Moved, Stood
from alongside.knowledge.inspections import queries as inspections
from alongside.knowledge.inspections import rules
from alongside.knowledge.inspections.facts import Mark
from alongside.knowledge.results import queries as results
from alongside.knowledge.results.measures import Measure, Measures, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.queries import Figures
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.series import schools_on_days
from alongside.knowledge.schools.vocabulary import MAINTAINED, STATE_FUNDED

KINDS = ("results", "attendance", "destinations", "wellbeing")
OLDER, NEWER = 2, 3  # candidates: years at each end of which some measures have no figure
_PUPILS = "census"


def districts_of(version: int) -> dict[int, str]:
    """Where each state-funded school of the city stands, open or closed. One query."""
    lines = Profile.objects.at(version).filter(authority=partnership().authority, type__in=STATE_FUNDED)
    return dict(lines.values_list("urn", "district"))


def stood(days: Sequence[date], *, version: int, districts: dict[int, str]) -> dict[date, list[Stood]]:
    """How the open state-funded schools of the city stood on each day, by what was published by then."""
    home = partnership().authority
    found = {
        day: [school for school in schools if school.open_on_day is not False]
        for day, schools in schools_on_days(days=days, version=version, authority=home, state_funded=True)
    }
    urns = {school.urn for schools in found.values() for school in schools}
    histories = inspections.histories(version=version, urns=urns)
    told: dict[date, list[Stood]] = {}
    for day, schools in found.items():
        told[day] = []
        for school in schools:
            stands = rules.standing(histories[school.urn], on=day, urn=school.urn, opened=school.opened)
            reading = rules.category_of(stands.inspection) if stands.inspection else None
            category = reading.in_category if reading else (False if stands.mark is Mark.NOT_INSPECTED else None)
            district = districts.get(school.urn, "")
            told[day].append(Stood(school.urn, district, school.group == MAINTAINED, stands.mark, stands.era, category))
    return told


def headline(policy: Measures) -> list[Measure]:
    """The measures that are shown first, of what schools do and how pupils fare; not of whom they take in."""
    return [one for one in policy.measures if one.headline and one.kind in KINDS and not one.area_only]


def moved(first_day: date, today: date, *, version: int, districts: dict[int, str]) -> list[Moved]:
    """Every headline measure since a day. Three queries."""
    policy = measures()
    wanted = headline(policy)
    datasets = sorted({one.dataset for one in wanted} | {_PUPILS})
    rows = Result.objects.filter(
        level=Result.Level.SCHOOL, authority_code=partnership().authority_code, dataset__in=datasets
    )
    pairs = _pairs(rows, first_day, today, version)
    if pairs is None:
        return []
    now = _by_school(rows.filter(pairs), on=today, version=version)
    then = _by_school(rows.filter(pairs), on=first_day, version=version)
    found = []
    for measure in wanted:
        ends = since.ends(since.years_of(measure, now.values()), first_day)
        if ends:
            at_first = now if ends.after else then
            found.append(since.moved(measure, ends, then=at_first, now=now, districts=districts, policy=policy))
    return found


def _pairs(rows, first_day: date, today: date, version: int) -> Q | None:  # type: ignore[no-untyped-def]
    """The years to read, by dataset: the newest published by the first day, those after it, and the newest now."""
    seen = rows.filter(load__lte=version, published__lte=today).order_by().values_list("dataset", "year")
    by_dataset: dict[str, list[tuple[int, date]]] = {}
    for dataset, year, published in seen.annotate(published_first=Min("published")):
        by_dataset.setdefault(dataset, []).append((year, published))
    wanted: Q | None = None
    for dataset, years in sorted(by_dataset.items()):
        some = _some(sorted(years), first_day)
        one = Q(dataset=dataset, year__in=sorted(some))
        wanted = one if wanted is None else wanted | one
    return wanted


def _some(years: Sequence[tuple[int, date]], first_day: date) -> set[int]:
    by_then = [year for year, published in years if published <= first_day]
    after = [year for year, published in years if published > first_day]
    return {*by_then[-OLDER:], *after[:OLDER], *[year for year, _ in years][-NEWER:]}


def _by_school(rows: Iterable[Result], *, on: date, version: int) -> dict[int, Figures]:
    found: dict[int, dict[tuple[str, int], results.Said]] = {}
    for _, said in results.read(rows, on=on, version=version):
        found.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    return {urn: Figures(said) for urn, said in found.items()}
