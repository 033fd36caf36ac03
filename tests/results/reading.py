"""What was loaded of figures, read in one word: a number, or why there is none."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.results import queries
from alongside.knowledge.results.values import Figure

URN, OTHER = 900_001, 900_002
TODAY = date(2026, 3, 2)
DAY = date(2026, 2, 1)


def figure(key: str, year: int, urn: int = URN) -> Figure:
    return queries.figures_of(urn, on=TODAY, version=loads.head()).figure(key, year)


def said(key: str, year: int, urn: int = URN) -> object:
    """The number, or why there is none."""
    found = figure(key, year, urn)
    return found.value if found.known else found.why


def area(level: str, sector: str = "all", dataset: str = "lait") -> queries.Figures:
    """Everything that a dataset says of the one area of a level."""
    found = queries.areas(dataset, on=TODAY, version=loads.head())
    return next(figures for area, figures in found.items() if (area.level, area.sector) == (level, sector))
