"""The files that benchmarks load: a country with Lockside in it, and Lockside alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.country import OFSTED_AS_AT, OFSTED_ROWS, REGISTER_ON, worlds
from demo.city import lockside
from demo.files import gias, maps, ofsted_latest
from demo.world import Serials, World, world

CITY_SCHOOLS = 450
ITS_SHARE = 3  # authorities of the country that Lockside, larger than they, stands in for
GROUND_ON = date(2018, 12, 31)


@dataclass(frozen=True)
class Files:
    """Paths, in the order in which they are loaded."""

    ground: list[Path]  # boundaries and postcodes of Lockside
    city: list[Path]  # GIAS and Ofsted, Lockside alone
    country: list[Path]  # GIAS and Ofsted, every authority


def build(folder: Path) -> Files:
    serials = Serials(group=100_001, inspection=20_000_001, old_inspection=1_000_001)
    city = world(lockside(), CITY_SCHOOLS, with_stories=False, serials=serials)
    country = [city, *list(worlds())[ITS_SHARE:]]
    return Files(_ground(folder / "ground", city), _files(folder / "city", [city]), _files(folder / "country", country))


def _ground(folder: Path, city: World) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    boundaries, postcodes = folder / f"boundaries_{GROUND_ON}.geojson", folder / f"postcodes_{GROUND_ON}.csv"
    maps.boundaries(boundaries, city.city.districts, "PCON17CD", "PCON17NM")
    maps.postcodes(postcodes, city)
    return [boundaries, postcodes]


def _files(folder: Path, country: Sequence[World]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / f"edubasealldata{REGISTER_ON:%Y%m%d}.csv"
    ofsted = folder / f"Management_information_-_latest_inspections_as_at_{OFSTED_AS_AT:%d_%B_%Y}.csv"
    gias.establishments(register, country, REGISTER_ON)
    ofsted_latest.latest(ofsted, country, OFSTED_AS_AT, most=OFSTED_ROWS)
    return [register, ofsted]
