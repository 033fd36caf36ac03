"""The gap as people read it: its size, its rate of change in words, how sure, and the pupils' gaps beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.face.reporting.gap import MeasureGap, PupilsGap, YearOfGap
from alongside.face.reporting.policies import GapPolicy
from alongside.floor.kernel.missing import Missing
from alongside.floor.kernel.prose import counted, number, plural, sentence
from alongside.floor.web.charts import Break, Line, Picture, Point, Scale, lines
from alongside.knowledge.results import wording
from alongside.knowledge.results.gaps import Change, Gap
from alongside.knowledge.results.measures import GROUPS, Dataset, Measure, Measures
from alongside.knowledge.results.rollup import RolledUp

CONCERN = "Maintained schools causing concern"
OTHERS = "The other schools"
WAYS = {"narrows": "narrowed", "widens": "widened"}


@dataclass(frozen=True, slots=True)
class YearShown:
    year: str
    concern: str
    others: str
    gap: str
    missing: bool
    schools: str
    notes: str


@dataclass(frozen=True, slots=True)
class PupilsShown:
    name: str
    lower: str
    years: tuple[tuple[str, str, str], ...]  # year, city, schools causing concern
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure's gap on a page."""

    key: str
    name: str
    short: str
    phase: str
    better: str
    newest_year: str
    newest: str
    rate: str
    sure: str
    sentences: tuple[str, ...]
    years: tuple[YearShown, ...]
    breaks: tuple[tuple[str, str], ...]
    pupils: tuple[PupilsShown, ...]
    files: tuple[tuple[str, int], ...]
    title: str


def shown(found: MeasureGap, policy: GapPolicy, every: Measures) -> Shown:
    measure = found.measure
    dataset = every.dataset_of(measure.key)
    newest = found.newest
    return Shown(
        key=measure.key,
        name=measure.name,
        short=measure.short,
        phase="Primary" if measure.dataset == "ks2" else "Secondary",
        better=wording.which_is_better(measure),
        newest_year=dataset.words(newest.gap.year) if newest else "",
        newest=size_words(newest.gap.size, measure) if newest else "not known in any year",
        rate=("" if not found.change or found.change.is_sure else "not sure: ") + rate_words(found.change, measure),
        sure=sure_words(found, policy, measure, dataset),
        sentences=tuple(sentences(found, policy, dataset)),
        years=tuple(_years(found, dataset, every)),
        breaks=tuple((dataset.words(year), why) for year, why in found.breaks),
        pupils=tuple(_pupils(one, measure, dataset) for one in found.pupils if any(gap.known for gap in one.city)),
        files=tuple((dataset.words(year), load) for year, load in found.files),
        title=dataset.title,
    )


def size_words(size: float | None, measure: Measure) -> str:
    """`5.2 points behind`, `0.3 points ahead`, `no gap`."""
    if size is None:
        return "not known"
    if not round(size, measure.decimals):
        return "no gap"
    return f"{wording.amount(size, measure)} {'behind' if size > 0 else 'ahead'}"


def rate_words(change: Change | None, measure: Measure) -> str:
    """`has narrowed by 0.8 points a year`; why no rate is told where it is not."""
    if change is None:
        return "too few years compare to tell a rate"
    places = max(1, measure.decimals)
    if not round(change.per_year, places) or change.way == "stays":
        return "has stayed as it is"
    amount = f"{abs(change.per_year):.{places}f}"
    unit = "percentage points" if measure.unit == "percent" else "points"
    return f"has {WAYS[change.way]} by {amount} {unit} a year"


def sure_words(found: MeasureGap, policy: GapPolicy, measure: Measure, dataset: Dataset) -> str:
    """How sure the rate is, in words."""
    change = found.change
    if change is None:
        return ""
    schools = [one.concern for one in found.years if change.first <= one.gap.year <= change.last and one.gap.known]
    few = min(schools, default=0)
    rests = f"The rate rests on {number(change.years)} years"
    if few < policy.few_schools:
        rests += f", and in at least one of them on {counted(few, 'school')} causing concern"
    if change.low is None or change.high is None:
        return sentence(rests)
    places = max(1, measure.decimals)
    reach = f"between {_signed(change.low, places)} and {_signed(change.high, places)} a year"
    if change.is_sure:
        return f"{sentence(rests)} With any one school left out it would be {reach}: the same way."
    return f"{sentence(rests)} With any one school left out it would be {reach}: which way it goes cannot be told."


