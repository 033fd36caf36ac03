"""Whoever makes something of a pairing hears of it here: packages above register at start-up (`ready()`).

following.register(fn)      fn(pairing=, by=, at=), inside the transaction: when a pairing is accepted, when its team
                            changes, and when it is called off (`pairing.state` tells)
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from alongside.floor.accounts.models import User
from alongside.work.peer_review.cycles.models import Pairing


class Follower(Protocol):
    def __call__(self, *, pairing: Pairing, by: User, at: datetime) -> object: ...


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """From an AppConfig.ready(). The same twice is told once."""
    if follower not in _followers:
        _followers.append(follower)


def told(pairing: Pairing, *, by: User, at: datetime) -> None:
    """Tell all who follow."""
    for follower in list(_followers):
        follower(pairing=pairing, by=by, at=at)
