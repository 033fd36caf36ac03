"""What a day brings for help between schools: the other school is reminded of what waits for its word."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.floor.kernel.clock import LONDON
from alongside.work.sharing.helping import actions, queries
from alongside.work.sharing.helping.policies import helping


def remind(at: datetime) -> int:
    """Remind, each in a transaction of its own. Of how many things somebody was reminded."""
    on = at.astimezone(LONDON).date()
    found = queries.to_remind(on - timedelta(days=helping().remind_after_days))
    return sum(actions.remind(help=one.pk, on=on, at=at) for one in found)
