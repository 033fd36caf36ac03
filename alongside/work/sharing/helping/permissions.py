"""Who may see help between two schools, record and confirm it: by role, at either of the two."""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.permissions import granted
from alongside.floor.accounts.roles import Place
from alongside.work.sharing.helping.models import Help

_sees, _records, _confirms = granted("helping.see"), granted("helping.record"), granted("helping.confirm")


@rules.predicate
def may_see(user: Any, thing: Help | Place | None = None) -> bool:
    """Whoever may see what one of the two schools gave and got."""
    if isinstance(thing, Help):
        return any(_sees.test(user, place) for place in thing.places.values())
    return bool(_sees.test(user, thing))


@rules.predicate
def may_change(user: Any, thing: Help | Place | None = None) -> bool:
    """Whoever records for the school that told it."""
    return bool(_records.test(user, thing.places[thing.recorded_for] if isinstance(thing, Help) else thing))


@rules.predicate
def may_confirm(user: Any, thing: Help | Place | None = None) -> bool:
    """Whoever speaks for the school that did not tell it, and did not record it."""
    if isinstance(thing, Help):
        own = thing.recorded_by_id == getattr(user, "pk", None)
        return not own and bool(_confirms.test(user, thing.places[thing.other]))
    return bool(_confirms.test(user, thing))


@rules.predicate
def may_thank(user: Any, thing: Help | Place | None = None) -> bool:
    """Whoever speaks for the school that was helped."""
    return bool(_confirms.test(user, thing.places[thing.getter] if isinstance(thing, Help) else thing))


def register() -> None:
    """Puts these in the place of what the policy grants by roles alone."""
    rules.set_perm("helping.see", may_see)
    rules.set_perm("helping.record", may_change)
    rules.set_perm("helping.confirm", may_confirm)
    rules.add_perm("helping.thank", may_thank)
