"""From a kept file to rows: the header found, each row numbered as a spreadsheet numbers it, nothing held in memory."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from alongside.floor.kernel.prose import plural
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files import features, lines, objects, recognise, unpacking
from alongside.knowledge.opendata.files.recognise import Recognised
from alongside.knowledge.opendata.registry import Format

MOST_COLUMNS = 2000
MOST_EMPTY = 1_100_000  # rows; a spreadsheet saved down to its last row has 1,048,576

Row = tuple[int, list[str]]


@dataclass(slots=True)
class Table:
    """A recognised file, open for reading. `rows` gives (number, cells); empty rows are passed over."""

    recognised: Recognised
    header_row: int
    rows: Iterator[Row]


@contextmanager
def opened(path: Path, formats: Sequence[Format]) -> Iterator[Table]:
    """Open a file and find out what it is. Raises StructuralFault at once, or while the rows are read."""
    with unpacking.opened(path) as blocks:
        blocks, reader = _peeked(blocks)
        formats = [form for form in formats if form.reader == reader]
        yield _csv(blocks, formats) if reader == "csv" else _json(*_JSON[reader](blocks), formats)


def row_at(path: Path, header_row: int, number: int) -> list[tuple[str, str]] | None:
    """One row of a kept file as (header, value) pairs, or None where it has no such row."""
    with unpacking.opened(path) as blocks:
        blocks, reader = _peeked(blocks)
        if reader in _JSON:
            headers, rows = _JSON[reader](blocks)
        else:
            rows = _numbered(csv.reader(lines.lines(blocks), strict=True), after=0)
            headers = next((cells for at, cells in rows if at == header_row), [])
        for at, cells in rows:
            if at == number:
                cells = [*cells, *[""] * (len(headers) - len(cells))]
                return [(recognise.plain(header), cell) for header, cell in zip(headers, cells, strict=False)]
    return None


_JSON = {"geojson": features.read, "json": objects.read}
_BY_START = {b"{": "geojson", b"[": "json"}


def _peeked(blocks: Iterator[bytes]) -> tuple[Iterator[bytes], str]:
    """The same blocks, and by which reader they are read: told by how they start."""
    first = next(blocks, b"")
    start = first.removeprefix(lines.BOM).lstrip()[:1]
    return chain([first], blocks), _BY_START.get(start, "csv")


def _json(headers: list[str], rows: Iterator[Row], formats: Sequence[Format]) -> Table:
    recognised = recognise.recognise(headers, formats)
    if recognised is None:
        raise recognise.not_recognised([headers], formats)
    return Table(recognised, header_row=0, rows=rows)


def _csv(blocks: Iterator[bytes], formats: Sequence[Format]) -> Table:
    """The header is the first of the top rows in which a format is recognised; titles above it are passed over."""
    reader = csv.reader(lines.lines(blocks), strict=True)
    above = []
    for number, cells in _numbered(reader, after=0):
        if len(cells) > MOST_COLUMNS:
            raise _too_wide(number, cells)
        recognised = recognise.recognise(cells, formats)
        if recognised:
            whole = recognised.format.short_rows
            return Table(recognised, number, _numbered(reader, after=number, header=cells, whole=whole))
        above.append(cells)
        if len(above) == recognise.ROWS_TO_THE_HEADER:
            break
    raise recognise.not_recognised(above, formats)


class Short(list[str]):
    """The cells of a row that had fewer than the header, and was whole all the same."""


def _numbered(
    reader: Iterator[list[str]],
    *,
    after: int,
    header: Sequence[str] = (),
    whole: Callable[[Sequence[str], bool], bool] | None = None,
) -> Iterator[Row]:
    """Every row with its number, the empty ones left out but counted; as wide as the header, where that is known."""
    width = len(header)
    number, empty = after, 0
    held: Row | None = None  # a shorter row, until it is known whether it is the last
    try:
        for cells in reader:
            number += 1
            if not cells or not (cells[0].strip() or any(map(str.strip, cells))):
                empty += 1
                if empty > MOST_EMPTY:
                    raise _too_empty(number)
                continue
            if held:
                yield _filled(held, header, whole, is_last=False)
                held = None
            if len(cells) != width and width:
                if whole and len(cells) < width:
                    held = (number, cells)
                    continue
                cells = _aligned(number, cells, header)
            yield number, cells
    except csv.Error as error:
        raise _unreadable(str(error), number + 1) from None
    if held:
        yield _filled(held, header, whole, is_last=True)


def _filled(
    row: Row, header: Sequence[str], whole: Callable[[Sequence[str], bool], bool] | None, *, is_last: bool
) -> Row:
    """A shorter row, filled up where its format has such rows. Of the last in a file nobody can tell whether its last
    cell is whole, so that is left out.
    """
    number, cells = row
    if not (whole and whole(cells, is_last)):
        return number, _aligned(number, cells, header)
    kept = cells[:-1] if is_last else cells
    return number, Short([*kept, *[""] * (len(header) - len(kept))])


def _aligned(number: int, cells: list[str], header: Sequence[str]) -> list[str]:
    """A row as wide as the header. A shorter one means a file that was cut short or mended by hand."""
    width = len(header)
    named = max(at for at, name in enumerate(header, start=1) if recognise.plain(name))
    if len(cells) < named or any(map(str.strip, cells[width:])):
        raise StructuralFault(
            f"This row has {len(cells):,} {plural(len(cells), 'cell')} where the header has {width:,}: "
            "the file was cut short, or a comma or quotation mark is missing or too many.",
            row=number,
            value=cells[0],
            remedy="Download the file again and load it as it comes.",
        )
    return cells[:width] + [""] * (width - len(cells))


def _too_empty(number: int) -> StructuralFault:
    return StructuralFault(
        f"There are more than {MOST_EMPTY:,} empty rows.",
        row=number,
        remedy="Take the file as it is published; a spreadsheet may have added them.",
    )


def _too_wide(number: int, cells: Sequence[str]) -> StructuralFault:
    return StructuralFault(
        f"There are {len(cells):,} columns; no published file has more than {MOST_COLUMNS:,}.",
        row=number,
        remedy="Check that it is the file you meant, and download it again.",
    )


_SENTENCES = (
    ("field limit", "A cell is longer than any published one: a quotation mark is probably opened and never closed."),
    ("unexpected end", "A quotation mark is opened and never closed, so the file was probably cut short."),
    ("expected after", "The quotation marks around a cell do not match."),
    ("new-line character", "The line ends are mixed, as happens when files are pasted together."),
)


def _unreadable(error: str, row: int) -> StructuralFault:
    what = next((sentence for sign, sentence in _SENTENCES if sign in error), f"The row cannot be read ({error}).")
    return StructuralFault(what, row=row, remedy="Download the file again and load it as it comes.")
