"""The School page: that Ofsted has called, and how it goes on. No word of what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rules

from alongside.floor.web.words import day
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.engagement.ofsted import presenters, queries


def calls(asked: Asked) -> Mapping[str, Any] | None:
    """The newest calls; where there are none, how to record one, for who may. Left out on days that are over."""
    if not asked.is_today or asked.school.facts.open_on_day is False:
        return None
    urn = asked.school.facts.urn
    found = [presenters.shown(call, on=asked.on) for call in queries.of_school(urn)]
    may_record = rules.has_perm("ofsted.record", asked.user, asked.place)
    if not found and not may_record:
        return None
    going_on = [one for one in found if one.call.is_going_on]
    return {"found": found, "going_on": going_on, "may_record": may_record and not going_on, "urn": urn}


def says(said: Mapping[str, Any]) -> list[str]:
    return [f"{one.stage}: the call came on {day(one.call.came_at)}." for one in said["going_on"]]


PANELS = (
    Panel(
        "ofsted",
        "Ofsted, as it happens",
        12,
        "ofsted/panels/calls.html",
        calls,
        sentences=says,
        by_load=False,
        permission="ofsted.see",
    ),
)
