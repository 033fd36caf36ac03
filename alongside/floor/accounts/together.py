"""What there is to do together, for the page of that name: packages register their part of it at start-up.

together.register(Way(key="families", order=20, title="Families", words="…", address="families:list",
                      permission="families.see", glance=own.glance))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules

from alongside.floor.accounts.waiting import Who


def _nothing(who: Who, on: date) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of working together. `words`: what it is for, in a sentence. `address`: the name of its page's address.
    `permission`: who is shown it.

    `glance(who, on)`: one sentence about whoever looks (“Your school is in two families.”), empty where there is
    nothing to say. It asks the database once at most, and not at all where the roles tell that there is nothing.
    """

    key: str
    order: int
    title: str
    words: str
    address: str
    permission: str
    glance: Callable[[Who, date], str] = _nothing


_ways: dict[str, Way] = {}


def register(way: Way) -> None:
    """Called from a package's AppConfig.ready()."""
    _ways[way.key] = way


def ways(user: Any) -> list[Way]:
    """Those that this person may see, in the order of the page."""
    return sorted((one for one in _ways.values() if rules.has_perm(one.permission, user)), key=lambda one: one.order)
