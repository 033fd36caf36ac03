"""The pictures that pages ask for. Each has a title, the sentence that it says, and its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from alongside.floor.web.charts.parts import Bar, Break, Dot, Line, Picture, Point, Row, Scale, Table

if TYPE_CHECKING:
    from alongside.floor.web.charts.layers import Layer, Sheet

NO_FIGURE = "no figure"


def lines(
    *,
    title: str,
    says: str,
    series: Sequence[Line],
    scale: Scale,
    breaks: Sequence[Break] = (),
    first: str = "Year",
) -> Picture:
    """Series over years (`Point.at`, which sort as they are written), with gaps for years without a figure.

    `first`: what the first column of the table is called. At most eight series.
    """
    from alongside.floor.web.charts import lining

    places = sorted({point.at for line in series for point in line.points})
    notes = tuple(f"{letter}: {one.at}. {one.why}" for letter, one in lining.lettered(breaks, places))
    table = table_of_lines(series, scale, first)
    return _picture(lambda sheet: lining.chart(series, breaks, scale, sheet), title, says, table, notes)


def bars(
    *, title: str, says: str, rows: Sequence[Bar], scale: Scale, beside: Sequence[Bar] = (), first: str = ""
) -> Picture:
    """Bars from zero, in the order given, never in the order of their values where they are schools.

    `beside`: what they are held against, as lines with names.
    """
    from alongside.floor.web.charts import rowing

    table = Table(
        (first, scale.unit or "Value"),
        tuple((bar.name, _told(bar.value, bar.word, scale)) for bar in (*rows, *beside)),
    )
    return _picture(lambda sheet: rowing.bars(rows, beside, scale, sheet), title, says, table)


def dots(
    *,
    title: str,
    says: str,
    rows: Sequence[Row],
    scale: Scale,
    joined: bool = False,
    zero: bool = False,
    first: str = "",
) -> Picture:
    """Rows of dots with shapes; `joined` draws the gap between them. `zero`: the scale begins there."""
    from alongside.floor.web.charts import rowing

    table = table_of_dots(rows, scale, first)
    return _picture(lambda sheet: rowing.dots(rows, scale, sheet, joined=joined, zero=zero), title, says, table)


def _picture(
    chart: Callable[[Sheet], Layer], title: str, says: str, table: Table, notes: tuple[str, ...] = ()
) -> Picture:
    from alongside.floor.web.charts import drawing, layers

    wide = drawing.drawn(chart(layers.WIDE), title=title, says=says, name="picture__wide")
    narrow = drawing.drawn(chart(layers.NARROW), title=title, says=says, name="picture__narrow")
    return Picture(wide, narrow, title, says, table, notes)


def table_of_lines(series: Sequence[Line], scale: Scale, first: str) -> Table:
    places = sorted({point.at for line in series for point in line.points})
    of = [{point.at: point for point in line.points} for line in series]
    rows = ((at, *(_of_point(points.get(at), scale) for points in of)) for at in places)
    return Table((first, *(line.name for line in series)), tuple(rows))


def table_of_dots(rows: Sequence[Row], scale: Scale, first: str) -> Table:
    series = list(dict.fromkeys(dot.series for row in rows for dot in row.dots))
    told = []
    for row in rows:
        of = {dot.series: dot for dot in row.dots}
        told.append((row.name, *(_of_dot(of.get(name), scale) for name in series)))
    return Table((first, *series), tuple(told))


def _of_point(point: Point | None, scale: Scale) -> str:
    return _told(point.value, point.word, scale, point.low, point.high) if point else NO_FIGURE


def _of_dot(dot: Dot | None, scale: Scale) -> str:
    return _told(dot.value, dot.word, scale, dot.low, dot.high) if dot else NO_FIGURE


def _told(value: float | None, word: str, scale: Scale, low: float | None = None, high: float | None = None) -> str:
    if value is None:
        return word or NO_FIGURE
    reach = f" ({scale.words(low)} to {scale.words(high)})" if low is not None and high is not None else ""
    return scale.words(value) + reach
