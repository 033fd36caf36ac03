"""What a file says of schools, taken into the register: a record where it differs from what its source said before.

How a loader of another package tells what its rows say of schools (the inspections package does, for Ofsted's files):

    teller = RegisterTeller(staging)                    # source=Record.Source.OFSTED unless said
    teller.tell(urn, row, {"name": …, "type": "Academy Converter", "ofsted_phase": "PRU", "authority": "Birmingham", …})
    teller.tell_predecessor(103999, row, successor=urn, said={"name": …, "type": …}, opened=…, seen=…)
    teller.passed_over(urn, authority)                  # a row that was refused: the school is not gone
    alarms += teller.finish(complete=True)              # False for files that do not list every open school

`said` holds publisher's words under the names of `fields.FIELDS`; keys of None or "" are left out; types, phases and
authorities are put into our vocabulary here; dates may be dates or ISO text. With `complete`, a school of a covered
authority (by default those that the file has rows of) that was listed before and is not now is marked as no longer
listed.
"""

from __future__ import annotations

import json
import marshal
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any
from weakref import WeakKeyDictionary

from alongside.knowledge.opendata.registry import Alarm, Staging
from alongside.knowledge.schools import fields, vocabulary
from alongside.knowledge.schools.models import Coverage, Link, Record
from alongside.knowledge.schools.restating import restate
from alongside.knowledge.schools.rows import iso, raw_rows

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=str).encode

COLUMNS = ("urn", "row", "digest", *fields.CORE_NAMES, "said", "source", "as_at")
GONE = "no longer listed"
ENOUGH = 10  # schools an authority must have had for its loss to be worth an alarm

_TEXTS = frozenset(field.name for field in fields.CORE if field.kind in (fields.Kind.TEXT, fields.Kind.WORD))
_MORE = frozenset(field.name for field in fields.MORE)


# What each load wrote, for who derives from it in the same breath: reading 50,000 records back takes a second.
_fresh: WeakKeyDictionary[Any, dict[int, tuple[Any, ...]]] = WeakKeyDictionary()


def fresh_records(staging: Staging) -> dict[int, tuple[Any, ...]]:
    """The records that this load wrote, by URN, as `profiling` reads them: days as ISO text."""
    return _fresh.get(staging, {})


def digest_of(said: Sequence[Any]) -> str:
    """The digest of what was said. Taken of the values as `marshal` writes them in its first and plainest form, which
    is the same for equal values on every Python, and quicker than JSON."""
    return blake2b(marshal.dumps(tuple(said), 0), digest_size=16).hexdigest()


def texts(column: Iterable[str | None]) -> list[str]:
    """A column of texts as a record keeps it: empty where nothing is said."""
    return [said or "" for said in column]


