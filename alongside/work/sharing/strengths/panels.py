"""“Good at, and glad to share” on the School page: for the people of schools and of the office."""

from __future__ import annotations

from typing import Any

import rules

from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.sharing.strengths import presenters
from alongside.work.sharing.strengths.views import address_of_asking

MOST = 5


def fill(asked: Asked) -> dict[str, Any] | None:
    if not asked.is_today:
        return None
    urn = asked.school.facts.urn
    said = presenters.of_school(urn, asked.user, asked.on, version=asked.version, besides=False)
    own = bool(rules.has_perm("strengths.answer", asked.user, asked.place))
    return {
        "urn": urn,
        "lines": said.said[:MOST],
        "more": max(0, len(said.said) - MOST),
        "may_say": bool(rules.has_perm("strengths.say", asked.user, asked.place)),
        "is_own": own,
        "ask_to_visit": "" if own else address_of_asking(urn),
    }


PANEL = Panel(
    key="strengths",
    title="Good at, and glad to share",
    order=62,
    template="strengths/panel.html",
    fill=fill,
    permission="strengths.see",
    by_load=False,
    apart=True,
    folded=True,
)
