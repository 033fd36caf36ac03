"""Who may see and change whom: what the policy grants at the places where somebody holds roles.

Roles of the office, and all that are held at the partnership itself, are given, ended and invited by `people.office`
alone: else whoever may record a head could make themselves director.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rules

from alongside.floor.accounts.permissions import reach
from alongside.floor.accounts.roles import Place, roles
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.schools.places import places_of

SEE, CHANGE, OFFICE = "people.see", "people.change", "people.office"


def places_held(holdings: Iterable[Holding]) -> list[Place]:
    """Where each role is held; a school's with its district. One query where there is a school among them."""
    held = list(holdings)
    schools = places_of({one.school for one in held if one.school}) if any(one.school for one in held) else {}
    return [schools.get(one.school or 0, one.place) for one in held]


def is_of_office(role: str, scope: str) -> bool:
    """Whether only `people.office` gives this role."""
    return scope == "partnership" or role in roles().office


def may_give(user: Any, role: str, where: Place) -> bool:
    """Give a role somewhere, change how it is recorded, or end it."""
    scope = "elsewhere" if where.school or where.district or where.body else "partnership"
    if is_of_office(role, scope) and not rules.has_perm(OFFICE, user):
        return False
    return bool(rules.has_perm(CHANGE, user, where))


def may_change(user: Any, person: Person, holdings: Iterable[Holding]) -> bool:
    """Change how somebody is called and reached, invite them, close their account. `holdings`: all of theirs, also
    those that ended."""
    held = list(holdings)
    if any(is_of_office(one.role, one.scope) for one in held) and not rules.has_perm(OFFICE, user):
        return False
    found = reach(user, CHANGE)
    return found.everywhere or any(found.covers(place) for place in places_held(held))
