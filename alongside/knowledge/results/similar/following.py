"""A load that brings the intake of a year without a set makes that set. A set that is there stays as it is."""

from __future__ import annotations

from alongside.knowledge.opendata.registry import Follower, Staging
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.similar.making import COLUMNS, SET_COLUMNS, made
from alongside.knowledge.results.similar.models import Similar, SimilarSet
from alongside.knowledge.results.similar.policies import similar_schools


def derive(staging: Staging) -> None:
    """One query where the load brings no intake of a school."""
    for year in _years_without(staging):
        found = made(year, version=staging.load_id)
        staging.insert(Similar, COLUMNS, found.rows(edition=1))
        staging.insert(SimilarSet, SET_COLUMNS, [found.line(edition=1)])
        staging.count("sets of similar schools")


def _years_without(staging: Staging) -> list[int]:
    brought = Result.objects.filter(
        load=staging.load_id, dataset=similar_schools().intake, level=Result.Level.SCHOOL
    ).order_by()
    years = set(brought.values_list("year", flat=True).distinct())
    if not years:
        return []
    there = SimilarSet.objects.filter(year__in=years, load__lt=staging.load_id).order_by()
    return sorted(years - set(there.values_list("year", flat=True)))


FOLLOWER = Follower(key="results.similar", order=40, derive=derive)
