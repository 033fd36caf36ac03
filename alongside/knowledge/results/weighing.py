"""How many pupils a figure speaks of, where its own table does not say. Pure."""

from __future__ import annotations

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
