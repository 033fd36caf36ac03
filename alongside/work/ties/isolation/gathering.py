"""The facts that the rule takes: the ties of schools as at a day, read fast, for one school or for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q

from alongside.knowledge.opendata.queries import head
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.lineage import predecessors_of
from alongside.knowledge.schools.models import Profile, ProfileQuerySet
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.rows import among, columns, day, raw_rows
from alongside.work.ties.isolation.models import Recorded
from alongside.work.ties.isolation.policies import Isolation
from alongside.work.ties.isolation.rules import Fact
from alongside.work.ties.models import Tie, TieQuerySet

_TOLD = ("school", "kind", "since", "until", "circle")


@dataclass(slots=True)
class Gathered:
    """The ties of schools, by URN, and the day of the newest that had begun."""

    facts: dict[int, list[Fact]] = field(default_factory=dict)
    newest: dict[int, date] = field(default_factory=dict)


def schools_on(on: date) -> ProfileQuerySet:
    """The partnership's state-funded schools that were open on a day, as the register of now tells."""
    was_open = Q(closed__isnull=True) | Q(closed__gte=on)
    current: Any = Profile.objects.current()
    found: ProfileQuerySet = current.in_authority(partnership().authority).state_funded()
    return found.filter(was_open, Q(opened__isnull=True) | Q(opened__lte=on)).exclude(
        Q(status=vocabulary.CLOSED, closed__isnull=True) | Q(status="proposed")
    )


def recorded_by(on: date) -> frozenset[str]:
    """The kinds of which any school had a tie by a day. One query."""
    return frozenset(Recorded.objects.filter(since__lte=on).values_list("kind", flat=True))


def companies(policy: Isolation, *, on: date, circles: Collection[str] | None = None) -> frozenset[str]:
    """The circles to which more than one school belongs on a day. One query."""
    lasting: TieQuerySet = Tie.objects.lasting_on(on).filter(kind__in=policy.company_kinds).exclude(circle="")
    if circles is not None:
        lasting = lasting.filter(circle__in=circles)
    many = lasting.order_by().values("circle").annotate(schools=Count("school", distinct=True)).filter(schools__gt=1)
    return frozenset(many.values_list("circle", flat=True))


def before(schools: Iterable[tuple[int, date | None]], policy: Isolation, *, on: date) -> dict[int, list[int]]:
    """The schools that came directly before each that is young enough for their ties to count still."""
    young = [urn for urn, opened in schools if opened and (on - opened).days <= policy.longest]
    return predecessors_of(young, version=head()) if young else {}


def gathered(
    urns: Collection[int],
    policy: Isolation,
    *,
    on: date,
    befores: Mapping[int, Iterable[int]],
    shared: frozenset[str] | None = None,
) -> Gathered:
    """The ties of these schools and of those before them, as at a day. `shared`: the circles with company, where the
    caller has them; else one query more."""
    heirs: dict[int, list[int]] = defaultdict(list)
    for urn in urns:
        heirs[urn].append(urn)
        for old in befores.get(urn, ()):
            heirs[old].append(urn)
    ties = Tie.objects.standing().filter(among("school", heirs)).order_by()
    rows = raw_rows(ties.values_list(*columns(_TOLD, {"since", "until"})))
    asked = policy.company_kinds
    if shared is None:
        circles = {row[4] for row in rows if row[1] in asked and row[4]}
        shared = companies(policy, on=on, circles=circles) if circles else frozenset()
    found = Gathered({urn: [] for urn in urns})
    facts, newest = found.facts, found.newest
    for school, kind, since, until, circle in rows:
        begun: Any = day(since)
        fact = Fact(kind, begun, day(until), kind not in asked or not circle or circle in shared)
        for urn in heirs[school]:
            facts[urn].append(fact)
            if begun <= on and (urn not in newest or newest[urn] < begun):
                newest[urn] = begun
    return found
