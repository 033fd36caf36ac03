"""What the pages about people say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules

from alongside.knowledge.people.listing import Line
from alongside.knowledge.people.models import Body, Holding, Person
from alongside.knowledge.people.permissions import OFFICE, is_of_office


@dataclass(frozen=True, slots=True)
class Shown:
    """A role on somebody's page, and whether whoever looks may end it or put it right."""

    line: Line
    may_change: bool


def roles_of(lines: Sequence[Line], covered: set[int], user: Any, *, today: date) -> dict[str, list[Shown]]:
    """Those held now, those to come, those that ended. `covered`: which of them lie where `user` may change roles."""
    gives_office = bool(rules.has_perm(OFFICE, user))

    def may(held: Holding) -> bool:
        return held.pk in covered and (gives_office or not is_of_office(held.role, held.scope))

    shown = [Shown(one, may(one.holding)) for one in lines]
    return {
        "now": [one for one in shown if one.line.holding.held_on(today)],
        "to_come": [one for one in shown if one.line.holding.since and one.line.holding.since > today],
        "ended": [one for one in shown if one.line.holding.until and one.line.holding.until < today],
    }


def account_of(person: Person) -> str:
    """In a sentence, whether they sign in."""
    if person.user is None:
        return "They have no account."
    if not person.user.is_active:
        return "Their account is closed."
    if person.user.last_login is None:
        return f"They are invited as {person.user.email} and have not signed in yet."
    return f"They sign in as {person.user.email}."


@dataclass(frozen=True, slots=True)
class WithMembers:
    body: Body
    members: tuple[Holding, ...]


def with_members(bodies: Iterable[Body], today: date) -> list[WithMembers]:
    """Each body with who is in it. Two queries."""
    members: dict[int, list[Holding]] = {}
    for one in Holding.objects.on(today).filter(scope="body").select_related("person").order_by("role", "person__name"):
        members.setdefault(one.body_id or 0, []).append(one)
    return [WithMembers(one, tuple(members.get(one.pk, ()))) for one in bodies]
