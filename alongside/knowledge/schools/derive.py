"""What follows a load: the register is made anew for the schools that the load says something about.

Writes only lines that differ, and keeps old and new of every field that changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet

from alongside.knowledge.opendata.registry import Follower, Staging
from alongside.knowledge.schools import fields, merging, previews, vocabulary
from alongside.knowledge.schools.districts import LOCATION, policy_of_districts
from alongside.knowledge.schools.models import Boundary, GroupMember, Postcode, Profile, Record
from alongside.knowledge.schools.placing import Placing
from alongside.knowledge.schools.profiling import (
    DAYS,
    PROFILE,
    RECORD,
    Row,
    adds_nothing,
    belongs,
    current,
    has_no_line,
    line,
    spelt_out,
    statement,
    unspelt,
)
from alongside.knowledge.schools.rows import among, columns, iso, raw_rows
from alongside.knowledge.schools.staging import fresh_records

STEP = 5000  # schools at a time
TRUSTS = ("Multi-academy trust", "Single-academy trust")
# What a change of is not worth telling: it follows from something else, or is not for people.
_UNTOLD = {"urn", "sort_name", "group", "words", "latitude", "longitude", "district_how", "authority_code", "trust_uid"}

Fresh = Mapping[int, Row]  # what this load wrote, by URN
Lines = dict[int, tuple[int, tuple[Any, ...]]]  # by URN: primary key and values of PROFILE


@dataclass(frozen=True, slots=True)
class Given:
    """What is the same for all schools of a load: where places are found, and whether there are groups and lines."""

    placing: Placing
    groups: bool
    lines: bool


def derive(staging: Staging) -> None:
    """See registry.Follower."""
    fresh = fresh_records(staging)
    urns = sorted(_touched(staging, fresh))
    if not urns:
        return
    placing = Placing(staging.load_id)
    given = Given(
        placing,
        groups=GroupMember.objects.at(staging.load_id).exists(),
        lines=Profile.objects.at(staging.version).exists(),
    )
    for start in range(0, len(urns), STEP):
        _derive_some(staging, urns[start : start + STEP], fresh, given)


def _touched(staging: Staging, fresh: Fresh) -> set[int]:
    """The schools whose line may have changed with this load."""
    load = staging.load_id
    urns = {urn for (urn,) in raw_rows(_not_among(fresh, load).filter(load=load).values_list("urn"))}
    urns.update(fresh)
    members: Any = GroupMember.objects.filter(Q(since=load) | Q(until=load))
    urns.update(row[0] for row in raw_rows(members.values_list("urn")))
    lines = Profile.objects.at(staging.version)
    if Boundary.objects.filter(Q(since=load) | Q(until=load)).exists():
        urns |= set(lines.filter(authority=policy_of_districts().authority).values_list("urn", flat=True))
    if Postcode.objects.filter(Q(since=load) | Q(until=load)).exists():
        urns |= set(lines.exclude(district_how=LOCATION).values_list("urn", flat=True))
    return urns


def _not_among(fresh: Fresh, load: int) -> QuerySet[Record, Record]:
    """Records as far as this load, without those that it holds in hand."""
    records = Record.objects.filter(load__lte=load)
    if fresh:
        source = next(iter(fresh.values()))[1]
        records = records.exclude(load=load, source=source, listed=True, origin=None)
    return records


def _derive_some(staging: Staging, urns: Sequence[int], fresh: Fresh, given: Given) -> None:
    schools = []
    ours = given.placing.policy.authority
    as_it_was = set()  # what the load says of them changes nothing in their lines, or in their having none
    for urn, rows in _records(staging, urns, fresh).items():
        if adds_nothing(fresh.get(urn), rows) or has_no_line(rows, ours):
            as_it_was.add(urn)
            continue
        found = current(rows)
        if found and belongs(found[0], found[1], ours):
            schools.append((urn, found, rows))
    urns = [urn for urn in urns if urn not in as_it_was]
    where = given.placing.find([(urn, found[0], rows) for urn, found, rows in schools])
    trusts = _trusts(urns, staging.load_id) if given.groups else {}
    before = _lines(urns, staging.version) if given.lines else {}
    ended, made = [], []
    for (urn, (values, status, opened, closed), _), (district, place) in zip(schools, where, strict=True):
        now = line(urn, values, status, iso(opened), iso(closed), district, place, trusts.get(urn))
        old = before.pop(urn, None)
        if old and unspelt(old[1]) == now:
            continue
        if old:
            ended.append(old)
        made.append(spelt_out(now))
    _tell_changes(staging, made, {old[1][0]: old for old in ended})
    _tell_left(staging, before)
    staging.close(Profile, [key for key, _ in (*ended, *before.values())])
    staging.insert(Profile, PROFILE, made)


def _tell_left(staging: Staging, left: Lines) -> None:
    """Schools of other authorities leave the register when they close."""
    for urn, (_, old) in left.items():
        status = fields.shown("status", old[PROFILE.index("status")])
        staging.changed(f"school {urn}", urn, {"status": (status, fields.shown("status", vocabulary.CLOSED))})


def _records(staging: Staging, urns: Sequence[int], fresh: Fresh) -> dict[int, list[Row]]:
    """Every record of these schools, as far as this load, by URN."""
    found: dict[int, list[Row]] = {urn: [fresh[urn]] if urn in fresh else [] for urn in urns}
    others = _not_among(fresh, staging.load_id).filter(among("urn", urns)).order_by()
    for row in raw_rows(others.values_list(*columns((*RECORD, *fields.CORE_NAMES), DAYS))):
        found[row[0]].append(row)
    return {urn: rows for urn, rows in found.items() if rows}


def _lines(urns: Iterable[int], version: int) -> Lines:
    """The lines of the register that readers see now, with their primary keys."""
    lines = Profile.objects.filter(among("urn", urns), until=None, since__lte=version)
    rows = raw_rows(lines.values_list(*columns(PROFILE, DAYS), "pk"))
    return {row[0]: (row[-1], row[:-1]) for row in rows}


def _trusts(urns: Sequence[int], version: int) -> dict[int, tuple[int, str]]:
    """The trust that the list of groups gives each school, by URN."""
    members = GroupMember.objects.at(version).filter(among("urn", urns), kind__in=TRUSTS, closed=None)
    rows = raw_rows(members.order_by("joined").values_list("urn", "uid", "name"))
    return {urn: (uid, name) for urn, uid, name in rows}


def _tell_changes(staging: Staging, fresh: Sequence[tuple[Any, ...]], before: Lines) -> None:
    """Keep old and new of what changed in schools that were in the register before."""
    known = [made for made in fresh if made[0] in before]
    if not known:
        return
    told_again = set(
        Record.objects.filter(among("urn", (made[0] for made in known)), load__lte=staging.version)
        .filter(source__in=_sources(staging))
        .values_list("urn", flat=True)
    )
    more = _more_changes(staging, sorted(told_again)) if told_again else {}
    for made in known:
        urn, old = made[0], before[made[0]][1]
        changed = {
            name: (fields.shown(name, was), fields.shown(name, now))
            for name, was, now in zip(PROFILE, old, made, strict=True)
            # Where a source speaks of the school for the first time, what it adds is no change.
            if name not in _UNTOLD and _differ(was, now) and (urn in told_again or was not in (None, ""))
        }
        changed |= more.get(urn, {})
        if changed:
            staging.changed(f"school {urn}", urn, changed)


def _differ(was: Any, now: Any) -> bool:
    """Whether a person would call it a change: publishers move between capitals and small letters."""
    if isinstance(was, str) and isinstance(now, str):
        return was.casefold() != now.casefold()
    return bool(was != now)


def _sources(staging: Staging) -> list[str]:
    return list(Record.objects.filter(load=staging.load_id).values_list("source", flat=True).distinct())


def _more_changes(staging: Staging, urns: Sequence[int]) -> dict[int, dict[str, tuple[str, str]]]:
    """Changes of the fields that are not in the register's line."""
    rows = raw_rows(
        Record.objects.filter(among("urn", urns), load__lte=staging.load_id)
        .order_by("urn", "as_at", "load")
        .values_list(*RECORD, *fields.CORE_NAMES, "said")
    )
    found = {}
    for urn, group in groupby(rows, key=itemgetter(0)):
        statements = [statement(row[:-1], json.loads(row[-1])) for row in group]
        now = _said_now(statements)
        was = _said_now([one for one in statements if one.load <= staging.version])
        names = {name for name in {**was, **now} if _differ(was.get(name), now.get(name))} & _MORE_NAMES
        found[urn] = {name: (fields.shown(name, was.get(name)), fields.shown(name, now.get(name))) for name in names}
    return found


_MORE_NAMES = {field.name for field in fields.MORE} - {"head_title", "head_first", "head_last"}


def _said_now(statements: Sequence[merging.Statement]) -> Mapping[str, Any]:
    return {name: said.value for name, said in merging.merge(statements, date.max).items()}


FOLLOWER = Follower(key="schools.profile", order=10, derive=derive, preview=previews.preview)
