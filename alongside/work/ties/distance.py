"""How far schools are from each other, as people here say it: in miles, as the crow flies. Pure."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH = 7917.5  # miles across

LatLon = tuple[float, float]


def miles(one: LatLon | None, other: LatLon | None) -> float | None:
    """None where a file does not say where one of the two is."""
    if one is None or other is None:
        return None
    (lat, lon), (lat2, lon2) = one, other
    north, east = radians(lat2 - lat), radians(lon2 - lon)
    half = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return EARTH * asin(min(1.0, sqrt(half)))


def said(far: float | None) -> str:
    """`under a mile`, `1 mile`, `12 miles`, empty where it is not known."""
    if far is None:
        return ""
    if far < 0.95:
        return "under a mile"
    whole = round(far)
    return f"{whole} mile{'' if whole == 1 else 's'}"
