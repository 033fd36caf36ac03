"""Everything published of a school, of schools like it, and of the areas around it: one read for the whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from alongside.knowledge.results.measures import Measure, Measures, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.neighbours import around_us
from alongside.knowledge.results.queries import Area, Figures, Said, figure_in, read
from alongside.knowledge.results.similar import queries as similar
from alongside.knowledge.results.values import Figure, missing
from alongside.knowledge.schools.panels import Asked
from alongside.knowledge.schools.partnership import partnership

AREAS_BY_ITEM = "lait"  # dataset of the tables that hold measures of every dataset, for areas


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a School page knows of measures. `similar`: figures of similar schools by URN; `chosen`: how many there are
    in the set, None where no set has been made."""

    phase: str
    own: Figures = field(default_factory=lambda: Figures({}))
    similar: Mapping[int, Figures] = field(default_factory=dict)
    areas: Mapping[Area, Figures] = field(default_factory=dict)
    chosen: int | None = None
    ages: tuple[int | None, int | None] = (None, None)
    policy: Measures = field(default_factory=measures)

    def alike(self, key: str, year: int) -> list[Figure]:
        """A measure in a year at every similar school that says anything of it."""
        return [figures.figure(key, year, self.policy) for figures in self.similar.values()]

    def area(self, level: str, key: str, year: int) -> tuple[Area, Figure] | None:
        """What is published of an area: of the schools nearest in kind to this one. None where nothing is."""
        found = [
            (area, figure)
            for area, figures in self.areas.items()
            if area.level == level and (figure := _of_area(figures, key, year, self.policy)).known
        ]
        return min(found, key=lambda one: self._kind_of(one[0].sector), default=None)

    def _kind_of(self, sector: str) -> tuple[int, str]:
        said = sector.casefold()
        wanted = (self.phase.replace("-", " "), "state", "all", "")
        return next((place for place, word in enumerate(wanted) if word in said), 9), said

    def measures(self, *kinds: str) -> list[Measure]:
        """The measures of these kinds that are for schools of this phase, or that something is published of."""
        return [
            measure
            for measure in self.policy.measures
            if measure.kind in kinds and not measure.area_only and (self.concerns(measure) or self.told(measure))
        ]

    def concerns(self, measure: Measure) -> bool:
        """Whether a school of this phase and of these ages has pupils whom the measure counts."""
        return (not measure.phases or self.phase in measure.phases) and self._teaches(measure)

    def _teaches(self, measure: Measure) -> bool:
        """Not ruled out by the ages of its pupils, where both are known."""
        wanted, (youngest, oldest) = self.policy.dataset_by_key[measure.dataset].ages, self.ages
        if wanted is None:
            return True
        return (youngest is None or youngest <= wanted[0]) and (oldest is None or oldest >= wanted[1])

    def told(self, measure: Measure) -> bool:
        """Whether any loaded year has a figure of the school, known or missing with a reason of the publisher's."""
        return any(name == measure.dataset and measure.key in said.values for (name, _), said in self.own.rows.items())


def _of_area(figures: Figures, key: str, year: int, policy: Measures) -> Figure:
    own = figures.figure(key, year, policy)
    if own.known:
        return own
    said = figures.rows.get((AREAS_BY_ITEM, year))
    return figure_in(said, key) if said else missing(key, year)


def gathered(asked: Asked) -> Gathered:
    """Read once a page, in one query."""
    if "results" not in asked.shared:
        facts = asked.school.facts
        ages = asked.school.value("age_low"), asked.school.value("age_high")
        found = gather(facts.urn, facts.phase, on=asked.on, version=asked.version)
        asked.shared["results"] = replace(found, ages=ages)
    kept: Gathered = asked.shared["results"]
    return kept


def gather(urn: int, phase: str, *, on: date, version: int) -> Gathered:
    like = similar_urns(urn, on=on, version=version)
    own: dict[tuple[str, int], Said] = {}
    similar: dict[int, dict[tuple[str, int], Said]] = {}
    areas: dict[Area, dict[tuple[str, int], Said]] = {}
    for level, said in _rows(urn, like, on=on, version=version):
        at = said.dataset, said.year
        if level != Result.Level.SCHOOL:
            areas.setdefault(Area(level, said.area, said.sector), {})[at] = said
        elif said.urn == urn:
            own[at] = said
        else:
            similar.setdefault(said.urn or 0, {})[at] = said
    return Gathered(
        phase=phase,
        own=Figures(own),
        similar={other: Figures(rows) for other, rows in similar.items()},
        areas={area: Figures(rows) for area, rows in areas.items()},
        chosen=None if like is None else len(like),
    )


def _rows(urn: int, like: Iterable[int] | None, *, on: date, version: int) -> Iterable[tuple[str, Said]]:
    """The school, schools like it, our authority and the areas beyond: the newest word on each, in one query."""
    ours = Q(urn__isnull=True, level=Result.Level.AUTHORITY, authority_code=partnership().authority_code)
    wanted = Q(urn__in=[urn, *(like or ())]) | around_us() | ours  # each has an index of its own
    return read(Result.objects.filter(wanted), on=on, version=version)


def similar_urns(urn: int, *, on: date, version: int) -> list[int] | None:
    """The schools like this one by the newest set that was public on a day; None where none has been made."""
    return similar.urns_similar_to(urn, on=on, version=version)
