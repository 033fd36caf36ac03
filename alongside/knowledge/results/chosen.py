"""What schools chose to look at stands beside the published measures. Packages above register where it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """An indicator that a body adopted: its name, its page, what it speaks of, and which way is better."""

    name: str
    address: str
    tells: str
    says: str


_givers: list[Callable[[], Sequence[Chosen]]] = []


def register(giver: Callable[[], Sequence[Chosen]]) -> None:
    """Called from a package's AppConfig.ready(); `giver` gives what everybody may see, and is asked for every page."""
    if giver not in _givers:
        _givers.append(giver)


def chosen() -> list[Chosen]:
    """All of it, by name."""
    return sorted((one for giver in _givers for one in giver()), key=lambda one: one.name)
