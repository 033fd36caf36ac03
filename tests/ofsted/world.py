"""A call at each place; what was said is written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

FEW = {"everywhere": ["director"], "own district": ["district-lead"], "own school": ["head", "chair"]}


def make(world: Any) -> dict[str, Any]:
    from alongside.work.engagement.ofsted import actions

    made: dict[str, Any] = {}
    for place in ("own", "near", "far"):
        said = actions.Said(came_at=world.at - timedelta(hours=1), kind="full")
        call = actions.record_call(school=world.schools[place], said=said, by=world.by, at=world.at)
        actions.record_outcome(
            call=call.pk,
            version=0,
            words=f"They spoke of {world.secret(place, FEW)}.",
            by=world.by,
            at=world.at,
        )
        made[place] = call.pk
    return {"call": made, "maintained-call": {place: made[place] for place in ("own", "far")}}
