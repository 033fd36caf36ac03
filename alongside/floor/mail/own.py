"""What somebody was told and has not read, on their My work; and for the office, how many letters did not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.floor.accounts.waiting import Card, Figure, Source, Waiting, Who
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import digests, queries
from alongside.floor.mail.models import Letter

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


def did_not_arrive(who: Who, on: date) -> Figure:
    """Letters that bounced, were not sent or are uncertain. One query."""
    number = Letter.objects.troubled().count()
    words = "letter did not arrive" if number == 1 else "letters did not arrive"
    return Figure(number=number, words=words, address=reverse("mail:letters"), act=bool(number))


NOT_ARRIVED = Card("letters", 90, "mail.see", did_not_arrive)
NOTICES = Source(digests.NOTICES, 90, unread, apart=True)
