"""A headline measure over the years, drawn: the school, similar schools, England; years without tests are gaps."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from alongside.floor.web.charts import Break, Line, Picture, Point, Scale, lines
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.school.gathering import Gathered
from alongside.knowledge.results.school.lines import told_series
from alongside.knowledge.results.standing_out import StandingOut
from alongside.knowledge.results.values import Figure

LEAST_YEARS = 2  # one year is told by the table alone


def picture(gathered: Gathered, measure: Measure, said: StandingOut) -> Picture | None:
    """None where too few years have a figure to be worth a picture."""
    told = {one.year: one for one in told_series(gathered, measure)}
    if sum(one.known for one in told.values()) < LEAST_YEARS:
        return None
    dataset = gathered.policy.dataset_by_key[measure.dataset]
    years = range(min(told), max(told) + 1)
    own = [_point(dataset.words(year), told.get(year), dataset.not_held.get(year, "")) for year in years]
    series = [Line("This school", tuple(own))]
    for name, values in (
        ("Similar schools", {year: _typical(gathered, measure, year, said) for year in years}),
        ("England", {year: _england(gathered, measure, year) for year in years}),
    ):
        if any(value is not None for value in values.values()):
            series.append(Line(name, tuple(Point(dataset.words(year), value) for year, value in values.items())))
    breaks = [Break(dataset.words(one.year), one.why) for one in measure.breaks if one.year in years]
    return lines(
        title=measure.name,
        says=_caption(told.values(), measure, gathered),
        series=series,
        scale=scale(measure),
        breaks=breaks,
    )


def scale(measure: Measure) -> Scale:
    if measure.unit == "percent":
        return Scale(decimals=measure.decimals, after="%")
    return Scale(decimals=measure.decimals, before="£" if measure.unit == "pounds" else "")


def _point(at: str, figure: Figure | None, not_held: str) -> Point:
    if figure is None:
        return Point(at, None, word="not held" if not_held else "not loaded")
    if figure.value is None:
        return Point(at, None, word=wording.SHORT.get(figure.why, "") if figure.why else "")
    return Point(at, figure.value, figure.low, figure.high)


def _typical(gathered: Gathered, measure: Measure, year: int, said: StandingOut) -> float | None:
    if "similar" not in measure.compare:
        return None
    values = [figure.value for figure in gathered.alike(measure.key, year) if figure.value is not None]
    return median(values) if len(values) >= said.least_schools else None


def _england(gathered: Gathered, measure: Measure, year: int) -> float | None:
    found = gathered.area(Result.Level.ENGLAND, measure.key, year) if "england" in measure.compare else None
    return found[1].value if found else None


def _caption(told: Iterable[Figure], measure: Measure, gathered: Gathered) -> str:
    """What the picture says in words: from where to where, over which years, and which way is better."""
    dataset = gathered.policy.dataset_by_key[measure.dataset]
    known = [one for one in told if one.value is not None]
    first, last = known[0], known[-1]
    said = (
        f"From {wording.number(first.value or 0, measure)} in {dataset.words(first.year)} "
        f"to {wording.number(last.value or 0, measure)} in {dataset.words(last.year)}"
    )
    if measure.comparable(first.year, last.year):
        said = (
            f"{wording.number(last.value or 0, measure)} in {dataset.words(last.year)}; years on either side of a "
            "dotted line do not compare"
        )
    return f"{said}. {wording.which_is_better(measure).capitalize()}."
