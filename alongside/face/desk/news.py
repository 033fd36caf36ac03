"""Finds what the newest files brought for some schools: what was published, opened, closed, and whose head changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Q

from alongside.face.desk.presenters.changes import NewHead, News, Opening, Published, news
from alongside.face.desk.queries import SeenLoad, Shown
from alongside.face.desk.setting import INSPECTIONS, REGISTER, Setting
from alongside.floor.kernel.prose import sentence
from alongside.floor.web.words import day
from alongside.knowledge.inspections import wording
from alongside.knowledge.inspections.assembly import Covered, assemble
from alongside.knowledge.inspections.models import Telling
from alongside.knowledge.inspections.readings import reading_of
from alongside.knowledge.inspections.tellings import Told
from alongside.knowledge.opendata.models import Change
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Link

A_MONTH = timedelta(days=31)  # looked back on where no older file of the kind is loaded
TELLING = Told._fields


def newest(where: Setting, schools: Sequence[Shown]) -> list[News]:
    """In at most three queries. `schools`: open and closed ones, all that the page speaks of."""
    names = {school.urn: school.name for school in schools}
    return news(_published(where, list(names)), _openings(where, schools), _heads(where, list(names)), names)


def since(where: Setting) -> str:
    """From when on things count as new, in a sentence."""
    said = []
    for families, what in ((INSPECTIONS, "Inspections published"), ((REGISTER,), "schools and heads in the register")):
        if found := _period(where, families):
            load, first = found
            said.append(f"{what} from {day(first)} to {day(load.as_at)}")
    return sentence("; ".join(said))


def _period(where: Setting, families: Sequence[str]) -> tuple[SeenLoad, date] | None:
    """The newest load of these families, and the day after which what it tells is new."""
    loads = [where.newest[family] for family in families if family in where.newest]
    if not loads:
        return None
    load = max(loads, key=lambda one: one.as_at)
    before = where.before(load)
    return load, before.as_at if before else load.as_at - A_MONTH


def _published(where: Setting, urns: list[int]) -> list[Published]:
    found = _period(where, INSPECTIONS)
    if not found:
        return []
    load, since = found
    rows = Telling.objects.filter(
        load__lte=where.version, published__gt=since, published__lte=load.as_at, urn__in=urns
    ).values_list(*TELLING)
    told = [Told(*row)._replace(grades=json.dumps(row[TELLING.index("grades")])) for row in rows]
    loaded = {one.pk: one.finished_at for one in where.loads}
    return [
        Published(
            urn=urn,
            kind=wording.kind(inspection),
            words=wording.in_short(inspection),
            mark=reading_of(inspection).mark if inspection.kind == "graded" else "",
            inspected=inspection.started,
            published=inspection.published,
            loaded=loaded.get(inspection.load),
            load=inspection.load,
            row=inspection.row,
        )
        for urn, history in assemble(told, [], Covered()).items()
        for inspection in history.inspections
        if inspection.published
    ]


def _openings(where: Setting, schools: Sequence[Shown]) -> list[Opening]:
    found = _period(where, (REGISTER,)) or _period(where, INSPECTIONS)
    if not found:
        return []
    load, since = found
    came = [s for s in schools if s.opened and since < s.opened <= load.as_at and s.status != vocabulary.PROPOSED]
    went = [s for s in schools if s.status == vocabulary.CLOSED and s.closed and since <= s.closed <= load.as_at]
    related = _related([school.urn for school in (*came, *went)], {school.urn: school.name for school in schools})
    return [
        Opening(s.urn, s.name, True, s.opened, related.get((s.urn, "predecessor"), ()), load.as_at, load.pk)
        for s in came
        if s.opened
    ] + [
        Opening(s.urn, s.name, False, s.closed, related.get((s.urn, "successor"), ()), load.as_at, load.pk)
        for s in went
        if s.closed
    ]


def _related(urns: list[int], names: Mapping[int, str]) -> dict[tuple[int, str], tuple[str, ...]]:
    """Names of what came before and after these schools, as either side of a link tells it."""
    if not urns:
        return {}
    P, S = Link.Kind.PREDECESSOR, Link.Kind.SUCCESSOR
    rows = Link.objects.current().filter(Q(urn__in=urns) | Q(other_urn__in=urns), kind__in=(P, S))
    found: dict[tuple[int, str], set[str]] = {}
    for urn, other, kind, other_name in rows.values_list("urn", "other_urn", "kind", "other_name"):
        found.setdefault((urn, kind), set()).add(names.get(other, other_name) or f"school {other}")
        if urn in names:
            found.setdefault((other, S if kind == P else P), set()).add(names[urn])
    return {key: tuple(sorted(said)) for key, said in found.items()}


def _heads(where: Setting, urns: list[int]) -> list[NewHead]:
    load = where.newest.get(REGISTER)
    if load is None or where.before(load) is None:
        return []  # the first register names every head; none of them is news
    rows = Change.objects.filter(load=load.pk, field="head", urn__in=urns).values_list("urn", "old", "new")
    return [NewHead(urn, old, new, load.as_at, load.pk) for urn, old, new in rows if urn]
