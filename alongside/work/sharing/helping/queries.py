"""Reads of help between schools."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.floor.accounts.permissions import reach
from alongside.work.sharing.helping.models import Help, HelpQuerySet


def visible(user: Any) -> HelpQuerySet:
    """What somebody may see, of one of the two schools; what was taken back is left out."""
    found: HelpQuerySet = Help.objects.standing().within(reach(user, "helping.see"))
    return found


def to_remind(recorded_by: date) -> list[Help]:
    """What was recorded by that day, waits to be confirmed, and nobody was reminded of."""
    waiting = Help.objects.filter(state=Help.State.SAID, reminded_on__isnull=True, recorded_on__lte=recorded_by)
    return list(waiting.order_by("pk")[:500])
