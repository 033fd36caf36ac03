"""What packages register at start-up: the formats they can read, and what follows a load.

Lower packages never ask: the engine knows formats and followers only through this page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ours, the headers it is published under, and how a cell is read.

    `parse` takes the stripped cell and returns a value, or None where the cell says there is none; it raises ValueError
    with a sentence. `required`: the file is not of this format without the header. An empty cell is None unasked.

    A cell that cannot be read leaves its whole row out, so that nothing is taken for unsaid that was said; where the
    column matters little (`forgiving`), the cell alone is set aside, and listed likewise.
    """

    name: str
    headers: tuple[str, ...]
    parse: Callable[[str], Any]
    required: bool = False
    forgiving: bool = False


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that stops a load unless a person says go."""

    key: str
    says: str


PASSED_OVER = "passed over: "  # begins the name of a count, as in `passed over: rows of earlier weeks`


class Staging(Protocol):
    """Where a loader puts what it found. Everything is written under the load's number, unseen until the head moves.

    Rows are gathered and written a few thousand at a time, so single rows may be handed in. `since` or `load` need not
    be among the columns: they are the load's number. Close the old row before its successor is inserted.
    """

    load_id: int
    version: int  # the version readers see now: what the file is compared with
    as_at: date

    def insert(self, model: type, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows in bulk, in short transactions (executemany on SQLite, COPY on PostgreSQL)."""

    def close(self, model: type, ids: Iterable[int]) -> None:
        """Let versioned rows end with this load."""

    def changed(self, subject: str, urn: int | None, fields: Mapping[str, tuple[Any, Any]]) -> None:
        """Keep old and new of every field that the file changes."""

    def refuse(self, row: int, column: str, value: str, why: str, remedy: str = "") -> None:
        """Leave a row out and say why."""

    def note(self, row: int, column: str, value: str, why: str, remedy: str = "") -> None:
        """Set one cell aside and say why, though its row is taken."""

    def count(self, what: str, number: int = 1) -> None:
        """Add to the load's counts (`new`, `changed`, `unchanged`, `gone`, and the loader's own). What begins with
        PASSED_OVER is said with the load: rows that were read and, for the reason named, not kept.
        """

    def flush(self) -> None:
        """Write now what was gathered, for who wants to read it back in the same step."""


class Loader(Protocol):
    """Takes the rows of one file. One is made per load.

    It may also have `left_out(row, values)`: told of a row that was refused, with None for the cells that could not be
    read, so that a school in it is not taken for gone.

    And it may have `begin(headers)`, which gives a function of a row's cells as they came: true where the very row
    stood in the file before, so that its cells need not be read. It is asked for every row, ahead of `take`.

    And it may have `take_all(rows, cells, read)`: many rows at once, their numbers and their cells as they came; `read`
    of the cells gives the values of each column in turn, or None where some cell cannot be read. It takes them all and
    says true; or it says false, has done nothing, and is given the same rows one at a time.
    """

    def take(self, row: int, values: Sequence[Any]) -> None:
        """One row, its values in the order of the format's columns (None where absent or saying nothing)."""

    def finish(self) -> Sequence[Alarm]:
        """After the last row: write what is left, and say what looks wrong about the whole."""


@dataclass(frozen=True, slots=True)
class Format:
    """A shape of file that somebody publishes.

    Recognised by `signature`: headers that all must be there; the format with the most wins. `known` are headers that
    are published but not kept; any other header is reported as unknown.

    In GeoJSON the properties of a feature are its columns, as text (what is no text, as JSON), and `geometry` is one
    more, as compact JSON. In a JSON list of flat objects the names of the objects are the columns.
    """

    key: str
    family: str
    title: str
    publisher: str
    columns: tuple[Column, ...]
    signature: frozenset[str]
    loader: Callable[[Staging], Loader]
    known: frozenset[str] = frozenset()
    stale_after_days: int | None = None
    page: str = ""  # address of the page where it is published
    licence: str = "Open Government Licence v3.0"
    reader: str = "csv"  # or "geojson", or "json" for a list of flat objects
    newest: str = ""  # column whose newest date stands in where the file's name has no date
    period: Callable[[date], date] | None = None  # first day covered, for files that list a period's events
    # For files of a year whose name seldom holds a day: the day by the name, None where it names no year either. The
    # load then stops and asks, since nobody could know which year it is.
    day: Callable[[str], date | None] | None = None
    # For files whose rows may have fewer cells than the header where the last ones are blank: whether a row is whole,
    # given its cells and whether it is the last (where a file was cut short, the last row is short). A cell in such a
    # row that cannot be read leaves the row out, for a comma may be missing.
    short_rows: Callable[[Sequence[str], bool], bool] | None = None
    series: bool = True  # each file replaces the one before it, and is compared with it (maps of several kinds do not)

    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)


@dataclass(frozen=True, slots=True)
class Follower:
    """Work that follows the staging of a load: deriving current tables from what was staged.

    `derive(staging)` writes versioned rows; `preview(before, after)` says what differs between two versions, in plain
    words and names, for the person who decides. Followers run in the order of `order`.
    """

    key: str
    order: int
    derive: Callable[[Staging], None]
    preview: Callable[[int, int], Mapping[str, Any]] | None = None
    families: frozenset[str] = field(default_factory=frozenset)  # empty: after every load


_formats: dict[str, Format] = {}
_followers: dict[str, Follower] = {}


def register(thing: Format | Follower) -> None:
    """Called from a package's AppConfig.ready()."""
    if isinstance(thing, Format):
        _formats[thing.key] = thing
    else:
        _followers[thing.key] = thing


def formats() -> tuple[Format, ...]:
    return tuple(_formats.values())


def format_of(key: str) -> Format:
    return _formats[key]


def followers() -> tuple[Follower, ...]:
    return tuple(sorted(_followers.values(), key=lambda follower: follower.order))
