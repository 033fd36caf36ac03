"""The panel of the School page that shows its visits, each as far as who looks may see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rules

from alongside.floor.web.words import day
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.permissions import OPEN, SEE, visible
from alongside.work.engagement.visits.presenters import in_words, tag_of
from alongside.work.engagement.visits.rules import Stand

SHOWN = 4


def fill(asked: Asked) -> Mapping[str, Any] | None:
    """The newest visits, one query. As at an earlier day: those that had taken place by then."""
    urn, user = asked.school.facts.urn, asked.user
    found = visible(user, Visit.objects.at_school(urn)).exclude(state=Visit.State.CANCELLED)
    if not asked.is_today:
        found = found.filter(on__lte=asked.on)
    lines = []
    for visit in found.select_related("lead")[: SHOWN + 1]:
        standing = visit.standing(asked.on)
        words, look = tag_of(standing)
        says = in_words(visit, standing, today=asked.on)
        lines.append({"visit": visit, "tag": words, "look": look, "says": says, "standing": standing})
    return {
        "urn": urn,
        "lines": lines[:SHOWN],
        "more": len(lines) > SHOWN,
        "may_plan": asked.is_today and rules.has_perm("visits.plan", user, asked.place),
        "may_write": asked.is_today and rules.has_perm("visits.write", user, asked.place),
        "may_answer": asked.is_today and rules.has_perm("visits.answer", user, asked.place),
        "inside": rules.has_perm(SEE, user, asked.place),
    }


def says(said: Mapping[str, Any]) -> list[str]:
    """The last visit, and what waits for whoever looks."""
    lines = said["lines"]
    done = next((line["visit"] for line in lines if line["visit"].state != Visit.State.PLANNED), None)
    waits = [line["visit"] for line in lines if line["standing"].stand is Stand.WAITING]
    if said["may_answer"] and waits:
        return [f"What was written of the visit of {day(waits[0].on)} waits for your answer: is it accurate?"]
    if said["inside"]:
        return [f"{done.lead} was there on {day(done.on)}." if done else "No visit to it is recorded here."]
    return []


PANEL = Panel(
    "visits",
    "Visits",
    40,
    "visits/panel.html",
    fill,
    permission=OPEN,
    sentences=says,
    by_load=False,
)
