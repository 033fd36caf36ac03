"""Reads of how schools stand by their ties: kept for today, worked out for any other day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max

from alongside.floor.web.keeping import kept
from alongside.knowledge.opendata.models import Head
from alongside.work.ties.isolation import gathering, keeping, rules
from alongside.work.ties.isolation.models import Standing, StandingQuerySet
from alongside.work.ties.isolation.policies import isolation
from alongside.work.ties.isolation.rules import Counted, Fact, Verdict
from alongside.work.ties.models import Tie

_PLACE = ("urn", "district", "phase", "group", "opened", "authority")
CELL = ("district", "phase", "type_group", "state")


@dataclass(frozen=True, slots=True)
class SchoolTies:
    """One school: its verdict on a day, its ties with what each adds, the newest first, and when it would fall."""

    verdict: Verdict
    ties: tuple[Counted, ...]
    falls: date | None


def standings() -> StandingQuerySet:
    """Every open school of the partnership as it stands today (as it was last worked out: at least once a day)."""
    found: StandingQuerySet = Standing.objects.all()
    return found


def standing_of(urn: int, *, on: date) -> SchoolTies:
    """One school as at a day, worked out from the ledger. Five queries at most."""
    policy = isolation()
    opened = gathering.schools_on(on).filter(urn=urn).values_list("opened", flat=True).first()
    befores = gathering.before([(urn, opened)], policy, on=on)
    ties = list(Tie.objects.standing().filter(school__in=[urn, *befores.get(urn, ())]))
    circles = {tie.circle for tie in ties if tie.circle and tie.kind in policy.company_kinds}
    shared = gathering.companies(policy, on=on, circles=circles) if circles else frozenset()
    pairs = [(tie, _fact(tie, policy.company_kinds, shared)) for tie in ties]
    facts, recorded = [fact for _, fact in pairs], gathering.recorded_by(on)
    return SchoolTies(
        rules.judge(facts, recorded, policy, on=on),
        tuple(rules.counted(tie, fact, policy, on=on) for tie, fact in pairs if fact.since <= on),
        rules.falls_on(facts, recorded, policy, on=on),
    )


def verdicts_of(urns: Collection[int], *, on: date) -> Mapping[int, str]:
    """The states of some schools on a day, by URN, worked out from the ledger; none of a school that was not open."""
    places = list(gathering.schools_on(on).filter(urn__in=urns).values_list(*_PLACE))
    return {
        one.school: one.state for one in keeping.judged(places, isolation(), gathering.recorded_by(on), None, on=on)
    }


def standings_on(on: date) -> list[Standing]:
    """Every school as at another day than today; worked out once and kept until a tie is posted or a file loaded."""
    return kept("ties", ("standings", on, *changed()), lambda: _standings_on(on))


def _standings_on(on: date) -> list[Standing]:
    policy, recorded = isolation(), gathering.recorded_by(on)
    places = list(gathering.schools_on(on).order_by("urn").values_list(*_PLACE))
    shared = gathering.companies(policy, on=on)
    found = []
    for start in range(0, len(places), 1000):
        found += keeping.judged(places[start : start + 1000], policy, recorded, shared, on=on)
    return found


def changed() -> tuple[int, datetime | None]:
    """What pictures and counts that are kept depend on: the newest load, and when a school was last judged. Two
    queries."""
    version = Head.objects.filter(pk=1).values_list("version", flat=True).first() or 0
    return version, Standing.objects.aggregate(last=Max("at"))["last"]


def cells(found: StandingQuerySet) -> list[tuple[str, str, str, str, int]]:
    """How many schools of each district, phase, group of types and state. One query."""
    return list(found.order_by().values_list(*CELL).annotate(schools=Count("pk")))


def _fact(tie: Tie, asked: Iterable[str], shared: frozenset[str]) -> Fact:
    return Fact(tie.kind, tie.since, tie.until, tie.kind not in asked or not tie.circle or tie.circle in shared)
