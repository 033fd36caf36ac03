"""Who may see a reviewer and a pairing besides those whom the policy names: the reviewers themselves."""

from __future__ import annotations

from typing import Any

import rules
from django.core.exceptions import PermissionDenied

from alongside.work.peer_review.cycles.models import Pairing, Reviewer

NOT_FOR_YOU = "This is not for you to see. If you think it should be, ask the partnership’s office."


def is_own(user: Any, reviewer: Reviewer) -> bool:
    """Whether the reviewer is this very person. They come with their person."""
    return bool(user.is_authenticated and reviewer.person.user_id == user.pk)


def demand_reviewer(user: Any, reviewer: Reviewer) -> None:
    """The reviewer, and the office that organises. Raises PermissionDenied."""
    if not is_own(user, reviewer) and not rules.has_perm("cycles.organise", user):
        raise PermissionDenied(NOT_FOR_YOU)


def demand_pairing(user: Any, pairing: Pairing) -> None:
    """Whoever sees cycles, and its team. Raises PermissionDenied."""
    if not rules.has_perm("cycles.see", user) and not any(is_own(user, one) for one in pairing.everyone):
        raise PermissionDenied(NOT_FOR_YOU)
