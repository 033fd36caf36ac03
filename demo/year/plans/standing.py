"""How much there is to worry about at a school on a day: what decides how often it is seen, and what is said."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from demo.inspections import Kind
from demo.lives import School
from demo.world import World


class Mark(StrEnum):
    CATEGORY = "category"
    IMPROVE = "improve"
    SOON = "soon"  # its last inspection is long ago
    FINE = "fine"


WORRY = {Mark.CATEGORY: 0.9, Mark.IMPROVE: 0.6, Mark.SOON: 0.3, Mark.FINE: 0.12}
_POOR = {3, 4, "Needs attention", "Urgent improvement"}
LONG = 3.6  # years after which the next inspection is near


def mark(world: World, school: School, on: date) -> Mark:
    """By what had been published of it by that day."""
    published = [visit for visit in world.inspections_shown_for(school) if visit.published <= on]
    graded = [visit for visit in published if visit.kind is Kind.GRADED]
    if graded:
        last = graded[-1]
        if last.category or last.overall == 4:
            return Mark.CATEGORY
        if last.overall == 3 or (last.overall is None and _POOR & {*last.grades.values()}):
            return Mark.IMPROVE
    seen = [visit for visit in published if visit.kind is not Kind.MONITORING]
    if seen and ((on - seen[-1].started).days / 365 > LONG or "Concerns" in seen[-1].outcome):
        return Mark.SOON
    return Mark.FINE
