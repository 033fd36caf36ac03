"""Lists leave as CSV and XLSX: whole, readable, and harmless to who opens them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.kernel.missing import Missing
from alongside.floor.web.exports import as_asked, csv_response, harmless, xlsx_response

HEADER = ["URN", "Name", "Since"]
SPACES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def read_csv(rows: Any, header: Sequence[str] = HEADER) -> list[list[str]]:
    text = b"".join(csv_response("list", header, rows)).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text, newline="")))


def book_of(rows: Any, **about: Any) -> zipfile.ZipFile:
    response = xlsx_response("list", HEADER, rows, about=about)
    with response.file_to_stream:
        return zipfile.ZipFile(io.BytesIO(b"".join(response)))  # type: ignore[arg-type]


def cells_of(book: zipfile.ZipFile, sheet: int = 1) -> dict[str, tuple[str, str]]:
    """Reference to (type, text) of every cell, read as another program would."""
    found = {}
    for cell in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml")).iterfind(".//m:c", SPACES):
        assert cell.find("m:f", SPACES) is None, "a formula"
        text = "".join(cell.itertext())
        found[cell.get("r", "")] = (cell.get("t", "n"), text)
    return found


def test_a_csv_is_read_by_spreadsheets_as_utf_8() -> None:
    response = csv_response("Schools of the city.csv", HEADER, [[103120, "St Anne’s", date(2026, 11, 2)]])
    body = b"".join(response)  # type: ignore[arg-type]
    assert body.startswith(b"\xef\xbb\xbf")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="schools-of-the-city.csv"'
    assert body.decode("utf-8-sig") == "URN,Name,Since\r\n103120,St Anne’s,2026-11-02\r\n"


def test_a_csv_is_sent_as_it_is_made() -> None:
    made: list[int] = []

    def rows() -> Iterator[list[int]]:
        for number in range(1000):
            made.append(number)
            yield [number]

    parts = iter(csv_response("list", ["n"], rows()))  # type: ignore[call-overload]
    next(parts)
    next(parts)
    assert made == [0]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "-", "=HYPERLINK()"]
)
def test_a_cell_that_would_be_a_formula_is_not(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-12", "+3.5", "-1,234", "-3%", "St Anne’s", "", "1=1", "a@b.example", "B1 1AA"])
def test_numbers_and_ordinary_text_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.text())
def test_no_text_at_all_begins_a_formula(text: str) -> None:
    found = harmless(text)
    assert found.lstrip(" \xa0")[:1] not in "=@＝＠" or not found.strip(" \xa0")
    assert found.endswith(text)


def test_headers_are_made_harmless_too() -> None:
    assert read_csv([], ["=1+1"]) == [["'=1+1"]]


def test_missing_values_yes_and_no_and_moments_are_written_in_words() -> None:
    row = [Missing.SUPPRESSED, None, True, False, 1.5, datetime(2026, 7, 1, 9, tzinfo=UTC)]
    assert read_csv([row])[1] == ["suppressed", "", "yes", "no", "1.5", "2026-07-01T10:00:00+01:00"]


def test_commas_quotes_and_lines_within_a_cell_survive() -> None:
    assert read_csv([[1, 'A "quoted", name\nin two lines', None]])[1][1] == 'A "quoted", name\nin two lines'


def test_an_xlsx_holds_the_list_with_numbers_as_numbers_and_text_as_text() -> None:
    cells = cells_of(book_of([[103120, "=1+1", date(2026, 11, 2)], [103121, "-", None]]))
    assert [cells[name] for name in ("A1", "B1", "C1")] == [("inlineStr", name) for name in HEADER]
    assert cells["A2"] == ("n", "103120")
    assert cells["B2"] == ("inlineStr", "=1+1")
    assert cells["C2"] == ("n", "46328")  # 2 November 2026, as spreadsheets count days
    assert cells["B3"] == ("inlineStr", "-")
    assert "C3" not in cells


def test_an_xlsx_says_where_it_comes_from() -> None:
    book = book_of([], Source="Ofsted", **{"As at": date(2026, 10, 31), "Filters": "=cmd", "Loaded": None})
    names = [
        sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter() if sheet.get("name")
    ]
    assert names[:2] == ["List", "About"]
    cells = cells_of(book, 2)
    assert (cells["A1"][1], cells["B1"][1]) == ("Source", "Ofsted")
    assert cells["B2"][1] == "31 October 2026"
    assert cells["B3"] == ("inlineStr", "=cmd")


def test_an_xlsx_never_breaks_on_what_a_file_may_hold() -> None:
    cells = cells_of(book_of([["x" * 40_000, "https://a.example/" * 300, "a\x00b"], [True, "", datetime.now(UTC)]]))
    assert len(cells["A2"][1]) == 32_767


def test_an_address_ends_as_the_list_is_wanted() -> None:
    assert as_asked("csv", "list", HEADER, [], about={})["Content-Type"].startswith("text/csv")
    book = as_asked("xlsx", "list", HEADER, [], about={})
    with book.file_to_stream:
        assert "spreadsheetml" in book["Content-Type"]


def test_another_ending_is_not_found() -> None:
    from django.http import Http404

    with pytest.raises(Http404, match="csv or xlsx"):
        as_asked("pdf", "list", HEADER, [], about={})
