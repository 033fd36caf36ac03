"""What the worker does for letters beside sending them."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.mail import actions, digests
from alongside.floor.mail.outbox import actions as outbox


def send_digests(at: datetime) -> None:
    """Write the digests that are due, each in a transaction of its own; none twice for one hour."""
    for digest in list(digests.due(at)):
        actions.send_digest(digest=digest, by=None, at=at)


def clear_up(at: datetime) -> None:
    """Remove letters whose time is over."""
    while outbox.forget_old(at=at):
        pass
