"""One measure over districts, phases and types, over the years, and beside what is published of the areas around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alongside.floor.kernel.prose import joined
from alongside.floor.web.charts import Picture
from alongside.knowledge.results import totals, wording
from alongside.knowledge.results.measures import GROUPS, Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.neighbours import neighbours
from alongside.knowledge.results.pages import drawing
from alongside.knowledge.results.pages.asking import Asked, asked
from alongside.knowledge.results.pages.cells import Shown, counted_pupils, held_back, shown
from alongside.knowledge.results.pages.reading import AREA_WORDS, Place, Reading
from alongside.knowledge.results.pages.table import ALL, UNPLACED, Cube, cube_of, group_words, is_count, phase_words

L = Result.Level
ALL_SCHOOLS = "all"  # the sector of a row that counts every school, or speaks of no schools at all
_BY_ROLL = (
    "The city’s schools are weighed here by their pupils on roll, since the table does not say how many each figure is "
    "of. So a small difference from the published figure is to be expected."
)
_UNWEIGHED = {
    "pupils": (
        "For {year} no average of {city}’s schools is given: no loaded file says over how many pupils each school’s "
        "figure is."
    ),
    "entries": (
        "No average of {city}’s schools is given: the figure is an average over entries, and no table says how many "
        "entries each school had."
    ),
}


@dataclass(frozen=True, slots=True)
class Area:
    """A published figure of an area, with the row it is in."""

    name: str
    says: str
    of: str
    load: int
    row: int


@dataclass(frozen=True)
class MeasurePage:
    """`heads` and `lines`: the table by district; `by_phase`: the same schools by phase and type."""

    measure: Measure
    asked: Asked
    year: str
    what: str
    direction: str
    sentences: Sequence[str]
    heads: Sequence[str]
    lines: Sequence[tuple[str, str, Sequence[Shown]]]
    by_phase: Sequence[tuple[str, Sequence[Shown]]]
    areas: Sequence[Area]
    differs: Sequence[str]
    notes: Sequence[str]
    districts: Picture | None
    years: Picture | None
    is_empty: bool


def page(reading: Reading, given: Mapping[str, str]) -> MeasurePage:
    """Everything the page shows. With nothing loaded it is empty, and says so."""
    wanted = asked(reading, given)
    year = wanted.year
    made = cube_of(reading, year)
    areas = list(_areas(reading, year)) if year else []
    city = made.cell(ALL, wanted.phase, wanted.type)
    groups = [wanted.type] if wanted.type else [ALL, *made.groups] if len(made.groups) > 1 else [ALL]
    lines = list(_lines(reading, made, wanted, groups))
    whole = not (wanted.phase or wanted.type or wanted.pupils)
    sentences = list(_sentences(reading, wanted, made) if city else _of_areas(reading, wanted) if areas else ())
    return MeasurePage(
        measure=reading.measure,
        asked=wanted,
        year=reading.dataset.words(year) if year else "",
        what=_what(wanted),
        direction=wording.which_is_better(reading.measure).capitalize() + ".",
        sentences=sentences,
        heads=[_head(group) for group in groups],
        lines=lines,
        by_phase=_by_phase(reading, made, groups) if len(made.phases) > 1 and not wanted.phase else [],
        areas=areas,
        differs=_differs(reading, year) if whole and city else [],
        notes=[*_notes(reading, year, city), *_who(areas)],
        districts=drawing.districts(
            reading, made, wanted, f"{reading.measure.name} by district, {reading.dataset.words(year)}"
        )
        if lines
        else None,
        years=drawing.years(reading, wanted),
        is_empty=not (city or areas),
    )


def _what(wanted: Asked) -> str:
    """`Primary, maintained, disadvantaged pupils`: what the filters left, empty for everything."""
    parts = [
        phase_words(wanted.phase) if wanted.phase else "",
        group_words(wanted.type) if wanted.type else "",
        GROUPS[wanted.pupils] if wanted.pupils else "",
    ]
    said = ", ".join(part for part in parts if part).lower()
    return said[:1].upper() + said[1:]


def _head(group: str) -> str:
    return group_words(group) if group else "All state-funded"


def _lines(
    reading: Reading, made: Cube, wanted: Asked, groups: Sequence[str]
) -> Iterator[tuple[str, str, Sequence[Shown]]]:
    """Districts in the order of the policy, then the city: key, name, cells."""
    rows = [(key, name) for key, name in made.districts if made.cell(key, wanted.phase)]
    if made.cell(ALL, wanted.phase):
        rows.append((ALL, reading.setting.whose.city))
    for key, name in rows:
        yield key, name, [_cell(reading, made, (key, wanted.phase, group)) for group in groups]


def _cell(reading: Reading, made: Cube, cell: tuple[str, str, str]) -> Shown:
    return replace(shown(made.cell(*cell), reading.measure, reading.setting.policy), head=_head(cell[2]))


def _by_phase(reading: Reading, made: Cube, groups: Sequence[str]) -> list[tuple[str, Sequence[Shown]]]:
    return [
        (phase_words(phase), [_cell(reading, made, (ALL, phase, group)) for group in groups]) for phase in made.phases
    ]


def _who(areas: Sequence[Area]) -> list[str]:
    """Who the neighbours are, where a figure of theirs is shown."""
    together = any(area.name == AREA_WORDS[L.NEIGHBOURS.value] for area in areas)
    return [neighbours().says] if together else []


def _areas(reading: Reading, year: int) -> Iterator[Area]:
    for level in (L.AUTHORITY, L.NEIGHBOURS, L.REGION, L.ENGLAND):
        found = reading.area(level, year)
        if found:
            area, figure = found
            name = AREA_WORDS.get(area.level, area.name)
            of = f"{area.sector} schools" if area.sector and "school" not in area.sector else area.sector
            of = "" if reading.measure.area_only and area.sector == ALL_SCHOOLS else of
            yield Area(name, wording.shown(figure, reading.measure), of, figure.load, figure.row)


def _sentences(reading: Reading, wanted: Asked, made: Cube) -> Iterator[str]:
    measure, year = reading.measure, reading.dataset.words(wanted.year)
    city, whose = made.cell(ALL, wanted.phase, wanted.type), reading.setting.whose
    if city and city.value is not None:
        is_whole = "add up to" if is_count(measure) else "come to"
        yield (
            f"In {year} the schools of {whose.city} {is_whole} {wording.number(city.value, measure)}, "
            f"over {counted_pupils(city, reading.measure)}."
        )
    elif city and city.unweighed:
        yield _UNWEIGHED[reading.measure.over].format(year=year, city=whose.city)
    elif city:
        word = shown(city, measure, reading.setting.policy)
        yield f"For {year} no figure of the city is given: {word.says} ({word.more})."
    yield from _beside(reading, wanted)
    told = [
        one.value
        for key, _ in made.districts
        if key != UNPLACED and (one := made.cell(key, wanted.phase, wanted.type)) and one.value is not None
    ]
    if len(told) > 2:
        low, high = wording.number(min(told), measure), wording.number(max(told), measure)
        yield f"The districts lie between {low} and {high}."
    yield from _moved(reading, wanted)
    back = held_back(city)
    if back:
        yield back


def _of_areas(reading: Reading, wanted: Asked) -> Iterator[str]:
    """Where nothing is published of schools, or nothing in that year."""
    year = reading.dataset.words(wanted.year)
    found = reading.area(L.AUTHORITY, wanted.year)
    if found:
        yield f"In {year} it is {wording.shown(found[1], reading.measure)} in {found[0].name}."
    yield from _beside(reading, wanted, (L.NEIGHBOURS, L.REGION, L.ENGLAND))
    if reading.measure.area_only:
        yield "It is published of the whole authority and of nothing smaller, and speaks for every district alike."


def _beside(
    reading: Reading, wanted: Asked, levels: Sequence[Result.Level] = (L.AUTHORITY, L.NEIGHBOURS, L.REGION, L.ENGLAND)
) -> Iterator[str]:
    told = [
        f"{AREA_WORDS.get(found[0].level, found[0].name)} {wording.shown(found[1], reading.measure)}"
        for level in levels
        if (found := reading.area(level, wanted.year))
    ]
    if told:
        yield f"Published for the areas around: {joined(told)}."


def _moved(reading: Reading, wanted: Asked) -> Iterator[str]:
    """The change from the year before, where the two compare; else why they do not."""
    measure, words = reading.measure, reading.dataset.words
    years = [year for year in reading.school_years if year < wanted.year]
    if not years:
        return
    before = years[-1]
    broken = measure.comparable(before, wanted.year)
    if broken:
        yield f"It cannot be compared with {words(before)}. {broken.why}"
        return
    then = cube_of(reading, before).cell(ALL, wanted.phase, wanted.type)
    now = cube_of(reading, wanted.year).cell(ALL, wanted.phase, wanted.type)
    if then is None or now is None or then.value is None or now.value is None:
        return
    apart = round(now.value - then.value, measure.decimals)
    if not apart:
        yield f"That is as it was in {words(before)}."
        return
    way = "up" if apart > 0 else "down"
    judged = {"neither": "which is neither better nor worse"}.get(
        measure.better, "which is better" if (apart > 0) == (measure.better == "higher") else "which is worse"
    )
    yield f"Since {words(before)} it is {way} by {wording.amount(apart, measure)}, {judged}."


def _differs(reading: Reading, year: int) -> list[str]:
    """How the published figure of the authority compares with its schools, and why it differs."""
    published = reading.area(L.AUTHORITY, year)
    if not published:
        return []
    area, figure = published
    if not reading.measure.cohort and not is_count(reading.measure):
        return [_BY_ROLL]
    schools = [
        totals.School(reading.figure(reading.schools[urn], year), _funded(reading.places, urn))
        for urn in reading.schools
        if (reading.dataset.key, year) in reading.schools[urn].rows
    ]
    found = totals.recompute(
        reading.measure,
        schools,
        figure,
        reading.setting.policy.protection,
        state_funded="all" not in area.sector,
    )
    return list(found.says)


def _funded(places: Mapping[int, Place], urn: int) -> bool | None:
    return places[urn].funded if urn in places else None


def _notes(reading: Reading, year: int, city: object) -> list[str]:
    policy = reading.setting.policy
    found = [policy.protection.says] if city else []
    if reading.measure.unit == "percent" and reading.measure.cohort and city:
        found.append(
            "± says how far chance alone moves a percentage of so many pupils: a smaller difference means nothing."
        )
    held = [f"{reading.dataset.words(one)}: {why}" for one, why in reading.dataset.not_held.items()]
    return [*found, *held]
