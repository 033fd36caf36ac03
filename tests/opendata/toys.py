"""Formats and a follower of the tests' own, so that the machinery is tried without any real format.

The *toy register* is a complete list: it lives in the table of groups (rows that hold from a load until another). The
*toy events* are only ever added to: they live in the table of records. The follower counts what is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from alongside.knowledge.opendata import cells
from alongside.knowledge.opendata.registry import Alarm, Column, Follower, Format, Staging
from alongside.knowledge.schools.models import Group, Record

REGISTER_HEADER = "URN,Name,Open date,Pupils,Kind,Remark"
EVENTS_HEADER = "Event number,URN,Event date,Outcome"


class RegisterLoader:
    """Writes only what differs from what readers see; closes what the list no longer has."""

    def __init__(self, staging: Staging) -> None:
        self.staging = staging
        self.before = {row.uid: row for row in Group.objects.at(staging.version)}
        self.seen: set[int] = set()
        self.unreadable = 0

    def take(self, row: int, values: Sequence[Any]) -> None:
        urn, name, opened, pupils, kind, _ = values
        if urn is None or name is None:
            self.staging.refuse(row, "Name" if urn else "URN", "", "is empty", "Look at the row in the published file.")
            self.left_out(row, values)
            return
        if urn in self.seen:
            self.staging.refuse(row, "URN", str(urn), "stands twice in the file", "Tell the publisher.")
            return
        self.seen.add(urn)
        old = self.before.get(urn)
        said = {
            "name": name,
            "opened": opened,
            "kind": kind or "",
            "companies_house": "" if pupils is None else str(pupils),
        }
        if old is None:
            self.staging.count("new")
        else:
            fields = {key: (getattr(old, key), value) for key, value in said.items() if getattr(old, key) != value}
            if not fields:
                self.staging.count("unchanged")
                return
            self.staging.count("changed")
            self.staging.changed(f"school {urn}", urn, fields)
            self.staging.close(Group, [old.pk])
        self.staging.insert(
            Group,
            ("uid", "name", "kind", "status", "opened", "companies_house", "row"),
            [(urn, name, said["kind"], "Open", opened, said["companies_house"], row)],
        )

    def left_out(self, row: int, values: Sequence[Any]) -> None:
        if values[0] is None:
            self.unreadable += 1
        else:
            self.seen.add(values[0])

    def finish(self) -> Sequence[Alarm]:
        if self.unreadable:
            return []
        gone = [old for urn, old in self.before.items() if urn not in self.seen]
        self.staging.close(Group, [old.pk for old in gone])
        self.staging.count("gone", len(gone))
        if any(old.kind == "Primary" for old in gone) and not any(
            old.kind == "Primary" for urn, old in self.before.items() if urn in self.seen
        ):
            return [Alarm("kind vanished", "No primary school is left.")]
        return []


class EventsLoader:
    """Writes an event only where it differs from the newest earlier-or-equal telling of it."""

    def __init__(self, staging: Staging) -> None:
        self.staging = staging
        self.known: dict[int, str] = {}
        seen = Record.objects.filter(load__lte=staging.version, as_at__lte=staging.as_at).order_by("as_at", "load")
        for urn, digest in seen.values_list("urn", "digest"):
            self.known[urn] = digest
        self.rows: list[tuple[Any, ...]] = []

    def take(self, row: int, values: Sequence[Any]) -> None:
        number, urn, day, outcome = values
        if number is None:
            self.staging.refuse(row, "Event number", "", "is empty", "Look at the row in the published file.")
            return
        said = f'{{"day": "{day or ""}", "outcome": {repr(outcome or "")!r}, "urn": {urn}}}'.replace("'", "")
        digest = blake2b(said.encode(), digest_size=16).hexdigest()
        if self.known.get(number) == digest:
            self.staging.count("unchanged")
            return
        self.known[number] = digest
        self.staging.count("new")
        self.rows.append((number, "gias", self.staging.as_at, row, '{"outcome": ""}', digest))

    def finish(self) -> Sequence[Alarm]:
        self.staging.insert(Record, ("urn", "source", "as_at", "row", "said", "digest"), self.rows)
        return []


def _count_open(staging: Staging) -> None:
    staging.count("open", Group.objects.at(staging.load_id).count())


def _what_differs(before: int, after: int) -> Mapping[str, Any]:
    names = {version: set(Group.objects.at(version).values_list("name", flat=True)) for version in (before, after)}
    return {
        "enter": sorted(names[after] - names[before]),
        "leave": sorted(names[before] - names[after]),
    }


REGISTER = Format(
    key="toy-register",
    family="toy-register",
    title="Toy register",
    publisher="The tests",
    columns=(
        Column("urn", ("URN",), cells.urn, required=True),
        Column("name", ("Name", "School name"), cells.text, required=True),
        Column("opened", ("Open date",), cells.date_uk),
        Column("pupils", ("Pupils", "Total number of pupils"), cells.integer, forgiving=True),
        Column("kind", ("Kind",), cells.stated),
        Column("remark", ("Remark",), cells.prose),
    ),
    signature=frozenset({"URN", "Name", "Open date"}),
    loader=RegisterLoader,
    known=frozenset({"Web link"}),
    stale_after_days=45,
    newest="opened",
)

EVENTS = Format(
    key="toy-events",
    family="toy-events",
    title="Toy events, year to date",
    publisher="The tests",
    columns=(
        Column("number", ("Event number",), cells.integer, required=True),
        Column("urn", ("URN",), cells.urn, required=True),
        Column("day", ("Event date",), cells.date_uk),
        Column("outcome", ("Outcome",), cells.text),
    ),
    signature=frozenset({"Event number", "URN", "Event date"}),
    loader=EventsLoader,
    period=lambda as_at: date(as_at.year if as_at.month >= 9 else as_at.year - 1, 9, 1),
)

SHAPES = Format(
    key="toy-shapes",
    family="toy-shapes",
    title="Toy boundaries",
    publisher="The tests",
    columns=(
        Column("urn", ("code",), cells.urn, required=True),
        Column("name", ("name",), cells.text, required=True),
        Column("opened", ("from",), cells.date_uk),
        Column("pupils", ("pupils",), cells.integer),
        Column("kind", ("kind",), cells.stated),
        Column("shape", ("geometry",), str),
    ),
    signature=frozenset({"code", "name", "geometry"}),
    loader=RegisterLoader,
    reader="geojson",
    series=False,
)

FOLLOWER = Follower(
    key="toy.open", order=1, derive=_count_open, preview=_what_differs, families=frozenset({"toy-register"})
)
