"""Reads: figures of a school, of many schools, of areas; as at a day, as known at a version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results import layers
from alongside.knowledge.results.measures import Measures, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.values import CODES, Figure, missing

_FIELDS = (
    *("dataset", "urn", "area", "sector", "year", "published", "load", "said_in", "row", "values"),
    *("as_at", "period", "origins"),
)


class Said(NamedTuple):
    """What is said of a place and year: a row of Result, or several laid over each other (`layers`). `sources` then
    tells which row a figure comes from; the other columns are those of the topmost row.
    """

    dataset: str
    urn: int | None
    area: str
    sector: str
    year: int
    published: date
    load: int
    said_in: int | None
    row: int
    values: Mapping[str, float | str]
    as_at: date | None = None
    period: str = ""
    origins: Mapping[str, tuple[int, str]] | None = None
    sources: Mapping[str, Said] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything published of one place by a day, by dataset and year."""

    rows: Mapping[tuple[str, int], Said]

    def figure(self, key: str, year: int, policy: Measures | None = None) -> Figure:
        """A measure in a year: `ks4-attainment8`, or of a group, `ks4-attainment8:girls`."""
        policy = policy or measures()
        measure = policy.by_key[key.partition(":")[0]]
        said = self.rows.get((measure.dataset, year))
        found = figure_in(said, key, measure.cohort) if said else missing(key, year)
        if found.why is Missing.NOT_LOADED and policy.not_held(key, year):
            return missing(key, year, Missing.NOT_PUBLISHED)
        return found

    def series(self, key: str, policy: Measures | None = None) -> list[Figure]:
        """A measure over the years in which its dataset says anything of the place, oldest first."""
        policy = policy or measures()
        dataset = policy.by_key[key.partition(":")[0]].dataset
        return [self.figure(key, year, policy) for name, year in sorted(self.rows) if name == dataset]

    def years(self, dataset: str) -> list[int]:
        return sorted(year for name, year in self.rows if name == dataset)

    def latest(self, key: str, policy: Measures | None = None) -> Figure | None:
        """The newest figure of the series, known or missing with its reason; None where its dataset says nothing."""
        found = self.series(key, policy)
        return found[-1] if found else None


def figure_in(said: Said, key: str, cohort: str = "") -> Figure:
    """One figure of a row. Where the row has no such value, nothing of it is loaded."""
    value = said.values.get(key)
    if value is None:
        return missing(key, said.year)
    by = said.sources[key] if said.sources else said
    load = by.said_in or by.load
    row, period = (by.origins or {}).get(key, (by.row, by.period))
    if isinstance(value, str):
        return Figure(key, said.year, None, CODES[value], published=by.published, load=load, row=row, period=period)
    return Figure(
        key,
        said.year,
        value,
        low=_number(said.values.get(f"{key}.low")),
        high=_number(said.values.get(f"{key}.high")),
        cohort=_number(said.values.get(_cohort_key(key, cohort, said.values))) if cohort else None,
        published=by.published,
        load=load,
        row=row,
        period=period,
    )


def _cohort_key(key: str, cohort: str, values: Mapping[str, float | str]) -> str:
    """The cohort of a group of pupils is that of the group; the whole cohort does not stand in for it."""
    _, colon, group = key.partition(":")
    return f"{cohort}:{group}" if colon else cohort


def _number(value: float | str | None) -> float | None:
    return value if isinstance(value, int | float) else None


def figures_of(urn: int, *, on: date, version: int) -> Figures:
    """Everything published of a school by a day. One query."""
    return figures_of_many([urn], on=on, version=version).get(urn, Figures({}))


def figures_of_many(urns: Iterable[int], *, on: date, version: int) -> dict[int, Figures]:
    """The same of several schools. One query for each 500 of them."""
    wanted = list(urns)
    found: dict[int, dict[tuple[str, int], Said]] = {}
    for start in range(0, len(wanted), 500):
        rows = Result.objects.filter(urn__in=wanted[start : start + 500])
        for said in _holding(rows, on=on, version=version):
            found.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    return {urn: Figures(rows) for urn, rows in found.items()}


def schools_in(
    authority_code: int | None, dataset: str, *, years: Sequence[int] = (), on: date, version: int
) -> dict[int, Figures]:
    """One dataset of every school of an authority (None: of the country), in some years or in all. One query."""
    rows = Result.objects.filter(level=Result.Level.SCHOOL, dataset=dataset)
    if authority_code is not None:
        rows = rows.filter(authority_code=authority_code)
    if years:
        rows = rows.filter(year__in=years)
    found: dict[int, dict[tuple[str, int], Said]] = {}
    for said in _holding(rows, on=on, version=version):
        found.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    return {urn: Figures(rows) for urn, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Area:
    """An area as published tables speak of it."""

    level: str
    name: str
    sector: str


def areas(dataset: str, *, on: date, version: int, authority_code: int | None = None) -> dict[Area, Figures]:
    """One dataset of every area: regions, neighbours, England, and authorities (one of them alone where asked)."""
    rows = Result.objects.filter(dataset=dataset).exclude(level=Result.Level.SCHOOL)
    if authority_code is not None:
        rows = rows.exclude(level=Result.Level.AUTHORITY) | rows.filter(authority_code=authority_code)
    found: dict[Area, dict[tuple[str, int], Said]] = {}
    for level, said in read(rows, on=on, version=version):
        found.setdefault(Area(level, said.area, said.sector), {})[said.dataset, said.year] = said
    return {area: Figures(rows) for area, rows in found.items()}


def _holding(rows, *, on: date, version: int) -> Iterator[Said]:  # type: ignore[no-untyped-def]
    return (said for _, said in read(rows, on=on, version=version))


def read(rows, *, on: date, version: int) -> Iterator[tuple[str, Said]]:  # type: ignore[no-untyped-def]
    """Of each place and year what was published by the day and loaded by the version: the newest word on each figure.

    A file of a later day may repeat what was published by then, and what it says then counts too, but lowest.
    """
    seen = rows.filter(published__lte=on, load__lte=version).order_by("as_at", "load", "pk")
    found: dict[tuple[object, ...], list[Said]] = {}
    for level, *cells in seen.values_list("level", *_FIELDS):
        said = Said(*cells)
        found.setdefault((level, said.urn, said.area, said.sector, said.dataset, said.year), []).append(said)
    return ((str(key[0]), laid_over(said, on)) for key, said in found.items())


def laid_over(rows: list[Said], on: date) -> Said:
    """One row out of those said of a place and year, oldest first."""
    if len(rows) == 1:
        return rows[0]
    later = [row for row in rows if row.as_at and row.as_at > on]
    by_then = rows[: len(rows) - len(later)]
    merged = layers.merged([*reversed(later), *by_then])
    return (by_then or later[:1])[-1]._replace(values=merged.values, sources=merged.source)
