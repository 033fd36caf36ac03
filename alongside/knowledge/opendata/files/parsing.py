"""From the cells of a row to values, at the speed that a national file needs.

Two kinds of column are told apart by the first rows. Where few different cells occur (codes, names of types, dates),
each is read once and then looked up. Where nearly every cell is another (numbers, names of schools), looking up would
only cost time, and the cell is read as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from alongside.knowledge.opendata.files.recognise import Recognised
from alongside.knowledge.opendata.registry import Column

FIRST = 1000  # rows by which columns are told apart
MANY = 0.3  # of these rows: so many different cells are many
REMEMBERED = 2000  # cells of one column

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
        columns = recognised.format.columns
        self._places = [(at, place) for at, place in enumerate(recognised.positions) if place is not None]
        self._columns = columns
        self._width = len(columns)
        self._seen = {at: _Seen(columns[at].parse) for at, _ in self._places}
        self._rows = 0
        self._divide(many=[])

    def __call__(self, row: Sequence[str]) -> Sequence[Any]:
        self._rows += 1
        if self._rows == FIRST:
            self._divide(many=[at for at, seen in self._seen.items() if len(seen) > FIRST * MANY])
        try:
            return self._arrange(
                [seen[cell] for seen, cell in zip(self._few, self._pick_few(row), strict=False)]
                + [
                    parse(cell.strip()) if cell else None
                    for parse, cell in zip(self._many, self._pick_many(row), strict=False)
                ]
            )
        except (ValueError, OverflowError):
            raise self._trouble(row) from None

    def _divide(self, *, many: list[int]) -> None:
        few = [(at, place) for at, place in self._places if at not in many]
        rest = [(at, place) for at, place in self._places if at in many]
        self._few = [self._seen[at] for at, _ in few]
        self._many = [self._columns[at].parse for at, _ in rest]
        self._pick_few = _picker([place for _, place in few])
        self._pick_many = _picker([place for _, place in rest])
        self._arrange = _arranger([at for at, _ in (*few, *rest)], self._width)

    def _trouble(self, row: Sequence[str]) -> Unreadable:
        values: list[Any] = [None] * self._width
        troubles = []
        for at, place in self._places:
            try:
                values[at] = self._seen[at][row[place]]
            except (ValueError, OverflowError) as error:
                troubles.append((self._columns[at], place, str(error)))
        return Unreadable(values, troubles)


def _picker(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda row: [row[place] for place in places]


def _arranger(order: Sequence[int], width: int) -> Callable[[list[Any]], Sequence[Any]]:
    """From values in some order of columns to all columns in theirs, with None for those that are not among them."""
    if list(order) == list(range(width)):
        return lambda values: values
    absent = len(order)
    place = {at: where for where, at in enumerate(order)}
    pick = _picker([place.get(at, absent) for at in range(width)])
    return lambda values: pick([*values, None])
