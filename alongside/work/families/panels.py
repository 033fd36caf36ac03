"""The School page: the families and networks that a school belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rules

from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.families import queries
from alongside.work.families.models import Membership


def belongs(asked: Asked) -> Mapping[str, Any] | None:
    """Left out on days that are over. One query."""
    if not asked.is_today:
        return None
    urn = asked.school.facts.urn
    may_suggest = bool(rules.has_perm("families.gaps", asked.user, asked.place))
    held = queries.of_schools([urn])
    if not may_suggest:
        held = [one for one in held if one.state == Membership.State.MEMBER]
    return {"urn": urn, "held": held, "may_suggest": may_suggest}


PANEL = Panel(
    "families",
    "Families and networks",
    62,
    "families/panels/families.html",
    belongs,
    permission="families.see",
    by_load=False,
    apart=True,
    folded=True,
)
