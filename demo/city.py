"""The ground: an invented city out at sea, where no real school can stand, with districts, wards and postcodes.

Measured in metres on the National Grid, which reaches that far; published in degrees like every boundary.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import shapely
from shapely import LineString, MultiPolygon, Point, Polygon

from demo.chance import Chance
from demo.names import PLACES, street

DISTRICTS: Mapping[str, tuple[float, float]] = {  # where the middle of each lies, in a square from -1 to 1
    "Ashbrook": (-0.62, -0.18),
    "Eastmere": (0.66, 0.22),
    "Harlow Green": (0.12, -0.36),
    "Hodge Vale": (0.52, -0.22),
    "Lockside": (-0.06, 0.06),
    "Northway": (-0.20, 0.78),
    "Perry Mount": (-0.52, 0.30),
    "Selwyn Park": (-0.22, -0.66),
    "Sutton Heath": (0.38, 0.62),
    "Yarrow Field": (0.40, -0.68),
}
WARDS_A_DISTRICT = 4


@dataclass(frozen=True)
class Area:
    """A named piece of ground. The code is of the pattern of the real ones, from numbers that nobody has given out."""

    code: str
    name: str
    shape: Polygon | MultiPolygon


@dataclass(frozen=True)
class Postcode:
    text: str
    east: int
    north: int
    street: str
    district: int  # which of the city's districts, counted from 0
    ward: int
    seat: int  # which of the constituencies of 2024


@dataclass(frozen=True)
class City:
    """A local authority. `number` tells the cities of a country apart; the demo's is 0."""

    name: str
    authority: int  # the three digits of a LAESTAB
    number: int
    east: int
    north: int
    reach: int  # metres from the middle to the edge, about
    district_names: tuple[str, ...]

    @property
    def code(self) -> str:
        return f"E08{999 - self.number:06}"

    @property
    def postcode_area(self) -> str:
        """Letters that begin no real postcode: LK for the demo's city; Q, V, X … and a second letter for others."""
        if self.number == 0:
            return "LK"
        first, second = divmod(self.number, 26)
        return "QVXZJK"[first] + chr(ord("A") + second)

    @cached_property
    def outline(self) -> Area:
        chance = Chance.of(self.name, "outline")
        waves = [(k, chance.gauss(0, 0.34 / k), chance.uniform(0, math.tau)) for k in range(2, 8)]
        steps = 72
        points = []
        for step in range(steps):
            angle = step / steps * math.tau
            far = self.reach * (1.08 + sum(size * math.cos(k * angle + shift) for k, size, shift in waves) * 0.42)
            points.append((self.east + far * 0.92 * math.cos(angle), self.north + far * 1.12 * math.sin(angle)))
        ring = [corner for a, b in zip(points, points[1:] + points[:1], strict=True) for corner in _wavy(a, b)[:-1]]
        return Area(self.code, self.name, Polygon(ring).buffer(0))

    @cached_property
    def districts(self) -> tuple[Area, ...]:
        """Drawn as the constituencies of 2010 were: the ground stays, the Commons moves on in 2024."""
        first = 14_999_001 + 100 * self.number
        shapes = _divide(self.outline.shape, self._middles)
        return tuple(
            Area(f"E{first + i}", f"{self.name}, {name}" if name != self.name else f"{self.name}, Central", shape)
            for i, (name, shape) in enumerate(zip(self.district_names, shapes, strict=True))
        )

    @cached_property
    def seats(self) -> tuple[Area, ...]:
        """The constituencies of July 2024: much the same names, moved edges, no comma."""
        chance = Chance.of(self.name, "seats")
        moved = [
            (x + chance.gauss(0, 0.11) * self.reach, y + chance.gauss(0, 0.11) * self.reach) for x, y in self._middles
        ]
        first = 14_999_051 + 100 * self.number
        return tuple(
            Area(f"E{first + i}", district.name.replace(",", ""), shape)
            for i, (district, shape) in enumerate(zip(self.districts, _divide(self.outline.shape, moved), strict=True))
        )

    @cached_property
    def wards(self) -> tuple[Area, ...]:
        """Each district's wards in turn. They keep within districts: the demo's map is kinder than most."""
        found: list[Area] = []
        for name, district in zip(self.district_names, self.districts, strict=True):
            chance = Chance.of(self.name, "wards", name)
            seeds = _spread(district.shape, WARDS_A_DISTRICT, chance)
            names = [f"{name} {part}" for part in ("Town", "Basin")] + chance.sample(PLACES, WARDS_A_DISTRICT - 2)
            for ward, shape in zip(names, _divide(district.shape, seeds), strict=True):
                found.append(Area(f"E05{999_001 + 100 * self.number + len(found):06}", ward, shape))
        return tuple(found)

    @property
    def _middles(self) -> list[tuple[float, float]]:
        square = list(DISTRICTS.values())[: len(self.district_names)]
        return [(self.east + x * self.reach * 0.95, self.north + y * self.reach * 1.1) for x, y in square]

    def postcodes(self, how_many: int) -> Iterator[Postcode]:
        """Postcodes spread over the city, closer together towards the middle; each on a street of its own."""
        chance = Chance.of(self.name, "postcodes")
        seats, wards = (shapely.STRtree([area.shape for area in areas]) for areas in (self.seats, self.wards))
        for i in range(how_many):
            district = i % len(self.districts)
            point = _somewhere(self.districts[district].shape, chance, near=(self.east, self.north))
            yield Postcode(
                text=f"{self.postcode_area}{district + 1} {i // 10 % 9 + 1}{_letters(i // 90)}",
                east=round(point.x),
                north=round(point.y),
                street=street(chance),
                district=district,
                ward=int(wards.nearest(point)),
                seat=int(seats.nearest(point)),
            )


