"""Concerns and strengths on the School page: for those who follow them, and for the school once it has been told."""

from __future__ import annotations

from typing import Any

import rules

from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.engagement.concerns import presenters
from alongside.work.engagement.concerns.models import Concern
from alongside.work.engagement.concerns.policies import concerns


def fill(asked: Asked) -> dict[str, Any] | None:
    if not asked.is_today:
        return None
    policy, urn = concerns(), asked.school.facts.urn
    found = list(Concern.objects.visible(asked.user).open().at_school(urn).select_related("next_owner")[:8])
    may_record = rules.has_perm("concerns.record", asked.user, asked.place)
    rows = [
        {
            "concern": one,
            "title": "Restricted: open it to read it" if one.restricted else one.title,
            "weight": policy.weight_name(one.weight),
            "tag": presenters.weight_tag(one, policy),
            "direction": policy.directions.get(one.direction, one.direction),
        }
        for one in found
    ]
    return {"rows": rows, "may_record": may_record, "urn": urn}


def sentences(said: Any) -> list[str]:
    """In the summary: how many are open, where there are any."""
    number = sum(row["concern"].kind == "concern" and not row["concern"].restricted for row in said["rows"])
    return [f"{number} {'concern is' if number == 1 else 'concerns are'} open."] if number else []


PANELS = [
    Panel(
        key="concerns",
        title="Concerns and strengths",
        order=46,
        template="concerns/panel.html",
        fill=fill,
        permission="concerns.see",
        by_load=False,
        sentences=sentences,
    )
]
