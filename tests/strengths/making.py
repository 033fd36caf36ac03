"""What Canal is good at, as its District Lead saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.town import AT, CANAL, TODAY, Town

if TYPE_CHECKING:
    from alongside.work.sharing.strengths.models import Strength


def say(town: Town, **said: Any) -> Strength:
    from alongside.work.sharing.strengths import actions

    told: dict[str, Any] = {
        "school": CANAL,
        "topic": "attendance",
        "words": "Breakfast for everybody brings pupils in early.",
        "seen": "visit",
        "on": TODAY,
        "by": town.lead,
        "at": AT,
    }
    return actions.say(**told | said)
