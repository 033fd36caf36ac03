"""The panels of the School page that tell who leads the school, beside whom the register names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rules
from django.db.models import Q

from alongside.floor.accounts.permissions import reach
from alongside.floor.web.words import day
from alongside.knowledge.people.heads.policies import heads
from alongside.knowledge.people.heads.rules import same_person
from alongside.knowledge.people.models import HeadChange, Holding
from alongside.knowledge.people.permissions import CHANGE, SEE
from alongside.knowledge.people.queries import LEAD, held
from alongside.knowledge.schools.facts import Said
from alongside.knowledge.schools.panels import Asked, Panel

ORDER = ("head", "chair", "governor", "clerk", LEAD)
# What is said where nobody is recorded in a role that every school has.
WANTED = {"head": "Headteacher", "chair": "Chair of governors", LEAD: "District Lead"}


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody's role at the school. `has_page`: whoever looks may see the page of that person."""

    holding: Holding
    has_page: bool


def people(asked: Asked) -> Mapping[str, Any] | None:
    """One query: everybody with a role at the school, and the leads of its district."""
    urn, district = asked.school.facts.urn, asked.place.district
    at_school, of_district = Q(scope="school", school=urn), Q(role=LEAD, scope="district", district=district)
    found = list(held(asked.on).filter((at_school | of_district) if district else at_school))
    found = _without_the_districts(found)
    within = reach(asked.user, SEE)
    shown = [
        Shown(one, within.covers(asked.place if one.scope == "school" else one.place))
        for one in sorted(found, key=lambda one: (_place_of(one.role), one.person.name))
    ]
    published = asked.school.said.get("head")
    head = next((one.holding for one in shown if one.holding.role == "head"), None)
    is_open = asked.school.facts.open_on_day is not False
    return {
        "shown": shown,
        "missing": [title for role, title in WANTED.items() if is_open and not any(one.role == role for one in found)],
        "published": published,
        "differs": _differs(head, published),
        "may_record": asked.is_today and bool(rules.has_perm(CHANGE, asked.user, asked.place)),
        "urn": urn,
    }


def _without_the_districts(found: list[Holding]) -> list[Holding]:
    """A school with a lead of its own is not the district's."""
    own = any(one.role == LEAD and one.scope == "school" for one in found)
    return [one for one in found if not (own and one.scope == "district")]


def _place_of(role: str) -> int:
    return ORDER.index(role) if role in ORDER else len(ORDER)


def _differs(head: Holding | None, published: Said | None) -> bool:
    """The register names somebody else than we do. Nothing differs where either says nothing."""
    return bool(head and published and published.value) and not same_person(
        head.person.name if head else "", str(published.value if published else ""), heads()
    )


def change_of_head(asked: Asked) -> Mapping[str, Any] | None:
    """Only while a change waits, on the page of today. One query."""
    if not asked.is_today:
        return None
    change = HeadChange.objects.filter(urn=asked.school.facts.urn, state=HeadChange.State.WAITING).first()
    return {"change": change} if change else None


def change_says(said: Mapping[str, Any]) -> list[str]:
    change: HeadChange = said["change"]
    return [f"The register names another head: {change.was} until now, {change.now} as at {day(change.as_at)}."]


PANELS = (
    Panel(
        "head-change",
        "Another head in the register",
        44,
        "people/panels/change.html",
        change_of_head,
        permission=CHANGE,
        by_load=False,
        sentences=change_says,
    ),
    Panel("people", "People", 45, "people/panels/people.html", people, permission=SEE, by_load=False),
)