def _signed(value: float, places: int) -> str:
    rounded = round(value, places) + 0.0
    return f"{'−' if rounded < 0 else '+' if rounded > 0 else ''}{abs(rounded):.{places}f}"


def sentences(found: MeasureGap, policy: GapPolicy, dataset: Dataset) -> list[str]:
    measure, newest = found.measure, found.newest
    if newest is None:
        return ["In no year that is loaded can the gap be told; the table says why for each."]
    said = [
        f"In {dataset.words(newest.gap.year)} pupils of the maintained schools causing concern were "
        f"{size_words(newest.gap.size, measure)}{'' if newest.gap.size > 0 else ' of'} those of the other schools in "
        f"{_inside(measure.name)}"
        if newest.gap.size and round(newest.gap.size, measure.decimals)
        else f"In {dataset.words(newest.gap.year)} there was no gap in {_inside(measure.name)}"
    ]
    if found.change:
        first, last = dataset.words(found.change.first), dataset.words(found.change.last)
        rate = rate_words(found.change, measure)
        if found.change.is_sure:
            said.append(f"From {first} to {last} the gap {rate}")
        else:
            said.append(
                f"Which way it went from {first} to {last} cannot be told for sure: by a line through these years it "
                f"{rate}, and one school left out turns that round"
            )
    else:
        years = "one year compares" if found.run == 1 else f"{number(found.run)} years compare"
        said.append(f"Only {years} up to now, and a rate takes {number(policy.least_years)}")
    if newest.concern < policy.few_schools:
        said.append(
            f"{counted(newest.concern, 'school')} {plural(newest.concern, 'is')} in the group: a few schools move it"
        )
    if newest.stayed is not None and newest.concern:
        who = "all" if newest.stayed == newest.concern else number(newest.stayed) if newest.stayed else "none"
        verb = plural(newest.stayed, "was") if newest.stayed else "was"
        said.append(f"{who} of them {verb} on the list a year before too")
    return [sentence(text) for text in said]


def _inside(name: str) -> str:
    """A name inside a sentence: `Attainment 8` keeps its capital, `Progress in reading …` does not."""
    first, _, rest = name.partition(" ")
    return name if rest[:1].isdigit() or first.isupper() else name[:1].lower() + name[1:]


def _years(found: MeasureGap, dataset: Dataset, every: Measures) -> list[YearShown]:
    """Newest first, with the years between of which nothing was published."""
    shown_years = {one.gap.year: year_shown(one, found.measure, dataset) for one in found.years}
    first, last = min(shown_years, default=0), max(shown_years, default=0)
    partly = dict(found.partly)
    for year in {*range(first + 1, last), *partly} - shown_years.keys():
        why = every.not_held(found.measure.key, year) or "No file of this year is loaded."
        if year in partly:
            why = f"Only {counted(partly[year], 'school')} {plural(partly[year], 'has')} a figure of this year."
        shown_years[year] = YearShown(dataset.words(year), "", "", "no figures", True, "", why)
    return [shown_years[year] for year in sorted(shown_years, reverse=True)]


def year_shown(one: YearOfGap, measure: Measure, dataset: Dataset) -> YearShown:
    notes = []
    if one.why:
        notes.append(one.why)
    if one.undetermined:
        notes.append(f"{counted(one.undetermined, 'school')} in neither group: the verdict cannot be told")
    if one.not_placed:
        notes.append(f"{counted(one.not_placed, 'school')} in neither: not mainstream, not state-funded, or not open")
    if one.gap.behind.held_back or one.gap.others.held_back:
        held = one.gap.behind.held_back + one.gap.others.held_back
        notes.append(f"{counted(held, 'figure')} held back by the publisher")
    if one.gap.known and not (one.gap.behind.weighted and one.gap.others.weighted):
        notes.append("no file says how many pupils, so each school counts the same")
    return YearShown(
        year=dataset.words(one.gap.year),
        concern=_mean(one.gap.behind, measure),
        others=_mean(one.gap.others, measure),
        gap=size_words(one.gap.size, measure) if one.gap.known else _why(one, measure),
        missing=not one.gap.known,
        schools=f"{one.concern} and {one.others}",
        notes=sentence("; ".join(notes)),
    )


