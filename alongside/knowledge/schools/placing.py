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

Spot = tuple[float | None, float | None]  # latitude and longitude
Where = tuple[tuple[str, str], Spot]
School = tuple[int, Sequence[Any], Sequence[Row]]


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

    def find(self, schools: Sequence[School]) -> list[Where]:
        """For each (URN, merged values of CORE, its records): the district and how, latitude and longitude."""
        places, how = self._places([values for _, values, _ in schools])
        districts_ = [("", "")] * len(schools)
        ours = [at for at, (_, values, _) in enumerate(schools) if values[_AUTHORITY] == self.policy.authority]
        located = [at for at in ours if how[at]]
        keys = dict(zip(located, self._map.find([Place(*places[at]) for at in located]), strict=True))  # type: ignore[arg-type]
        for at in ours:
            urn, _, records = schools[at]
            district = self._district(urn, records, Found(keys.get(at, ""), how[at]))
            districts_[at] = (district.key, district.how)
        return list(zip(districts_, places, strict=True))

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

    def _places(self, schools: Sequence[Sequence[Any]]) -> tuple[list[Spot], list[str]]:
        """Latitude and longitude of each, and how they are known."""
        places: list[Spot] = [(None, None)] * len(schools)
        how = [""] * len(schools)
        on_grid = [at for at, values in enumerate(schools) if values[_EASTING] and values[_NORTHING]]
        eastings, northings = [schools[at][_EASTING] for at in on_grid], [schools[at][_NORTHING] for at in on_grid]
        for at, spot in zip(on_grid, geography.degrees_of(eastings, northings), strict=True):
            places[at], how[at] = spot, districts.LOCATION
        if self._has_postcodes:
            self._by_postcode(schools, places, how)
        return places, how

    def _by_postcode(self, schools: Sequence[Sequence[Any]], places: list[Spot], how: list[str]) -> None:
        wanted = {values[_POSTCODE].replace(" ", "") for values, known in zip(schools, how, strict=True) if not known}
        rows = raw_rows(
            Postcode.objects.at(self._version)
            .filter(postcode__in=wanted - {""})
            .values_list("postcode", "latitude", "longitude")
        )
        known = {code: (latitude, longitude) for code, latitude, longitude in rows}
        for at, values in enumerate(schools):
            spot = known.get(values[_POSTCODE].replace(" ", ""))
            if spot and not how[at]:
                places[at], how[at] = spot, districts.POSTCODE
