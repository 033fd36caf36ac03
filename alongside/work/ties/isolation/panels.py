"""What connects a school, on its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.floor.kernel.prose import ago
from alongside.floor.web.words import month
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.ties.isolation import presenters, queries


def connected(asked: Asked) -> Mapping[str, Any] | None:
    """How it stands, as it was last worked out. One query."""
    if not asked.is_today:
        return None
    urn = asked.school.facts.urn
    found = queries.standings().filter(school=urn).first()
    if found is None:
        return None
    return {
        "urn": urn,
        "words": presenters.WORDS[found.state],
        "tag": presenters.TAGS[found.state],
        "why": presenters.why(found),
        "newest": f"{month(found.newest)}, {ago(found.newest, asked.on)}" if found.newest else "",
    }


PANEL = Panel(
    "ties",
    "What connects it",
    64,
    "ties/panels/connected.html",
    connected,
    permission="ties.see",
    by_load=False,
    apart=True,
    folded=True,
)
