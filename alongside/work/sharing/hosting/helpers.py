"""What visits between schools answer to “who could help with this?”: who takes visitors, and what they show.
(`ties.who_can`)"""

from __future__ import annotations

from django.urls import reverse

from alongside.floor.accounts.permissions import reach
from alongside.work.sharing.hosting import queries
from alongside.work.sharing.hosting.rules import weekdays
from alongside.work.ties import finding
from alongside.work.ties.topics import topics
from alongside.work.ties.who_can import MOST, Found, Kind, Looking

KEY = "hosting"


def find(looking: Looking) -> list[Found]:
    """Every school that takes visitors, whatever is looked for: who asks marks them, and `fit` says whether what they
    show answers the words. One query."""
    if not reach(looking.user, "hosting.find"):
        return []
    offers = queries.offers()
    offers = offers.filter(school__in=looking.schools) if looking.schools is not None else offers
    asked = finding.asked_for(looking.words)
    found = []
    for one in offers[:MOST]:
        about = [topics().by_key[key] for key in one.topics if key in topics().by_key]
        said = finding.weighed((one.words, 2), *((f"{topic.name} {' '.join(topic.also)}", 2) for topic in about))
        wanted = looking.topic if looking.topic in one.topics else ""
        found.append(
            Found(
                kind=KEY,
                school=one.school,
                topics=tuple(one.topics),
                words=one.words,
                mark=f"Shows it to visitors on {weekdays(one.days)}",
                address=reverse("hosting:ask", args=[one.school]) + (f"?topic={wanted}" if wanted else ""),
                fit=finding.fit(said, asked) if asked else 0,
            )
        )
    return found


KIND = Kind(KEY, 30, find)
