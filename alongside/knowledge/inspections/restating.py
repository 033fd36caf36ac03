"""An older file may fill in the past; it must not hide what newer files said.

What a file says is written only where it differs. Where a file of June confirmed what one of January said, nothing
stands in June; a file of March, loaded after it, that says otherwise would then seem to hold from March until now. So
what June confirmed is said again at June, under the number of the load that made it needful; `said_in` keeps the load
that said it first, so that its row can still be shown. (The register does likewise: schools.restating.)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Min

from alongside.knowledge.inspections.models import Listing, Telling
from alongside.knowledge.inspections.staging import Told, newest_before, steps
from alongside.knowledge.opendata.models import LIVE, Load
from alongside.knowledge.opendata.registry import Staging
from alongside.knowledge.schools.models import Coverage, Record

_LISTED = (
    *("urn", "family", "row", "listed", "authority", "latest", "before", "ungraded", "complete_from"),
    "digest",
)
_TOLD = (*Told._fields, "family", "digest")


def restate_listings(staging: Staging, family: str, written: Mapping[int, str]) -> None:
    """Say again, at the first later file that covers a school, what that file confirmed of it."""
    later = _next_files(staging)
    for some in steps([urn for urn, authority in written.items() if authority in later]):
        days = {urn: later[written[urn]] for urn in some}
        told_later = _first_later(Listing.objects.filter(urn__in=some, family=family), staging, "urn")
        before = {
            row.urn: row
            for row in Listing.objects.filter(
                urn__in=some, family=family, as_at__lte=staging.as_at, load__lte=staging.version
            ).order_by("as_at", "load")
        }
        again = [urn for urn, day in days.items() if told_later.get(urn, date.max) > day]
        staging.insert(
            Listing,
            (*_LISTED, "said_in", "as_at"),
            [
                (*(getattr(row, name) for name in _LISTED), row.said_in or row.load, days[row.urn])
                for urn in again
                if (row := before.get(urn))
            ],
        )
        staging.insert(
            Listing,
            ("urn", "family", "row", "listed", "authority", "digest", "as_at"),
            [
                (urn, family, 0, False, written[urn], "no longer listed", days[urn])
                for urn in again
                if urn not in before
            ],
        )


def restate_tellings(staging: Staging, family: str, changed: Mapping[str, Told]) -> None:
    """Say again what a later file confirmed of an inspection: where its listings name the inspection still."""
    later = _next_files(staging)
    if not later or not changed:
        return
    for some in steps(sorted(changed)):
        days = _days_listed(staging, family, some, later)
        _say_again(staging, family, days)


def restate_period(staging: Staging, family: str, changed: Mapping[str, Told], first: date) -> None:
    """The same for files of all inspections: the next file of the same period names what this one does."""
    loads = Load.objects.filter(
        family=family, state__in=LIVE, pk__lte=staging.version, covers_from=first, as_at__gt=staging.as_at
    )
    day = loads.aggregate(day=Min("as_at"))["day"]
    if day:
        for some in steps(sorted(changed)):
            _say_again(staging, family, dict.fromkeys(some, day))


def _say_again(staging: Staging, family: str, days: Mapping[str, date]) -> None:
    if not days:
        return
    numbers = list(days)
    told_later = _first_later(Telling.objects.filter(number__in=numbers, family=family), staging, "number")
    before = newest_before(staging, family, [n for n in numbers if told_later.get(n, date.max) > days[n]])
    staging.insert(
        Telling,
        (*_TOLD, "said_in", "as_at"),
        [
            (*(_value(row, name) for name in _TOLD), row.said_in or row.load, days[number])
            for number, row in before.items()
        ],
    )


def _value(row: Telling, name: str) -> Any:
    return json.dumps(row.grades, separators=(",", ":")) if name == "grades" else getattr(row, name)


def _days_listed(staging: Staging, family: str, numbers: list[str], later: Mapping[str, date]) -> dict[str, date]:
    """The first later file in which each inspection is still listed, for some school."""
    found: dict[str, date] = {}
    wanted = set(numbers)
    seen = Listing.objects.filter(family=family, load__lte=staging.version)
    schools: set[int] = set()
    for name in ("latest", "before", "ungraded"):
        schools |= set(seen.filter(**{f"{name}__in": numbers}).values_list("urn", flat=True))
    for some in steps(sorted(schools)):
        rows: dict[int, list[Listing]] = {}
        for row in seen.filter(urn__in=some).order_by("as_at", "load"):
            rows.setdefault(row.urn, []).append(row)
        for mine in rows.values():
            day = later.get(mine[-1].authority)
            if day is None:
                continue
            last = [row for row in mine if row.as_at <= day][-1:]
            for number in {number for row in last for number in (row.latest, row.before, row.ungraded)} & wanted:
                found[number] = min(day, found.get(number, day))
    return found


def _first_later(rows: Any, staging: Staging, key: str) -> dict[Any, date]:
    later = rows.filter(as_at__gt=staging.as_at, load__lte=staging.version)
    return dict(later.values_list(key).annotate(first=Min("as_at")))


def _next_files(staging: Staging) -> dict[str, date]:
    """The day of the first later file of latest inspections that covers each authority."""
    later = Coverage.objects.filter(source=Record.Source.OFSTED, as_at__gt=staging.as_at, load__lte=staging.version)
    return dict(later.values_list("authority").annotate(first=Min("as_at")))
