"""Who may do what, asked of a person: the grants of policies/roles.yaml as predicates of `rules`.

    rules.has_perm("visits.record", user)          may this person do it anywhere at all?
    rules.has_perm("visits.record", user, thing)   may they do it there? `thing` is a Place, or has one as `.place`
    reach(user, "visits.record")                   where may they do it? for queries that fetch for this person

A package whose permission follows from more than the roles (its author, whoever was invited) replaces the predicate in
its own `permissions.py`, building upon `granted`.
"""

from __future__ import annotations

from typing import Any, Protocol

import rules

from alongside.floor.accounts.context import posts_of
from alongside.floor.accounts.roles import Place, Reach, reach_of, roles


class Somewhere(Protocol):
    """Something that is at a place."""

    @property
    def place(self) -> Place: ...


def reach(user: Any, permission: str) -> Reach:
    """Where a person may do something by the roles held today; nowhere for a visitor."""
    return reach_of(posts_of(user), permission, roles())


def granted(permission: str) -> Any:
    """The predicate that says what the policy grants by roles."""

    @rules.predicate(name=f"granted:{permission}")
    def by_role(user: Any, thing: Place | Somewhere | None = None) -> bool:
        found = reach(user, permission)
        if thing is None:
            return bool(found)
        return found.covers(thing if isinstance(thing, Place) else thing.place)

    return by_role


def register_all() -> None:
    """Make every permission of the policy known to `rules`. Called once, at start-up."""
    for permission in roles().permissions:
        if not rules.perm_exists(permission):
            rules.add_perm(permission, granted(permission))
