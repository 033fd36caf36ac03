"""What a school says it needs, on its page."""

from __future__ import annotations

from typing import Any

import rules

from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.engagement.self_reports.models import Report


def fill(asked: Asked) -> dict[str, Any] | None:
    if not asked.is_today:
        return None
    urn = asked.school.facts.urn
    found = list(Report.objects.visible(asked.user).filter(school=urn).select_related("answerer")[:5])
    may_write = rules.has_perm("self-reports.write", asked.user, asked.place)
    if not found and not may_write:
        return None
    return {"reports": found, "may_write": may_write, "urn": urn, "on": asked.on}


PANELS = [
    Panel(
        key="self-reports",
        title="What the school says it needs",
        order=48,
        template="self_reports/panel.html",
        fill=fill,
        permission="self-reports.see",
        by_load=False,
    )
]
