"""What a district's profile holds: figures of its schools rolled up, beside the city's and England's; needs; answers.

Pure. A school-level figure is rolled up for the primary schools of the district and for the secondary schools apart,
because England's figures are published so, and because a district with more secondary schools is not a needier one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.knowledge.offer import rules
from alongside.knowledge.offer.policies import Need, Needs, Sign
from alongside.knowledge.offer.rules import Offered
from alongside.knowledge.results.measures import Measure, Measures
from alongside.knowledge.results.protecting import means
from alongside.knowledge.results.queries import Area, Figures, figure_in
from alongside.knowledge.results.rollup import RolledUp
from alongside.knowledge.results.values import Figure
from alongside.knowledge.results.weighing import told_fully, weighed

CITY = ""
PRIMARY, SECONDARY, WHOLE = "primary", "secondary", ""
# Which schools count as which: all-through schools are counted as secondary, as published tables do.
PHASES = {
    "primary": PRIMARY,
    "middle-primary": PRIMARY,
    "secondary": SECONDARY,
    "middle-secondary": SECONDARY,
    "all-through": SECONDARY,
}
# How tables name the schools of a phase in a row about England.
SECTORS = {
    PRIMARY: ("state-funded primary", "primary"),
    SECONDARY: ("state-funded secondary", "secondary"),
    WHOLE: ("all", "state-funded", "total", ""),
}


@dataclass(frozen=True, slots=True)
class SchoolOf:
    """Where a school stands, and which part of the profile it belongs to."""

    district: str
    phase: str


@dataclass(frozen=True, slots=True)
class Line:
    """A measure in a year, for a district's schools of a phase or, `of_authority`, for the whole authority."""

    measure: Measure
    sign: Sign
    phase: str
    year: int
    district: RolledUp | None
    city: RolledUp | None
    authority: Figure | None
    england: Figure | None
    shows: bool | None

    @property
    def of_authority(self) -> bool:
        return self.district is None

    @property
    def value(self) -> float | None:
        """What the need is judged by."""
        if self.district is not None:
            return self.district.value
        return self.authority.value if self.authority else None


@dataclass(frozen=True, slots=True)
class NeedSeen:
    """A need of a district: its lines, whether it is there, and who answers it."""

    need: Need
    lines: tuple[Line, ...]
    there: bool | None
    answers: tuple[int, ...]  # keys of services

    @property
    def without_offer(self) -> bool:
        return self.there is True and not self.answers


@dataclass(frozen=True, slots=True)
class Published:
    """What the profile is made of: figures by school, and by area; where the schools are."""

    schools: Mapping[int, SchoolOf]
    figures: Mapping[int, Figures]
    areas: Mapping[Area, Figures]


def lines_of(
    sign: Sign, published: Published, policy: Measures, *, districts: Sequence[str], authority: str
) -> dict[str, list[Line]]:
    """The lines of a sign for every district, so that what is small in one is protected in all."""
    measure = policy.by_key.get(sign.measure)
    if measure is None:
        return {}
    found: dict[str, list[Line]] = {}
    for phase in (PRIMARY, SECONDARY):
        year = _newest(measure, phase, published)
        if year is None:
            continue
        rolled = _rolled(measure, phase, year, published, policy)
        england = _area(measure, phase, year, published, level="england")
        for district in districts:
            here, city = rolled.get(district), rolled.get(CITY)
            if here is None:
                continue
            shows = _shows(sign, here.value, city.value if city else None, england)
            line = Line(measure, sign, phase, year, here, city, None, england, shows)
            found.setdefault(district, []).append(line)
    if found:
        return found
    return _of_authority(sign, measure, published, policy, districts=districts, authority=authority)


def _shows(sign: Sign, value: float | None, city: float | None, england: Figure | None) -> bool | None:
    reference = city if sign.against == "city" else (england.value if england else None)
    return rules.shows(value=value, reference=reference, side=sign.side, margin=sign.margin)