class RegisterTeller:
    """One is made per load and source. See the head of this page."""

    def __init__(self, staging: Staging, source: str = Record.Source.OFSTED) -> None:
        self._staging = staging
        self._source = str(source)
        self._as_at = staging.as_at.isoformat()
        self._before = _said_before(staging, self._source)
        self._known = {digest for digest, _ in self._before.values()}
        self._told: dict[int, int] = {}
        self._schools: Counter[str] = Counter()
        self._fresh = _fresh.setdefault(staging, {})
        self._written: dict[int, str] = {}  # urn of each record written, and its authority
        self._stubs: dict[int, tuple[Any, ...]] = {}
        self._links: dict[tuple[int, int], tuple[int, str]] = {}

    def tell(self, urn: int, row: int, said: Mapping[str, Any]) -> bool:
        """What a row says of a school. False where an earlier row of the file spoke of it: that one counts."""
        if urn in self._told:
            return False
        self._told[urn] = row
        core, more = _parted(said, status=vocabulary.OPEN)
        digest = digest_of((*core, *more.items()))
        self.add([urn], [row], [digest], [[value] for value in core], [encode(more)])
        return True

    def tell_predecessor(
        self,
        urn: int,
        row: int,
        *,
        successor: int,
        said: Mapping[str, Any],
        opened: date | None = None,
        seen: date | None = None,
        direct: bool = True,
    ) -> None:
        """A school known only through the row of the one that followed. `opened`: when the successor opened; the last
        day of a direct predecessor is taken to be the day before. `seen`: a day on which it was open (it was
        inspected).
        """
        eve = opened - timedelta(days=1) if opened else None
        self._links.setdefault((successor, urn), (row, str(said.get("name") or "")))
        if urn in self._stubs:
            return
        given = {**said, "successor": successor, "seen": seen, "closed" if direct else "closed_by": eve}
        core, more = _parted(given, status="")
        self._stubs[urn] = (urn, row, digest_of((*core, *more.items())), *core, encode(more))

    def passed_over(self, urn: int | None, authority: str | None = None) -> None:
        """A row could not be taken; the school is there all the same."""
        if urn is not None and urn not in self._told:
            self._told[urn] = 0
            before = self._before.get(urn)
            if authority or before:
                self._schools[authority or before[1]] += 1  # type: ignore[index]

    def begins(self, urn: int, row: int) -> bool:
        """Whether this is the first row about a school; a second one is refused."""
        first = self._told.setdefault(urn, row)
        if first != row:
            where = f"in row {first}" if first else "in an earlier row"
            self._staging.refuse(
                row, "URN", str(urn), f"The school stands {where} already.", "Ask the publisher which row is right."
            )
        return first == row

    def confirms(self, urn: int, digest: str) -> bool:
        """Whether a row about a school, not yet read, says what its source said before. Counts it if so."""
        before = self._before.get(urn)
        if before is None or before[0] != digest or urn in self._told:
            return False
        self._told[urn] = 0
        self._schools[before[1]] += 1
        self._staging.count("unchanged")
        return True

    def stood_before(self, digests: Iterable[str]) -> bool:
        """Whether some of these may be what the source said of a school before."""
        return not self._known.isdisjoint(digests)

    def begin_all(self, urns: Sequence[int], rows: Sequence[int]) -> bool:
        """As `begins`, for many rows. False, and nothing done, where a school stands in two."""
        if len(set(urns)) != len(urns) or not self._told.keys().isdisjoint(urns):
            return False
        self._told.update(zip(urns, rows, strict=True))
        return True

    def add(
        self,
        urns: Sequence[int],
        rows: Sequence[int],
        digests: Sequence[str],
        core: Sequence[Sequence[Any]],
        more: Sequence[str],
    ) -> None:
        """What rows say of schools that begin with them, as columns; `core` in our vocabulary, `more` as JSON. Written
        where the source says something else than before, and counted."""
        self._schools.update(core[_AUTHORITY])
        said = [(*one, self._source, self._as_at) for one in zip(urns, rows, digests, *core, more, strict=True)]
        news = [one for one in said if self._before.get(one[0], _NOTHING)[0] != one[2]] if self._before else said
        changed = sum(one[0] in self._before for one in news)
        numbers = {"new": len(news) - changed, "changed": changed, "unchanged": len(said) - len(news)}
        numbers["types not known"] = sum(one[_TYPE] not in vocabulary.TYPES for one in news)
        for what, number in numbers.items():
            if number:
                self._staging.count(what, number)
        same = (self._source, self._as_at, self._staging.load_id, True)
        self._fresh.update((one[0], (one[0], *same, *one[3:-3])) for one in news)
        self._written.update((one[0], one[_AUTHORITY_AT]) for one in news)
        self._staging.insert(Record, COLUMNS, news)

    def finish(self, *, complete: bool = True, authorities_covered: Iterable[str] | None = None) -> list[Alarm]:
        """After the last row: schools that are gone, predecessors, what the file covers. Says what looks wrong."""
        covered = set(self._schools if authorities_covered is None else authorities_covered) - {""}
        alarms = self._alarms(covered)
        if complete:
            self._mark_gone(covered)
        self._write_stubs()
        self._write_links()
        self._write_coverage(covered)
        self._staging.flush()
        restate(self._staging, self._source, self._written, complete=complete)
        return alarms

    def _mark_gone(self, covered: set[str]) -> None:
        gone = [
            (urn, before[1])
            for urn, before in self._before.items()
            if before[1] in covered and before[0] != GONE and urn not in self._told
        ]
        self._written |= dict(gone)
        self._staging.count("gone", len(gone))
        self._staging.insert(
            Record,
            ("urn", "row", "digest", "listed", "authority", "source", "as_at"),
            [(urn, 0, GONE, False, authority, self._source, self._as_at) for urn, authority in gone],
        )

    def _write_stubs(self) -> None:
        if not self._stubs:
            return
        source = Record.Source.SUCCESSOR.value
        before = _said_before(self._staging, source)
        news = [
            (*stub, source, self._as_at)
            for urn, stub in self._stubs.items()
            if urn not in self._told and before.get(urn, ("",))[0] != stub[2]
        ]
        self._staging.insert(Record, COLUMNS, news)
        self._staging.count("predecessors", len(news))

    def _write_links(self) -> None:
        if not self._links:
            return
        known = set(
            Link.objects.at(self._staging.version).filter(source=Link.Source.OFSTED).values_list("urn", "other_urn")
        )
        self._staging.insert(
            Link,
            ("urn", "other_urn", "other_name", "source", "kind", "described", "row"),
            [
                (urn, other, name[:255], Link.Source.OFSTED.value, Link.Kind.PREDECESSOR.value, _AT_THE_TIME, row)
                for (urn, other), (row, name) in self._links.items()
                if (urn, other) not in known and urn != other
            ],
        )

    def _write_coverage(self, covered: set[str]) -> None:
        known = set(
            Coverage.objects.filter(
                source=self._source, as_at=self._staging.as_at, load__lte=self._staging.version
            ).values_list("authority", flat=True)
        )
        self._staging.insert(
            Coverage,
            ("source", "authority", "as_at", "schools"),
            [(self._source, name, self._as_at, self._schools[name]) for name in sorted(covered - known)],
        )

    def _alarms(self, covered: set[str]) -> list[Alarm]:
        """Authorities that the file before listed and this one does not, or of which half the schools are missing."""
        before = Counter(entry[1] for entry in self._before.values() if entry[0] != GONE)
        last = _covered_by_the_file_before(self._staging, self._source)
        vanished = sorted(name for name in last - covered if before[name] >= ENOUGH)
        halved = sorted(name for name in covered if before[name] >= ENOUGH and self._schools[name] * 2 < before[name])
        alarms = []
        if vanished:
            alarms.append(
                Alarm("authority gone", f"The file before had schools in {_named(vanished)}; this one has none.")
            )
        if halved:
            alarms.append(
                Alarm("half an authority gone", f"More than half the schools are missing in {_named(halved)}.")
            )
        return alarms


