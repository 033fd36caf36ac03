"""Where postcodes lie: the ONS Postcode Directory, or any list with a latitude and a longitude for each.

A postcode that a newer list no longer has stays: schools that closed are still to be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.schools.formats import reading
from alongside.knowledge.schools.models import Postcode
from alongside.knowledge.schools.rows import raw_rows

FAMILY = "postcodes"
_TOLD = ("postcode", "latitude", "longitude", "ward", "constituency_2010")
_STEP = 2000
_LAST_OF_2010 = "E14001062"  # the constituencies of 2024 are numbered from E14001063 on


def _packed(cell: str) -> str | None:
    code = reading.postcode(cell)
    return code.replace(" ", "") if code else None


def _seat_of_2010(cell: str) -> str | None:
    code = reading.word(cell)
    return code if code and "E14000530" <= code <= _LAST_OF_2010 else None


COLUMNS = (
    Column("postcode", ("pcds", "postcode", "pcd", "pcd7", "pcd8"), _packed, required=True),
    Column("latitude", ("lat", "latitude"), cells.decimal, required=True),
    Column("longitude", ("long", "longitude", "lng", "lon"), cells.decimal, required=True),
    Column("ward", ("ward_code", "osward", "ward"), reading.within(20), forgiving=True),
    Column("constituency_2010", ("constituency_2010_code", "pcon"), _seat_of_2010, forgiving=True),
)


class Postcodes:
    """Takes postcodes, a few thousand at a time, since a national list has millions. See opendata.registry.Loader."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._waiting: dict[str, tuple[Any, ...]] = {}

    def take(self, row: int, values: Sequence[Any]) -> None:
        code, latitude, longitude, ward, seat = values
        if not code or latitude is None or longitude is None:
            self._staging.refuse(row, "postcode", code or "", "The row has no postcode or no place.")
            return
        if not (49 <= latitude <= 61.5 and -9.5 <= longitude <= 2.5):
            self._staging.refuse(row, "lat", f"{latitude}", "The place does not lie in Britain.")
            return
        self._waiting[code] = (code, latitude, longitude, ward or "", seat or "", row)
        if len(self._waiting) >= _STEP:
            self._hand_over()

    def finish(self) -> Sequence[Alarm]:
        self._hand_over()
        return []

    def _hand_over(self) -> None:
        waiting, self._waiting = self._waiting, {}
        rows = raw_rows(
            Postcode.objects.at(self._staging.version).filter(postcode__in=waiting).values_list(*_TOLD, "pk")
        ) if self._staging.version else []  # fmt: skip
        known = {row[0]: row for row in rows}
        same = [code for code, row in known.items() if tuple(row[:-1]) == waiting[code][:-1]]
        self._staging.count("unchanged", len(same))
        self._staging.count("changed", len(known) - len(same))
        self._staging.count("new", len(waiting) - len(known))
        for code in same:
            del waiting[code]
            del known[code]
        self._staging.close(Postcode, [row[-1] for row in known.values()])
        self._staging.insert(Postcode, (*_TOLD, "row"), waiting.values())


def _format(key: str, title: str, publisher: str, **more: Any) -> Format:
    return Format(
        key=key,
        family=FAMILY,
        title=title,
        publisher=publisher,
        columns=COLUMNS,
        loader=Postcodes,
        series=False,
        **more,
    )


_DIRECTORY = """pcd pcd2 dointr doterm oscty ced oslaua parish usertype oseast1m osnrth1m osgrdind oshlthau nhser ctry
    rgn streg eer teclec ttwa pct itl statsward oa01 casward npark lsoa01 msoa01 ur01ind oac01 oa11 lsoa11 msoa11 wz11
    sicbl bua24 ru11ind oac11 lep1 lep2 pfa imd calncv icb oa21 lsoa21 msoa21 ruc21"""
_DERIVED = """ward_name ward_match constituency_2010_name constituency_2024_code constituency_2024_name
    constituency_2024_match"""

FORMATS = (
    _format(
        "postcodes-onspd",
        "ONS Postcode Directory",
        "Office for National Statistics",
        signature=frozenset({"pcds", "lat", "long", "oslaua"}),
        known=frozenset(_DIRECTORY.split()),
        page="https://geoportal.statistics.gov.uk",
        stale_after_days=400,
    ),
    _format(
        "postcodes",
        "Postcodes and where they lie",
        "Made from ONS data",
        signature=frozenset({"postcode", "lat", "long"}),
        known=frozenset(_DERIVED.split()),
    ),
)
