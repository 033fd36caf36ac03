"""Reads of who has been heard: kept counts where there are, the ledger itself for any other days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Subquery

from alongside.floor.web.keeping import kept
from alongside.knowledge.opendata.models import Head
from alongside.knowledge.schools.models import DistrictOverride
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.work.contacts.heard import rules
from alongside.work.contacts.heard.models import LastHeard, LastHeardQuerySet, Tally
from alongside.work.contacts.heard.policies import Heard, Target
from alongside.work.contacts.heard.rules import Period
from alongside.work.contacts.models import Taking

Cells = list["Cell"]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many schools of one district, phase and group of types were heard in one role, and how often."""

    district: str
    phase: str
    type_group: str
    role: str
    schools: int
    takings: int


_CELL = ("district", "phase", "type_group", "role")


def counts(period: Period, narrowed: Mapping[str, str], policy: Heard) -> Cells:
    """One query: of the kept counts for a term or a school year, else of the ledger itself, which takes the longer the
    more contacts there are in the period. A school counts in each cell in which somebody spoke for it that day."""
    if rules.is_kept(period.begins, period.ends, policy):
        rows = Tally.objects.filter(begins=period.begins, ends=period.ends, **narrowed)
        return [Cell(*row) for row in rows.values_list(*_CELL, "schools", "takings")]
    takings = Taking.objects.counted().between(period.begins, period.ends).filter(**narrowed).order_by()
    found = takings.values(*_CELL).annotate(schools=Count("school", distinct=True), takings=Count("pk"))
    return [Cell(*row) for row in found.values_list(*_CELL, "schools", "takings")]


def trend(periods: Iterable[Period], narrowed: Mapping[str, str], roles: Iterable[str]) -> dict[tuple[date, str], int]:
    """How many schools were heard in each of these kept periods, by its first day and the role. One query."""
    found = list(periods)
    rows = Tally.objects.filter(
        begins__in=[one.begins for one in found], ends__in=[one.ends for one in found], role__in=list(roles), **narrowed
    )
    told: dict[tuple[date, str], int] = {}
    for begins, role, schools in rows.values_list("begins", "role", "schools"):
        told[begins, role] = told.get((begins, role), 0) + schools
    return told


def schools() -> dict[tuple[str, str, str], int]:
    """How many open schools the partnership has, by district, phase and group of types. Worked out once a load or
    change of a district; else one query."""
    newest = DistrictOverride.objects.order_by("-pk").values("pk")[:1]
    known = Head.objects.filter(pk=1).values_list("version", Subquery(newest)).first() or (0, None)
    return kept("heard", ("schools", *known, partnership().authority), _schools)


def _schools() -> dict[tuple[str, str, str], int]:
    lines = profiles().in_authority(partnership().authority).open().state_funded().order_by()
    found = lines.values_list("district", "phase", "group").annotate(schools=Count("pk"))
    return {(district, phase, group): number for district, phase, group, number in found}


def out_of_reach(target: Target, narrowed: Mapping[str, str], policy: Heard, *, on: date) -> LastHeardQuerySet:
    """Where whoever holds the role has not been heard in the running term or school year, the longest first."""
    begins = rules.period_of(on, target.every, policy).begins
    found: LastHeardQuerySet = LastHeard.objects.listed().filter(role=target.role, **narrowed).due(begins)
    return found.select_related("holder").longest_first()
