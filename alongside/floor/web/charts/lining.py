"""Lines over years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from alongside.floor.web.charts.layers import Layer, Sheet, at, marks, text, wrapped
from alongside.floor.web.charts.palette import GRID, INK, SOFT, look
from alongside.floor.web.charts.parts import Break, Line, Point, Scale, ends, ticks


class Frame(NamedTuple):
    """The plot of one drawing: its places from left to right, its size in pixels and its ends."""

    places: list[str]
    width: float
    height: float
    least: float
    most: float
    step: float

    def down(self, value: float) -> float:
        return self.height * (1 - (value - self.least) / (self.most - self.least))

    def across(self, place: int) -> float:
        return self.width * (place + 0.5) / len(self.places)


def chart(series: Sequence[Line], breaks: Sequence[Break], scale: Scale, sheet: Sheet) -> Layer:
    places = list(dict.fromkeys(point.at for line in series for point in line.points))
    places.sort()
    values = [value for line in series for point in line.points for value in _told(point)]
    least, most, step = ends(values, scale, zero=False)
    names = [wrapped(line.name, 16 if sheet.is_narrow else 24) for line in series]
    right = max((sheet.length(part) for name in names for part in name), default=0) + 18 if len(series) > 1 else 14
    left = max(sheet.length(scale.step(tick, step)) for tick in ticks(least, most, step)) + 16
    frame = Frame(places, sheet.width - left - right, 210 if sheet.is_narrow else 240, least, most, step)
    layers = [*_grid(frame, scale, sheet), *_breaks(frame, breaks, sheet), *_words_in_gaps(frame, series, sheet)]
    for number, line in enumerate(series):
        layers.extend(_line(frame, line, breaks, number, sheet))
    if len(series) > 1:
        layers.extend(_names(frame, series, names, sheet))
    else:
        layers.extend(_values(frame, series, scale, sheet))
    return sheet.laid_out(layers, width=frame.width, height=frame.height, left=left, top=44, bottom=26)


def _told(point: Point) -> Iterator[float]:
    return (value for value in (point.value, point.low, point.high) if value is not None)


def _grid(frame: Frame, scale: Scale, sheet: Sheet) -> Iterator[Layer]:
    steps = [
        at(0, frame.down(tick), words=scale.step(tick, frame.step))
        for tick in ticks(frame.least, frame.most, frame.step)
    ]
    yield marks("rule", [row | {"x2": frame.width, "y2": row["y"]} for row in steps], color=GRID, strokeWidth=1)
    yield text([row | {"x": -8} for row in steps], sheet, align="right", color=SOFT)
    shown = _shown(frame, sheet)
    years = [at(frame.across(place), frame.height + 16, words=words) for place, words in shown]
    yield text(years, sheet, align="center", color=SOFT)
    if scale.unit:
        yield text([at(-2, -32, words=scale.unit)], sheet, align="left", color=SOFT)


def _shown(frame: Frame, sheet: Sheet) -> list[tuple[int, str]]:
    """The places whose words are written: as many as have room, the last always."""
    longest = max((sheet.length(words) for words in frame.places), default=1) + 8
    every = max(1, -(-int(longest * len(frame.places)) // max(1, int(frame.width))))
    last = len(frame.places) - 1
    return [(place, words) for place, words in enumerate(frame.places) if (last - place) % every == 0]


def _breaks(frame: Frame, breaks: Sequence[Break], sheet: Sheet) -> Iterator[Layer]:
    found = [(letter, frame.places.index(one.at)) for letter, one in lettered(breaks, frame.places)]
    rules = [at(frame.width * place / len(frame.places), -4, words=letter) for letter, place in found]
    if rules:
        down = [row | {"x2": row["x"], "y2": frame.height} for row in rules]
        yield marks("rule", down, color=SOFT, strokeWidth=1.2, strokeDash=[2, 3])
        yield text([row | {"y": -11} for row in rules], sheet, align="center", color=INK, fontWeight=700)


def lettered(breaks: Sequence[Break], places: Sequence[str]) -> list[tuple[str, Break]]:
    """The breaks that lie between two places of the picture, each with the letter of its note."""
    inside = [one for one in sorted(breaks, key=lambda one: one.at) if one.at in places and one.at != min(places)]
    return [(chr(ord("a") + number), one) for number, one in enumerate(inside)]


def _words_in_gaps(frame: Frame, series: Sequence[Line], sheet: Sheet) -> Iterator[Layer]:
    """Why nobody has a figure at a place, once for places beside each other that say the same."""
    told = {point.at for line in series for point in line.points if point.value is not None}
    words = {point.at: point.word for line in reversed(series) for point in line.points if point.word}
    gaps = [(place, words.get(year, "")) for place, year in enumerate(frame.places) if year not in told]
    rows = []
    for word, group in groupby(enumerate(gaps), key=lambda item: (item[1][0] - item[0], item[1][1])):
        where = [place for _, (place, _) in group]
        if word[1]:
            rows.append(at(sum(map(frame.across, where)) / len(where), frame.height / 2, words=word[1]))
    if rows:
        yield text(rows, sheet, align="center", color=SOFT, angle=270, fontStyle="italic")


def _line(frame: Frame, line: Line, breaks: Sequence[Break], number: int, sheet: Sheet) -> Iterator[Layer]:
    shown = look(number)
    rows: list[dict[str, Any]] = []
    sure: list[dict[str, Any]] = []
    for run, points in enumerate(runs(line, breaks, frame.places)):
        for point in points:
            x = frame.across(frame.places.index(point.at))
            rows.append(at(x, frame.down(point.value or 0.0), run=run))
            if point.low is not None and point.high is not None:
                sure.append(at(x, frame.down(point.low), x2=x, y2=frame.down(point.high)))
    if sure:
        yield marks("rule", sure, color=shown.colour, strokeWidth=1.4, opacity=0.7)
    yield marks("line", rows, color=shown.colour, strokeWidth=shown.width, strokeDash=list(shown.dash))
    yield marks("point", rows, **sheet.point(shown))


def runs(line: Line, breaks: Sequence[Break], places: Sequence[str]) -> list[list[Point]]:
    """The stretches over which a line may be drawn: neighbouring places with values, and no break between them."""
    order = {words: place for place, words in enumerate(places)}
    broken = {one.at for one in breaks}
    found: list[list[Point]] = []
    before: Point | None = None
    for point in sorted(line.points, key=lambda point: order[point.at]):
        if point.value is None:
            before = None
            continue
        if before is None or point.at in broken or order[point.at] != order[before.at] + 1:
            found.append([])
        found[-1].append(point)
        before = point
    return found


def _names(frame: Frame, series: Sequence[Line], names: list[list[str]], sheet: Sheet) -> Iterator[Layer]:
    """Each name with its shape beside the plot, as high as its line ends, pushed apart where two would meet."""
    ended = []
    for number, line in enumerate(series):
        known = [point for point in line.points if point.value is not None]
        last = max(known, key=lambda point: frame.places.index(point.at), default=None)
        if last is not None:
            ended.append((frame.down(last.value or 0.0), number))
    least = sheet.size + 3
    lowest = float("-inf")
    for down, number in sorted(ended):
        room = least * len(names[number])
        middle = max(down, lowest + room / 2)
        lowest = middle + room / 2
        first = middle - least * (len(names[number]) - 1) / 2
        shown = look(number)
        bold = {"fontWeight": 700} if number == 0 else {}
        yield marks("point", [at(frame.width + 6, first)], **sheet.point(shown))
        row = at(frame.width + 14, first, words=names[number])
        yield text([row], sheet, align="left", color=shown.colour, lineHeight=least, **bold)


def _values(frame: Frame, series: Sequence[Line], scale: Scale, sheet: Sheet) -> Iterator[Layer]:
    """A single line has its first and last value written on it instead of its name."""
    known = [point for line in series for point in line.points if point.value is not None]
    known.sort(key=lambda point: frame.places.index(point.at))
    for point in {0: known[:1], 1: known[:1] + known[-1:]}.get(min(1, len(known) - 1), []):
        across, down = frame.across(frame.places.index(point.at)), frame.down(point.value or 0.0)
        yield text([at(across, down - 13, words=scale.words(point.value or 0.0))], sheet, align="center", color=INK)
