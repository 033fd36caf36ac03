"""Absence of one year, so that there is something to take away as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.small_city import load_one

if TYPE_CHECKING:
    from tests.access.world import World


def make(world: World) -> dict[str, Any]:
    load_one(world.lockside.posted["Absence, 2024/25"])
    return {}
