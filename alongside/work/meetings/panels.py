"""The School page: what the school raised in its District Strategy Group, and what was done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.meetings import presenters, queries


def points(asked: Asked) -> Mapping[str, Any] | None:
    """Left out where the school has raised nothing, and on days that are over."""
    if not asked.is_today:
        return None
    found = queries.points_of_school(asked.school.facts.urn)
    if not found:
        return None
    return {"points": [presenters.point(one, on=asked.on) for one in found]}


PANELS = (
    Panel(
        "you-said",
        "You said, we did",
        135,
        "meetings/panels/points.html",
        points,
        by_load=False,
        apart=True,
        permission="meetings.points",
    ),
)
