"""Whole columns read at once say the same as their cells read one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.opendata import cells, columns
from alongside.knowledge.opendata.files.parsing import FIRST, RowParser, Unreadable
from alongside.knowledge.opendata.files.recognise import recognise
from alongside.knowledge.opendata.registry import Column, Format
from alongside.knowledge.schools.formats import reading
from alongside.knowledge.schools.formats.establishments import Establishments

Parse = Callable[[str], Any]

PARSERS: list[Parse] = [
    cells.integer,
    cells.urn,
    cells.laestab,
    cells.text,
    cells.stated,
    cells.prose,
    reading.number,
    reading.metres,
    reading.name,
    reading.postcode,
]
CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "NULL", "0", "Not applicable", "B33 8QB", "b338qb", "103120", "103120.0", "330/2000", "-3"]
    ),
    st.integers(0, 10_000_000_000).map(str),
    st.text(max_size=12),
    st.from_regex(r"[A-Z]{1,2}\d{1,2} \d[A-Z]{2}", fullmatch=True),
)


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: f"{parse.__module__.rpartition('.')[2]}.{parse.__name__}")
@given(column=st.lists(CELLS, min_size=1, max_size=8))
def test_a_column_reads_as_its_cells_do_or_not_at_all(parse: Parse, column: list[str]) -> None:
    way = columns.way_of(parse)
    assert way is not None
    values = way(column)
    if values is not None:
        assert list(values) == [parse(cell.strip()) if cell else None for cell in column]


@pytest.mark.parametrize("parse", PARSERS)
def test_a_column_of_plain_cells_is_read_at_once(parse: Parse) -> None:
    plain = "B33 8QB" if parse is reading.postcode else "1031200" if parse is cells.laestab else "103120"
    way = columns.way_of(parse)
    assert way is not None
    assert way([plain, "", plain]) is not None


FORM = Format(
    key="toy",
    family="toy",
    title="Toy",
    publisher="Nobody",
    columns=(
        Column("urn", ("URN",), cells.urn, required=True),
        Column("name", ("Name",), reading.name),
        Column("kind", ("Kind",), cells.text),
        Column("absent", ("Absent",), cells.text),
    ),
    signature=frozenset({"URN"}),
    loader=Establishments,  # not asked for here
)


def parser() -> RowParser:
    recognised = recognise(["Kind", "URN", "Name"], [FORM])
    assert recognised is not None
    return RowParser(recognised)


def test_rows_read_by_columns_are_the_rows_read_one_at_a_time() -> None:
    rows = [[f"kind {at % 3}", str(100_000 + at), f"School  {at}" if at % 7 else ""] for at in range(FIRST * 2)]
    by_column, by_row = parser(), parser()
    for start in range(0, len(rows), 100):
        some = rows[start : start + 100]
        read = by_column.columns(some)
        assert read is not None
        assert list(zip(*read, strict=True)) == list(map(by_row, some))


def test_columns_with_a_cell_that_cannot_be_read_are_left_to_single_rows() -> None:
    rows = [["a kind", "100000", "One"], ["a kind", "no number", "Two"]]
    one = parser()
    assert one.columns(rows) is None
    assert list(one(rows[0])) == [100_000, "One", "a kind", None]
    with pytest.raises(Unreadable):
        one(rows[1])
