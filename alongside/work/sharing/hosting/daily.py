"""What a day brings for visits between schools: reminders of what is next."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.kernel.clock import LONDON
from alongside.work.sharing.hosting import actions, queries
from alongside.work.sharing.hosting.policies import hosting


def remind(at: datetime) -> int:
    """Remind everybody who is next, each in a transaction of its own. How many visits somebody was reminded of."""
    on = at.astimezone(LONDON).date()
    found = queries.to_remind(on, days=hosting().remind_after_days)
    return sum(actions.remind(visit=one.pk, on=on, at=at) for one in found)
