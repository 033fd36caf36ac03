"""What the tiers ask and stands above engagement: whether a school is on the list of Priority Schools. Whoever knows it
says so at start-up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

Listed = Callable[[Collection[int]], Mapping[int, bool]]

_listed: list[Listed] = []


def priority_is_told_by(told: Listed) -> None:
    """`told(urns)`: whether each is on the list now; one that is not told of is not known. One query. From ready()."""
    _listed[:] = [told]


def priority_of(urns: Collection[int]) -> Mapping[int, bool]:
    """Whether schools are on the list of Priority Schools; empty where nobody tells."""
    return _listed[0](urns) if _listed and urns else {}
