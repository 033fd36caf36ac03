"""What commands say of a load: progress while it runs, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management.base import OutputWrapper
from django.db import DatabaseError

from alongside.knowledge.opendata.models import Load

SHOWN = 20


class Progress:
    """One line that moves on a terminal; silence where the output goes elsewhere."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._moves = out.isatty()
        self._wrote = False

    def __call__(self, what: str, done: int) -> None:
        if self._moves:
            words = f"{done:,} rows" if what == "rows" else what
            self._out.write(f"\r\033[K  {words} …", ending="")
            self._out.flush()
            self._wrote = True

    def end(self) -> None:
        if self._wrote:
            self._out.write("\r\033[K", ending="")


def about_database(error: DatabaseError) -> str:
    if "no such table" in str(error) or "no such column" in str(error) or "does not exist" in str(error):
        return "The database has not been made ready. Run: alongside migrate"
    return f"The database could not be used: {error}"


def told(load: Load) -> Iterator[str]:
    """What came of a load, line by line."""
    yield f"  {load.get_state_display()}. {load.says} (load {load.pk})"
    for alarm in load.alarms:
        allowed = f" Let through: {load.reason}" if alarm["allowed"] else ""
        yield f"  ! {alarm['says']}{allowed}"
    if load.unknown_columns:
        yield f"  Columns not known here, and left alone: {', '.join(load.unknown_columns[:SHOWN])}"
    if load.counts.get("fields"):
        fields = ", ".join(f"{name} {number:,}" for name, number in list(load.counts["fields"].items())[:SHOWN])
        yield f"  Fields changed: {fields}"
    for refusal in load.refusals.order_by("row")[:SHOWN]:
        yield f"  Row {refusal.row}, {refusal.column} “{refusal.value}”: {refusal.why}"
    for name, said in load.preview.items():
        yield from _previewed(name, said)


def _previewed(name: str, said: Mapping[str, Any]) -> Iterator[str]:
    """A follower's preview: values are numbers, sentences, or lists of sentences."""
    for what, value in said.items():
        if isinstance(value, list):
            if value:
                yield f"  {name}, {what} ({len(value)}):"
                yield from (f"    {_line(item)}" for item in value[:SHOWN])
                if len(value) > SHOWN:
                    yield f"    and {len(value) - SHOWN} more"
        elif value not in (None, "", 0, {}):
            yield f"  {name}, {what}: {_line(value)}"


def _line(item: Any) -> str:
    return ", ".join(str(part) for part in item.values()) if isinstance(item, dict) else str(item)
