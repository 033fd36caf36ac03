"""What stands out in a school's figures: against similar schools, and since the year before. Pure rules.

A difference is said only where it is larger than the policy's threshold (policies/standing_out.yaml) *and* larger than
chance would explain: than the published interval where there is one; than the swing that so many pupils make, for a
percentage of pupils; else than the middle half of the similar schools. Nothing is said across a break.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import median, quantiles
from typing import Literal

from pydantic import Field

from alongside.floor.kernel import policy
from alongside.knowledge.results.measures import Kind, Measure, Unit
from alongside.knowledge.results.values import Figure
from alongside.knowledge.results.wording import side


class Most(policy.Part):
    """How many of each the summary says; the panels say the rest."""

    better: int = Field(ge=1)
    less_good: int = Field(ge=1)
    changes: int = Field(ge=1)


class Example(policy.Part):
    """A worked example, which runs as a test. `others`: the figures of similar schools."""

    says: str
    measure: str
    figure: float
    cohort: float | None = None
    low: float | None = None
    high: float | None = None
    others: tuple[float, ...] = ()
    before: float | None = None
    before_cohort: float | None = None
    expected: Literal["better", "less good", "higher", "lower", "no", "cannot tell"]


class StandingOut(policy.Policy):
    """policies/standing_out.yaml. `least`: the smallest difference worth a word, by unit; `least_of`: by measure."""

    least_schools: int = Field(ge=3)
    least: Mapping[Unit, float]
    least_of: Mapping[str, float] = Field(default_factory=dict)
    deviations: float = Field(gt=0)
    recent_years: int = Field(ge=1)  # older figures say nothing at the top of the page
    kinds: tuple[Kind, ...]
    most: Most
    examples: tuple[Example, ...]

    def is_recent(self, year: int, on: date) -> bool:
        return year >= on.year - self.recent_years

    def threshold(self, measure: Measure) -> float:
        return self.least_of.get(measure.key, self.least[measure.unit])


def standing_out() -> StandingOut:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("standing_out", StandingOut)


Rests = Literal["interval", "pupils", "spread", "threshold"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A school's figure beside those of similar schools in the same year.

    `typical`: the middle one of theirs; `from_`, `to`: the ends of their middle half. `rests`: on what it was decided
    whether chance explains the difference. `within`: how large a difference chance explains, where it can be said.
    """

    measure: Measure
    figure: Figure
    typical: float
    from_: float
    to: float
    schools: int
    stands_out: bool
    rests: Rests
    within: float | None = None

    @property
    def difference(self) -> float:
        return (self.figure.value or 0.0) - self.typical

    @property
    def side(self) -> str:
        return side(self.difference, self.measure)


def compare(figure: Figure, others: Iterable[Figure], measure: Measure, said: StandingOut) -> Comparison | None:
    """None where the school's figure is not known, or too few similar schools have one to say what is usual."""
    values = [other.value for other in others if other.value is not None and other.year == figure.year]
    if figure.value is None or len(values) < said.least_schools:
        return None
    typical, (first, _, third) = median(values), quantiles(values, n=4, method="inclusive")
    rests, within, beyond = _beyond_chance(figure, typical, (first, third), measure, said)
    large = abs(figure.value - typical) >= said.threshold(measure) - 1e-9
    return Comparison(measure, figure, typical, first, third, len(values), beyond and large, rests, within)


def _beyond_chance(
    figure: Figure, typical: float, middle: tuple[float, float], measure: Measure, said: StandingOut
) -> tuple[Rests, float | None, bool]:
    value = figure.value or 0.0
    if figure.low is not None and figure.high is not None:
        return "interval", None, not figure.low <= typical <= figure.high
    if measure.unit == "percent" and figure.cohort:
        within = swing(typical, figure.cohort, said.deviations)
        return "pupils", within, abs(value - typical) > within
    return "spread", None, not middle[0] <= value <= middle[1]


def swing(percent: float, pupils: float, deviations: float) -> float:
    """How many percentage points chance alone moves a percentage of so many pupils. Half a pupil at the very least."""
    share = min(max(percent / 100, 0.5 / pupils), 1 - 0.5 / pupils) if pupils > 1 else 0.5
    return 100 * deviations * sqrt(share * (1 - share) / pupils)


@dataclass(frozen=True, slots=True)
class Change:
    """From one year to the next that compares. `running`: how many years in a row it has gone the same way; `since`:
    the figure before the first of them."""

    measure: Measure
    before: Figure
    now: Figure
    running: int
    since: Figure
    matters: bool

    @property
    def difference(self) -> float:
        return (self.now.value or 0.0) - (self.before.value or 0.0)

    @property
    def side(self) -> str:
        return side(self.difference, self.measure)


def change(series: Sequence[Figure], measure: Measure, said: StandingOut) -> Change | None:
    """The newest change of a series (oldest first). None where the newest year or the one before it is missing, or a
    break lies between them."""
    if len(series) < 2 or not _follows(series[-2], series[-1], measure):
        return None
    before, now = series[-2], series[-1]
    way = _way(before, now)
    running, first = 1, before
    for one, other in zip(reversed(series[:-2]), reversed(series[1:-1]), strict=True):
        if not way or not _follows(one, other, measure) or _way(one, other) != way:
            break
        running, first = running + 1, one
    return Change(measure, before, now, running, first, matters(before, now, measure, said))


def _follows(one: Figure, other: Figure, measure: Measure) -> bool:
    both = one.value is not None and other.value is not None
    return both and other.year == one.year + 1 and measure.comparable(one.year, other.year) is None


def _way(one: Figure, other: Figure) -> int:
    difference = (other.value or 0.0) - (one.value or 0.0)
    return (difference > 0) - (difference < 0)


def matters(one: Figure, other: Figure, measure: Measure, said: StandingOut) -> bool:
    """Larger than the threshold, and than what chance explains between two years' pupils."""
    difference = abs((other.value or 0.0) - (one.value or 0.0))
    if difference < said.threshold(measure) - 1e-9:
        return False
    if None not in (one.low, one.high, other.low, other.high):
        return one.high < other.low or other.high < one.low  # type: ignore[operator]
    if measure.unit == "percent" and one.cohort and other.cohort:
        first, second = (swing(figure.value or 0.0, figure.cohort or 1, said.deviations) for figure in (one, other))
        return difference > sqrt(first**2 + second**2)
    return True


def say_first(found: Iterable[Comparison], said: StandingOut, want: str, *, on: date) -> list[Comparison]:
    """The headlines that stand out to one side, the largest by what matters of its measure first."""
    to_one_side = [one for one in found if one.stands_out and one.side == want]
    chosen = [one for one in to_one_side if _is_said(one.measure, one.figure, said, on)]
    chosen.sort(key=lambda one: -abs(one.difference) / said.threshold(one.measure))
    return chosen[: said.most.better if want == "better" else said.most.less_good]


def say_changes(found: Iterable[Change], said: StandingOut, *, on: date) -> list[Change]:
    """The changes of headlines to say: those that matter and whose direction is better or less good."""
    chosen = [one for one in found if one.matters and _is_said(one.measure, one.now, said, on)]
    chosen.sort(key=lambda one: -abs(one.difference) / said.threshold(one.measure))
    return chosen[: said.most.changes]


def _is_said(measure: Measure, figure: Figure, said: StandingOut, on: date) -> bool:
    return (
        measure.headline
        and measure.better != "neither"
        and measure.kind in said.kinds
        and said.is_recent(figure.year, on)
    )
