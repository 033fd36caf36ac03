"""Bulletins that somebody has not opened, on their My work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.floor.accounts.waiting import Source, Waiting, Who
from alongside.floor.kernel.clock import LONDON
from alongside.work.engagement.bulletins.models import Copy

_SHOWN = 20


def unopened(who: Who, on: date) -> Sequence[Waiting]:
    """The newest first. One query; none for who holds no role, or is nobody recorded."""
    if who.person is None or not who.posts:
        return []
    copies = Copy.objects.filter(person=who.person, opened_at__isnull=True).select_related("bulletin")
    return [
        Waiting(
            words=copy.bulletin.subject,
            address=reverse("bulletins:read", args=[copy.token]),
            kind="Bulletin",
            since=copy.bulletin.sent_at.astimezone(LONDON).date() if copy.bulletin.sent_at else None,
            notice=True,
        )
        for copy in copies.order_by("-pk")[:_SHOWN]
    ]


UNOPENED = Source("bulletins", 80, unopened, apart=True)
