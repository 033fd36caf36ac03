"""Rows with names: bars, and dots with how sure they are or how far they spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from alongside.floor.web.charts.layers import Layer, Sheet, at, haloed, marks, text, wrapped
from alongside.floor.web.charts.palette import GRID, PALE, PLAIN, SOFT, STRONG, look
from alongside.floor.web.charts.parts import Bar, Dot, Row, Scale, ends, ticks


class Frame(NamedTuple):
    """The plot: names stand left of it in wide drawings, and above their row in narrow ones."""

    names: list[list[str]]
    width: float
    left: float
    step: float
    least: float
    most: float
    size: float

    @property
    def height(self) -> float:
        return self.step * len(self.names)

    def across(self, value: float) -> float:
        return self.width * (value - self.least) / (self.most - self.least)

    def down(self, row: int, sheet: Sheet) -> float:
        """The middle of what is drawn in a row."""
        return self.step * (row + (0.72 if sheet.is_narrow else 0.5))


def _frame(names: Sequence[str], values: list[float], scale: Scale, sheet: Sheet, *, zero: bool, right: float) -> Frame:
    least, most, size = ends(values, scale, zero=zero)
    right = max(right, sheet.length(scale.step(most, size)) / 2 + 4)
    if sheet.is_narrow:
        return Frame([[name] for name in names], sheet.width - 16 - right, 16, 40, least, most, size)
    lines = [wrapped(name, 30) for name in names]
    left = max((sheet.length(part) for name in lines for part in name), default=0) + 14
    deepest = max((len(name) for name in lines), default=1)
    return Frame(lines, sheet.width - left - right, left, 30 if deepest < 2 else 40, least, most, size)


def bars(rows: Sequence[Bar], beside: Sequence[Bar], scale: Scale, sheet: Sheet) -> Layer:
    """`beside`: values that the bars are held against, as lines down the picture with their names above."""
    told = [bar.value for bar in (*rows, *beside) if bar.value is not None]
    right = max((sheet.length(scale.words(value)) for value in told), default=20) + 14
    frame = _frame([bar.name for bar in rows], told, scale, sheet, zero=True, right=right)
    layers = [*_ground(frame, scale, sheet), *_names(frame, [bar.strong for bar in rows], sheet)]
    half = 8 if sheet.is_narrow else 9
    for strong, colour in ((False, PLAIN), (True, STRONG)):
        drawn = [(number, bar) for number, bar in enumerate(rows) if bar.strong is strong and bar.value is not None]
        blocks = []
        for number, bar in drawn:
            sides = sorted((frame.across(0.0), frame.across(bar.value or 0.0)))
            middle = frame.down(number, sheet)
            blocks.append(at(sides[0], middle - half, x2=sides[1], y2=middle + half))
        if blocks:
            layers.append(marks("rect", blocks, color=colour))
    layers.extend(_beside(frame, beside, sheet))
    layers.extend(_values(frame, rows, scale, sheet))
    top = 12 + (sheet.size + 6) * _lines_of_key([bar.name for bar in beside], sheet) if beside else 10
    return sheet.laid_out(layers, width=frame.width, height=frame.height, left=frame.left, top=top, bottom=44)


def _ground(frame: Frame, scale: Scale, sheet: Sheet) -> Iterator[Layer]:
    steps = [(frame.across(tick), scale.step(tick, frame.size)) for tick in ticks(frame.least, frame.most, frame.size)]
    longest = max(sheet.length(words) for _, words in steps) + 8
    every = max(1, -(-int(longest * len(steps)) // max(1, int(frame.width))))
    down = [at(x, 0, x2=x, y2=frame.height) for x, _ in steps]
    yield marks("rule", down, color=GRID, strokeWidth=1)
    if frame.least < 0 < frame.most:
        zero = frame.across(0.0)
        yield marks("rule", [at(zero, 0, x2=zero, y2=frame.height)], color=SOFT, strokeWidth=1.4)
    words = [at(x, frame.height + 14, words=said) for number, (x, said) in enumerate(steps) if number % every == 0]
    yield text(words, sheet, align="center", color=SOFT)
    if scale.unit:
        yield text([at(0, frame.height + 34, words=scale.unit)], sheet, align="left", color=SOFT)


def _names(frame: Frame, strong: Sequence[bool], sheet: Sheet) -> Iterator[Layer]:
    for wanted in (False, True):
        rows = [
            at(0 if sheet.is_narrow else -12, frame.step * (number + (0.24 if sheet.is_narrow else 0.5)), words=name)
            for number, name in enumerate(frame.names)
            if strong[number] is wanted
        ]
        for row in rows:
            row["y"] -= (len(row["words"]) - 1) * (sheet.size + 2) / 2
        if rows:
            weight = {"fontWeight": 700} if wanted else {}
            side = "left" if sheet.is_narrow else "right"
            yield text(rows, sheet, align=side, lineHeight=sheet.size + 2, **weight)


def _values(frame: Frame, rows: Sequence[Bar], scale: Scale, sheet: Sheet) -> Iterator[Layer]:
    told = [
        at(max(frame.across(bar.value), frame.across(0.0)) + 6, frame.down(number, sheet), words=scale.words(bar.value))
        for number, bar in enumerate(rows)
        if bar.value is not None
    ]
    if told:
        yield from haloed(told, sheet, align="left")
    why = [
        at(frame.across(max(0.0, frame.least)) + 6, frame.down(number, sheet), words=bar.word or "no figure")
        for number, bar in enumerate(rows)
        if bar.value is None
    ]
    if why:
        yield text(why, sheet, align="left", color=SOFT, fontStyle="italic")


def _beside(frame: Frame, beside: Sequence[Bar], sheet: Sheet) -> Iterator[Layer]:
    known = [bar for bar in beside if bar.value is not None]
    for number, bar in enumerate(known):
        shown = look(number + 1)
        x = frame.across(bar.value or 0.0)
        yield marks(
            "rule",
            [at(x, 0, x2=x, y2=frame.height)],
            color=shown.colour,
            strokeWidth=2.2,
            strokeDash=list(shown.dash),
        )
    yield from _key([bar.name for bar in known], frame, sheet, dashed=True)


def _places_of_key(names: Sequence[str], sheet: Sheet) -> list[tuple[float, int]]:
    """Across and line of each name of the key, from the left edge of the sheet."""
    found, across, line = [], 0.0, 0
    for name in names:
        length = sheet.length(name) + 44
        if across and across + length > sheet.width:
            across, line = 0.0, line + 1
        found.append((across, line))
        across += length
    return found


def _lines_of_key(names: Sequence[str], sheet: Sheet) -> int:
    return max((line for _, line in _places_of_key(names, sheet)), default=0) + 1


def _key(names: Sequence[str], frame: Frame, sheet: Sheet, *, dashed: bool = False) -> Iterator[Layer]:
    lines, high = _lines_of_key(names, sheet), sheet.size + 6
    for number, (across, line) in enumerate(_places_of_key(names, sheet)):
        x, y = across - frame.left + 12, -8 - high * (lines - line - 0.5)
        shown = look(number + 1 if dashed else number)
        if dashed:
            stroke = {"color": shown.colour, "strokeWidth": 2.2, "strokeDash": list(shown.dash)}
            yield marks("rule", [at(x - 8, y, x2=x + 14, y2=y)], **stroke)
        else:
            yield marks("point", [at(x, y)], **sheet.point(shown))
        yield text([at(x + (20 if dashed else 11), y, words=names[number])], sheet, align="left")


def dots(rows: Sequence[Row], scale: Scale, sheet: Sheet, *, joined: bool, zero: bool) -> Layer:
    """`joined`: a line between the dots of a row, for a gap."""
    values = [v for row in rows for dot in row.dots for v in (dot.value, dot.low, dot.high) if v is not None]
    series = list(dict.fromkeys(dot.series for row in rows for dot in row.dots))
    frame = _frame([row.name for row in rows], values, scale, sheet, zero=zero, right=22)
    layers = [*_ground(frame, scale, sheet), *_names(frame, [row.strong for row in rows], sheet)]
    for number, row in enumerate(rows):
        layers.extend(_reach(frame, number, row, series, sheet))
        if joined:
            layers.extend(_joined(frame, number, row, sheet))
    for place in reversed(range(len(series))):
        of_it = [(number, dot) for number, row in enumerate(rows) for dot in row.dots if dot.series == series[place]]
        layers.extend(_dots(frame, of_it, place, sheet))
    layers.extend(_without(frame, rows, sheet))
    if len(series) > 1:
        layers.extend(_key(series, frame, sheet))
    top = 12 + (sheet.size + 6) * _lines_of_key(series, sheet) if len(series) > 1 else 10
    return sheet.laid_out(layers, width=frame.width, height=frame.height, left=frame.left, top=top, bottom=44)


def _reach(frame: Frame, number: int, row: Row, series: list[str], sheet: Sheet) -> Iterator[Layer]:
    """How far many spread: a pale band. How sure a value is: a thin line with ends."""
    middle = frame.down(number, sheet)
    for dot in row.dots:
        if dot.low is None or dot.high is None:
            continue
        low, high = frame.across(dot.low), frame.across(dot.high)
        if dot.spread:
            yield marks("rect", [at(low, middle - 7, x2=high, y2=middle + 7)], color=PALE, stroke=PLAIN, strokeWidth=1)
            continue
        colour = look(series.index(dot.series)).colour
        lines: list[dict[str, Any]] = [at(low, middle, x2=high, y2=middle)]
        lines += [at(x, middle - 5, x2=x, y2=middle + 5) for x in (low, high)]
        yield marks("rule", lines, color=colour, strokeWidth=1.6)


def _joined(frame: Frame, number: int, row: Row, sheet: Sheet) -> Iterator[Layer]:
    known = [frame.across(dot.value) for dot in row.dots if dot.value is not None]
    if len(known) > 1:
        middle = frame.down(number, sheet)
        yield marks("rule", [at(min(known), middle, x2=max(known), y2=middle)], color=PLAIN, strokeWidth=3)


def _dots(frame: Frame, dots: Sequence[tuple[int, Dot]], place: int, sheet: Sheet) -> Iterator[Layer]:
    known = [at(frame.across(dot.value), frame.down(number, sheet)) for number, dot in dots if dot.value is not None]
    if known:
        yield marks("point", known, **sheet.point(look(place)) | {"size": 96})


def _without(frame: Frame, rows: Sequence[Row], sheet: Sheet) -> Iterator[Layer]:
    """Why a row has no dot at all."""
    empty = [
        at(6, frame.down(number, sheet), words=next((dot.word for dot in row.dots if dot.word), "no figure"))
        for number, row in enumerate(rows)
        if all(dot.value is None for dot in row.dots)
    ]
    if empty:
        yield text(empty, sheet, align="left", color=SOFT, fontStyle="italic")
