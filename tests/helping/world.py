"""Help for the matrix: at each place, some that a far school told and some that the place told, both helped by it."""

from __future__ import annotations

from typing import Any

SEES = {
    "everywhere": ["director", "staff"],
    "own district": ["district-lead", "engagement-coordinator"],
    "own school": ["head", "chair"],
}


def make(world: Any) -> dict[str, Any]:
    from alongside.work.sharing.helping import actions
    from tests.hosting.world import partner

    other = partner(world)
    waits, told = {}, {}
    for place, urn in world.schools.items():
        common = {"giver": other, "getter": urn, "on": world.today, "by": world.by, "at": world.at}
        waits[place] = actions.record(words=world.secret(place, SEES), recorded_for=other, **common).pk
        told[place] = actions.record(words=world.secret(place, SEES), recorded_for=urn, **common).pk
    return {"help-to-confirm": waits, "help-told": told}
