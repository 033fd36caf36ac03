"""A contact with each school, one of them for few, and what was agreed there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access.world import World


FEW = {"everywhere": ["director"], "own district": ["district-lead"]}


def make(world: World) -> dict[str, Any]:
    from alongside.knowledge.schools.places import place_of
    from alongside.work.contacts.actions import Party, post
    from alongside.work.tasks.actions import agree

    made: dict[str, dict[str, int]] = {"contact": {}, "restricted-contact": {}, "task": {}}
    for place, urn in world.schools.items():
        said: dict[str, Any] = {
            "kind": "call",
            "on": world.today,
            "parties": [Party(role="head", name="Whoever leads it", school=urn)],
            "school": urn,
            "by": world.by,
            "at": world.at,
        }
        made["contact"][place] = post(**said, subject="The timetable", said="It changes in spring").pk
        restricted = post(**said, subject="A worry", said=f"For few: {world.secret(place, FEW)}", restricted=True)
        made["restricted-contact"][place] = restricted.pk
        task = agree(
            words="Send the plan",
            owner=world.person("engagement-coordinator"),
            due=world.today + timedelta(days=14),
            source=f"contact {made['contact'][place]}",
            place=place_of(urn),
            by=world.by,
            at=world.at,
        )
        made["task"][place] = task.pk
    return made
