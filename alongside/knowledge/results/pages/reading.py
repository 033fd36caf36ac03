"""What a page of one measure reads: the schools of the authority, their figures of every year, the areas around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Dataset, Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.neighbours import around_us
from alongside.knowledge.results.pages.kept import Setting
from alongside.knowledge.results.queries import Area, Figures, Said, figure_in, read
from alongside.knowledge.results.values import Figure, missing
from alongside.knowledge.results.weighing import PUPILS, weighed
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile

BY_ITEM = "lait"  # dataset of the tables that hold measures of every dataset, for areas
AREAS = (Result.Level.AUTHORITY, Result.Level.NEIGHBOURS, Result.Level.REGION, Result.Level.ENGLAND)
AREA_WORDS = {Result.Level.NEIGHBOURS.value: "Statistical neighbours", Result.Level.ENGLAND.value: "England"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a school stands in the tables: its district, phase and group of types, as the register has them now."""

    urn: int
    name: str
    district: str
    phase: str
    group: str
    funded: bool


@dataclass(frozen=True)
class Reading:
    """Everything published of a measure. `schools`: figures by URN, all years; those the register does not know too."""

    measure: Measure
    dataset: Dataset
    key: str  # of the measure, or of a group of pupils in it
    places: Mapping[int, Place]
    schools: Mapping[int, Figures]
    areas: Mapping[Area, Figures]
    setting: Setting

    @cached_property
    def years(self) -> list[int]:
        """The years for which a file has a word on the measure at a school, or of an area; oldest first."""
        found = {
            year
            for figures in (*self.schools.values(), *self.areas.values())
            for (name, year), said in figures.rows.items()
            if name in (self.dataset.key, BY_ITEM) and self.key in said.values
        }
        return sorted(found)

    @cached_property
    def school_years(self) -> list[int]:
        """Those of schools alone: the years that can be shown by district."""
        found = {
            year
            for figures in self.schools.values()
            for (name, year), said in figures.rows.items()
            if name == self.dataset.key and self.key in said.values
        }
        return sorted(found)

    def figures(self, year: int) -> dict[int, Figure]:
        """The figure of every state-funded school of the register of which the year's files say anything."""
        return {
            urn: self.figure(figures, year)
            for urn, figures in self.schools.items()
            if urn in self.places and self.places[urn].funded and (self.dataset.key, year) in figures.rows
        }

    def figure(self, figures: Figures, year: int) -> Figure:
        """A school's figure with the pupils it is weighed by."""
        return weighed(figures, self.key, year, self.setting.policy)

    def area(self, level: str, year: int) -> tuple[Area, Figure] | None:
        """What is published of an area; of state-funded schools where there is a choice. None where nothing is."""
        found = [
            (area, figure)
            for area, figures in self.areas.items()
            if area.level == level and (figure := self._of_area(figures, year)).known
        ]
        return min(found, key=lambda one: _by_sector(one[0]), default=None)

    def _of_area(self, figures: Figures, year: int) -> Figure:
        own = self.figure(figures, year)
        if own.known:
            return own
        said = figures.rows.get((BY_ITEM, year))
        return figure_in(said, self.key) if said else missing(self.key, year, own.why or Missing.NOT_LOADED)


def _by_sector(area: Area) -> tuple[int, str]:
    said = area.sector.casefold()
    return next((place for place, word in enumerate(("state", "all", "")) if word in said), 9), said


def reading(measure: Measure, key: str, setting: Setting) -> Reading:
    """Three queries: the register, the schools' figures, the areas'."""
    dataset = setting.policy.dataset_of(measure.key)
    code = setting.whose.authority_code
    schools: dict[int, dict[tuple[str, int], Said]] = {}
    areas: dict[Area, dict[tuple[str, int], Said]] = {}
    of_schools = Result.objects.filter(
        level=Result.Level.SCHOOL, authority_code=code, dataset__in=datasets_of(measure, setting)
    )
    if not measure.area_only:
        for _, said in read(of_schools, on=setting.on, version=setting.version):
            schools.setdefault(said.urn or 0, {})[said.dataset, said.year] = said
    of_areas = Result.objects.filter(
        around_us() | Q(level=Result.Level.AUTHORITY, authority_code=code),
        dataset__in=(measure.dataset, BY_ITEM),
    )
    for level, said in read(of_areas, on=setting.on, version=setting.version):
        areas.setdefault(Area(level, said.area, said.sector), {})[said.dataset, said.year] = said
    return Reading(
        measure=measure,
        dataset=dataset,
        key=key,
        places=places(setting),
        schools={urn: Figures(rows) for urn, rows in schools.items()},
        areas={area: Figures(rows) for area, rows in areas.items()},
        setting=setting,
    )


def datasets_of(measure: Measure, setting: Setting) -> set[str]:
    """Where the measure is published, and where the pupils are counted by which it is weighed."""
    if measure.cohort or PUPILS not in setting.policy.by_key:
        return {measure.dataset}
    return {measure.dataset, setting.policy.by_key[PUPILS].dataset}


def places(setting: Setting) -> dict[int, Place]:
    """Every school of the authority, open or closed. One query."""
    lines = Profile.objects.at(setting.version).filter(authority=setting.whose.authority).order_by()
    return {
        urn: Place(urn, name, district, phase, group, vocabulary.is_state_funded(kind))
        for urn, name, district, phase, group, kind in lines.values_list(
            "urn", "name", "district", "phase", "group", "type"
        )
    }