def _of_authority(
    sign: Sign, measure: Measure, published: Published, policy: Measures, *, districts: Sequence[str], authority: str
) -> dict[str, list[Line]]:
    """Where nothing is published for schools: the authority's newest figure, the same for every district."""
    years = {
        figure.year
        for area, figures in published.areas.items()
        if area.level == "authority" and area.name == authority
        for figure in _series(figures, measure)
        if figure.known
    }
    if not years:
        return {}
    year = max(years)
    here = _area(measure, WHOLE, year, published, level="authority")
    england = _area(measure, WHOLE, year, published, level="england")
    shows = _shows(sign, here.value if here else None, None, england) if sign.against == "england" else None
    line = Line(measure, sign, WHOLE, year, None, None, here, england, shows)
    return {district: [line] for district in districts}


def _newest(measure: Measure, phase: str, published: Published) -> int | None:
    """The newest year in which a school of the phase has a figure and England too; where England never has, the newest
    of the schools alone."""
    schools = Counter(
        year
        for urn, figures in published.figures.items()
        if (school := published.schools.get(urn)) and school.phase == phase
        for (dataset, year), said in figures.rows.items()
        if dataset == measure.dataset and isinstance(said.values.get(measure.key), int | float)
    )
    years = [year for year, fully in told_fully(schools).items() if fully]
    both = (year for year in sorted(years, reverse=True) if _area(measure, phase, year, published, level="england"))
    return next(both, None) or max(years, default=None)


def _rolled(measure: Measure, phase: str, year: int, published: Published, policy: Measures) -> dict[str, RolledUp]:
    groups: dict[str, list[int]] = {CITY: []}
    figures: dict[int, Figure] = {}
    for urn, school in sorted(published.schools.items()):
        said = published.figures.get(urn)
        if school.phase != phase or said is None or (measure.dataset, year) not in said.rows:
            continue
        figures[urn] = weighed(said, measure.key, year, policy)
        groups[CITY].append(urn)
        if school.district:
            groups.setdefault(school.district, []).append(urn)
    return means(groups, figures, policy.protection)


def _area(measure: Measure, phase: str, year: int, published: Published, *, level: str) -> Figure | None:
    """The figure of an area for the schools of a phase: of the measure's own table before any other."""
    found: list[tuple[int, int, Figure]] = []
    for area, figures in published.areas.items():
        if area.level != level or area.sector not in SECTORS[phase]:
            continue
        for dataset, at in figures.rows:
            if at != year or measure.key not in figures.rows[dataset, at].values:
                continue
            figure = _in(figures, dataset, at, measure)
            if figure.known:
                found.append((dataset != measure.dataset, SECTORS[phase].index(area.sector), figure))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _series(figures: Figures, measure: Measure) -> list[Figure]:
    return [
        _in(figures, dataset, year, measure)
        for (dataset, year), said in sorted(figures.rows.items())
        if measure.key in said.values
    ]


def _in(figures: Figures, dataset: str, year: int, measure: Measure) -> Figure:
    return figure_in(figures.rows[dataset, year], measure.key)


def profiles(
    published: Published,
    policy: Needs,
    measures: Measures,
    *,
    districts: Sequence[str],
    authority: str,
) -> dict[str, list[tuple[Need, tuple[Line, ...]]]]:
    """Every need of every district with its lines. Services are held against it later (`seen`)."""
    found: dict[str, list[tuple[Need, tuple[Line, ...]]]] = {district: [] for district in districts}
    for need in policy.needs:
        lines: dict[str, list[Line]] = {}
        for sign in need.signs:
            of_sign = lines_of(sign, published, measures, districts=districts, authority=authority)
            for district, some in of_sign.items():
                lines.setdefault(district, []).extend(some)
        for district in districts:
            found[district].append((need, tuple(lines.get(district, ()))))
    return found


def seen(
    needs: Iterable[tuple[Need, Sequence[Line]]], services: Sequence[Offered], *, district: str, on: date
) -> list[NeedSeen]:
    """Each need of a district, and who answers it on a day."""
    return [
        NeedSeen(
            need,
            tuple(lines),
            rules.there(line.shows for line in lines),
            tuple(one.key for one in rules.answers(services, need=need.key, district=district, on=on)),
        )
        for need, lines in needs
    ]
