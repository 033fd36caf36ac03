"""Who may see, change and end a task: by role and place, and whoever owns it or asked for it."""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.permissions import granted
from alongside.floor.accounts.roles import Place
from alongside.work.tasks.models import Task

_sees, _changes = granted("tasks.see"), granted("tasks.change")


def is_concerned(user: Any, thing: object) -> bool:
    """Whether it is their own: to do, or asked for by them. The task comes with its owner."""
    if not isinstance(thing, Task) or not getattr(user, "is_authenticated", False):
        return False
    return user.pk in (thing.owner.user_id, thing.asked_by_id)


@rules.predicate
def may_see(user: Any, thing: Task | Place | None = None) -> bool:
    """Whoever it concerns; by role the office, and who else sees the school what the school is shown."""
    if is_concerned(user, thing):
        return True
    if isinstance(thing, Task) and not thing.shown_to_school and not user.is_office:
        return False
    return bool(_sees.test(user, _with_contract(thing)))


@rules.predicate
def may_change(user: Any, thing: Task | Place | None = None) -> bool:
    """By role, or who asked for it. Whoever is to do it may end it and not change it."""
    if isinstance(thing, Task) and getattr(user, "pk", None) == thing.asked_by_id:
        return True
    return bool(_changes.test(user, thing))


@rules.predicate
def may_end(user: Any, thing: Task | Place | None = None) -> bool:
    """Whoever may change it, and whoever is to do it."""
    return is_concerned(user, thing) or may_change(user, thing)


def _with_contract(thing: Task | Place | None) -> Task | Place | None:
    """The place of the task's school as the register knows it, for whoever sees schools by the contract."""
    if not isinstance(thing, Task) or not thing.school:
        return thing
    from alongside.knowledge.schools.places import place_of

    return place_of(thing.school)


def register() -> None:
    """Puts these in the place of what the policy grants by roles alone."""
    rules.set_perm("tasks.see", may_see)
    rules.set_perm("tasks.change", may_change)
    rules.set_perm("tasks.end", may_end)
