"""The lists of the Data pages as header and rows, for CSV and XLSX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from alongside.floor.web.words import day, moment
from alongside.knowledge.opendata.coverage import Covered
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.presenters import Source

Table = tuple[tuple[str, ...], Iterable[Sequence[Any]]]


def about(what: str, now: datetime) -> dict[str, Any]:
    return {"What this is": what, "Made": moment(now)}


def about_load(what: str, load: Load, now: datetime) -> dict[str, Any]:
    return {
        "What this is": f"{what} load {load.pk}",
        "File": load.file.name,
        "As at": day(load.as_at) or "not known",
        "Digest of the file (SHA-256)": load.file.sha256,
        "Became of it": load.get_state_display(),
        "Made": moment(now),
        "Rows": "Counted as a spreadsheet counts them: the header is row 1 unless a title stands above it.",
    }


def sources(found: Iterable[Source]) -> Table:
    header = ("Source", "Publisher", "Page", "As at", "Loaded", "Load", "File", "How old", "State")
    rows = (
        (source.title, source.publisher, source.page, *_of(source.load), source.says, source.state) for source in found
    )
    return header, rows


def _of(load: Load | None) -> tuple[Any, ...]:
    return (load.as_at, load.finished_at, load.pk, load.file.name) if load else (None, None, None, "")


def coverage(found: Iterable[Covered]) -> Table:
    header = ("What", "Schools with it", "Of", "Per cent", "From")
    return header, ((line.says, line.have, line.of, round(line.share, 1), line.from_what) for line in found)


def loads(found: QuerySet[Load]) -> Table:
    header = ("Load", "File", "Format", "As at", "State", "Only checked", "Asked", "Finished", "By", "Rows read",
              "Rows taken", "Rows left out", "Reason", "What happened")  # fmt: skip
    return header, map(_line, found.iterator())


def _line(load: Load) -> tuple[Any, ...]:
    return (
        load.pk,
        load.file.name,
        load.format,
        load.as_at,
        load.get_state_display(),
        load.check_only,
        load.asked_at,
        load.finished_at,
        str(load.by or "the command line"),
        load.rows_read,
        load.rows_taken,
        load.rows_refused,
        load.reason,
        load.says,
    )


def refusals(load: Load) -> Table:
    header = ("Row", "Column", "Value", "Why", "What to do")
    return header, load.refusals.order_by("row", "pk").values_list("row", "column", "value", "why", "remedy").iterator()


def changes(load: Load) -> Table:
    """All changes of a live load; of one that was not let through, the first that were kept on its page."""
    header = ("What", "URN", "Field", "Old", "New")
    return header, _changes(load)


def _changes(load: Load) -> Iterator[Sequence[Any]]:
    kept = load.changes.order_by("pk").values_list("subject", "urn", "field", "old", "new")
    seen = False
    for change in kept.iterator():
        seen = True
        yield change
    if not seen:
        yield from load.counts.get("changes_shown", [])
