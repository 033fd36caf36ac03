"""What was agreed with a school, on its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rules

from alongside.floor.kernel.prose import counted, plural, sentence
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.tasks.models import Task

MOST = 8


def agreed(asked: Asked) -> Mapping[str, Any] | None:
    """Open tasks, the first due first; what the school is not shown only for the office. One query."""
    if not asked.is_today:
        return None
    urn = asked.school.facts.urn
    at_school = Task.objects.open().at_school(urn).select_related("owner")
    found = list(at_school if asked.for_office else at_school.shown())
    may_agree = bool(rules.has_perm("tasks.change", asked.user, asked.place))
    own = [one for one in found if one.owner.user_id == getattr(asked.user, "pk", 0)]
    return {
        "urn": urn,
        "tasks": [(one, one.is_overdue(asked.on), one in own) for one in found[:MOST]],
        "more": max(0, len(found) - MOST),
        "overdue": sum(one.is_overdue(asked.on) for one in found),
        "open": len(found),
        "may_agree": may_agree,
        "for_office": asked.for_office,
    }


def says(said: Mapping[str, Any]) -> list[str]:
    late = said["overdue"]
    words = f"{counted(late, 'thing')} that {plural(late, 'was')} agreed {plural(late, 'is')} overdue"
    return [sentence(words)] if late else []


PANEL = Panel(
    "agreed",
    "What was agreed",
    24,
    "tasks/panels/agreed.html",
    agreed,
    permission="tasks.see",
    by_load=False,
    sentences=says,
)
