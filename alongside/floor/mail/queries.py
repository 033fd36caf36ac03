"""What somebody has been told and not read."""

from __future__ import annotations

from django.db.models import QuerySet

from alongside.floor.accounts.models import User
from alongside.floor.mail.models import Notice


def unread(user: User) -> QuerySet[Notice]:
    """What a person was told and has not looked at, the newest first. One query."""
    return Notice.objects.filter(user=user, read_at__isnull=True).order_by("-at", "-pk")
