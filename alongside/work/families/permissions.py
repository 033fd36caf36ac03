"""Who may do what with a family beyond what the roles grant: whoever leads it runs it, and its members see its page."""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.permissions import granted
from alongside.floor.accounts.roles import Place
from alongside.work.families.models import Family, Membership

OF_SCHOOL = ("head", "chair", "governor")
UNDECIDED = (Family.State.PROPOSED, Family.State.DECLINED)


def leads(user: Any, family: Family | None = None) -> bool:
    """Whether this person leads this family, or any. One query where it is not at hand."""
    if not getattr(user, "is_authenticated", False):
        return False
    if family is None:
        return Family.objects.filter(lead__user=user).exists()
    return family.lead is not None and family.lead.user_id == user.pk


def own_schools(user: Any, *roles: str) -> frozenset[int]:
    """The schools that somebody leads or governs. Asks the database nothing."""
    held = roles or OF_SCHOOL
    return frozenset(int(post.key) for post in posts_of(user) if post.scope == "school" and post.role in held)


def is_member(user: Any, family: Family) -> bool:
    """Whether somebody leads or governs one of its schools. One query where they do so at any school."""
    schools = own_schools(user)
    return bool(schools) and Membership.objects.members().filter(family=family, school__in=schools).exists()


@rules.predicate
def runs(user: Any, thing: Any = None) -> bool:
    """By role; and whoever leads the family."""
    by_role = bool(granted("families.run")(user))
    if by_role or thing is None:
        return by_role or leads(user)
    return not isinstance(thing, Place) and leads(user, thing.family)


@rules.predicate
def sees_inside(user: Any, thing: Any = None) -> bool:
    """By role; and who leads it, or leads or governs one of its schools. What is only proposed, those who decide on it
    and its schools."""
    by_role = bool(granted("families.inside")(user))
    if thing is None:
        return by_role or bool(own_schools(user)) or leads(user)
    if isinstance(thing, Place):
        return by_role
    if thing.family.state in UNDECIDED:
        by_role = bool(granted("families.decide")(user))
    return by_role or leads(user, thing.family) or is_member(user, thing.family)


def register() -> None:
    """In the place of what the roles alone would say. From ready()."""
    rules.set_perm("families.run", runs)
    rules.set_perm("families.inside", sees_inside)
