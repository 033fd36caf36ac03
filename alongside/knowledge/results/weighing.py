"""How many pupils a figure speaks of where its own table does not say, and which years are told of all. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from alongside.knowledge.results.measures import Measures
from alongside.knowledge.results.queries import Figures
from alongside.knowledge.results.values import Figure

PUPILS = "census-pupils"


def weighed(figures: Figures, key: str, year: int, policy: Measures) -> Figure:
    """A figure with its cohort. Where its table gives none, as for absence, the pupils on roll at the census of that
    year or of the newest earlier one stand in; where there is no such census either, it stays unknown."""
    found = figures.figure(key, year, policy)
    if found.cohort is not None or PUPILS not in policy.by_key or policy.by_key[key.partition(":")[0]].cohort:
        return found
    counts = (figures.figure(PUPILS, at, policy).value for at in reversed(figures.years("census")) if at <= year)
    return replace(found, cohort=next((count for count in counts if count is not None), None))


def told_fully(schools: Mapping[int, int]) -> dict[int, bool]:
    """Whether a year is told of a whole city, given how many of its schools have the figure in each year: of at least
    half as many as in the year that has most. A sample of a few schools stands for no city."""
    most = max(schools.values(), default=0)
    return {year: 2 * count >= most for year, count in schools.items()}
