"""The gap between maintained schools causing concern and the others, year by year; pupils' gaps beside it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.face.reporting.policies import GapPolicy, Groups
from alongside.knowledge.results import gaps
from alongside.knowledge.results.gaps import Change, Gap, YearOfSchools
from alongside.knowledge.results.measures import Measure, Measures
from alongside.knowledge.results.queries import Figures
from alongside.knowledge.results.values import Figure
from alongside.knowledge.results.weighing import told_fully, weighed


@dataclass(frozen=True, slots=True)
class Placed:
    """Which schools caused concern at the end of a year, which did not, and of how many it cannot be told.

    `definition`: its key, empty where none was in force.
    """

    year: int
    on: date
    concern: frozenset[int]
    others: frozenset[int]
    undetermined: frozenset[int]
    definition: str


@dataclass(frozen=True, slots=True)
class YearOfGap:
    """One year of a measure. `concern`, `others`: how many schools of each group have the figure; `stayed`: how many of
    the first were on the list a year before too; `not_placed`: how many have the figure and are in neither."""

    gap: Gap
    concern: int
    others: int
    stayed: int | None
    not_placed: int
    undetermined: int
    definition: str
    why: str = ""  # why there is no gap, where that is no reason of a figure's


@dataclass(frozen=True, slots=True)
class PupilsGap:
    """The gap between two groups of pupils of the same schools: of the whole city, and of those causing concern."""

    groups: Groups
    city: tuple[Gap, ...]
    concern: tuple[Gap, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class MeasureGap:
    """A measure's gap over the years. `breaks`: the year from which on, and why. `change`: of the newest run of years
    that compare; `run`: how many years that run has."""

    measure: Measure
    years: tuple[YearOfGap, ...]
    breaks: tuple[tuple[int, str], ...]
    change: Change | None
    run: int
    pupils: tuple[PupilsGap, ...]
    files: tuple[tuple[int, int], ...]  # (year, load)
    partly: tuple[tuple[int, int], ...] = ()  # years that only so many schools have a figure of

    @property
    def newest(self) -> YearOfGap | None:
        """The newest year with a known gap."""
        return next((one for one in reversed(self.years) if one.gap.known), None)


DEFINITION_CHANGED = "The definition of a Priority School changed, so the schools in the group are chosen otherwise."


def of_measure(
    measure: Measure,
    figures: Mapping[int, Figures],
    placed: Mapping[int, Placed],
    *,
    measures: Measures,
    policy: GapPolicy,
) -> MeasureGap:
    """`figures`: of the schools of the authority, by URN. `placed`: by the year that ends."""
    schools = _schools(measure, figures)
    fully = told_fully(schools)
    of_years = {year: _figures(measure.key, year, figures, measures) for year in sorted(schools) if fully[year]}
    breaks = _breaks(measure, placed, list(of_years))
    years = [_year(measure, year, told, placed, measures) for year, told in sorted(of_years.items())]
    at = {year for year, _ in breaks}
    runs = gaps.runs([one.gap for one in years], at)
    run = runs[-1] if runs else []
    change = gaps.change(run, least_years=policy.least_years)
    if change:
        change = _sure(change, run, of_years, placed, measure)
    own = {year for year, _ in _breaks_of(measure, of_years)}
    pupils = [
        _pupils(groups, measure, figures, placed, list(of_years), own, measures, policy)
        for groups in policy.groups
        if groups.lower in measure.groups and groups.upper in measure.groups
    ]
    partly = tuple((year, count) for year, count in sorted(schools.items()) if not fully[year])
    return MeasureGap(measure, tuple(years), tuple(breaks), change, len(run), tuple(pupils), _files(of_years), partly)


def _schools(measure: Measure, figures: Mapping[int, Figures]) -> Counter[int]:
    """How many schools have the measure in each year."""
    return Counter(
        year
        for one in figures.values()
        for (dataset, year), said in one.rows.items()
        if dataset == measure.dataset and isinstance(said.values.get(measure.key), int | float)
    )


def _figures(key: str, year: int, figures: Mapping[int, Figures], measures: Measures) -> dict[int, Figure]:
    """The figures of a year by school; a school that the year's table does not have is not in it."""
    dataset = measures.by_key[key.partition(":")[0]].dataset
    return {urn: weighed(one, key, year, measures) for urn, one in figures.items() if (dataset, year) in one.rows}


