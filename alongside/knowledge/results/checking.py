"""Published totals held against the schools below them, for a page: reads, and hands to `totals`."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.results import queries, totals
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.queries import Area
from alongside.knowledge.results.values import Figure
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile

STATE_FUNDED = "state-funded"


def total_of(key: str, year: int, authority_code: int, *, on: date, version: int) -> totals.Total | None:
    """What an authority's schools come to against what is published of it; None where nothing is. Three queries."""
    policy = measures()
    measure = policy.by_key[key.partition(":")[0]]
    published = _published(key, year, authority_code, on=on, version=version)
    if published is None:
        return None
    area, figure = published
    found = queries.schools_in(authority_code, measure.dataset, years=[year], on=on, version=version)
    types = dict(Profile.objects.at(version).filter(urn__in=list(found)).values_list("urn", "type"))
    schools = [
        totals.School(
            figures.figure(key, year, policy), vocabulary.is_state_funded(types[urn]) if urn in types else None
        )
        for urn, figures in found.items()
    ]
    return totals.recompute(measure, schools, figure, policy.protection, state_funded=area.sector == STATE_FUNDED)


def _published(key: str, year: int, authority_code: int, *, on: date, version: int) -> tuple[Area, Figure] | None:
    """The authority's own row of the same table, and its figure."""
    dataset = measures().dataset_of(key.partition(":")[0]).key
    for area, figures in queries.areas(dataset, on=on, version=version, authority_code=authority_code).items():
        figure = figures.figure(key, year)
        if area.level == "authority" and figure.known:
            return area, figure
    return None
