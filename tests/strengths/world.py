"""Strengths for the matrix of who may see what: for schools, for the office only, and taken back."""

from __future__ import annotations

from typing import Any

OFFICE = ["director", "staff", "data-officer", "finance-officer", "district-lead", "engagement-coordinator"]
OFFICES_OWN = {"everywhere": OFFICE, "own school": ["head", "chair"]}
SCHOOLS_OWN = {"own school": ["head", "chair"]}


def make(world: Any) -> dict[str, Any]:
    from alongside.work.sharing.strengths import actions

    common = {"topic": "attendance", "seen": "visit", "on": world.today, "by": world.by, "at": world.at}
    made = {}
    for place, urn in world.schools.items():
        said = actions.say(school=urn, words="Breakfast brings pupils in early.", **common)
        actions.say(school=urn, words=world.secret(place, OFFICES_OWN), shown_to="office", **common)
        back = actions.say(school=urn, words=world.secret(place, SCHOOLS_OWN), **common)
        actions.take_back(strength=back.pk, version=1, by=world.by, at=world.at)
        made[place] = said.pk
    return {"strength": made, "strength-of-others": {place: made[place] for place in ("near", "far")}}
