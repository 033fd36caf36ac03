"""Which format a file is of: told by the names of its columns, never by their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from alongside.knowledge.opendata import registry
from alongside.knowledge.opendata.faults import StructuralFault, shown
from alongside.knowledge.opendata.registry import Format

NEARLY = 0.6  # of a format's own headers: a file with so many looks as if it were meant to be one
ROWS_TO_THE_HEADER = 10


@dataclass(frozen=True, slots=True)
class Recognised:
    """A format, and where this file has its columns. `positions` follow the format's columns; None: not in the file."""

    format: Format
    headers: tuple[str, ...]
    positions: tuple[int | None, ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    repeated: tuple[str, ...]


@lru_cache(maxsize=10_000)
def plain(header: str) -> str:
    """A header without what differs by accident: doubled and no-break spaces, a byte order mark."""
    return " ".join(header.replace("\ufeff", "").split())


def unnamed(header: str) -> bool:
    """Whether a column has no name: an index that some program added (`Unnamed: 0` when saved a second time)."""
    name = plain(header)
    return not name or name.startswith("Unnamed: ")


def recognise(headers: Sequence[str], formats: Iterable[Format]) -> Recognised | None:
    """The most specific format whose signature these headers hold, or None.

    Raises StructuralFault where a column that the format must have is missing or stands twice.
    """
    positions = _positions(headers)
    found = [form for form in formats if all(_find(name, positions) for name in form.signature)]
    if not found:
        return None
    form = max(found, key=lambda form: (len(form.signature), _share(form, positions), form.key))
    return _mapped(form, headers, positions)


def nearest(headers: Sequence[str], formats: Iterable[Format]) -> tuple[float, Format, list[str]] | None:
    """The format that these headers come closest to: how close, which, and what is missing for it."""
    positions = _positions(headers)
    best = max(formats, key=lambda form: _share(form, positions), default=None)
    if best is None:
        return None
    missing = sorted(name for name in best.signature if not _find(name, positions))
    return _share(best, positions), best, missing


def not_recognised(rows: Sequence[Sequence[str]], formats: Sequence[Format]) -> StructuralFault:
    """What to say of a file in whose first rows no header was recognised."""
    near = max((found for row in rows if (found := nearest(row, formats))), key=lambda found: found[0], default=None)
    if near and near[0] >= NEARLY:
        _, form, missing = near
        return StructuralFault(
            f"This looks like “{form.title}”, but lacks {_listed(missing)}.",
            remedy="Take the file as it is published, with all its columns and their names unchanged.",
        )
    widest = max(rows, key=len, default=())
    for mark, named in ((";", "semicolons"), ("\t", "tabs")):
        if len(widest) == 1 and widest[0].count(mark) > 1:
            return StructuralFault(
                f"Its cells are separated by {named}, not by commas.",
                remedy="Take the file as it is published, or save it with commas.",
            )
    titles = "; ".join(sorted({form.title for form in formats if form.reader == "csv"}))
    return StructuralFault(
        f"This is no file that Alongside knows: its columns begin {_listed(widest[:4]) or 'with nothing'}.",
        remedy=f"The files that can be loaded: {titles or registry.__name__}.",
    )


def _positions(headers: Sequence[str]) -> Mapping[str, list[int]]:
    """Where each header stands, under its own spelling and (marked) in lower case."""
    positions: dict[str, list[int]] = {}
    for at, header in enumerate(headers):
        name = plain(header)
        if name:
            positions.setdefault(name, []).append(at)
            positions.setdefault("\0" + name.casefold(), []).append(at)
    return positions


def _find(name: str, positions: Mapping[str, list[int]]) -> list[int]:
    """Where a header stands; by its spelling in lower case only where no other is spelt so."""
    name = plain(name)
    return positions.get(name) or positions.get("\0" + name.casefold(), [])


def _share(form: Format, positions: Mapping[str, list[int]]) -> float:
    names = form.signature | {name for column in form.columns for name in column.headers[:1]}
    return sum(bool(_find(name, positions)) for name in names) / max(1, len(names))


def _mapped(form: Format, headers: Sequence[str], positions: Mapping[str, list[int]]) -> Recognised:
    at: list[int | None] = []
    for column in form.columns:
        places = next((places for header in column.headers if (places := _find(header, positions))), [])
        if len(places) > 1:
            numbers = " and ".join(str(place + 1) for place in places)
            raise StructuralFault(
                f"The column stands more than once (columns {numbers}), so it cannot be told which one counts.",
                column=headers[places[0]],
                remedy="Take the file as it is published.",
            )
        at.append(places[0] if places else None)
    pairs = list(zip(form.columns, at, strict=True))
    missing = [column.headers[0] for column, place in pairs if column.required and place is None]
    if missing:
        raise StructuralFault(
            f"This is “{form.title}”, but without {_listed(missing)}, which cannot be done without.",
            remedy="Take the file as it is published, with all its columns.",
        )
    expected = {plain(name).casefold() for name in form.known | form.signature}
    expected |= {plain(name).casefold() for column in form.columns for name in column.headers}
    named = [plain(header) for header in headers if not unnamed(header)]
    return Recognised(
        format=form,
        headers=tuple(headers),
        positions=tuple(at),
        unknown=tuple(dict.fromkeys(name for name in named if name.casefold() not in expected)),
        absent=tuple(name for column, place in pairs if place is None for name in column.headers[:1]),
        repeated=tuple(sorted(name for name, times in Counter(named).items() if times > 1)),
    )


def _listed(names: Sequence[str], most: int = 6) -> str:
    quoted = [f"“{shown(name)}”" for name in names if name]
    more = f" and {len(quoted) - most} more" if len(quoted) > most else ""
    return ", ".join(quoted[:most]) + more
