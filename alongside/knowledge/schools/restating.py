"""An older file may fill in the past; it must not hide what newer files said.

Records are written only where they differ. Where a file of June confirmed the record of January, nothing stands in
June; a file of March, loaded after it, that says otherwise would then seem to hold from March until now. Therefore what
June confirmed is said again at June, under the number of the load that made it necessary; `origin` keeps where it came
from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db.models import Min

from alongside.knowledge.opendata.registry import Staging
from alongside.knowledge.schools import fields
from alongside.knowledge.schools.models import Coverage, Record
from alongside.knowledge.schools.rows import iso, raw_rows

_SAID = ("urn", "row", "digest", "listed", *fields.CORE_NAMES, "said", "source")
COLUMNS = (*_SAID, "origin", "as_at")
_STEP = 1000


def restate(staging: Staging, source: str, written: Mapping[int, str], *, complete: bool) -> None:
    """Say again, at the first later file that covered a school, what that file confirmed of it.

    `written`: URN and authority of each record that this load wrote. With `complete`, a school that no earlier file
    had, and that the later one did not list, is said not to be listed there.
    """
    later = _next_files(staging, source)
    urns = [urn for urn, authority in written.items() if authority in later]
    if not urns:
        return
    told_later = _told_later(staging, source)
    for some in _steps(urns):
        at = {urn: later[written[urn]] for urn in some if told_later.get(urn, "9") > later[written[urn]]}
        before = _newest_before(staging, source, list(at))
        staging.insert(
            Record,
            COLUMNS,
            [(*said, origin or load, at[urn]) for urn, (*said, origin, load) in before.items()],
        )
        if complete:
            _not_listed(staging, source, {urn: at[urn] for urn in at if urn not in before}, written)


def _not_listed(staging: Staging, source: str, at: Mapping[int, str], authority: Mapping[int, str]) -> None:
    staging.insert(
        Record,
        ("urn", "row", "digest", "listed", "authority", "source", "as_at"),
        [(urn, 0, "no longer listed", False, authority[urn], source, day) for urn, day in at.items()],
    )


def _next_files(staging: Staging, source: str) -> dict[str, str]:
    """The day of the first later file that covers each authority."""
    later = Coverage.objects.filter(source=source, as_at__gt=staging.as_at, load__lte=staging.version)
    return {name: iso(day) for name, day in later.values_list("authority").annotate(first=Min("as_at"))}


def _told_later(staging: Staging, source: str) -> dict[int, str]:
    """The first later day on which each school has a record of its own."""
    later = Record.objects.filter(source=source, as_at__gt=staging.as_at, load__lte=staging.version)
    return {urn: iso(day) for urn, day in later.values_list("urn").annotate(first=Min("as_at"))}


def _newest_before(staging: Staging, source: str, urns: list[int]) -> dict[int, tuple[Any, ...]]:
    rows = raw_rows(
        Record.objects.filter(urn__in=urns, source=source, as_at__lte=staging.as_at, load__lte=staging.version)
        .order_by("as_at", "load")
        .values_list(*_SAID, "origin", "load")
    )
    return {row[0]: row for row in rows}


def _steps(urns: list[int]) -> Iterator[list[int]]:
    rest = iter(urns)
    while some := list(islice(rest, _STEP)):
        yield some
