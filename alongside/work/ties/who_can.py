"""Who could help with something: what packages know of it is registered here, so that one page answers it for all.

    who_can.register(Kind("practice", 20, find))      from a package's AppConfig.ready()

`find(looking)` gives what this person may see of it, in one or two queries.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST = 2000  # of each kind; more of one topic than a city has schools


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """What is looked for, by whom. `topic` and `words` may both be empty, then everything is meant. `schools`: only at
    these."""

    user: Any
    on: date
    topic: str = ""
    words: str = ""
    schools: Collection[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that a school has. `school`: None where it is from elsewhere. `words`: what, in a sentence.

    `mark`: what it is and rests on, in a few words (“Seen on a visit”, “Tried and measured”). `since`: how old it is,
    with `is_old` where it should be asked whether it still holds. `phases`: for whom; empty: as the school's own.
    `fit`: how well it answers words that were asked for, the more the better.
    """

    kind: str
    school: int | None
    topics: tuple[str, ...]
    words: str
    mark: str
    address: str = ""
    since: date | None = None
    is_old: bool = False
    phases: tuple[str, ...] = ()
    fit: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what schools have. Of the same school, kinds are shown by `order`."""

    key: str
    order: int
    find: Callable[[Looking], Sequence[Found]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called from a package's AppConfig.ready()."""
    _kinds[kind.key] = kind


def find(looking: Looking, *, without: Collection[str] = ()) -> list[Found]:
    """What every kind finds, in their order."""
    kinds = sorted(_kinds.values(), key=lambda one: one.order)
    return [found for kind in kinds if kind.key not in without for found in kind.find(looking)]