def lockside() -> City:
    """The demo's city."""
    return City("Lockside", 999, 0, east=612_000, north=470_000, reach=11_000, district_names=tuple(DISTRICTS))


def _letters(number: int) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return letters[number // len(letters) % len(letters)] + letters[number % len(letters)]


def _wavy(a: tuple[float, float], b: tuple[float, float], rough: float = 0.13) -> list[tuple[float, float]]:
    """The way from a to b, bent at its middle again and again: the same way whichever end one starts from."""
    if math.dist(a, b) < 260:
        return [a, b]
    (x1, y1), (x2, y2) = ends = sorted((a, b))
    bend = Chance.of(*(round(number) for end in ends for number in end)).uniform(-rough, rough)
    middle = ((x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend)
    return _wavy(a, middle, rough)[:-1] + _wavy(middle, b, rough)


def _divide(whole: Polygon | MultiPolygon, middles: Sequence[tuple[float, float]]) -> list[Polygon | MultiPolygon]:
    """The ground nearest to each middle, with edges that wander as real ones do; together they are the whole."""
    seeds = shapely.MultiPoint(middles)
    straight = shapely.voronoi_polygons(seeds, extend_to=whole.envelope.buffer(1000), only_edges=True)
    edges = [
        LineString(_wavy(a, b))
        for line in shapely.get_parts(straight)
        for a, b in zip(line.coords, line.coords[1:], strict=False)
    ]
    cuts = shapely.union_all([*edges, whole.boundary])
    pieces: list[list[Polygon]] = [[] for _ in middles]
    for piece in shapely.get_parts(shapely.polygonize([*shapely.get_parts(cuts)])):
        inside = piece.representative_point()
        if whole.contains(inside):
            pieces[min(range(len(middles)), key=lambda i: math.dist(middles[i], inside.coords[0]))].append(piece)
    return list(shapely.coverage_simplify([shapely.union_all(found) for found in pieces], 8))


def _spread(shape: Polygon | MultiPolygon, how_many: int, chance: Chance) -> list[tuple[float, float]]:
    """Points in a shape that keep their distance from each other."""
    points: list[Point] = []
    while len(points) < how_many:
        tries = [_somewhere(shape, chance) for _ in range(12)]
        points.append(max(tries, key=lambda point: min([point.distance(other) for other in points], default=0.0)))
    return [(point.x, point.y) for point in points]


def _somewhere(shape: Polygon | MultiPolygon, chance: Chance, near: tuple[float, float] | None = None) -> Point:
    """A point inside; of two, the one nearer to `near` when that is given."""
    west, south, east, north = shape.bounds
    found: list[Point] = []
    while len(found) < (2 if near else 1):
        point = Point(chance.uniform(west, east), chance.uniform(south, north))
        if shapely.contains_xy(shape, point.x, point.y):
            found.append(point)
    return min(found, key=lambda point: math.dist(near, (point.x, point.y))) if near else found[0]
