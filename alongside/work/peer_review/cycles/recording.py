"""What every action about cycles needs: how it refuses, and how it writes into the journal."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord

__all__ = ["CannotRecord", "day_of", "digest_of", "entry", "needed"]


def day_of(at: datetime) -> date:
    """The day in England."""
    return at.astimezone(LONDON).date()


def needed(words: str, otherwise: str) -> str:
    """The words without their edges. Raises CannotRecord where there are none."""
    said = words.strip()
    if not said:
        raise CannotRecord(otherwise)
    return said


def digest_of(*words: str) -> str:
    """What stands in the journal for words that only few may read."""
    return blake2b("\0".join(words).encode(), digest_size=16).hexdigest()


def entry(action: str, thing: str, *, by: User | None, at: datetime, **details: Any) -> None:
    """A line of the journal."""
    journal.record(action=action, subject=thing, by=by, at=at, details=details)
