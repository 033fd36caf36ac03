"""The inspections of a school drawn along time, era beside era. Pure: places and words, no markup.

Each era has a band of its own with a scale of its own, wide enough for its name: the picture shows order and distance
within an era, and nothing across eras.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.floor.web.marks import mark_of
from alongside.floor.web.words import day_short, month
from alongside.knowledge.inspections.policies import EraPart
from alongside.knowledge.inspections.presenters import Visit

WIDTH, GAP, NARROWEST = 1080, 4, 190  # of the drawing, between bands, of a band: in units of the drawing
A_LETTER, LINE, WRAP = 7.4, 17, 20  # width of a letter, height of a line, letters in a line
TOP, DATES = 30, 20  # where bands begin; height of a row of dates
MARK, SMALL = 20, 11  # size of a mark


@dataclass(frozen=True, slots=True)
class Band:
    title: str
    x: float
    width: float
    begins: str
    other: bool  # of the other shade, so that neighbours are told apart

    @property
    def text_x(self) -> float:
        return self.x + 8


@dataclass(frozen=True, slots=True)
class Point:
    """An inspection on the line: its shape, its date above and its words below, with a line to them if far away."""

    x: float
    mark: str  # empty: a small ring, for visits that change no standing
    shape: str
    said: str
    date: str
    date_y: float
    lines: tuple[tuple[str, float], ...]
    text_x: float
    anchor: str
    reach: float  # y to which a thin line leads down, 0 for none
    rise: float  # and up

    @property
    def mark_x(self) -> float:
        return self.x - MARK / 2


@dataclass(frozen=True, slots=True)
class Timeline:
    bands: tuple[Band, ...]
    points: tuple[Point, ...]
    width: int
    height: float
    band_height: float
    axis: float
    mark_y: float
    foot: float
    ends: str
    says: str
    size: int = MARK
    top: int = TOP


def timeline(visits: Sequence[Visit], eras: Sequence[EraPart], *, on: date) -> Timeline | None:
    """None where there is nothing to draw."""
    if not visits:
        return None
    stretches = _stretches(visits, eras, on)
    bands, scale = _bands(stretches)
    places = [_place(visit, stretches, scale) for visit in visits]
    dates = [month(visit.started)[:3] + month(visit.started)[-5:] for visit in visits]
    above = _lanes([(x - 36, x + 36) for x in places])
    words = [tuple(textwrap.wrap(_words(visit), WRAP)) for visit in visits]
    below = _lanes([_span(x, lines) for x, lines in zip(places, words, strict=True)])
    axis = TOP + 18 + DATES * (max(above) + 1)
    tops = _tops(below, words, axis + 28)
    points = tuple(
        _point(visit, x, said, lines, axis - 18 - DATES * up, tops[lane], axis)
        for visit, x, said, lines, up, lane in zip(visits, places, dates, words, above, below, strict=True)
    )
    bottom = tops[-1]
    return Timeline(
        bands=tuple(bands),
        points=points,
        width=WIDTH,
        height=bottom + 26,
        band_height=bottom - TOP,
        axis=axis,
        mark_y=axis - MARK / 2,
        foot=bottom + 18,
        ends=day_short(on),
        says=_says(visits, on),
    )


Stretch = tuple[EraPart, date, date]


def _stretches(visits: Sequence[Visit], eras: Sequence[EraPart], on: date) -> list[Stretch]:
    """Each era that had begun by the day, from its first day (or some months before the first visit) to its last."""
    begin = date(min(min(visit.started for visit in visits).year, on.year - 4), 1, 1)
    begun = [era for era in eras if (era.first_day or begin) <= on]
    firsts = [era.first_day or begin for era in begun]
    lasts = [first - timedelta(days=1) for first in firsts[1:]] + [on]
    return list(zip(begun, firsts, lasts, strict=True))


def _bands(stretches: Sequence[Stretch]) -> tuple[list[Band], list[tuple[float, float]]]:
    days = [max((last - first).days, 1) for _, first, last in stretches]
    room = WIDTH - GAP * (len(stretches) - 1)
    widths = [max(NARROWEST, room * count / sum(days)) for count in days]
    over = sum(widths) - room
    widths[widths.index(max(widths))] -= over  # the widest gives what the narrow ones need
    bands, scale, x = [], [], 0.0
    for number, ((era, first, _), width) in enumerate(zip(stretches, widths, strict=True)):
        begins = day_short(first) if era.first_day else str(first.year)
        bands.append(Band(era.title, round(x, 1), round(width, 1), begins, number % 2 == 1))
        scale.append((x, width))
        x += width + GAP
    return bands, scale


def _place(visit: Visit, stretches: Sequence[Stretch], scale: Sequence[tuple[float, float]]) -> float:
    """Within the band of the era in whose terms it was graded, by the day it began."""
    found = [number for number, (era, _, _) in enumerate(stretches) if era.key == visit.era]
    number = found[0] if found else len(stretches) - 1
    _, first, last = stretches[number]
    x, width = scale[number]
    share = (visit.started - first).days / max((last - first).days, 1)
    return round(x + 40 + (width - 80) * min(1.0, max(0.0, share)), 1)


def _words(visit: Visit) -> str:
    return f"{visit.says} (predecessor)" if visit.predecessor else visit.says


def _span(x: float, lines: Sequence[str]) -> tuple[float, float]:
    half = max(map(len, lines), default=1) * A_LETTER / 2 + 5
    left = min(max(x - half, 0), WIDTH - 2 * half)
    return left, left + 2 * half


def _lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each the first lane in which it touches none before it. Spans may come in any order."""
    taken: list[list[tuple[float, float]]] = []
    lanes = []
    for left, right in spans:
        lane = next(
            (number for number, others in enumerate(taken) if all(right <= a or b <= left for a, b in others)),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        lanes.append(lane)
    return lanes


def _tops(lanes: Sequence[int], words: Sequence[tuple[str, ...]], y: float) -> list[float]:
    """Where each lane of words begins, and where the last one ends."""
    tops = [y]
    for lane in range(max(lanes) + 1):
        tallest = max(len(lines) for one, lines in zip(lanes, words, strict=True) if one == lane)
        tops.append(tops[-1] + LINE * tallest + 8)
    return tops


def _point(visit: Visit, x: float, said: str, lines: tuple[str, ...], date_y: float, top: float, axis: float) -> Point:
    left, right = _span(x, lines)
    middle = round((left + right) / 2, 1)
    return Point(
        x=x,
        mark=visit.mark,
        shape=mark_of(visit.mark).shape if visit.mark else "",
        said=f"{visit.kind}, {day_short(visit.started)}: {_words(visit)}",
        date=said,
        date_y=date_y,
        lines=tuple((line, round(top + LINE * number, 1)) for number, line in enumerate(lines)),
        text_x=middle,
        anchor="middle",
        reach=top - 14 if top > axis + 28 else 0,
        rise=date_y + 4 if date_y < axis - 18 else 0,
    )


def _says(visits: Sequence[Visit], on: date) -> str:
    first, last = min(visit.started for visit in visits).year, on.year
    return f"Inspections from {first} to {last}, each in the era in which it was graded. The table below says the same."
