"""Everything odd that published files are known to do (seen to 2026-11), each in a file that loads for all that."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date

import pytest

from alongside.knowledge.opendata import queries
from alongside.knowledge.schools.models import Group
from tests.opendata.toys import REGISTER_HEADER as HEADER

pytestmark = pytest.mark.django_db

NAME = "register_as_at_31_Aug_2025.csv"
ROWS = "100001,Ash School,01/09/1990,210,Primary,\n100002,Elm School,,,,\n"
PLAIN = f"{HEADER}\n{ROWS}"


def names() -> list[str]:
    return sorted(Group.objects.current().values_list("name", flat=True))


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"__MACOSX/._{name}", b"\0\0")
        archive.writestr(name, content)
    return packed.getvalue()


SAME = {
    "as it comes": PLAIN,
    "a title row above the header": f"Management information - state-funded schools,,,,,\n{PLAIN}",
    "two title rows and an empty one": f"Ofsted\nAs at 31 August 2025\n,,,,,\n{PLAIN}",
    "fifteen empty rows below": PLAIN + ",,,,,\n" * 15,
    "empty lines below": PLAIN + "\n" * 5,
    "rows of spaces below": PLAIN + " , ,,,,\n",
    "an unnamed index column": "\n".join(
        f"{at},{line}" if at else f",{line}" for at, line in enumerate(PLAIN.split("\n")[:3])
    ),
    "an index column named by pandas": "\n".join(
        f"{at},{line}" if at else f"Unnamed: 0,{line}" for at, line in enumerate(PLAIN.split("\n")[:3])
    ),
    "numbers saved again with a fraction": PLAIN.replace("100001,", "100001.0,").replace(",210,", ",210.0,"),
    "every cell in quotes": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) for line in PLAIN.strip().split("\n")
    ),
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "no line end at the end": PLAIN.rstrip("\n"),
    "odd spaces in the header": PLAIN.replace("Open date", " Open\u00a0 date "),
    "other capitals in the header": PLAIN.replace("Open date", "OPEN DATE").replace("Name", "NAME"),
    "another known name for a column": PLAIN.replace("Pupils", "Total number of pupils"),
    "spaces around cells": PLAIN.replace("Ash School", "  Ash School ").replace("100002,", " 100002 ,"),
    "columns in another order": "\n".join(",".join(reversed(line.split(","))) for line in PLAIN.strip().split("\n")),
    "NULL for nothing": PLAIN.replace("100002,Elm School,,,,", "100002,Elm School,NULL,NULL,NULL,NULL"),
    "words for nothing": PLAIN.replace(",,,,\n", ",Not recorded,Not applicable,Does not apply,\n"),
    "1 January 1900 for a date not known": PLAIN.replace("100002,Elm School,,", "100002,Elm School,01/01/1900,"),
    "dates with dashes": PLAIN.replace("01/09/1990", "01-09-1990"),
    "dates run together": PLAIN.replace("01/09/1990", "19900901"),
    "dates as ISO": PLAIN.replace("01/09/1990", "1990-09-01"),
    "dates as a spreadsheet counts them": PLAIN.replace("01/09/1990", "33117"),
    "dates in UTC, a day early": PLAIN.replace("01/09/1990", "1990-08-31T23:00:00Z"),
    "two formats of date in one column": PLAIN.replace("Elm School,,", "Elm School,1900-01-01,"),
    "a column not known": "\n".join(
        f"{line},{'Shoe size' if not at else '7'}" for at, line in enumerate(PLAIN.strip().split("\n"))
    ),
    "a column more at the end, without a name": PLAIN.replace("Remark\n", "Remark,\n").replace(",\n", ",,\n"),
    "gz": gzip.compress(PLAIN.encode()),
    "zip": zipped("register.csv", PLAIN.encode()),
    "UTF-8 with a mark": PLAIN.encode("utf-8-sig"),
}


@pytest.mark.parametrize("content", SAME.values(), ids=SAME)
def test_the_same_is_read_whatever_the_file_looks_like(loaded, content):
    load = loaded(NAME, content)
    assert load.state == "done", load.says
    rows = Group.objects.current().order_by("uid").values_list("uid", "name", "opened", "kind", "companies_house")
    assert list(rows) == [
        (100001, "Ash School", date(1990, 9, 1), "Primary", "210"),
        (100002, "Elm School", None, "", ""),
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_every_encoding_gives_the_same_names(loaded, encoding):
    text = f"{HEADER}\n100001,St Mary’s – à côté,,,,\n100002,Elm School,,,,\n"
    assert loaded(NAME, text.encode(encoding)).state == "done"
    assert names() == ["Elm School", "St Mary’s – à côté"]


def test_a_row_keeps_the_number_that_a_spreadsheet_gives_it(loaded):
    load = loaded(NAME, f'Title\n\n{HEADER}\n100001,"Ash\nSchool",,,,\n\n100002,Elm School,,,,\n')
    assert dict(Group.objects.current().values_list("name", "row")) == {"Ash School": 4, "Elm School": 6}
    assert dict(queries.row_of(load, 6).cells)["Name"] == "Elm School"
    assert dict(queries.row_of(load, 4).cells)["Name"] == "Ash\nSchool"


def test_unknown_columns_are_reported_and_absent_ones_too(loaded):
    load = loaded(NAME, "URN,Name,Open date,Shoe size\n100001,Ash School,,7\n")
    assert (load.state, load.unknown_columns, load.absent_columns) == (
        "done",
        ["Shoe size"],
        ["Pupils", "Kind", "Remark"],
    )


def test_a_boundary_file_is_read_feature_by_feature(loaded):
    shape = {"type": "Point", "coordinates": [-1.9, 52.5]}
    features = [
        {"type": "Feature", "properties": {"code": 100001, "name": "North", "from": None}, "geometry": shape},
        {"type": "Feature", "properties": {"code": "100002", "name": "South", "pupils": 7}, "geometry": shape},
    ]
    load = loaded("shapes_2024.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert load.state == "done", load.says
    assert names() == ["North", "South"]
    assert dict(queries.row_of(load, 2).cells) == {
        "code": "100002",
        "name": "South",
        "from": "",
        "pupils": "7",
        "geometry": '{"type":"Point","coordinates":[-1.9,52.5]}',
    }
