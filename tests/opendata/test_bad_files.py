"""Broken, truncated, mis-encoded, wrong and malicious files: refused with a sentence, and nothing has changed."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile

import pytest

from alongside.knowledge.schools.models import Group
from tests.opendata.toys import REGISTER_HEADER as HEADER

pytestmark = pytest.mark.django_db

NAME = "register_as_at_30_Sep_2025.csv"
ROW = "100001,Ash School,01/09/1990,210,Primary,\n"
GOOD = f"{HEADER}\n{ROW}100002,Elm School,,,,\n"


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def collection(**changes: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": [], **changes})


BAD = {
    "empty": (b"", "is empty"),
    "a header and nothing below": (f"{HEADER}\n", "no row below"),
    "a header and empty rows": (f"{HEADER}\n" + ",,,,,\n" * 9, "no row below"),
    "no header": (ROW * 3, "no file that Alongside knows"),
    "another table": ("Shoe,Size\n1,2\n", "columns begin “Shoe”, “Size”"),
    "a required column gone": (GOOD.replace("URN", "Number"), "lacks “URN”"),
    "a column that counts stands twice": (
        GOOD.replace("Remark", "URN"),
        r"Column “URN”: .*more than once \(columns 1 and 6\)",
    ),
    "cut short in a row": (GOOD + "100003,Oak", "Row 4, value “100003”: This row has 2 cells"),
    "a row too long": (GOOD + "100003,Oak,School,,,,,x\n", "Row 4, value “100003”: This row has 8 cells"),
    "a quotation mark never closed": (GOOD + '100003,"Oak,,,,\n', "Row 4: A quotation mark is opened and never closed"),
    "quotation marks that do not match": (GOOD + '100003,"Oak "School,,,,\n', "Row 4: The quotation marks"),
    "a cell without end": (GOOD + '100003,"' + "Oak\n" * 50_000, "Row 4: A cell is longer"),
    "line ends mixed": (f"{HEADER}\n{ROW}100003,Oak\rSchool,,,,\n", "Row 3: The line ends"),
    "a NUL byte": (GOOD + "100003,O\0k,,,,\n", "Line 4 holds a NUL byte"),
    "a byte of no encoding": (GOOD.encode() + b"100003,O\x81k,,,,\n", "Line 4 holds a byte"),
    "UTF-16": (GOOD.encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), "Line 1 holds a NUL"),
    "a million columns": ("URN," * 1_000_000, "Line 1 is longer"),
    "ten thousand columns": ("URN," * 10_000, "10,001 columns"),
    "semicolons instead of commas": (GOOD.replace(",", ";"), "separated by semicolons"),
    "tabs instead of commas": (GOOD.replace(",", "\t"), "separated by tabs"),
    "a workbook": (zipped("[Content_Types].xml", b""), "Excel workbook"),
    "a web page": ("<!DOCTYPE html><html>Not found</html>", "web page"),
    "a path in a zip": (zipped("../../etc/passwd.csv", GOOD.encode()), "points outside"),
    "gz cut short": (gzip.compress(GOOD.encode() * 20)[:-20], "cut short"),
    "zip cut short": (zipped("a.csv", GOOD.encode())[:-30], "damaged"),
    "a zip bomb": (zipped("a.csv", GOOD.encode() + (b" " * 50_000 + b",,,,,\n") * 600), "made to do harm"),
    "nothing but empty rows": (GOOD + "\n" * 1_100_001, "Row 1,100,004: There are more than 1,100,000 empty rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
    "random bytes": (bytes(range(256)) * 20, "NUL"),
    "no row that can be read": (GOOD.replace("10000", "x"), "Not one of its 2 rows"),
    "JSON that is no map": ('{"error": "not found"}', "not a GeoJSON"),
    "JSON cut short": (collection()[:-9], "breaks off"),
    "JSON list": ("[1, 2]", "no list of objects"),
    "TopoJSON": ('{"type": "Topology"}', "TopoJSON"),
    "a map without features": (collection(), "0 features"),
    "a map of other things": (collection(features=[{"properties": {"a": 1}}]), "no file that Alongside knows"),
    "a map on another grid": (collection(features=[{}], crs={"name": "EPSG:27700"}), "degrees"),
    "JSON nested without end": ('{"type":' + "[" * 100_000, "nested deeper|breaks off"),
    "features that are none": (collection(features=[1, 2]), "Row 1: This feature has no properties"),
}


@pytest.mark.parametrize(("content", "says"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_says_why_and_changes_nothing(loaded, seen, content, says):
    loaded("register_as_at_31_Aug_2025.csv", f"{HEADER}\n{ROW}100002,Elm School,,,,\n100004,Yew School,,,,\n")
    before = seen()
    load = loaded(NAME, content)
    assert load.state == "refused", load.says
    assert re.search(says, load.says), load.says
    assert load.says.rstrip(".")[-1] != ":"
    assert seen() == before


def test_a_fault_after_thousands_of_rows_leaves_nothing_of_them(loaded, seen):
    before = seen()
    rows = "".join(f"{number},School {number},,,,\n" for number in range(100_000, 112_000))
    load = loaded(NAME, f"{HEADER}\n{rows}broken,row\n")
    assert load.state == "refused"
    assert "Row 12,002" in load.says
    assert {**seen(), "live": []} == {**before, "live": []}
    assert not Group.objects.exists()


def test_cells_that_look_like_formulas_are_kept_as_they_are(loaded):
    loaded(NAME, f'{HEADER}\n100001,"=HYPERLINK(""http://x"",""y"")",,,,\n100002,+1+2,,,,\n')
    assert sorted(Group.objects.current().values_list("name", flat=True)) == ["+1+2", '=HYPERLINK("http://x","y")']


def test_a_file_with_a_future_day_is_refused(loaded):
    load = loaded("register_as_at_31_Dec_2025.csv", GOOD)
    assert load.state == "refused"
    assert "31 December 2025, which has not come yet" in load.says
