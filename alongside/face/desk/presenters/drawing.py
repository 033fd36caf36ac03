"""The map: areas and schools laid out on a sheet. The template only writes down what is decided here.

Lengths are units of the sheet, `WIDTH` of them across; degrees are WGS84.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from alongside.face.desk.queries import Shown
from alongside.floor.web.marks import MARKS
from alongside.knowledge.schools import maps
from alongside.knowledge.schools.facts import Place

WIDTH = 600
MARGIN = 14
TALLEST = 1.35  # times the width
FAR = 0.75  # degrees from the middle: a place that far away is a slip of the file, not a school of the city

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """A district and its outline, as a GeoJSON geometry."""

    key: str
    name: str
    shape: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DrawnArea:
    key: str
    name: str
    path: str
    x: float
    y: float
    is_here: bool


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A school's mark in a square of `Drawing.size` whose upper left corner is (x, y)."""

    urn: int
    name: str
    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layer:
    """All schools of one mark, so that what matters most is drawn last and seen."""

    key: str
    words: str
    marks: tuple[DrawnMark, ...]

    @property
    def count(self) -> int:
        return len(self.marks)


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    size: float  # of a mark
    areas: tuple[DrawnArea, ...]
    layers: tuple[Layer, ...]
    off_the_map: tuple[Shown, ...]

    @property
    def count(self) -> int:
        return sum(layer.count for layer in self.layers)

    @property
    def labels(self) -> list[DrawnArea]:
        """Names of areas that fall on the sheet."""
        return [area for area in self.areas if 0 < area.x < self.width and 0 < area.y < self.height]


PAINTED = ("not-known", "not-inspected", "no-concern", "improve", "category")


def draw(schools: Sequence[Shown], areas: Sequence[Area], *, here: str = "") -> Drawing:
    """The sheet for these schools. `here`: key of the district it shows; without it, all areas fill the sheet."""
    placed = {school.urn: place for school in schools if (place := place_of(school))}
    frame = _frame([area.shape for area in areas if here in ("", area.key)], list(placed.values()))
    if frame is None:
        return Drawing(WIDTH, 0, 0, (), (), tuple(schools))
    size = 15.0 if here else 10.0
    inside = [school for school in schools if school.urn in placed and frame.holds(placed[school.urn])]
    seen = {school.urn for school in inside}
    return Drawing(
        round(frame.width),
        round(frame.height),
        size,
        tuple(_drawn(area, frame, here) for area in areas),
        _layers([(school, frame.point(placed[school.urn])) for school in inside], size),
        tuple(school for school in schools if school.urn not in seen),
    )


def place_of(school: Shown) -> Place | None:
    if school.latitude is None or school.longitude is None:
        return None
    return Place(latitude=school.latitude, longitude=school.longitude)


def _frame(shapes: Sequence[Mapping[str, Any]], places: Sequence[Place]) -> maps.Frame | None:
    """Filled by the areas, or where none is drawn by the schools. What is taller than a screen is drawn narrower."""
    near = [] if shapes else _near(places)
    frame = maps.frame(shapes, places=near, width=WIDTH, margin=MARGIN)
    if frame and frame.height > WIDTH * TALLEST:
        frame = maps.frame(shapes, places=near, width=WIDTH * WIDTH * TALLEST / frame.height, margin=MARGIN)
    return frame


def _near(places: Sequence[Place]) -> list[Place]:
    if not places:
        return []
    x, y = median(place.longitude for place in places), median(place.latitude for place in places)
    return [place for place in places if abs(place.longitude - x) < FAR and abs(place.latitude - y) < FAR]


def _drawn(area: Area, frame: maps.Frame, here: str) -> DrawnArea:
    label = maps.label_place(area.shape)
    x, y = frame.point(label) if label else (0.0, 0.0)
    return DrawnArea(area.key, area.name, frame.path(area.shape), x, y, here in ("", area.key))


def _layers(schools: Sequence[tuple[Shown, Point]], size: float) -> tuple[Layer, ...]:
    places = _Places(size)
    by_mark: dict[str, list[DrawnMark]] = {key: [] for key in PAINTED}
    # The rarer marks choose their place first, so that they stand where the school stands.
    for school, point in sorted(schools, key=lambda s: (-PAINTED.index(s[0].stands.mark), s[0].sort_name, s[0].urn)):
        x, y = places.near(*point)
        by_mark[school.stands.mark].append(
            DrawnMark(school.urn, school.name, school.stands.words, round(x - size / 2, 1), round(y - size / 2, 1))
        )
    return tuple(Layer(key, MARKS[key].words, tuple(marks)) for key, marks in by_mark.items() if marks)


class _Places:
    """Keeps marks from hiding one another: an infant and a junior school may share a gate."""

    def __init__(self, size: float) -> None:
        self.apart = size * 0.8
        self.cells: dict[tuple[int, int], list[Point]] = {}

    def near(self, x: float, y: float) -> Point:
        for dx, dy in ((0.0, 0.0), *_around(self.apart)):
            if self._is_free(x + dx, y + dy):
                x, y = x + dx, y + dy
                break
        self.cells.setdefault(self._cell(x, y), []).append((x, y))
        return x, y

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self.apart), int(y // self.apart)

    def _is_free(self, x: float, y: float) -> bool:
        column, line = self._cell(x, y)
        return not any(
            math.hypot(x - px, y - py) < self.apart * 0.99
            for i in (column - 1, column, column + 1)
            for j in (line - 1, line, line + 1)
            for px, py in self.cells.get((i, j), ())
        )


def _around(apart: float) -> list[Point]:
    """Eight places close by, then sixteen a little further."""
    return [
        (ring * apart * math.cos(turn * math.tau / (8 * ring)), ring * apart * math.sin(turn * math.tau / (8 * ring)))
        for ring in (1, 2)
        for turn in range(8 * ring)
    ]
