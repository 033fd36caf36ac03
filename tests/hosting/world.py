"""Visits between schools for the matrix: each place hosts and visits a fourth school of the far district."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


def partner(world: Any) -> int:
    """A school that is at none of the three places: of the far district."""
    from alongside.knowledge.schools.models import Profile

    district = world.districts["far"]
    found = Profile.objects.current().open().filter(district=district).exclude(urn__in=world.schools.values())
    return found.order_by("urn").values_list("urn", flat=True)[0]


def make(world: Any) -> dict[str, Any]:
    from alongside.work.sharing.hosting import actions

    other, by, at = partner(world), world.by, world.at
    common = {"topics": ["mathematics"], "most_a_term": 50, "days": range(5), "by": by, "at": at}
    actions.offer(school=other, words="Fractions", **common)
    day = world.today + timedelta(days=7 + (7 - world.today.weekday()) % 7)
    asked, agreed, made = {}, {}, {}
    for place, urn in world.schools.items():
        sees = {
            "everywhere": ["director", "staff"],
            "own district": ["district-lead", "engagement-coordinator"],
            "own school": ["head", "chair"],
        }
        word = world.secret(place, sees)
        actions.offer(school=urn, words="Reading", **common)

        def ask(guest: int, host: int, word: str = word) -> Any:
            said = {"topic": "mathematics", "wants": word, "days": [day]}
            return actions.ask(by_school=guest, host=host, **said, by=by, at=at)

        asked[place] = ask(other, urn).pk
        agreed[place] = actions.answer(visit=ask(other, urn).pk, yes=True, on=day, by=by, at=at).pk
        visit = actions.answer(visit=ask(urn, other).pk, yes=True, on=day, by=by, at=at)
        made[place] = actions.made(visit=visit.pk, on=world.today, by=by, at=at).pk
    return {
        "school-visit": agreed,
        "asked-school-visit": asked,
        "made-school-visit": made,
        "host": world.schools,
        "other-host": {"any": other},
    }
