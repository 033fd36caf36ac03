"""Gaps between two groups, year by year, and how fast they change. Pure.

A gap is how far one group lies *behind* another, in the measure's own unit: positive where it does less well, whichever
way is better. Its rate of change is the slope of a straight line by least squares through years that compare: no line
crosses a break of the measure, or a change of what the groups mean. How sure the rate is, is told by leaving out one
school after another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Better, Protection
from alongside.knowledge.results.protecting import means
from alongside.knowledge.results.rollup import RolledUp, plain_mean
from alongside.knowledge.results.values import Figure, gravest

BEHIND, OTHERS, ALL = "behind", "others", "all"


@dataclass(frozen=True, slots=True)
class Gap:
    """One year. `behind` and `others` are the means of the two groups, `size` how far the first lies behind."""

    year: int
    behind: RolledUp
    others: RolledUp
    size: float | None
    why: Missing | None = None

    @property
    def known(self) -> bool:
        return self.size is not None


@dataclass(frozen=True, slots=True)
class Change:
    """How a gap changes from year to year: `per_year` in the measure's unit, negative where it narrows.

    `fitted`: the size that the line gives for its first and its last year. `low`, `high`: the least and the greatest
    rate when any one school is left out; None where nothing could be left out.
    """

    per_year: float
    first: int
    last: int
    years: int
    fitted: tuple[float, float]
    low: float | None = None
    high: float | None = None

    @property
    def way(self) -> str:
        """`narrows`, `widens` or `stays`, as far as the line goes."""
        before, after = abs(self.fitted[0]), abs(self.fitted[1])
        if abs(after - before) < 1e-9:
            return "stays"
        return "narrows" if after < before else "widens"

    @property
    def is_sure(self) -> bool:
        """Whether it goes the same way, whichever school is left out."""
        if self.low is None or self.high is None:
            return False
        return self.low * self.high > 0


def behind(lower: float, upper: float, better: Better) -> float:
    """How far `lower` lies behind `upper`; where neither way is better, how far it lies below."""
    return lower - upper if better == "lower" else upper - lower


def gap(
    figures: Mapping[int, Figure],
    group: Collection[int],
    *,
    rest: Collection[int],
    year: int,
    better: Better,
    protection: Protection,
) -> Gap:
    """The gap of a year between the schools of a group and the rest, each figure weighing as many pupils as it says.

    Schools (by URN) without a figure in `figures` are left out. Where the mean of one is too small to be shown, that of
    the other is withheld too as long as both together would give it away.
    """
    one = [urn for urn in sorted(group) if urn in figures]
    other = [urn for urn in sorted(rest) if urn in figures]
    found = means({BEHIND: one, OTHERS: other, ALL: [*one, *other]}, figures, protection)
    return between(found[BEHIND], found[OTHERS], year=year, better=better)


def between(lower: RolledUp, upper: RolledUp, *, year: int, better: Better) -> Gap:
    """The gap between two means. Missing for the graver reason where either is."""
    if lower.value is None or upper.value is None:
        why = gravest(one.why for one in (lower, upper) if one.value is None)
        return Gap(year, lower, upper, None, why)
    return Gap(year, lower, upper, behind(lower.value, upper.value, better))


def of_pupils(
    lower: Mapping[int, Figure],
    upper: Mapping[int, Figure],
    schools: Collection[int],
    *,
    year: int,
    better: Better,
    protection: Protection,
) -> Gap:
    """The gap between two groups of pupils of the same schools: `lower` and `upper` hold each group's figures."""
    found = []
    for figures in (lower, upper):
        here = [urn for urn in sorted(schools) if urn in figures]
        found.append(means({ALL: here}, figures, protection)[ALL])
    return between(found[0], found[1], year=year, better=better)


def runs(gaps: Iterable[Gap], breaks: Collection[int]) -> list[list[Gap]]:
    """The known gaps in runs of years that compare, oldest first. A break at a year parts it from all before it."""
    found: list[list[Gap]] = []
    last: int | None = None
    for one in sorted((one for one in gaps if one.known), key=lambda one: one.year):
        if last is None or any(last < at <= one.year for at in breaks):
            found.append([])
        found[-1].append(one)
        last = one.year
    return found


def slope(points: Sequence[tuple[int, float]]) -> float:
    """The slope of the straight line by least squares. Raises ValueError for fewer than two different years."""
    count = len(points)
    middle = sum(x for x, _ in points) / count if count else 0.0
    across = sum((x - middle) ** 2 for x, _ in points)
    if not across:
        raise ValueError("a slope needs two different years")
    level = sum(y for _, y in points) / count
    return sum((x - middle) * (y - level) for x, y in points) / across


def change(run: Sequence[Gap], *, least_years: int) -> Change | None:
    """How the gap changes over a run of years that compare; None where there are fewer than `least_years`."""
    points = [(one.year, one.size) for one in run if one.size is not None]
    if len(points) < max(2, least_years):
        return None
    rate = slope(points)
    middle = sum(x for x, _ in points) / len(points)
    level = sum(y for _, y in points) / len(points)
    first, last = points[0][0], points[-1][0]
    fitted = (level + rate * (first - middle), level + rate * (last - middle))
    return Change(rate, first, last, len(points), fitted)


@dataclass(frozen=True, slots=True)
class YearOfSchools:
    """A year's figures by school, and which of them lie in the group."""

    year: int
    figures: Mapping[int, Figure]
    group: frozenset[int]
    rest: frozenset[int]


def reach(years: Sequence[YearOfSchools], *, better: Better) -> tuple[float, float] | None:
    """The least and the greatest slope when one school after another is left out of every year it is in.

    None where leaving one out leaves no two years. Takes the sums of each year once, so it is quick for a city.
    """
    slopes = []
    sums = [(one, _sums(one.figures, one.group), _sums(one.figures, one.rest)) for one in years]
    for urn in sorted({urn for one in years for urn in (*one.group, *one.rest) if _counts(one.figures.get(urn))}):
        points = []
        for one, inside, outside in sums:
            figure = one.figures.get(urn)
            lower = (inside.without(figure) if urn in one.group else inside).mean
            upper = (outside.without(figure) if urn in one.rest else outside).mean
            if lower is not None and upper is not None:
                points.append((one.year, behind(lower, upper, better)))
        if len(points) >= 2:
            slopes.append(slope(points))
    return (min(slopes), max(slopes)) if slopes else None


@dataclass(frozen=True, slots=True)
class _Sums:
    """The sums that a mean is made of. `alike`: nobody says how many pupils, so every school weighs the same."""

    value: float
    weight: float
    alike: bool

    def without(self, figure: Figure | None) -> _Sums:
        if figure is None or figure.value is None:
            return self
        weight = 1.0 if self.alike else figure.cohort or 0.0
        return _Sums(self.value - figure.value * weight, self.weight - weight, self.alike)

    @property
    def mean(self) -> float | None:
        return self.value / self.weight if self.weight > 1e-9 else None


def _counts(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def _sums(figures: Mapping[int, Figure], urns: Iterable[int]) -> _Sums:
    known = [figures[urn] for urn in urns if _counts(figures.get(urn))]
    alike = all(one.cohort is None for one in known)
    weights = [1.0 if alike else one.cohort or 0.0 for one in known]
    value = sum((one.value or 0.0) * weight for one, weight in zip(known, weights, strict=True))
    return _Sums(value, sum(weights), alike)


def mean_of(figures: Iterable[Figure]) -> float | None:
    """The weighted mean alone, without protection: for tests and for sums that are not shown."""
    return plain_mean(list(figures)).value
