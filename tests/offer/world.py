"""A service of the local offer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access.world import World


def make(world: World) -> dict[str, Any]:
    from alongside.knowledge.offer import actions

    said = actions.Said(
        name="Breakfast on the Canal",
        provider="Canal Trust",
        does="Gives breakfast before school.",
        needs=["poverty"],
        whole_city=True,
        contact="breakfast@canal-trust.example",
        starts_on=date(2024, 9, 2),
    )
    made = actions.record(said=said, checked_with="its manager", by=world.by, at=world.at)
    return {"service": {"any": made.pk}}
