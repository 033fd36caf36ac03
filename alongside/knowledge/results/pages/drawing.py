"""The pictures of a measure: its districts beside each other, and the city over the years."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.floor.web.charts import Bar, Break, Dot, Line, Picture, Point, Row, Scale, bars, dots, lines
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Measure
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.pages.asking import Asked
from alongside.knowledge.results.pages.cells import shown, within
from alongside.knowledge.results.pages.reading import AREA_WORDS, Reading
from alongside.knowledge.results.pages.table import ALL, UNPLACED, Cube, cube_of, is_count
from alongside.knowledge.results.rollup import RolledUp

L = Result.Level
FROM_SCHOOLS, PUBLISHED = "From the schools", "As published for the area"


def scale(measure: Measure) -> Scale:
    after = "%" if measure.unit == "percent" else ""
    before = "£" if measure.unit == "pounds" else ""
    return Scale(measure.short, decimals=measure.decimals, before=before, after=after)


def districts(reading: Reading, made: Cube, wanted: Asked, title: str) -> Picture:
    """A row a district with how far chance moves it, then the city, then the areas as published."""
    measure = reading.measure
    cells = [made.cell(key, wanted.phase, wanted.type) for key, _ in made.districts if key != UNPLACED]
    known = sum(1 for cell in cells if cell and cell.value is not None)
    says = f"{known} of {len(cells)} districts have a figure that can be shown. "
    says = f"{says}{wording.which_is_better(measure).capitalize()}."
    if is_count(measure):
        found = [(name, made.cell(key, wanted.phase, wanted.type)) for key, name in made.districts]
        told = [
            Bar(name, cell.value, shown(cell, measure, reading.setting.policy).says) for name, cell in found if cell
        ]
        return bars(title=title, says=says, rows=told, scale=scale(measure), first="District")
    rows = [
        Row(name, (_dot(made.cell(key, wanted.phase, wanted.type), reading),))
        for key, name in made.districts
        if made.cell(key, wanted.phase, wanted.type)
    ]
    city = made.cell(ALL, wanted.phase, wanted.type)
    rows.append(Row(reading.setting.whose.city, (_dot(city, reading),), strong=True))
    rows.extend(_areas(reading, wanted))
    return dots(title=title, says=says, rows=rows, scale=scale(measure), first="Where")


def _dot(found: RolledUp | None, reading: Reading) -> Dot:
    if found is None or found.value is None:
        return Dot(FROM_SCHOOLS, None, word=shown(found, reading.measure, reading.setting.policy).says)
    chance = within(found, reading.measure)
    if chance is None:
        return Dot(FROM_SCHOOLS, found.value)
    return Dot(FROM_SCHOOLS, found.value, max(0.0, found.value - chance), min(100.0, found.value + chance))


def _areas(reading: Reading, wanted: Asked) -> Iterator[Row]:
    """Only beside all schools: what is published of an area is of all of them."""
    if wanted.phase or wanted.type:
        return
    for level in (L.AUTHORITY, L.NEIGHBOURS, L.REGION, L.ENGLAND):
        found = reading.area(level, wanted.year)
        if found:
            area, figure = found
            name = AREA_WORDS.get(area.level, area.name)
            yield Row(f"{name}, published", (Dot(PUBLISHED, figure.value, figure.low, figure.high),))


def years(reading: Reading, wanted: Asked) -> Picture | None:
    """The city over the years, and the areas around; years without figures are gaps with a word."""
    told = reading.years
    if len(told) < 2:
        return None
    every = range(told[0], told[-1] + 1)
    words = reading.dataset.words
    series = [Line(_city(reading), tuple(_point(reading, year, wanted) for year in every))] if wanted.year else []
    if not (wanted.phase or wanted.type):
        series += list(_lines(reading, every))
    series = [line for line in series if any(point.value is not None for point in line.points)]
    if not series:
        return None
    breaks = _breaks(reading, every, series)
    return lines(
        title=f"{reading.measure.name}, {words(every[0])} to {words(every[-1])}",
        says=_over_years(series[0], reading),
        series=series,
        scale=scale(reading.measure),
        breaks=breaks,
    )


def _breaks(reading: Reading, every: range, series: list[Line]) -> list[Break]:
    """Those of the measure; and where something is told of a year in which nothing was of schools, one begins there."""
    words, not_held = reading.dataset.words, reading.dataset.not_held
    told = {point.at for line in series for point in line.points if point.value is not None}
    why = {one.year: one.why for one in reading.measure.breaks}
    for year, reason in not_held.items():
        if words(year) in told and year - 1 not in not_held:
            why.setdefault(year, reason)
    return [Break(words(year), reason) for year, reason in sorted(why.items()) if year in every]


def _city(reading: Reading) -> str:
    return f"{reading.setting.whose.city}’s schools"


def _point(reading: Reading, year: int, wanted: Asked) -> Point:
    at = reading.dataset.words(year)
    if year not in reading.school_years:
        return Point(at, None, word="not published" if year in reading.dataset.not_held else "not loaded")
    found = cube_of(reading, year).cell(ALL, wanted.phase, wanted.type)
    if found is None or found.value is None:
        return Point(at, None, word=shown(found, reading.measure, reading.setting.policy).says)
    return Point(at, found.value)


def _lines(reading: Reading, every: range) -> Iterator[Line]:
    ours = () if reading.school_years else (L.AUTHORITY,)
    for level in (*ours, L.NEIGHBOURS, L.REGION, L.ENGLAND):
        found = {year: reading.area(level, year) for year in every}
        name = next((one[0].name for one in found.values() if one), "")
        if name:
            points = (Point(reading.dataset.words(year), one[1].value if one else None) for year, one in found.items())
            yield Line(AREA_WORDS.get(level.value, name), tuple(points))


def _over_years(line: Line, reading: Reading) -> str:
    known = [point for point in line.points if point.value is not None]
    first, last = known[0], known[-1]
    measure = reading.measure
    says = (
        f"{line.name}: {wording.number(first.value or 0.0, measure)} in {first.at}, "
        f"{wording.number(last.value or 0.0, measure)} in {last.at}."
    )
    crossed = any(first.at < reading.dataset.words(one.year) <= last.at for one in measure.breaks)
    return f"{says} The two do not compare: the series breaks in between." if crossed else says
