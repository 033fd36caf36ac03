"""Areas drawn on a map, as the Office for National Statistics publishes them (GeoJSON, degrees).

What an area is, is told by the names of its properties: PCON17CD and PCON17NM are constituencies as numbered in 2017,
WD20CD a ward, LAD20CD an authority. The constituencies of 2010 were in force until July 2024.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.schools.maps import rings
from alongside.knowledge.schools.models import Boundary
from alongside.knowledge.schools.rows import raw_rows

FAMILY = "boundaries"
_TOLD = ("kind", "code", "name", "shape")


class Boundaries:
    """Takes areas of one kind. See opendata.registry.Loader. Areas that a file does not hold stay as they are."""

    def __init__(self, staging: Staging, kind: str) -> None:
        self._staging, self._kind = staging, kind
        rows = raw_rows(
            Boundary.objects.at(staging.version).filter(kind=kind).values_list("code", "name", "shape", "pk")
        )
        self._known = {code: (key, name, json.loads(shape)) for code, name, shape, key in rows}
        self._told: set[str] = set()

    def take(self, row: int, values: Sequence[Any]) -> None:
        code, name, drawn = values
        fault = "The area has no code, name or shape." if not (code and name and drawn) else _fault(drawn)
        if fault or code in self._told:
            self._staging.refuse(row, "geometry" if fault else "", code or "", fault or "The area stands here twice.")
            return
        self._told.add(code)
        shape = {"type": drawn["type"], "coordinates": drawn["coordinates"]}
        known = self._known.get(code)
        if known and known[1:] == (name, shape):
            self._staging.count("unchanged")
            return
        self._staging.count("changed" if known else "new")
        if known:
            self._staging.close(Boundary, [known[0]])
        text = json.dumps(shape, separators=(",", ":"))
        self._staging.insert(Boundary, (*_TOLD, "row"), [(self._kind, code, name, text, row)])

    def finish(self) -> Sequence[Alarm]:
        return []


def _geometry(cell: str) -> Any:
    try:
        drawn = json.loads(cell)
    except (ValueError, RecursionError):
        raise ValueError("is not a shape") from None
    if not isinstance(drawn, dict):
        raise ValueError("is not a shape")
    return drawn


def _fault(drawn: dict[str, Any]) -> str:
    """What is wrong with a shape: not an area, or not drawn in degrees around Britain."""
    if drawn.get("type") not in ("Polygon", "MultiPolygon"):
        return "The shape is not an area: a polygon, or several, is expected."
    try:
        corners = [point for ring in rings(drawn) for point in ring]
        placed = all(-9.5 <= x <= 2.5 and 49 <= y <= 61.5 for x, y, *_ in corners)
        closed = corners and all(len(ring) >= 4 and list(ring[0]) == list(ring[-1]) for ring in rings(drawn))
    except (KeyError, TypeError, ValueError, IndexError):
        return "The shape is damaged: its corners cannot be read."
    if not closed:
        return "The shape is not an area: a line around it does not end where it began."
    return "" if placed else "The shape does not lie in Britain; degrees of longitude and latitude are expected."


_TITLES = {
    "constituency-2010": "Boundaries of the constituencies of 2010 to 2024",
    "constituency-2024": "Boundaries of the constituencies since July 2024",
    "ward": "Boundaries of wards",
    "authority": "Boundaries of authorities",
}


def _format(prefix: str, year: int, kind: str) -> Format:
    code, name = f"{prefix}{year:02}CD", f"{prefix}{year:02}NM"
    return Format(
        key=f"boundaries-{kind}-{prefix.lower()}{year:02}",
        family=FAMILY,
        title=_TITLES[kind.removesuffix(f"-20{year:02}") if prefix == "WD" else kind],
        publisher="Office for National Statistics",
        columns=(
            Column("code", (code,), cells.text, required=True),
            Column("name", (name,), cells.text, required=True),
            Column("shape", ("geometry",), _geometry, required=True),
        ),
        signature=frozenset({code, name, "geometry"}),
        loader=partial(Boundaries, kind=kind),
        reader="geojson",
        page="https://geoportal.statistics.gov.uk",
        series=False,
    )


# The years in which each has been published; a new year needs no change here until 2040.
FORMATS = (
    *(_format("PCON", year, "constituency-2010") for year in range(10, 24)),
    *(_format("PCON", year, "constituency-2024") for year in range(24, 41)),
    *(_format("WD", year, f"ward-20{year:02}") for year in range(10, 41)),
    *(_format("LAD", year, "authority") for year in range(10, 41)),
)
