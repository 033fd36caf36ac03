"""A governor at each of the three schools, with the role and a change of head, for the matrix."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from alongside.floor.accounts.roles import Place
from alongside.knowledge.people import actions
from tests.people.register import change_that_waits

if TYPE_CHECKING:
    from tests.access.world import World


def make(world: World) -> dict[str, Any]:
    made: dict[str, dict[str, int]] = {"person": {}, "holding": {}, "head-change": {}}
    for place, urn in world.schools.items():
        person = actions.record_person(name=f"Gwen Governor of {place}", by=world.by, at=world.at)
        held = actions.hold(person=person, role="governor", where=Place(school=urn), by=world.by, at=world.at)
        days = {"was_as_at": world.today - timedelta(days=40), "as_at": world.today - timedelta(days=10)}
        change = change_that_waits(urn, was=f"Ann Of {place}", now=f"Ben At {place}", at=world.at, **days)
        made["person"][place], made["holding"][place], made["head-change"][place] = person.pk, held.pk, change.pk
    return made
