"""Ties, an invitation and a wave at each place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


def make(world: Any) -> dict[str, Any]:
    from alongside.work.ties.inviting import actions
    from alongside.work.ties.isolation import keeping

    keeping.refresh(world.schools.values(), on=world.today, at=world.at)
    made: dict[str, Any] = {"asked-in": {}}
    for place, urn in world.schools.items():
        asking = actions.ask_in(
            school=urn,
            owner=world.person("engagement-coordinator"),
            due=world.today + timedelta(days=14),
            by=world.by,
            at=world.at,
        )
        made["asked-in"][place] = asking.pk
    words = {"title": "Autumn", "subject": "Come and join in", "words": "Dear {name}, come."}
    wave = actions.draft(**words, schools=list(world.schools.values()), by=world.by, at=world.at)
    made["wave"] = {"any": wave.pk}
    return made
