"""What every action of a review begins and ends with."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.work.peer_review.reviews.models import Review


def said(words: str) -> str:
    """What was typed, without the blanks around it. Raises CannotRecord for nothing."""
    if not words.strip():
        raise CannotRecord("Write something.")
    return words.strip()


def day_of(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def note(review: Review, action: str, *, by: User, at: datetime, **details: Any) -> None:
    """An entry in the journal. `details` never hold words of the review, nor which kind of part they are."""
    journal.record(action=action, subject=str(review), by=by, at=at, details=details)
