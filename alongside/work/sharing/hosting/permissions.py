"""Who may see a visit between two schools and act in it: by role, at either of the two."""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.permissions import granted
from alongside.floor.accounts.roles import Place
from alongside.work.sharing.hosting.models import Offer, Visit

_sees, _arranges = granted("hosting.see"), granted("hosting.arrange")


@rules.predicate
def may_see(user: Any, thing: Visit | Offer | Place | None = None) -> bool:
    """Whoever may see one of the two schools' visits."""
    if isinstance(thing, Visit):
        return any(_sees.test(user, place) for place in thing.places.values())
    return bool(_sees.test(user, thing))


@rules.predicate
def may_arrange(user: Any, thing: Visit | Offer | Place | None = None) -> bool:
    """Whoever arranges for one of the two."""
    if isinstance(thing, Visit):
        return bool(sides(user, thing))
    return bool(_arranges.test(user, thing))


def sides(user: Any, visit: Visit) -> frozenset[str]:
    """For which of the two somebody arranges: “host”, “guest”, both or neither."""
    ends = (("host", visit.host), ("guest", visit.guest))
    return frozenset(name for name, urn in ends if _arranges.test(user, visit.places[urn]))


def register() -> None:
    """Puts these in the place of what the policy grants by roles alone."""
    rules.set_perm("hosting.see", may_see)
    rules.set_perm("hosting.arrange", may_arrange)
