"""Who may see, change and read contacts: by role and place, and whoever recorded them."""

from __future__ import annotations

from typing import Any

import rules

from alongside.floor.accounts.permissions import granted, reach
from alongside.floor.accounts.roles import Place
from alongside.work.contacts.models import Contact

Thing = Contact | Place | None
_sees, _changes, _reads = granted("contacts.see"), granted("contacts.change"), granted("contacts.restricted")


def is_own(user: Any, thing: object) -> bool:
    """Whether they recorded it themselves."""
    return isinstance(thing, Contact) and thing.recorded_by_id == getattr(user, "pk", 0)


@rules.predicate
def may_see(user: Any, thing: Thing = None) -> bool:
    """By role; what was said for few is no matter of the school, which does not learn of it."""
    if isinstance(thing, Contact) and thing.restricted and not is_own(user, thing):
        covers = reach(user, "contacts.see")
        return covers.everywhere or (bool(thing.district) and thing.district in covers.districts)
    return is_own(user, thing) or bool(_sees.test(user, thing))


@rules.predicate
def may_change(user: Any, thing: Thing = None) -> bool:
    """Who recorded it, as long as they record contacts at all; by role, others too."""
    return (is_own(user, thing) and bool(reach(user, "contacts.record"))) or bool(_changes.test(user, thing))


@rules.predicate
def may_read(user: Any, thing: Thing = None) -> bool:
    """What was said for few: the roles that the policy names, and who wrote it down, while of the office."""
    return (is_own(user, thing) and bool(reach(user, "contacts.record"))) or bool(_reads.test(user, thing))


def register() -> None:
    """Puts these in the place of what the policy grants by roles alone."""
    rules.set_perm("contacts.see", may_see)
    rules.set_perm("contacts.change", may_change)
    rules.set_perm("contacts.restricted", may_read)
