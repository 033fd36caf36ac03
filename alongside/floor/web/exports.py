"""Every list leaves as a spreadsheet: CSV and XLSX of what is shown."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, StreamingHttpResponse

from alongside.floor.kernel.clock import LONDON
from alongside.floor.web import words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Rows = Iterable[Sequence[Any]]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_CELL = 32_767  # characters, the limit of the format
_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMERIC = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")


def csv_response(filename: str, header: Sequence[str], rows: Rows) -> StreamingHttpResponse:
    """A CSV, streamed row by row, that spreadsheets open as UTF-8. A cell that would be taken for a formula is not."""
    response = StreamingHttpResponse(_lines(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(filename, ".csv")}"'
    return response


def xlsx_response(filename: str, header: Sequence[str], rows: Rows, *, about: Mapping[str, Any]) -> FileResponse:
    """An XLSX: the list, and a sheet "About" that says where it comes from. `about`: source, date, filters."""
    import xlsxwriter  # takes a quarter of a second, which every start of the command line would pay

    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "d mmm yyyy", "align": "left"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    sheet = book.add_worksheet("List")
    _fill_list(sheet, header, rows, formats)
    _fill_about(book.add_worksheet("About"), about, formats)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=_file_name(filename, ".xlsx"), content_type=XLSX)


def as_asked(
    kind: str, filename: str, header: Sequence[str], rows: Rows, *, about: Mapping[str, Any]
) -> StreamingHttpResponse | FileResponse:
    """The list as `csv` or `xlsx`, as an address ends; Http404 for anything else."""
    if kind == "csv":
        return csv_response(filename, header, rows)
    if kind == "xlsx":
        return xlsx_response(filename, header, rows, about=about)
    raise Http404(f"There is no {kind[:10]} of this list: take csv or xlsx.")


def harmless(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula. Numbers stay as they are."""
    if not text.lstrip(" \xa0").startswith(_BEGIN_A_FORMULA) or _NUMERIC.fullmatch(text):
        return text
    return f"'{text}"


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(header: Sequence[str], rows: Rows) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([harmless(name) for name in header])
    for row in rows:
        yield writer.writerow([_text(cell) for cell in row])


def _text(cell: Any) -> Any:
    """A cell of a CSV: days as 2026-11-21, yes and no in words, None as an empty cell."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if cell is None or isinstance(cell, int | float):
        return cell
    if isinstance(cell, datetime):
        return cell.astimezone(LONDON).isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return harmless(str(cell).replace("\x00", ""))


def _fill_list(sheet: Worksheet, header: Sequence[str], rows: Rows, formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header):
        sheet.set_column(column, column, max(12, min(40, len(name) + 4)))
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, formats["head"])
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, last, column, cell, formats)
    sheet.autofilter(0, 0, last, max(0, len(header) - 1))


def _fill_about(sheet: Worksheet, about: Mapping[str, Any], formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (what, says) in enumerate(about.items()):
        said = words.day(says) if isinstance(says, date) else says
        sheet.write_string(row, 0, what, formats["head"])
        sheet.write_string(row, 1, "" if said is None else str(said)[:_LONGEST_CELL], formats["wrap"])


def _write(sheet: Worksheet, row: int, column: int, cell: Any, formats: Mapping[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, date) and not isinstance(cell, datetime) and cell.year >= 1900:
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])  # noqa: DTZ001
    else:
        # Text is written as text, whatever it begins with: no cell of an XLSX is a formula unless it is one.
        text = _text(cell)
        sheet.write_string(row, column, (text if isinstance(cell, datetime | bool) else str(cell))[:_LONGEST_CELL])


def _file_name(name: str, ending: str) -> str:
    """A name that every system can keep: letters, digits, hyphens and the ending."""
    stem = re.sub(r"[^A-Za-z0-9]+", "-", name.removesuffix(ending)).strip("-").lower()
    return (stem or "list")[:100] + ending
