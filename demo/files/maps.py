"""Boundaries as GeoJSON in degrees, and postcodes with the areas they lie in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely
from pyproj import Transformer

from demo.city import Area
from demo.files import tables
from demo.world import World


@lru_cache
def _to_degrees() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def boundaries(path: Path, areas: Sequence[Area], code: str, name: str) -> Path:
    """Areas as the statistics office publishes them: their code and name under headers that give the year."""
    features = [
        {"type": "Feature", "properties": {code: area.code, name: area.name}, "geometry": _geometry(area)}
        for area in areas
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    return path


def _geometry(area: Area) -> dict[str, Any]:
    polygons = []
    for polygon in shapely.get_parts(area.shape):
        east, north = zip(*polygon.exterior.coords, strict=True)
        longitude, latitude = _to_degrees().transform(east, north)
        polygons.append([[[round(x, 5), round(y, 5)] for x, y in zip(longitude, latitude, strict=True)]])
    return {"type": "MultiPolygon", "coordinates": polygons}


def postcodes(path: Path, world: World) -> Path:
    """Postcodes with their wards, districts (the constituencies of 2010) and constituencies of 2024."""
    city = world.city
    longitude, latitude = _to_degrees().transform(
        [postcode.east for postcode in world.postcodes], [postcode.north for postcode in world.postcodes]
    )
    rows = (
        {
            "postcode": postcode.text,
            "lat": round(lat, 6),
            "long": round(long, 6),
            "ward_code": city.wards[postcode.ward].code,
            "ward_name": city.wards[postcode.ward].name,
            "constituency_2010_code": city.districts[postcode.district].code,
            "constituency_2010_name": city.districts[postcode.district].name,
            "constituency_2024_code": city.seats[postcode.seat].code,
            "constituency_2024_name": city.seats[postcode.seat].name,
        }
        for postcode, long, lat in zip(world.postcodes, longitude, latitude, strict=True)
    )
    return tables.write(path, tables.headers_of("postcodes"), rows, encoding="utf-8")
