"""What was loaded, how old it is, and what version of knowledge held on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from alongside.floor.audit.models import Entry
from alongside.floor.kernel import clock
from alongside.knowledge.opendata import registry
from alongside.knowledge.opendata.files import table
from alongside.knowledge.opendata.models import File, Head, Load, LoadQuerySet


def head() -> int:
    """The version of knowledge that readers see now; 0 where nothing is loaded."""
    return Head.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def version_known_at(known_at: date | datetime | None) -> int:
    """The version readers saw at a moment, or at the end of a day in England; None: now. 0 before the first load."""
    if known_at is None:
        return head()
    moment = known_at if isinstance(known_at, datetime) else clock.end_of(known_at)
    return Load.objects.live().filter(finished_at__lte=moment).values_list("pk", flat=True).first() or 0


def all_loads() -> LoadQuerySet:
    """Every load that was ever asked for, newest first, with its file and who asked."""
    return Load.objects.select_related("file", "by").order_by("-pk")


def next_of_the_file(load: Load) -> Load | None:
    """The load of the same file that was asked for after this one."""
    return Load.objects.filter(file=load.file_id, pk__gt=load.pk).select_related("file").order_by("pk").first()


def journal_of(load: Load) -> QuerySet[Entry]:
    """What the journal holds of a load, in its order."""
    subject = f"load {load.pk}"
    return Entry.objects.filter(subject=subject).select_related("by", "details").order_by("number")


def last_loads(*, version: int | None = None) -> list[Load]:
    """The newest load of each family (by the day it speaks of), in the order of the families' names."""
    newest: dict[str, Load] = {}
    for load in _seen(version).order_by("family", "-as_at", "-pk"):
        newest.setdefault(load.family, load)
    return list(newest.values())


@dataclass(frozen=True, slots=True)
class Cover:
    """What one load covers: its file speaks of `as_at`, and lists all events since `first` where it is of that kind."""

    load: int
    family: str
    format: str
    as_at: date
    first: date | None
    rows: int
    name: str


def coverage(family: str, *, version: int | None = None) -> list[Cover]:
    """Every load of a family that is seen at a version, oldest file first; of equal days, the later load last."""
    return [
        Cover(load.pk, load.family, load.format, load.as_at, load.covers_from, load.rows_read, load.file.name)
        for load in _seen(version).filter(family=family).order_by("as_at", "pk")
        if load.as_at
    ]


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the newest file of a family is. `limit` None: nobody expects a new one."""

    family: str
    title: str
    load: Load
    days: int
    limit: int | None

    @property
    def stale(self) -> bool:
        return self.limit is not None and self.days > self.limit


def freshness(*, on: date) -> list[Freshness]:
    """Every family that was ever loaded, with the age of its newest file in days."""
    known = {form.key: form for form in registry.formats()}
    return [
        Freshness(
            family=load.family,
            title=known[load.format].title if load.format in known else load.family,
            load=load,
            days=(on - load.as_at).days if load.as_at else 0,
            limit=known[load.format].stale_after_days if load.format in known else None,
        )
        for load in last_loads()
    ]


def path_of(file: File) -> Path:
    """Where a kept file lies."""
    return Path(settings.FILES_ROOT) / file.sha256[:2] / file.sha256


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a kept file, as it came: (header, value) in the order of the file."""

    load: Load
    row: int
    cells: Sequence[tuple[str, str]]


def row_of(load: Load, row: int) -> KeptRow | None:
    """The row that a figure came from, read from the kept file. None where the file has no such row, or is gone."""
    path = path_of(load.file)
    if row < 1 or not path.is_file():
        return None
    cells = table.row_at(path, load.counts.get("header_row", 1), row)
    return KeptRow(load, row, cells) if cells is not None else None


def _seen(version: int | None) -> LoadQuerySet:
    return Load.objects.live().filter(pk__lte=head() if version is None else version).select_related("file")
