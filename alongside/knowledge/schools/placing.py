"""Where schools stand and in which district: what is loaded of boundaries and postcodes, put to work for derive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.knowledge.schools import districts, geography
from alongside.knowledge.schools.districts import Found
from alongside.knowledge.schools.facts import Place
from alongside.knowledge.schools.models import Boundary, DistrictOverride, Postcode
from alongside.knowledge.schools.profiling import AT, RECORD, Row
from alongside.knowledge.schools.rows import day, raw_rows

_START = len(RECORD)
_EASTING, _NORTHING, _POSTCODE = AT["easting"] - _START, AT["northing"] - _START, AT["postcode"] - _START
_AUTHORITY = AT["authority"] - _START

Where = tuple[tuple[str, str], tuple[float | None, float | None]]


def overrides() -> dict[int, str]:
    """What people decided, newest first come: the key of a district by URN. Those taken back are left out."""
    decided = dict(DistrictOverride.objects.order_by("at", "pk").values_list("urn", "district"))
    return {urn: key for urn, key in decided.items() if key}


class Placing:
    """Finds places and districts at a version of knowledge."""

    def __init__(self, version: int) -> None:
        self.policy = districts.policy_of_districts()
        self.decided = overrides()
        self._version = version
        drawn = Boundary.objects.at(version).filter(kind=self.policy.boundary_kind)
        codes = [district.code for district in self.policy.districts]
        self._map = districts.Map(self.policy, dict(drawn.filter(code__in=codes).values_list("code", "shape")))
        self._has_postcodes = Postcode.objects.at(version).exists()

    def find(self, schools: Sequence[tuple[int, Sequence[Any], Sequence[Row]]]) -> list[Where]:
        """For each (URN, merged values of CORE, its records): the district and how, latitude and longitude."""
        places = self._places([values for _, values, _ in schools])
        ours = [at for at, (_, values, _) in enumerate(schools) if values[_AUTHORITY] == self.policy.authority]
        located = [at for at in ours if places[at]]
        keys = dict(zip(located, self._map.find([places[at][0] for at in located]), strict=True))  # type: ignore[index]
        found: list[Where] = []
        inside = set(ours)
        for at, (urn, _, records) in enumerate(schools):
            place = places[at]
            where = (place[0].latitude, place[0].longitude) if place else (None, None)
            district = districts.NOT_FOUND
            if at in inside:
                how = place[1] if place else ""
                district = self._district(urn, records, Found(keys.get(at, ""), how))
            found.append(((district.key, district.how), where))
        return found

    def _district(self, urn: int, records: Sequence[Row], drawn: Found) -> Found:
        """A person's decision, else the place on the map, else a constituency column from before July 2024."""
        if urn in self.decided:
            return Found(self.decided[urn], districts.PERSON)
        if drawn.key or drawn.how:
            return drawn if drawn.key else districts.NOT_FOUND
        named = [(day(row[2]), row[AT["constituency"]]) for row in records if row[AT["constituency"]]]
        keys = [self.policy.of_constituency(name, as_at) for as_at, name in sorted(named, reverse=True) if as_at]
        key = next(filter(None, keys), "")
        return Found(key, districts.CONSTITUENCY) if key else districts.NOT_FOUND

    def _places(self, schools: Sequence[Sequence[Any]]) -> list[tuple[Place, str] | None]:
        places: list[tuple[Place, str] | None] = [None] * len(schools)
        on_grid = [at for at, values in enumerate(schools) if values[_EASTING] and values[_NORTHING]]
        found = geography.places_of(
            [schools[at][_EASTING] for at in on_grid], [schools[at][_NORTHING] for at in on_grid]
        )
        for at, place in zip(on_grid, found, strict=True):
            places[at] = (place, districts.LOCATION)
        if self._has_postcodes:
            self._by_postcode(schools, places)
        return places

    def _by_postcode(self, schools: Sequence[Sequence[Any]], places: list[tuple[Place, str] | None]) -> None:
        wanted = {values[_POSTCODE].replace(" ", "") for at, values in enumerate(schools) if not places[at]} - {""}
        rows = raw_rows(
            Postcode.objects.at(self._version)
            .filter(postcode__in=wanted)
            .values_list("postcode", "latitude", "longitude")
        )
        known = {code: Place(latitude=latitude, longitude=longitude) for code, latitude, longitude in rows}
        for at, values in enumerate(schools):
            place = known.get(values[_POSTCODE].replace(" ", ""))
            if place and not places[at]:
                places[at] = (place, districts.POSTCODE)