_AT_THE_TIME = "Inspected under this URN (Ofsted)"
_AUTHORITY = fields.CORE_NAMES.index("authority")
_TYPE, _AUTHORITY_AT = COLUMNS.index("type"), COLUMNS.index("authority")
_NOTHING = ("", "")


def _said_before(staging: Staging, source: str) -> dict[int, tuple[str, str]]:
    """Digest and authority of the newest record of each school by then, as readers see it now."""
    if not staging.version:
        return {}
    rows = raw_rows(
        Record.objects.filter(source=source, as_at__lte=staging.as_at, load__lte=staging.version)
        .order_by("as_at", "load")
        .values_list("urn", "digest", "authority")
    )
    shared: dict[str, str] = {}
    return {urn: (digest, shared.setdefault(authority, authority)) for urn, digest, authority in rows}


def _covered_by_the_file_before(staging: Staging, source: str) -> set[str]:
    seen = Coverage.objects.filter(source=source, as_at__lte=staging.as_at, load__lte=staging.version)
    newest = seen.order_by("-as_at", "-load").values_list("load", flat=True).first()
    return set(seen.filter(load=newest or 0).values_list("authority", flat=True))


def _parted(said: Mapping[str, Any], *, status: str) -> tuple[list[Any], dict[str, Any]]:
    """What was said as the values of CORE, in our vocabulary, and the rest."""
    given = {name: iso(value) for name, value in said.items() if value is not None and value != ""}
    kind = vocabulary.type_key(given.get("type"))
    given["type"] = kind
    given["phase"] = vocabulary.phase_of(given.get("phase") or given.get("ofsted_phase"), kind)
    given["authority"] = vocabulary.authority_of(given.get("authority"))
    given.setdefault("status", status)
    if given.get("laestab"):
        given.setdefault("authority_code", given["laestab"] // 10_000)
    core = [given.get(name, "" if name in _TEXTS else None) for name in fields.CORE_NAMES]
    return core, {name: given[name] for name in sorted(given) if name in _MORE}


def _named(names: Sequence[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
