"""What follows a load: the register is made anew for the schools that the load says something about.

Writes only lines that differ, and keeps old and new of every field that changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q

from alongside.knowledge.opendata.registry import Follower, Staging
from alongside.knowledge.schools import fields, merging, previews
from alongside.knowledge.schools.districts import LOCATION, policy_of_districts
from alongside.knowledge.schools.models import Boundary, GroupMember, Postcode, Profile, Record
from alongside.knowledge.schools.placing import Placing
from alongside.knowledge.schools.profiling import PROFILE, RECORD, current, line, statement
from alongside.knowledge.schools.rows import iso, raw_rows

STEP = 2000  # schools at a time
TRUSTS = ("Multi-academy trust", "Single-academy trust")
# What a change of is not worth telling: it follows from something else, or is not for people.
_UNTOLD = {"urn", "sort_name", "group", "words", "latitude", "longitude", "district_how", "authority_code", "trust_uid"}
_DAYS = tuple(PROFILE.index(name) for name in ("opened", "closed"))

Lines = dict[int, tuple[int, tuple[Any, ...]]]  # by URN: primary key and values of PROFILE


def derive(staging: Staging) -> None:
    """See registry.Follower."""
    urns = sorted(_touched(staging))
    if not urns:
        return
    placing = Placing(staging.load_id)
    for start in range(0, len(urns), STEP):
        _derive_some(staging, urns[start : start + STEP], placing)


def _touched(staging: Staging) -> set[int]:
    """The schools whose line may have changed with this load."""
    load = staging.load_id
    urns = {urn for (urn,) in raw_rows(Record.objects.filter(load=load).values_list("urn"))}
    members = GroupMember.objects.filter(Q(since=load) | Q(until=load))
    urns |= {urn for (urn,) in raw_rows(members.values_list("urn"))}  # type: ignore[misc]
    lines = Profile.objects.at(staging.version)
    if Boundary.objects.filter(Q(since=load) | Q(until=load)).exists():
        urns |= set(lines.filter(authority=policy_of_districts().authority).values_list("urn", flat=True))
    if Postcode.objects.filter(Q(since=load) | Q(until=load)).exists():
        urns |= set(lines.exclude(district_how=LOCATION).values_list("urn", flat=True))
    return urns


def _derive_some(staging: Staging, urns: Sequence[int], placing: Placing) -> None:
    records = raw_rows(
        Record.objects.filter(urn__in=urns, load__lte=staging.load_id)
        .order_by("urn", "as_at", "load")
        .values_list(*RECORD, *fields.CORE_NAMES)
    )
    schools = []
    for urn, rows in groupby(records, key=itemgetter(0)):
        group = list(rows)
        found = current(group)
        if found:
            schools.append((urn, found, group))
    where = placing.find([(urn, found[0], group) for urn, found, group in schools])
    trusts = _trusts(urns, staging.load_id)
    before = _lines(urns, staging.version)
    ended, fresh = [], []
    for (urn, (values, status, opened, closed), _), (district, place) in zip(schools, where, strict=True):
        made = line(
            urn, values, status=status, opened=iso(opened), closed=iso(closed), district=district, place=place,
            member_of=trusts.get(urn),
        )  # fmt: skip
        old = before.get(urn)
        if old and old[1] == made:
            continue
        if old:
            ended.append(old[0])
        fresh.append(made)
    _tell_changes(staging, fresh, before)
    staging.close(Profile, ended)
    staging.insert(Profile, PROFILE, fresh)


def _lines(urns: Iterable[int], version: int) -> Lines:
    """The lines of the register that readers see now, with their primary keys."""
    rows = raw_rows(Profile.objects.filter(urn__in=urns, until=None, since__lte=version).values_list(*PROFILE, "pk"))
    return {row[0]: (row[-1], tuple(map(iso, row[:-1]))) for row in rows}


def _trusts(urns: Sequence[int], version: int) -> dict[int, tuple[int, str]]:
    """The trust that the list of groups gives each school, by URN."""
    members = GroupMember.objects.at(version).filter(urn__in=urns, kind__in=TRUSTS, closed=None)
    return {urn: (uid, name) for urn, uid, name in members.order_by("joined").values_list("urn", "uid", "name")}


def _tell_changes(staging: Staging, fresh: Sequence[tuple[Any, ...]], before: Lines) -> None:
    """Keep old and new of what changed in schools that were in the register before."""
    known = [made for made in fresh if made[0] in before]
    if not known:
        return
    told_again = set(
        Record.objects.filter(urn__in=[made[0] for made in known], load__lte=staging.version)
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
            if was != now and name not in _UNTOLD and (urn in told_again or was not in (None, ""))
        }
        changed |= more.get(urn, {})
        if changed:
            staging.changed(f"school {urn}", urn, changed)


def _sources(staging: Staging) -> list[str]:
    return list(Record.objects.filter(load=staging.load_id).values_list("source", flat=True).distinct())


def _more_changes(staging: Staging, urns: Sequence[int]) -> dict[int, dict[str, tuple[str, str]]]:
    """Changes of the fields that are not in the register's line."""
    rows = raw_rows(
        Record.objects.filter(urn__in=urns, load__lte=staging.load_id)
        .order_by("urn", "as_at", "load")
        .values_list(*RECORD, *fields.CORE_NAMES, "said")
    )
    found = {}
    for urn, group in groupby(rows, key=itemgetter(0)):
        statements = [statement(row[:-1], json.loads(row[-1])) for row in group]
        now = _said_now(statements)
        was = _said_now([one for one in statements if one.load <= staging.version])
        names = {name for name in {**was, **now} if was.get(name) != now.get(name)} & _MORE_NAMES
        found[urn] = {name: (fields.shown(name, was.get(name)), fields.shown(name, now.get(name))) for name in names}
    return found


_MORE_NAMES = {field.name for field in fields.MORE} - {"head_title", "head_first", "head_last"}


def _said_now(statements: Sequence[merging.Statement]) -> Mapping[str, Any]:
    return {name: said.value for name, said in merging.merge(statements, date.max).items()}


FOLLOWER = Follower(key="schools.profile", order=10, derive=derive, preview=previews.preview)
