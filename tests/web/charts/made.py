"""Pictures of invented figures."""

from __future__ import annotations

from alongside.floor.web import charts

YEARS = ("2015/16", "2016/17", "2017/18", "2018/19", "2019/20", "2020/21", "2021/22", "2022/23")
CANCELLED = ("2019/20", "2020/21")
SCORE = charts.Scale("average points", decimals=1)
NAMES = ("Ash Grove", "Similar schools", "The city", "England", "The region", "Neighbours")


def line(name: str, begins: float = 40.0, rise: float = 0.7) -> charts.Line:
    points = (
        charts.Point(year, None, word="exams cancelled")
        if year in CANCELLED
        else charts.Point(year, begins + rise * place)
        for place, year in enumerate(YEARS)
    )
    return charts.Line(name, tuple(points))


def lines(count: int = 4) -> charts.Picture:
    return charts.lines(
        title="Attainment 8",
        says="It rose at Ash Grove, & elsewhere <less>.",
        series=[line(name, 40 + number * 1.5, 0.9 - 0.1 * number) for number, name in enumerate(NAMES[:count])],
        scale=SCORE,
        breaks=[charts.Break("2016/17", "GCSEs are graded 9 to 1."), charts.Break("2021/22", "Examinations are back.")],
    )


def bars() -> charts.Picture:
    rows = [charts.Bar("North", 52.1), charts.Bar("South", None, "held back"), charts.Bar("All", 49.0, strong=True)]
    beside = [charts.Bar("England", 50.0)]
    scale = charts.Scale("percent of pupils", after="%")
    return charts.bars(title="By district", says="North is above.", rows=rows, beside=beside, scale=scale)


def dots() -> charts.Picture:
    rows = [
        charts.Row("Ash Grove", (charts.Dot("This school", 44.0, 40.0, 48.0),), strong=True),
        charts.Row("Similar schools", (charts.Dot("In the middle", 46.0, 39.0, 51.0, spread=True),)),
        charts.Row("South", (charts.Dot("Average", None, word="held back"),)),
    ]
    return charts.dots(title="Against others", says="Ash Grove is near.", rows=rows, scale=SCORE, first="Who")


def gap() -> charts.Picture:
    def row(name: str, one: float, other: float) -> charts.Row:
        return charts.Row(name, (charts.Dot("Disadvantaged", one), charts.Dot("Others", other)))

    rows = [row("North", 38.0, 49.5), row("South", 41.0, 47.0)]
    return charts.dots(title="Gap", says="It is wider in the north.", rows=rows, scale=SCORE, joined=True)


ALL = (lines, bars, dots, gap)
