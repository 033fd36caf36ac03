"""Published inspections without a file: what a load would have left."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any


def publish(number: str, urn: int, started: date, **said: Any) -> Any:
    """A report card of Ofsted, five weeks after it began unless said otherwise."""
    from alongside.knowledge.inspections.models import Telling

    told: dict[str, Any] = {
        "family": "ofsted-inspections",
        "as_at": started + timedelta(days=60),
        "load": 1,
        "row": 2,
        "kind": "graded",
        "era": "report card",
        "published": started + timedelta(days=35),
        "grades": {"inclusion": ["Strong standard", None], "achievement": ["Needs attention", None]},
        "safeguarding": True,
        "digest": number,
    }
    return Telling.objects.create(number=number, urn=urn, started=started, **told | said)


def came_from(urn: int, other: int) -> Any:
    """A school that another came from."""
    from alongside.knowledge.schools.models import Link

    return Link.objects.create(
        urn=urn, other_urn=other, kind=Link.Kind.PREDECESSOR, described="Predecessor", row=2, since=1
    )
