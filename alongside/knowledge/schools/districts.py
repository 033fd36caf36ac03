"""In which of the partnership's districts a place lies, by policies/districts.yaml. Pure: knows no database.

Boundaries and places come in degrees (WGS84) and are laid on a plane of metres around the city, where a metre is a
metre to within a few in ten thousand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import model_validator

from alongside.floor.kernel import policy
from alongside.knowledge.schools.facts import Place

LOCATION, POSTCODE, CONSTITUENCY, PERSON = "location", "postcode", "constituency", "a person"
HOW = {
    LOCATION: "by where GIAS says it stands",
    POSTCODE: "by the middle of its postcode",
    CONSTITUENCY: "by the constituency named in a file from before July 2024, because no location is loaded",
    PERSON: "decided by a person",
    "": "not known",
}


class District(policy.Part):
    """One of the partnership's own areas."""

    key: str
    name: str
    code: str
    constituency: str


class Example(policy.Part):
    """A worked example of the policy; it runs as a test."""

    says: str
    constituency: str
    as_at: date
    decided: str = ""
    district: str


class Districts(policy.Policy):
    """policies/districts.yaml."""

    authority: str
    boundary_kind: str
    nearest_within_metres: int
    last_day_of_constituency_column: date
    districts: tuple[District, ...]
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Districts:
        for name in ("key", "code", "constituency"):
            said = [getattr(district, name) for district in self.districts]
            if len(set(said)) != len(said):
                raise ValueError(f"districts: each has a {name} of its own")
        return self

    @property
    def all_keys(self) -> tuple[str, ...]:
        return tuple(district.key for district in self.districts)

    def name_of(self, key: str) -> str:
        return next((district.name for district in self.districts if district.key == key), "")

    def of_constituency(self, name: str, as_at: date) -> str:
        """The district by a constituency column. Empty from July 2024 on, when the column speaks of other seats."""
        if as_at > self.last_day_of_constituency_column:
            return ""
        wanted = _seat(name)
        return next((district.key for district in self.districts if _seat(district.constituency) == wanted), "")


def policy_of_districts() -> Districts:
    """The districts of this installation. Raises PolicyError where the file is not right."""
    return policy.read("districts", Districts)


def _seat(name: str) -> str:
    return " ".join(name.replace(",", " ").casefold().split())


@dataclass(frozen=True, slots=True)
class Found:
    """A district and how it was found. Empty: not in any, or not known."""

    key: str
    how: str


NOT_FOUND = Found("", "")


class Map:
    """The districts drawn: `boundaries` gives a GeoJSON geometry for each area's code."""

    def __init__(self, districts: Districts, boundaries: Mapping[str, Mapping[str, Any]]) -> None:
        import shapely
        from shapely.geometry import shape

        drawn = [(district.key, shape(dict(boundaries[district.code]))) for district in districts.districts
                 if district.code in boundaries]  # fmt: skip
        self._within = districts.nearest_within_metres
        self._keys = [key for key, _ in drawn]
        around = [one.centroid.y for _, one in drawn] or [0.0]
        self._east = 111_320 * math.cos(math.radians(sum(around) / len(around)))
        areas = [shapely.transform(one, lambda at: at * (self._east, _NORTH)) for _, one in drawn]
        self._areas = [area if area.is_valid else area.buffer(0) for area in areas]
        for area in self._areas:
            shapely.prepare(area)

    def __bool__(self) -> bool:
        return bool(self._areas)

    def find(self, places: Sequence[Place]) -> list[str]:
        """The district of each place, empty for those that lie in none and near none."""
        import numpy
        import shapely

        found = numpy.full(len(places), -1)
        x = numpy.array([place.longitude for place in places]) * self._east
        y = numpy.array([place.latitude for place in places]) * _NORTH
        for number, area in enumerate(self._areas):
            found[(found < 0) & shapely.intersects_xy(area, x, y)] = number
        for at in numpy.flatnonzero(found < 0) if self._areas else ():
            point = shapely.Point(x[at], y[at])
            metres = [area.distance(point) for area in self._areas]
            if min(metres) <= self._within:
                found[at] = metres.index(min(metres))
        return [self._keys[number] if number >= 0 else "" for number in found]


_NORTH = 111_200.0  # metres in a degree of latitude, in the middle of England