def _why(one: YearOfGap, measure: Measure) -> str:
    if one.why:
        return "no group"
    if one.gap.behind.ours or one.gap.others.ours:
        return "not shown: too few"
    return wording.SHORT[one.gap.why] if one.gap.why else "not known"


def _mean(found: RolledUp, measure: Measure) -> str:
    if found.value is not None:
        return wording.number(found.value, measure)
    if not found.schools:
        return "no school"
    return "not shown: too few" if found.ours else wording.SHORT[found.why] if found.why else "not known"


def _pupils(found: PupilsGap, measure: Measure, dataset: Dataset) -> PupilsShown:
    lower, upper = GROUPS[found.groups.lower], GROUPS[found.groups.upper]
    years = tuple(
        (dataset.words(city.year), _size(city, measure), _size(concern, measure))
        for city, concern in zip(reversed(found.city), reversed(found.concern), strict=True)
        if city.known or city.why is not Missing.NOT_LOADED
    )
    says = ""
    if found.change:
        first, last = dataset.words(found.change.first), dataset.words(found.change.last)
        says = f"From {first} to {last} the gap {rate_words(found.change, measure)} in the whole city."
    return PupilsShown(f"{lower} and {upper}".capitalize(), lower, years, says)


def _size(gap: Gap, measure: Measure) -> str:
    if gap.known:
        return size_words(gap.size, measure)
    if gap.behind.ours or gap.others.ours:
        return "not shown: too few"
    return wording.SHORT[gap.why] if gap.why else "not known"


def picture(found: MeasureGap, every: Measures) -> Picture | None:
    """Both groups over the years, with breaks; None where neither is ever known."""
    measure = found.measure
    dataset = every.dataset_of(measure.key)
    if not found.newest:
        return None
    series = (
        Line(CONCERN, tuple(_point(one.gap.year, one.gap.behind, measure, dataset) for one in found.years)),
        Line(OTHERS, tuple(_point(one.gap.year, one.gap.others, measure, dataset) for one in found.years)),
    )
    return lines(
        title=measure.name,
        says=f"{sentence(wording.which_is_better(measure))} The distance between the lines is the gap.",
        series=series,
        scale=Scale(decimals=measure.decimals, after="%" if measure.unit == "percent" else ""),
        breaks=[Break(dataset.words(year), why) for year, why in found.breaks],
    )


def _point(year: int, rolled: RolledUp, measure: Measure, dataset: Dataset) -> Point:
    return Point(dataset.words(year), rolled.value, word="" if rolled.value is not None else _mean(rolled, measure))


HEADER = (
    "Measure",
    "Year",
    "Causing concern",
    "Schools causing concern",
    "Others",
    "Other schools",
    "Gap (positive: behind)",
    "In words",
    "On the list a year before too",
    "Definition",
    "Notes",
)


def rows(found: Sequence[MeasureGap], every: Measures) -> list[list[Any]]:
    """One row a measure and year, oldest first."""
    table = []
    for one in found:
        dataset = every.dataset_of(one.measure.key)
        for year in one.years:
            shown_year = year_shown(year, one.measure, dataset)
            table.append(
                [
                    one.measure.name,
                    shown_year.year,
                    _value(year.gap.behind.value),
                    year.concern,
                    _value(year.gap.others.value),
                    year.others,
                    _value(year.gap.size),
                    shown_year.gap,
                    year.stayed,
                    year.definition,
                    shown_year.notes,
                ]
            )
    return table


def _value(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def about(policy: GapPolicy, today: date, city: str, found: Mapping[str, str]) -> dict[str, Any]:
    return {
        "What this is": f"The gap between maintained schools causing concern and the others in {city}",
        "Made on": today,
        "How it is measured": policy.prose,
        "Agreed by": policy.agreed_by,
        **{f"Rate of change, {name}": rate for name, rate in found.items()},
        "Who may see it": "The partnership’s office and the council.",
    }
