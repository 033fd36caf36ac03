"""From the cells of a row to values, at the speed that a national file needs.

Two kinds of column are told apart by the first rows. Where few different cells occur (codes, names of types, dates),
each is read once and then looked up. Where nearly every cell is another (numbers, names of schools), looking up would
only cost time, and the cell is read as it comes.

Rows can be read one at a time, or many at once, column by column: twice as quick, where every cell can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from alongside.knowledge.opendata import columns
from alongside.knowledge.opendata.files.recognise import Recognised
from alongside.knowledge.opendata.registry import Column

FIRST = 1000  # rows by which columns are told apart
MANY = 0.3  # of these rows: so many different cells are many
REMEMBERED = 10_000  # cells of one column

Parse = Callable[[str], Any]


class Unreadable(Exception):
    """Some cells of a row cannot be read: which columns, and why. `values` has None in their place."""

    def __init__(self, values: Sequence[Any], troubles: list[tuple[Column, int, str]]) -> None:
        super().__init__()
        self.values = values
        self.troubles = troubles


class _Seen(dict[str, Any]):
    """The cells of a column and their values: an unknown one is read when it is looked up."""

    __slots__ = ("parse",)

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self[""] = None

    def __missing__(self, cell: str) -> Any:
        plain = cell.strip()
        value = self.parse(plain) if plain else None
        if len(self) < REMEMBERED:
            self[cell] = value
        return value


class RowParser:
    """Called with the cells of a row, gives the values in the order of the format's columns; None for absent columns.

    Raises Unreadable.
    """

    def __init__(self, recognised: Recognised) -> None:
        self._columns = recognised.format.columns
        self._places = {at: place for at, place in enumerate(recognised.positions) if place is not None}
        self._seen = {at: _Seen(self._columns[at].parse) for at in self._places}
        self._rows = 0
        self._many: frozenset[int] = frozenset()
        self._values = self._written_out()

    def __call__(self, row: Sequence[str]) -> Sequence[Any]:
        self._count(1)
        try:
            return self._values(row)
        except (ValueError, OverflowError):
            raise self._trouble(row) from None

    def columns(self, rows: Sequence[Sequence[str]]) -> list[Sequence[Any]] | None:
        """The values of many rows, column by column in the order of the format's columns; None where some cell cannot
        be read: then the rows must be read one at a time.
        """
        self._count(len(rows))
        by_place = list(zip(*rows, strict=True))
        absent = (None,) * len(rows)
        try:
            return [
                self._column(at, by_place[self._places[at]]) if at in self._places else absent
                for at in range(len(self._columns))
            ]
        except (ValueError, OverflowError):
            return None

    def _column(self, at: int, cells: Sequence[str]) -> Sequence[Any]:
        if at in self._many:
            parse = self._columns[at].parse
            way = columns.way_of(parse)
            values = way(cells) if way else None
            return values or [parse(cell.strip()) if cell else None for cell in cells]
        return list(map(self._seen[at].__getitem__, cells))

    def _count(self, rows: int) -> None:
        """After the first rows, tell the columns apart."""
        before, self._rows = self._rows, self._rows + rows
        if before < FIRST <= self._rows:
            self._many = frozenset(at for at, seen in self._seen.items() if len(seen) > self._rows * MANY)
            self._values = self._written_out()

    def _written_out(self) -> Callable[[Sequence[str]], Sequence[Any]]:
        """A function that says of each column in turn what to do with its cell, as one might write it out by hand:
        nearly twice as fast as going round a list of columns, and a national file has four million cells.
        """
        known: dict[str, Any] = {}
        steps = []
        for at, column in enumerate(self._columns):
            place = self._places.get(at)
            if place is None:
                steps.append("None")
            elif at in self._many:
                known[f"parse{at}"] = column.parse
                steps.append(f"parse{at}(cell.strip()) if (cell := row[{place}]) else None")
            else:
                known[f"seen{at}"] = self._seen[at]
                steps.append(f"seen{at}[row[{place}]]")
        written = f"lambda {', '.join(known)}: lambda row: ({', '.join(steps)},)"
        return eval(written)(**known)  # nothing of the file is in it, only numbers of columns

    def _trouble(self, row: Sequence[str]) -> Unreadable:
        values: list[Any] = [None] * len(self._columns)
        troubles = []
        for at, place in self._places.items():
            try:
                values[at] = self._seen[at][row[place]]
            except (ValueError, OverflowError) as error:
                troubles.append((self._columns[at], place, str(error)))
        return Unreadable(values, troubles)
