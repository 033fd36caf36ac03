"""How a city stood on two days: standings in each era's own terms, categories, and headline measures. Pure.

Nothing is compared across eras of inspection, across a break of a measure, or where one end is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.knowledge.inspections.facts import Era, Mark
from alongside.knowledge.results.measures import Measure, Measures
from alongside.knowledge.results.protecting import means
from alongside.knowledge.results.queries import Figures
from alongside.knowledge.results.rollup import RolledUp
from alongside.knowledge.results.values import Figure
from alongside.knowledge.results.weighing import told_fully, weighed

CITY = ""
JUDGED = (Mark.NO_CONCERN, Mark.IMPROVE, Mark.CONCERN)


@dataclass(frozen=True, slots=True)
class Stood:
    """How a school stood on a day. `category`: whether it was in a category of concern; None where nobody knows."""

    urn: int
    district: str
    maintained: bool
    mark: Mark
    era: Era | None
    category: bool | None


@dataclass(frozen=True, slots=True)
class OfEra:
    """Schools whose standing rests on one way of grading, by mark."""

    era: Era
    marks: Mapping[Mark, int]

    @property
    def total(self) -> int:
        return sum(self.marks.values())


@dataclass(frozen=True, slots=True)
class Day:
    """The city, or a district, on a day."""

    on: date
    schools: int
    maintained: int
    eras: tuple[OfEra, ...]
    not_inspected: int
    not_known: int
    in_category: int
    category_known: int

    @property
    def known(self) -> int:
        return self.schools - self.not_known


def counted(on: date, schools: Iterable[Stood]) -> Day:
    """What stood so on a day. Standings are counted within their eras."""
    schools = list(schools)
    by_era = {
        era: Counter(school.mark for school in schools if school.era is era and school.mark in JUDGED) for era in Era
    }
    return Day(
        on=on,
        schools=len(schools),
        maintained=sum(school.maintained for school in schools),
        eras=tuple(OfEra(era, marks) for era, marks in by_era.items() if marks),
        not_inspected=sum(school.mark is Mark.NOT_INSPECTED for school in schools),
        not_known=sum(school.mark is Mark.NOT_KNOWN for school in schools),
        in_category=sum(school.category is True for school in schools),
        category_known=sum(school.category is not None for school in schools),
    )


@dataclass(frozen=True, slots=True)
class Ends:
    """The two years of a measure. `after`: no year published by the first day is loaded, so it is the first since."""

    then: int
    now: int
    after: bool


def ends(years: Mapping[int, date], first_day: date) -> Ends | None:
    """The two years that a measure is told for, given on which day each was published; None where there is none."""
    if not years:
        return None
    by_then = [year for year, published in years.items() if published <= first_day]
    return Ends(max(by_then) if by_then else min(years), max(years), not by_then)


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure of a place at both ends. `change` None: it is not worked out."""

    place: str
    then: RolledUp
    now: RolledUp
    change: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure since a day: the city and its districts. `why_not`: why nothing is compared, empty where it is."""

    measure: Measure
    ends: Ends
    city: Pair
    districts: tuple[Pair, ...]
    why_not: str
    cancelled: tuple[tuple[int, str], ...]

    @property
    def compared(self) -> bool:
        return not self.why_not and self.city.change is not None


def moved(
    measure: Measure,
    ends: Ends,
    *,
    then: Mapping[int, Figures],
    now: Mapping[int, Figures],
    districts: Mapping[int, str],
    policy: Measures,
) -> Moved:
    """`then`, `now`: figures by school as each end tells them. `districts`: where each school stands."""
    before = _rolled(measure, ends.then, then, districts, policy)
    after = _rolled(measure, ends.now, now, districts, policy)
    broken = measure.comparable(ends.then, ends.now)
    if ends.then == ends.now:
        why = "No newer year is loaded for the whole city."
    else:
        why = f"Not compared. {broken.why}" if broken else ""
    places = [place for place in dict.fromkeys((*before, *after)) if place != CITY]
    nothing = RolledUp(None, None, 0, 0, None, 0)
    pairs = {
        place: _pair(place, before.get(place, nothing), after.get(place, nothing), is_compared=not why)
        for place in (CITY, *sorted(places))
    }
    held = {**policy.dataset_of(measure.key).not_held, **measure.not_held}
    cancelled = tuple((year, said) for year, said in sorted(held.items()) if ends.then < year < ends.now)
    return Moved(measure, ends, pairs.pop(CITY), tuple(pairs.values()), why, cancelled)


def _pair(place: str, then: RolledUp, now: RolledUp, *, is_compared: bool) -> Pair:
    both = then.value is not None and now.value is not None and is_compared
    return Pair(place, then, now, (now.value or 0.0) - (then.value or 0.0) if both else None)


def _rolled(
    measure: Measure, year: int, figures: Mapping[int, Figures], districts: Mapping[int, str], policy: Measures
) -> dict[str, RolledUp]:
    found: dict[int, Figure] = {}
    groups: dict[str, list[int]] = {CITY: []}
    for urn in sorted(figures):
        if urn not in districts or (measure.dataset, year) not in figures[urn].rows:
            continue
        found[urn] = weighed(figures[urn], measure.key, year, policy)
        groups[CITY].append(urn)
        if districts[urn]:
            groups.setdefault(districts[urn], []).append(urn)
    return means(groups, found, policy.protection)


def years_of(measure: Measure, figures: Iterable[Figures]) -> dict[int, date]:
    """The years that are told of the whole city, and on which day the first figure of each was published."""
    first: dict[int, date] = {}
    schools: Counter[int] = Counter()
    for one in figures:
        for (dataset, year), said in one.rows.items():
            if dataset == measure.dataset and isinstance(said.values.get(measure.key), int | float):
                first[year] = min(first.get(year, said.published), said.published)
                schools[year] += 1
    fully = told_fully(schools)
    return {year: published for year, published in first.items() if fully[year]}


def better_and_worse(found: Sequence[Moved]) -> tuple[int, int, int]:
    """Of the measures that compare and have a direction: how many are better, less good, and the same."""
    apart = [
        round(one.city.change or 0.0, one.measure.decimals) * (1 if one.measure.better == "higher" else -1)
        for one in found
        if one.compared and one.measure.better != "neither"
    ]
    return sum(x > 0 for x in apart), sum(x < 0 for x in apart), sum(x == 0 for x in apart)
