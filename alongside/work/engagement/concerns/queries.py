"""Reads of concerns, for a person: what they may not know of is not found."""

from __future__ import annotations

from typing import Any

from alongside.work.engagement.concerns.models import Concern, ConcernQuerySet


def visible(user: Any) -> ConcernQuerySet:
    """What this person may know of, with what lists show of it."""
    found: ConcernQuerySet = Concern.objects.visible(user).select_related("next_owner").prefetch_related("referrals")
    return found


def one(key: str, user: Any) -> Concern | None:
    """A concern by its key, where this person may know of it."""
    found: Concern | None = (
        Concern.objects.visible(user)
        .select_related("next_owner", "recorded_by", "told_by", "task", "by")
        .filter(key=key)
        .first()
    )
    return found


def shared_strengths() -> ConcernQuerySet:
    """Strengths marked for others to learn from, of schools that have been told. For packages above."""
    found: ConcernQuerySet = Concern.objects.open().filter(to_share=True, restricted=False, told_on__isnull=False)
    return found
