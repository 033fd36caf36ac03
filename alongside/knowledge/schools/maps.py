"""From degrees to the coordinates of a drawing (SVG), for a set of areas that is to fill it. Pure.

    frame = maps.frame([boundary.shape for boundary in boundaries], width=720)
    frame.path(boundary.shape)   # the `d` of a path
    frame.point(place)           # (x, y)

Plate carrée squeezed by the cosine of the middle latitude: over a city, shapes are as on any street map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.knowledge.schools.facts import Place

Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing of `width` × `height`, and how degrees fall on it."""

    width: float
    height: float
    west: float
    north: float
    across: float  # units of the drawing in a degree of longitude
    down: float  # in a degree of latitude

    def point(self, place: Place) -> tuple[float, float]:
        """Where a place falls, to a tenth of a unit. May lie outside the drawing."""
        return self._at(place.longitude, place.latitude)

    def path(self, shape: Mapping[str, Any]) -> str:
        """A GeoJSON polygon or several as the `d` of an SVG path; fill it by the rule *evenodd*, for holes."""
        return "".join(self._ring(ring) for ring in rings(shape))

    def holds(self, place: Place) -> bool:
        x, y = self.point(place)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def _at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - self.west) * self.across, 1), round((self.north - latitude) * self.down, 1)

    def _ring(self, ring: Ring) -> str:
        points: list[tuple[float, float]] = []
        for longitude, latitude, *_ in ring:
            point = self._at(longitude, latitude)
            if not points or point != points[-1]:
                points.append(point)
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) < 3:
            return ""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def frame(
    shapes: Iterable[Mapping[str, Any]], *, places: Iterable[Place] = (), width: float = 720, margin: float = 8
) -> Frame | None:
    """The drawing that holds these areas (and places) with a margin, as wide as said. None where there is nothing."""
    points = [(point[0], point[1]) for shape in shapes for ring in rings(shape) for point in ring]
    points += [(place.longitude, place.latitude) for place in places]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    wide = max((east - west) * squeeze, 0.001)
    tall = max(north - south, 0.001)
    down = (width - 2 * margin) / max(wide, tall * 0.4)  # a tall and narrow set of areas does not fill the width
    across = down * squeeze
    return Frame(
        width=width,
        height=round(tall * down + 2 * margin, 1),
        west=west - (width / across - (east - west)) / 2,
        north=north + margin / down,
        across=across,
        down=down,
    )


def rings(shape: Mapping[str, Any]) -> Iterator[Ring]:
    """Every ring of a GeoJSON Polygon or MultiPolygon; other shapes have none."""
    if shape.get("type") == "Polygon":
        yield from shape["coordinates"]
    elif shape.get("type") == "MultiPolygon":
        for polygon in shape["coordinates"]:
            yield from polygon


def label_place(shape: Mapping[str, Any]) -> Place | None:
    """A place inside an area, well away from its edges, for its name."""
    from shapely.geometry import shape as drawn

    area = drawn(dict(shape))
    if area.is_empty:
        return None
    largest = max(getattr(area, "geoms", [area]), key=lambda part: part.area)
    point = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return Place(latitude=point.y, longitude=point.x)
