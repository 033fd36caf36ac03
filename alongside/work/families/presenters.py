"""What the page of a family shows, to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules

from alongside.floor.accounts.permissions import granted, reach
from alongside.floor.web import things
from alongside.knowledge.schools.vocabulary import phase_name
from alongside.work.families import permissions, queries, shared
from alongside.work.families.models import Asking, Family, Membership
from alongside.work.families.queries import Member
from alongside.work.meetings.models import Meeting
from alongside.work.sharing.practice import queries as practice
from alongside.work.ties.topics import topics

MEMBER = Membership.State.MEMBER
MOST_PRACTICE = 12


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member as its page shows it. `own`: whoever looks speaks for it; `good_at` and what it works on only for who
    sees inside."""

    membership: Membership
    urn: int
    name: str
    phase: str
    waits: bool
    own: bool
    good_at: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eyes:
    """What somebody may do on the page of a family."""

    inside: bool
    runs: bool
    decides: bool
    own: frozenset[int]  # schools that they speak for
    opens_meetings: bool


def eyes(user: Any, family: Family, members: Sequence[Member]) -> Eyes:
    """Asks the database nothing: the members are at hand."""
    held = {one.urn for one in members if one.membership.state == MEMBER}
    leads = permissions.leads(user, family)
    inside = bool(granted("families.inside")(user)) or leads or bool(permissions.own_schools(user) & held)
    return Eyes(
        inside=inside,
        runs=leads or bool(granted("families.run")(user)),
        decides=bool(granted("families.decide")(user)),
        own=frozenset(reach(user, "families.speak").schools),
        opens_meetings=leads
        or reach(user, "meetings.see").everywhere
        or bool(permissions.own_schools(user, "head") & held),
    )


def page(family: Family, user: Any, *, on: date) -> dict[str, Any]:
    """All that the page shows this person: name, purpose and members for everybody; the rest for who sees inside."""
    waiting = _askings(family, user)
    members, lines = queries.members_of(family, [one.school for one in waiting])
    may = eyes(user, family, members)
    names = {urn: line.name for urn, line in lines.items()}
    held = [one for one in members if one.membership.state == MEMBER]
    seen = members if may.inside or may.own else held
    context: dict[str, Any] = {
        "family": family,
        "may": may,
        "members": [_member(one, may, {}) for one in seen],
        "count": len(held),
        "asked": [(one, names.get(one.school, f"School {one.school}")) for one in waiting if may.runs],
        "own_asking": next((one for one in waiting if one.school in may.own), None),
        "may_ask": bool(family.stands and may.own - {one.urn for one in members}),
    }
    return context | (_inside(family, members, may, on=on) if may.inside else {})


def _inside(family: Family, members: Sequence[Member], may: Eyes, *, on: date) -> dict[str, Any]:
    held = [one for one in members if one.membership.state == MEMBER]
    urns = [one.urn for one in held]
    strengths = shared.good_at(urns)
    coming = Meeting.objects.filter(series__circle=family.thing, state=Meeting.State.PLANNED, on__gte=on)
    agree, of = shared.consents(one.membership for one in members)
    together = shared.all_agree(one.membership for one in members)
    return {
        "members": [_member(one, may, strengths) for one in members],
        "agreements": queries.agreed_in(family),
        "meeting": coming.order_by("on", "starts").first(),
        "practice": _practice(urns, {one.urn: one.name for one in held}),
        "figures": shared.figures(members, on=on, version=held[0].version) if together else [],
        "consents": agree,
        "consents_of": of,
        "own_members": [one for one in held if one.urn in may.own],
    }


def _member(one: Member, may: Eyes, strengths: Mapping[int, Sequence[str]]) -> ShownMember:
    return ShownMember(
        one.membership,
        one.urn,
        one.name,
        phase_name(one.phase) if one.phase else "",
        one.membership.state != MEMBER,
        one.urn in may.own,
        tuple(topics().name(key) for key in strengths.get(one.urn, ())),
        tuple(topics().names(one.membership.topics)) if may.inside else (),
    )


def _askings(family: Family, user: Any) -> list[Asking]:
    """Those that wait, for who answers them, and the own ones. No query for who is neither."""
    runs, own = rules.has_perm("families.run", user, family), reach(user, "families.speak").schools
    if not (runs or own):
        return []
    found = family.askings.filter(state=Asking.State.WAITS)
    return list(found if runs else found.filter(school__in=own))


def _practice(urns: Sequence[int], names: Mapping[int, str]) -> list[tuple[str, str, str]]:
    """Title, school and address (empty where it has no page) of what members published."""
    found = practice.of_schools(urns)
    items = sorted((one for some in found.values() for one in some), key=lambda one: -one.pk)[:MOST_PRACTICE]
    return [(one.title, names.get(one.school or 0, ""), things.address_of(f"practice {one.pk}")) for one in items]
