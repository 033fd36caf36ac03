"""What practice answers to “who could help with this?”: write-ups of schools, and from elsewhere. (`ties.who_can`)"""

from __future__ import annotations

from django.urls import reverse

from alongside.work.sharing.practice import listing, queries
from alongside.work.sharing.practice.listing import Asked, Line
from alongside.work.ties.who_can import Found, Kind, Looking

KEY = "practice"


def find(looking: Looking) -> list[Found]:
    """What is published only: who may write drafts finds them in the list. Three queries at most."""
    items = queries.visible(looking.user).published()
    if looking.schools is not None:
        items = items.filter(school__in=looking.schools)
    found = listing.lines(items, Asked(topic=looking.topic, words=looking.words), looking.on)
    return [_found(one) for one in found]


def _found(one: Line) -> Found:
    item = one.item
    tried = f", tried by {one.tried} here" if one.tried else ""
    where = f"{item.where}. " if not item.school else ""
    return Found(
        kind=KEY,
        school=item.school,
        topics=item.topic_keys,
        words=item.title,
        mark=f"{where}Written up: {one.evidence.lower()}{tried}",
        address=reverse("practice:one", args=[item.pk]),
        since=item.fresh_on,
        is_old=one.is_old,
        phases=item.phase_keys,
        fit=one.fit,
    )


KIND = Kind(KEY, 20, find)
