"""The main parts of the site, and those that are somebody's own: packages that know what is whose register how to find
them at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """A main part of the site, as the navigation shows it."""

    key: str
    words: str
    address: str


Own = Callable[[Any], list[Section]]
_own: list[Own] = []


def register(own: Own) -> None:
    """`own`: the parts that are this user's alone, without asking the database. From an AppConfig.ready()."""
    _own.append(own)


def own_of(user: Any) -> list[Section]:
    return [section for own in _own for section in own(user)]
