"""What somebody was told and has not read, on their My work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import digests, queries
from alongside.floor.web.waiting import Source, Waiting, Who

_SHOWN = 50


def unread(who: Who, on: date) -> Sequence[Waiting]:
    """Unread notices, the newest first. One query."""
    return [
        Waiting(
            words=notice.subject,
            address=reverse("mail:notice", args=[notice.pk]),
            kind="To read",
            since=notice.at.astimezone(LONDON).date(),
            notice=True,
        )
        for notice in queries.unread(who.user)[:_SHOWN]
    ]


NOTICES = Source(digests.NOTICES, 90, unread, apart=True)
