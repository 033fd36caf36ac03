"""A concern of Canal as its District Lead records it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.town import AT, CANAL, TODAY, Town

if TYPE_CHECKING:
    from alongside.work.engagement.concerns.models import Concern

REASON = "Three left since September"


def record(town: Town, **said: Any) -> Concern:
    from alongside.work.engagement.concerns import actions

    told: dict[str, Any] = {
        "school": CANAL,
        "kind": "concern",
        "area": "staffing",
        "source": "complaint",
        "source_words": "Mrs Informant",
        "title": "Teachers leave",
        "weight": "act",
        "why": REASON,
        "by": town.lead,
        "at": AT,
    }
    return actions.record(**told | said)


def tell(town: Town, concern: Concern, version: int = 1) -> Concern:
    from alongside.knowledge.people.queries import head_of
    from alongside.work.engagement.concerns import actions

    head = head_of(CANAL, on=TODAY)
    return actions.tell_school(
        concern=concern.pk,
        version=version,
        holdings=[head] if head else [],
        how="call",
        on=TODAY,
        by=town.lead,
        at=AT,
    )


def step(town: Town, owner: Any = None) -> Any:
    from alongside.work.engagement.concerns.actions import NextStep

    return NextStep(words="Meet the head", owner=town.person(owner or town.lead), due=TODAY + timedelta(days=7))
