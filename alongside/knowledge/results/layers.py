"""What several files said of one place and year, laid over each other: the newest word on each figure, and whose it is.

Pure. A row here is anything with `values`, in the order in which the rows were said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Value = float | str
Values = Mapping[str, Value]
INTERVAL = (".low", ".high")
NOT_PUBLISHED = "p"
BLANK = "r"  # a figure that was given before, and whose cell is blank now


@dataclass(frozen=True, slots=True)
class Merged:
    """The newest word on each figure, and the row that says it."""

    values: Values
    source: Mapping[str, Any]


def merged(rows: Sequence[Any]) -> Merged:
    """Later rows over earlier ones. The interval of a figure goes with it: an old one is not laid on a new figure."""
    values: dict[str, Value] = {}
    source: dict[str, Any] = {}
    for row in rows:
        for key in [key for key, value in row.values.items() if "." not in key and values.get(key, value) != value]:
            for end in INTERVAL:
                values.pop(key + end, None)
        for key, value in row.values.items():
            values[key] = value
            source[key] = row
    return Merged(values, source)


def difference(
    before: Values, now: Values, *, covers: Collection[str] = (), foreign: Collection[str] = ()
) -> tuple[dict[str, Value], dict[str, tuple[Value, Value]]]:
    """What to write, and what changed (key to old and new).

    A key of `covers` without a value now, that had one, is blank now. What a file of another layout said (`foreign`) of
    a figure stays where it is the same figure, more exact: 39.4 is not changed by 39, nor by a blank.
    """
    said: dict[str, Value] = dict(now)
    changes: dict[str, tuple[Value, Value]] = {}
    for key, value in now.items():
        old = before.get(key)
        if old is None or old == value:
            continue
        if key in foreign and (coarser(old, value) or vaguer(old, value)):
            del said[key]
            continue
        changes[key] = (old, value)
    for key in before.keys() - now.keys():
        if key in covers and before[key] != BLANK:
            said[key] = BLANK
            changes[key] = (before[key], BLANK)
    return said, changes


def vaguer(old: Value, new: Value) -> bool:
    """Whether `new` only says that there is no figure, where `old` is one or says why there is none.

    People who cut a table down leave blanks where it had reasons (`formats.key`).
    """
    return new == NOT_PUBLISHED and old not in (NOT_PUBLISHED, BLANK)


def coarser(old: Value, new: Value) -> bool:
    """Whether `new` is `old` with fewer decimals."""
    if isinstance(old, str) or isinstance(new, str):
        return False
    decimals = places(new)
    return decimals < places(old) and abs(new - old) <= 0.5 * 10**-decimals + 1e-9


def places(value: float) -> int:
    return len(repr(value).partition(".")[2].rstrip("0")) if isinstance(value, float) else 0
