"""What commands say of a load: progress while it runs, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.management.base import OutputWrapper
from django.db import DatabaseError

from alongside.knowledge.opendata import load_pages
from alongside.knowledge.opendata.faults import shown
from alongside.knowledge.opendata.models import Load

SHOWN = 10


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
    yield f"  {load.get_state_display()} (load {load.pk}). {load.says}"
    for alarm in load.alarms:
        yield f"  ! {alarm['says']}" + (f" Let through: {load.reason}" if alarm["allowed"] else "")
    if load.unknown_columns:
        yield f"  Columns not known here, and left alone: {_some(load.unknown_columns)}"
    if fields := load_pages.fields_changed(load):
        yield "  Fields changed: " + _some([f"{name} {number:,}" for name, number in fields])
    refusals = load.refusals.order_by("row", "pk")
    for refusal in refusals[:SHOWN]:
        yield f"  Row {refusal.row:,}, {shown(refusal.column)} “{shown(refusal.value)}”: {refusal.why}"
    if load.rows_refused > SHOWN:
        yield "  More were left out: the page of the load lists them."
    for part in load_pages.preview(load):
        yield from _previewed(part)


def _previewed(part: load_pages.Part) -> Iterator[str]:
    yield f"  {part.heading}: {' '.join(part.sentences)}"
    for listed in part.lists:
        entries = (*listed.first, *listed.others)
        yield f"    {listed.heading} ({len(entries)}):"
        for entry in entries[:SHOWN]:
            name = f"{entry.urn} {entry.name}" if entry.urn else entry.name
            yield f"      {name} · {entry.says}" if entry.says else f"      {name}"
        if len(entries) > SHOWN:
            yield f"      and {len(entries) - SHOWN} more"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
