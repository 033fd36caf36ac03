"""Who wants to hear that the roles held at a school changed: packages above register, so that people know nobody.

They are told inside the transaction of the change, after it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

Follower = Callable[[int, date], None]  # the school's URN, and the day of the change

_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Called from a package's AppConfig.ready()."""
    if follower not in _followers:
        _followers.append(follower)


def changed(school: int, on: date) -> None:
    """Tell everybody who registered. Called by actions alone."""
    for follower in _followers:
        follower(school, on)
