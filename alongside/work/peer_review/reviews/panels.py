"""The reviews of a school on its page, for its head alone."""

from __future__ import annotations

from typing import Any

from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.peer_review.reviews.models import Review
from alongside.work.peer_review.reviews.permissions import OWN


def fill(asked: Asked) -> dict[str, Any] | None:
    if not asked.is_today:
        return None
    found = list(Review.objects.standing().of_school(asked.school.facts.urn)[:4])
    return {"reviews": found} if found else None


PANELS = [
    Panel(
        key="reviews",
        title="Your school’s peer reviews",
        order=66,
        template="reviews/panel.html",
        fill=fill,
        permission=OWN,
        by_load=False,
        apart=True,
        folded=True,
    )
]
