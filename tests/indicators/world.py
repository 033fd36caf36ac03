"""An indicator that schools adopted for all to see, and words of a school's own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access.world import World


def make(world: World) -> dict[str, Any]:
    from alongside.knowledge.indicators import actions

    on = world.today - timedelta(days=60)
    made = actions.propose(
        name="Pupils who feel they belong",
        tells="Whether pupils feel part of the school.",
        collected="Four questions to every pupil of year 5, each autumn.",
        kind="wellbeing",
        unit="percent",
        better="higher",
        school=world.schools["own"],
        proposer="its head",
        words="We should ask whether they are at home here.",
        on=on,
        by=world.by,
        at=world.at,
    )
    actions.decide(
        indicator=made.pk,
        what="adopted",
        body="The Board",
        on=on,
        reason="It is what parents ask.",
        seen_by="everyone",
        by=world.by,
        at=world.at,
    )
    words = {
        place: {
            "urn": urn,
            "pk": actions.keep_own_words(
                school=urn,
                title="Our choir",
                words="We sing.",
                link="",
                said_by="its head",
                on=on,
                by=world.by,
                at=world.at,
            ).pk,
        }
        for place, urn in world.schools.items()
    }
    return {"indicator": {"any": made.pk}, "own-words": words}
