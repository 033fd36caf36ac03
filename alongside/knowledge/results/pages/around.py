"""What stands around one school: its district and the city, averaged from their schools, and the areas as published.

Worked out once for all schools of the city, from two queries, for several measures and years together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from alongside.knowledge.results.measures import Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.neighbours import around_us
from alongside.knowledge.results.pages.kept import Setting
from alongside.knowledge.results.pages.reading import AREAS, BY_ITEM, Reading, datasets_of, places
from alongside.knowledge.results.pages.table import ALL, Cube, cube_of, districts_by_name
from alongside.knowledge.results.queries import Area, Figures, Said, read
from alongside.knowledge.results.rollup import RolledUp
from alongside.knowledge.results.values import Figure

Key = tuple[str, int]  # measure and year
YEARS_OF_PUPILS = 3  # how far back the pupils on roll are looked for, by which a figure without a cohort is weighed


@dataclass(frozen=True)
class Around:
    cubes: Mapping[Key, Cube]
    areas: Mapping[tuple[str, int, str], tuple[str, Figure]]  # measure, year, level
    districts: Mapping[str, str]

    def district(self, key: Key, district: str, phase: str) -> RolledUp | None:
        return self.cubes[key].cell(district, phase) if key in self.cubes else None

    def city(self, key: Key, phase: str) -> RolledUp | None:
        return self.cubes[key].cell(ALL, phase) if key in self.cubes else None

    def area(self, key: Key, level: str) -> tuple[str, Figure] | None:
        return self.areas.get((*key, level))


def around(setting: Setting, wanted: Sequence[tuple[Measure, int]]) -> Around:
    """Three queries where nothing is kept yet; none where the same was asked for before."""
    keys = tuple((measure.key, year) for measure, year in wanted)
    return setting.kept("around", lambda: _around(setting, wanted), keys)


def _around(setting: Setting, wanted: Sequence[tuple[Measure, int]]) -> Around:
    schools, areas = _read(setting, wanted) if wanted else ({}, {})
    placed = places(setting) if wanted else {}
    cubes: dict[Key, Cube] = {}
    told: dict[tuple[str, int, str], tuple[str, Figure]] = {}
    for measure, year in wanted:
        found = Reading(
            measure=measure,
            dataset=setting.policy.dataset_of(measure.key),
            key=measure.key,
            places=placed,
            schools={urn: Figures(rows) for urn, rows in schools.items()},
            areas={area: Figures(rows) for area, rows in areas.items()},
            setting=setting,
        )
        cubes[measure.key, year] = cube_of(found, year)
        for level in AREAS[1:]:
            published = found.area(level, year)
            if published:
                told[measure.key, year, level.value] = (published[0].name, published[1])
    return Around(cubes, told, dict(districts_by_name()))


Rows = dict[tuple[str, int], Said]


def _read(setting: Setting, wanted: Sequence[tuple[Measure, int]]) -> tuple[dict[int, Rows], dict[Area, Rows]]:
    datasets, years = {measure.dataset for measure, _ in wanted}, {year for _, year in wanted}
    also = set().union(*(datasets_of(measure, setting) for measure, _ in wanted)) - datasets
    schools: dict[int, Rows] = {}
    areas: dict[Area, Rows] = {}
    of_schools = Result.objects.filter(
        Q(dataset__in=datasets, year__in=years)
        | Q(dataset__in=also, year__gte=min(years) - YEARS_OF_PUPILS, year__lte=max(years)),
        level=Result.Level.SCHOOL,
        authority_code=setting.whose.authority_code,
    )
    for _, said in read(of_schools, on=setting.on, version=setting.version):
        schools.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    of_areas = Result.objects.filter(around_us(), dataset__in=[*datasets, BY_ITEM], year__in=years)
    for level, said in read(of_areas, on=setting.on, version=setting.version):
        areas.setdefault(Area(level, said.area, said.sector), {})[said.dataset, said.year] = said
    return schools, areas