def _year(
    measure: Measure, year: int, told: Mapping[int, Figure], placed: Mapping[int, Placed], measures: Measures
) -> YearOfGap:
    here = placed[year]
    concern, others = here.concern & told.keys(), here.others & told.keys()
    gap = gaps.gap(told, concern, rest=others, year=year, better=measure.better, protection=measures.protection)
    before = placed.get(year - 1)
    stayed = len(concern & before.concern) if before and before.definition == here.definition else None
    why = ""
    if not here.definition:
        why = "no definition was in force at the end of that year"
    elif not concern:
        why = "no maintained school that has the figure was on the list"
    return YearOfGap(
        gap=gap,
        concern=len(concern),
        others=len(others),
        stayed=stayed,
        not_placed=len(told.keys() - concern - others - here.undetermined),
        undetermined=len(here.undetermined & told.keys()),
        definition=here.definition,
        why=why,
    )


def _breaks(measure: Measure, placed: Mapping[int, Placed], years: Sequence[int]) -> list[tuple[int, str]]:
    """Breaks of the measure, and years from which on another definition chooses the group."""
    found = dict(_breaks_of(measure, years))
    last = ""
    for year in sorted(placed):
        definition = placed[year].definition
        if definition and last and definition != last:
            found[year] = f"{found[year]} {DEFINITION_CHANGED}" if year in found else DEFINITION_CHANGED
        last = definition or last
    return sorted((year, why) for year, why in found.items() if years and min(years) < year <= max(years))


def _breaks_of(measure: Measure, years: Iterable[int]) -> list[tuple[int, str]]:
    years = list(years)
    return [(one.year, one.why) for one in measure.breaks if years and min(years) < one.year <= max(years)]


def _sure(
    change: Change,
    run: Sequence[Gap],
    of_years: Mapping[int, Mapping[int, Figure]],
    placed: Mapping[int, Placed],
    measure: Measure,
) -> Change:
    """The same change with the least and the greatest rate when any one school is left out."""
    years = [
        YearOfSchools(one.year, of_years[one.year], placed[one.year].concern, placed[one.year].others) for one in run
    ]
    found = gaps.reach(years, better=measure.better)
    low, high = found if found else (None, None)
    return Change(change.per_year, change.first, change.last, change.years, change.fitted, low, high)


def _pupils(
    groups: Groups,
    measure: Measure,
    figures: Mapping[int, Figures],
    placed: Mapping[int, Placed],
    years: Sequence[int],
    breaks: set[int],
    measures: Measures,
    policy: GapPolicy,
) -> PupilsGap:
    city: list[Gap] = []
    concern: list[Gap] = []
    for year in years:
        lower = _figures(f"{measure.key}:{groups.lower}", year, figures, measures)
        upper = _figures(f"{measure.key}:{groups.upper}", year, figures, measures)
        here = placed[year]
        for found, schools in ((city, here.concern | here.others | here.undetermined), (concern, here.concern)):
            found.append(
                gaps.of_pupils(lower, upper, schools, year=year, better=measure.better, protection=measures.protection)
            )
    runs = gaps.runs(city, breaks)
    change = gaps.change(runs[-1], least_years=policy.least_years) if runs else None
    return PupilsGap(groups, tuple(city), tuple(concern), change)


def _files(of_years: Mapping[int, Mapping[int, Figure]]) -> tuple[tuple[int, int], ...]:
    """Which load each year's figures come from, a year with several loads more than once."""
    return tuple(
        sorted({(year, figure.load) for year, told in of_years.items() for figure in told.values() if figure.load})
    )
