"""Who reads a write-up, changes, publishes and retires it: by role and place; what is not published, few."""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.permissions import granted
from alongside.floor.accounts.roles import Place
from alongside.work.sharing.practice.models import Item

_sees, _writes = granted("practice.see"), granted("practice.write")


@rules.predicate
def may_see(user: Any, thing: Item | Place | None = None) -> bool:
    """What is published, whoever sees practice; drafts, who may write there. What was retired is not found any more,
    and whoever comes by reads why."""
    if isinstance(thing, Item):
        if thing.state == Item.State.DRAFT:
            return bool(_writes.test(user, thing))
        return bool(_sees.test(user))
    return bool(_sees.test(user, thing))


def register() -> None:
    """Puts this in the place of what the policy grants by roles alone."""
    rules.set_perm("practice.see", may_see)
