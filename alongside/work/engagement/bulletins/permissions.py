"""Who may write to whom, and who reads a draft."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from alongside.floor.accounts.permissions import reach
from alongside.work.engagement.bulletins.models import Bulletin

WRITE, SEE = "bulletins.write", "bulletins.see"


def own_districts(user: Any) -> frozenset[str] | None:
    """The districts to which somebody may write; None where to all."""
    found = reach(user, WRITE)
    return None if found.everywhere else found.districts


def may_write_to(user: Any, districts: Collection[str]) -> bool:
    own = own_districts(user)
    return own is None or (bool(districts) and set(districts) <= own)


def may_edit(user: Any, bulletin: Bulletin) -> bool:
    """A draft is its author's, and of those who may write to everybody."""
    if bulletin.state != Bulletin.State.DRAFT or not reach(user, WRITE):
        return False
    return own_districts(user) is None or bulletin.author_id == user.pk


def may_see(user: Any, bulletin: Bulletin) -> bool:
    if bulletin.state == Bulletin.State.DRAFT:
        return may_edit(user, bulletin)
    return bool(reach(user, SEE))
