"""Whoever makes something of a cycle or a pairing registers here at start-up (`ready()`), from a package above.

following.register(fn)      fn(pairing=, by=, at=), inside the transaction: when a pairing is accepted, when its team
                            changes, and when it is called off (`pairing.state` tells)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import rules
from django.urls import reverse

from alongside.floor.accounts.models import User
from alongside.work.peer_review.cycles.models import Pairing


class Follower(Protocol):
    def __call__(self, *, pairing: Pairing, by: User, at: datetime) -> object: ...


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the page of every cycle: its words, the name of an address, who is shown it."""

    words: str
    page: str
    permission: str

    @property
    def address(self) -> str:
        return reverse(self.page)


_links: list[Link] = []
_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """From an AppConfig.ready(). The same twice is told once."""
    if follower not in _followers:
        _followers.append(follower)


def told(pairing: Pairing, *, by: User, at: datetime) -> None:
    """Tell all who follow."""
    for follower in list(_followers):
        follower(pairing=pairing, by=by, at=at)


def register_link(link: Link) -> None:
    """From an AppConfig.ready()."""
    if link not in _links:
        _links.append(link)


def links(user: Any) -> list[Link]:
    """Those that this person may follow."""
    return [one for one in _links if rules.has_perm(one.permission, user)]
