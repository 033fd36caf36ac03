"""Help between schools in small, for the tests: Lock helped Canal, and Canal tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.town import AT, CANAL, LOCK, Town

if TYPE_CHECKING:
    from alongside.work.sharing.helping.models import Help

ON = date(2026, 11, 12)


def record(town: Town, **said: Any) -> Help:
    from alongside.work.sharing.helping import actions

    usual = {
        "giver": LOCK,
        "getter": CANAL,
        "topic": "mathematics",
        "words": "Showed us how they plan fractions.",
        "on": ON,
        "hours": 2.5,
        "recorded_for": CANAL,
        "by": town.head,
        "at": AT,
    }
    return actions.record(**usual | said)
