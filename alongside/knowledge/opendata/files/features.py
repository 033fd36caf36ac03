"""GeoJSON as rows: each feature is one, its properties are the columns, and `geometry` is one more, as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from alongside.knowledge.opendata.faults import StructuralFault

LARGEST = 24 * 2**20  # bytes; read whole, so it must fit in memory many times over
MOST_FEATURES = 50_000
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


def read(blocks: Iterable[bytes]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The headers, and the features as numbered rows from 1. Raises StructuralFault."""
    said = _parsed(_whole(blocks))
    if isinstance(said, dict) and said.get("type") == "Topology":
        raise StructuralFault("This is TopoJSON.", remedy="Take the same boundaries as GeoJSON.")
    features = said.get("features") if isinstance(said, dict) and said.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise StructuralFault("This JSON is not a GeoJSON collection of features.", remedy="Take the GeoJSON download.")
    _refuse_other_grids(said)
    if not 0 < len(features) <= MOST_FEATURES:
        raise StructuralFault(
            f"The file holds {len(features):,} features; from one to {MOST_FEATURES:,} are expected.",
            remedy="Check that it is the file you meant.",
        )
    names: dict[str, None] = {}
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
            raise StructuralFault("This feature has no properties, so it cannot be told what it is.", row=number)
        names.update(dict.fromkeys(feature.get("properties") or {}))
    headers = [*(name for name in names if name != "geometry"), "geometry"]
    return headers, _rows(features, headers)


def _rows(features: list[dict[str, Any]], headers: list[str]) -> Iterator[tuple[int, list[str]]]:
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") or {}
        yield number, [*(_text(properties.get(name)) for name in headers[:-1]), _text(feature.get("geometry"))]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.replace("\0", "") if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def _whole(blocks: Iterable[bytes]) -> bytes:
    whole = bytearray()
    for block in blocks:
        whole += block
        if len(whole) > LARGEST:
            raise StructuralFault(
                f"The boundaries take more than {LARGEST:,} bytes.",
                remedy="Take the generalised boundaries (their names end in BUC or BGC): they are fine enough.",
            )
    return bytes(whole)


def _parsed(whole: bytes) -> Any:
    try:
        return json.loads(whole.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise StructuralFault("The JSON is not in UTF-8.", remedy="Download it again.") from None
    except RecursionError:
        raise StructuralFault("The JSON is nested deeper than any map.", remedy="Do not use this file.") from None
    except json.JSONDecodeError as error:
        raise StructuralFault(
            f"Line {error.lineno:,}, character {error.colno:,}: the JSON breaks off or is damaged.",
            remedy="Download it again.",
        ) from None
    except ValueError as error:
        raise StructuralFault(f"The JSON cannot be read: {error}.", remedy="Download it again.") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _refuse_other_grids(said: dict[str, Any]) -> None:
    name = json.dumps(said.get("crs") or "")
    if said.get("crs") and not any(sign in name for sign in _WGS84):
        raise StructuralFault(
            "The boundaries are not in degrees of latitude and longitude (WGS84).",
            remedy="Take the download that is (EPSG:4326).",
        )
