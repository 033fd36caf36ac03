"""Visits by whose turn it is, and how many wait with whom."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.policies import Days
from alongside.work.engagement.visits.rules import Stand

_SENT = Q(state=Visit.State.SENT)
_STANDS = {
    Stand.PLANNED: Q(state=Visit.State.PLANNED),
    Stand.TO_WRITE: Q(state=Visit.State.HELD),
    Stand.WAITING: _SENT & Q(answered__isnull=True),
    Stand.TO_REPLY: _SENT & Q(accurate=False, replied__isnull=True),
    Stand.SETTLED: _SENT & (Q(accurate=True) | Q(replied__isnull=False)),
    Stand.CANCELLED: Q(state=Visit.State.CANCELLED),
}


def standing_so(stand: Stand) -> Q:
    """The visits of which it is this turn; says in the database what `rules.standing` says of one."""
    return _STANDS[stand]


def overdue(days: Days, *, on: date) -> Q:
    """The visits of which somebody's turn is overdue on a day."""
    return (
        (_STANDS[Stand.PLANNED] & Q(on__lt=on))
        | (_STANDS[Stand.TO_WRITE] & Q(on__lt=on - timedelta(days=days.write_up)))
        | (_STANDS[Stand.WAITING] & Q(sent__lt=on - timedelta(days=days.answer)))
        | (_STANDS[Stand.TO_REPLY] & Q(answered__lt=on - timedelta(days=days.reply)))
    )
