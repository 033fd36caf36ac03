"""Which school came before, and which after: reads of the links that GIAS lists and that Ofsted's rows tell.

A link counts from both sides: GIAS lists most of them twice, and some only once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, OuterRef, Q, Subquery, When

from alongside.knowledge.schools.facts import Related
from alongside.knowledge.schools.models import Link, Profile
from alongside.knowledge.schools.rows import day, raw_rows

_BACK = {Link.Kind.PREDECESSOR: Link.Kind.SUCCESSOR, Link.Kind.SUCCESSOR: Link.Kind.PREDECESSOR}
_MERGERS = ("result of amalgamation", "merged")
_GENERATIONS = 12


@dataclass(frozen=True, slots=True)
class Relations:
    """The schools linked to one school, as at a day."""

    predecessors: tuple[Related, ...] = ()
    successors: tuple[Related, ...] = ()
    others: tuple[Related, ...] = ()


def relations(urn: int, *, on: date, version: int, closed: date | None = None) -> Relations:
    """The schools linked to this one by a day, in one query. `closed`: the last day of the school itself.

    A successor whose link has no date counts from the day it opened, or from the day after the school closed; a
    predecessor without a date always counts.
    """
    told = list(_told(urn, version))
    told.sort(key=lambda entry: (entry[1].source != Link.Source.GIAS, entry[1].established is None))
    found: dict[str, dict[int, Related]] = defaultdict(dict)
    for kind, school, far in told:
        kind = _settled(kind, school.described, far, closed)
        if _counts(kind, school, far, closed, on):
            found[kind].setdefault(school.urn, school)
    return Relations(*(tuple(_in_order(found[kind].values())) for kind in Link.Kind.values))


def _told(urn: int, version: int) -> Iterator[tuple[str, Related, Mapping[str, Any]]]:
    """Every link of a school, seen from its side: kind, the school at the far end, and what the register says of
    that."""
    far = Case(When(urn=urn, then=F("other_urn")), default=F("urn"))
    line = Profile.objects.at(version).filter(urn=OuterRef("far"))[:1]
    rows = (
        Link.objects.at(version)
        .filter(Q(urn=urn) | Q(other_urn=urn))
        .annotate(far=far)
        .annotate(**{f"far_{name}": Subquery(line.values(name)) for name in ("name", "opened", "closed", "status")})
    )
    for row in rows.values():
        back = row["urn"] != urn
        name = row["far_name"] or ("" if back else row["other_name"])
        school = Related(
            urn=row["far"],
            name=name,
            described=row["described"],
            established=row["established"],
            load=row["since"],
            row=row["row"],
            known=row["far_name"] is not None,
            source=row["source"],
        )
        yield _BACK.get(row["kind"], row["kind"]) if back else row["kind"], school, row


def _settled(kind: str, described: str, far: Mapping[str, Any], closed: date | None) -> str:
    """An amalgamation is told in the same words from both sides: the one that closed came first."""
    if kind != Link.Kind.OTHER or not described.casefold().startswith(_MERGERS):
        return kind
    if far["far_status"] == "closed" and not closed:
        return Link.Kind.PREDECESSOR
    return Link.Kind.SUCCESSOR if closed and far["far_status"] != "closed" else kind


def _counts(kind: str, school: Related, far: Mapping[str, Any], closed: date | None, on: date) -> bool:
    if school.established:
        return school.established <= on
    if kind != Link.Kind.SUCCESSOR:
        return True
    if far["far_opened"]:
        return far["far_opened"] <= on
    return closed is None or closed < on


def _in_order(schools: Iterable[Related]) -> list[Related]:
    return sorted(schools, key=lambda school: (school.established or date.min, school.name), reverse=True)


def predecessors_of(urns: Iterable[int] | None = None, *, version: int) -> dict[int, list[int]]:
    """Every direct predecessor of each school (all schools where none are named), told from either side, in one query
    or two. Undirected mergers are left out."""
    wanted = None if urns is None else list(urns)
    links = Link.objects.at(version)
    forward, back = links.filter(kind=Link.Kind.PREDECESSOR), links.filter(kind=Link.Kind.SUCCESSOR)
    if wanted is not None:
        forward, back = forward.filter(urn__in=wanted), back.filter(other_urn__in=wanted)
    found: dict[int, list[int]] = defaultdict(list)
    for urn, before in [
        *raw_rows(forward.values_list("urn", "other_urn")),
        *raw_rows(back.values_list("other_urn", "urn")),
    ]:
        if before not in found[urn] and before != urn:
            found[urn].append(before)
    return dict(found)


def ancestry(urn: int, *, version: int) -> list[int]:
    """All who came before, the nearest first; links that run in a circle are followed once."""
    seen, found, last = {urn}, list[int](), [urn]
    for _ in range(_GENERATIONS):
        before = predecessors_of(last, version=version)
        last = [far for near in last for far in before.get(near, ()) if not (far in seen or seen.add(far))]  # type: ignore[func-returns-value]
        if not last:
            break
        found += last
    return found


def dated_links(*, version: int, urns: Iterable[int] | None = None) -> list[tuple[int, int, date | None]]:
    """(school, predecessor, established) of every directed link, for who needs many at once."""
    links = Link.objects.at(version).exclude(kind=Link.Kind.OTHER)
    if urns is not None:
        some = list(urns)
        links = links.filter(Q(urn__in=some) | Q(other_urn__in=some))
    return [
        (urn, other, day(since)) if kind == Link.Kind.PREDECESSOR else (other, urn, day(since))
        for urn, other, kind, since in raw_rows(links.values_list("urn", "other_urn", "kind", "established"))
    ]
