"""The city since a contract began, as people read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.face.reporting import since
from alongside.face.reporting.policies import Contract
from alongside.face.reporting.since import CITY, Day, Moved, Pair, Stood
from alongside.floor.kernel.prose import counted, joined, number, plural, sentence
from alongside.floor.web.charts import Dot, Picture, Row, Scale, dots
from alongside.floor.web.marks import MARKS
from alongside.floor.web.words import day
from alongside.knowledge.inspections import policies as inspections
from alongside.knowledge.inspections.facts import Mark
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Dataset, Measure, Measures
from alongside.knowledge.results.rollup import RolledUp

WHOLE = "The whole city"  # a district may bear the city's name


@dataclass(frozen=True, slots=True)
class EraLine:
    """One way of grading on one day. `shares`: mark, count, per cent of the schools that it grades."""

    title: str
    words: str
    total: int
    shares: tuple[tuple[str, str, int, str], ...]


@dataclass(frozen=True, slots=True)
class DayShown:
    day: date
    words: str
    schools: int
    maintained: int
    eras: tuple[EraLine, ...]
    not_inspected: int
    not_known: int


@dataclass(frozen=True, slots=True)
class PairShown:
    place: str
    then: str
    now: str
    change: str


@dataclass(frozen=True, slots=True)
class MovedShown:
    key: str
    name: str
    short: str
    then_year: str
    now_year: str
    after: bool
    city: PairShown
    districts: tuple[PairShown, ...]
    why_not: str
    cancelled: str
    dataset: str
    picture: Picture | None


def day_shown(found: Day) -> DayShown:
    titles = {part.key: (part.title, part.words) for part in inspections.eras().eras}
    return DayShown(
        day=found.on,
        words=day(found.on),
        schools=found.schools,
        maintained=found.maintained,
        eras=tuple(
            EraLine(
                *titles.get(one.era, (one.era, "")),
                one.total,
                tuple(
                    (
                        mark.value,
                        MARKS[mark.value].words,
                        one.marks.get(mark, 0),
                        share(one.marks.get(mark, 0), one.total),
                    )
                    for mark in since.JUDGED
                ),
            )
            for one in found.eras
        ),
        not_inspected=found.not_inspected,
        not_known=found.not_known,
    )


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else ""


def sentences(then: Day, now: Day, found: Sequence[Moved], city: str) -> list[str]:
    """What is so, and what cannot be told."""
    said = [_schools(then, now, city), *_categories(then, now), *_measures(found)]
    if {one.era for one in then.eras} != {one.era for one in now.eras} and then.eras and now.eras:
        said.append(
            "Ofsted has changed its way of grading since, so shares by standing are told in the terms of each and are "
            "not compared"
        )
    return [sentence(text) for text in said if text]


def _schools(then: Day, now: Day, city: str) -> str:
    before = f"{counted(then.schools, 'open state-funded school')} on {day(then.on)}, {number(then.maintained)} of them"
    today = f"{number(now.schools)}, {number(now.maintained)} of them maintained"
    return f"{city} had {before} maintained; today it has {today}"


def _categories(then: Day, now: Day) -> list[str]:
    if not then.category_known:
        return [f"How many were in a category of concern on {day(then.on)} cannot be told: no loaded file says"]
    was = f"{number(then.in_category)} {plural(then.in_category, 'was')}" if then.in_category else "none was"
    now_is = f"{number(now.in_category)} {plural(now.in_category, 'is')}" if now.in_category else "none is"
    return [
        f"Of {counted(then.category_known, 'school')} of which it is known, {was} in a category of concern then; of "
        f"{number(now.category_known)} today, {now_is}. Each way of grading has its own rules for when a school comes "
        "into one"
    ]


def _measures(found: Sequence[Moved]) -> list[str]:
    better, worse, same = since.better_and_worse(found)
    compared = better + worse + same
    others = len(found) - compared
    if not found:
        return ["No file of results, attendance or destinations is loaded, so nothing is told of them"]
    said = []
    if compared:
        parts = [
            f"{number(count)} {plural(count, 'is')} {word}"
            for count, word in ((better, "better"), (worse, "less good"), (same, "the same"))
            if count
        ]
        said.append(f"Of {counted(compared, 'headline measure')} that can be compared, {joined(parts)} than then")
    if others:
        said.append(f"{counted(others, 'headline measure')} cannot be compared; beside each stands why")
    return said


def moved_shown(one: Moved, policy: Measures, names: Mapping[str, str]) -> MovedShown:
    dataset = policy.dataset_of(one.measure.key)
    then, now = dataset.words(one.ends.then), dataset.words(one.ends.now)
    order = {key: place for place, key in enumerate(names)}
    districts = sorted((pair for pair in one.districts if pair.place in names), key=lambda pair: order[pair.place])
    return MovedShown(
        key=one.measure.key,
        name=one.measure.name,
        short=one.measure.short,
        then_year=then,
        now_year=now,
        after=one.ends.after,
        city=_pair(one.city, one.measure, WHOLE, one.why_not),
        districts=tuple(_pair(pair, one.measure, names[pair.place], one.why_not) for pair in districts),
        why_not=one.why_not,
        cancelled=_cancelled(one, dataset),
        dataset=dataset.title,
        picture=_picture(one, districts, names, then, now) if one.compared else None,
    )


def _cancelled(one: Moved, dataset: Dataset) -> str:
    if not one.cancelled:
        return ""
    years = joined([dataset.words(year) for year, _ in one.cancelled])
    return f"No figures of {years}: {_first_lower(one.cancelled[0][1])}"


def _first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _pair(pair: Pair, measure: Measure, place: str, why_not: str) -> PairShown:
    return PairShown(
        place, rolled(pair.then, measure), rolled(pair.now, measure), change(pair, measure, compared=not why_not)
    )


def rolled(found: RolledUp, measure: Measure) -> str:
    if found.value is not None:
        return wording.number(found.value, measure)
    if not found.schools:
        return "no figure"
    return "not shown: too few" if found.ours else wording.SHORT[found.why] if found.why else "no figure"


def change(pair: Pair, measure: Measure, *, compared: bool) -> str:
    """How far apart in words, with which way is better; why it is not told where it is not."""
    if pair.change is None:
        return "cannot be told" if compared else "not compared"
    said = round(pair.change, measure.decimals)
    if not said:
        return "the same"
    way = "higher" if said > 0 else "lower"
    side = wording.side(said, measure)
    tail = f": {side}" if side not in ("higher", "lower") else ""
    return f"{wording.amount(said, measure)} {way}{tail}"


def _picture(one: Moved, districts: Sequence[Pair], names: Mapping[str, str], then: str, now: str) -> Picture | None:
    if not districts:
        return None
    measure = one.measure
    rows = [
        Row(name, (_dot(then, pair.then, measure), _dot(now, pair.now, measure)), strong=pair.place == CITY)
        for name, pair in [(WHOLE, one.city), *((names[pair.place], pair) for pair in districts)]
    ]
    said = change(one.city, measure, compared=True)
    beside = "as" if said == "the same" else "than"
    says = f"{WHOLE}: {said} {beside} in {then}. Districts stand in the order of their names."
    scale = Scale(
        unit=wording.which_is_better(measure), decimals=measure.decimals, after="%" if measure.unit == "percent" else ""
    )
    return dots(
        title=f"{measure.short}, {then} and {now}", says=says, rows=rows, scale=scale, joined=True, first="Where"
    )


def _dot(series: str, found: RolledUp, measure: Measure) -> Dot:
    return Dot(series, found.value, word="" if found.value is not None else rolled(found, measure))


HEADER = ("Measure", "Where", "Year then", "Then", "Year now", "Now", "Difference", "In words", "Why not compared")


def rows(found: Sequence[Moved], policy: Measures, names: Mapping[str, str]) -> list[list[Any]]:
    """One row a measure and place, the city first."""
    table = []
    for one in found:
        dataset = policy.dataset_of(one.measure.key)
        for pair in (one.city, *one.districts):
            if pair.place != CITY and pair.place not in names:
                continue
            table.append(
                [
                    one.measure.name,
                    WHOLE if pair.place == CITY else names[pair.place],
                    dataset.words(one.ends.then),
                    _value(pair.then),
                    dataset.words(one.ends.now),
                    _value(pair.now),
                    None if pair.change is None else round(pair.change, 2),
                    change(pair, one.measure, compared=not one.why_not),
                    one.why_not,
                ]
            )
    return table


def _value(found: RolledUp) -> float | None:
    return None if found.value is None else round(found.value, 2)


STANDING_HEADER = (
    "Where",
    "Day",
    "Open schools",
    "Maintained",
    "Way of grading",
    "No named concern",
    "Something to improve",
    "Category of concern",
    "Not inspected yet",
    "Not known",
)


def standing_rows(days: Mapping[date, Sequence[Stood]], names: Mapping[str, str]) -> list[list[Any]]:
    """One row a place, day and way of grading."""
    table = []
    for key, name in {CITY: WHOLE, **names}.items():
        for on, schools in days.items():
            found = since.counted(on, [school for school in schools if key in (CITY, school.district)])
            for era in found.eras or (None,):
                marks = [era.marks.get(mark, 0) for mark in since.JUDGED] if era else [None, None, None]
                words = str(era.era) if era else ""
                table.append(
                    [name, on, found.schools, found.maintained, words, *marks, found.not_inspected, found.not_known]
                )
    return table


def districts_shown(days: Mapping[date, Sequence[Stood]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each district on both days: schools, category of concern, and no named concern by way of grading; last, without
    a key, the schools whose district is not known, so that the lines add up to the city."""
    found = []
    for key, name in {**names, "": "District not known"}.items():
        of_days = [
            since.counted(on, [school for school in schools if school.district == key]) for on, schools in days.items()
        ]
        if key or any(one.schools for one in of_days):
            found.append({"key": key, "name": name, "days": [_district_day(one) for one in of_days]})
    return found


def _district_day(found: Day) -> dict[str, Any]:
    parts = [f"{one.marks.get(Mark.NO_CONCERN, 0)} of {one.total} by {one.era}" for one in found.eras]
    return {
        "schools": found.schools,
        "category": str(found.in_category) if found.category_known else "",
        "no_concern": "; ".join(parts),
        "not_known": found.not_known,
    }


def inside(title: str) -> str:
    """A title inside a sentence: `the contract of September 2021`."""
    return title[:1].lower() + title[1:]


def term(contract: Contract, today: date) -> str:
    """Since when and until when, as far as papers say."""
    if contract.last_day is None:
        return f"From {day(contract.first_day)}."
    verb = "runs" if contract.runs_on(today) else "ran"
    return f"It {verb} from {day(contract.first_day)} to {day(contract.last_day)}."
