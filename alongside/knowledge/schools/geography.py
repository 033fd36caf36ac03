"""From the national grid to degrees. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from alongside.knowledge.schools.facts import Place

if TYPE_CHECKING:
    from pyproj import Transformer


@cache
def _transformer() -> Transformer:
    # Made on first use: it reads its tables from disk. Without the national shift grid it is right to about 5 metres.
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def places_of(eastings: Sequence[int], northings: Sequence[int]) -> list[Place]:
    """Where points of the national grid (OSGB36, metres) lie, in degrees (WGS84), to about 10 centimetres of
    rounding."""
    if not eastings:
        return []
    longitudes, latitudes = _transformer().transform(eastings, northings)
    return [
        Place(latitude=round(latitude, 6), longitude=round(longitude, 6))
        for longitude, latitude in zip(longitudes, latitudes, strict=True)
    ]
