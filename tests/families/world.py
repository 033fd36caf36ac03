"""Families for the matrix of who may see what: one with a member at each place; only insiders read what it shares."""

from __future__ import annotations

from typing import Any

INSIDE = {
    "everywhere": ["director", "staff", "district-lead", "engagement-coordinator"],
    "own school": ["head", "chair", "governor"],
}
DECIDES = {"everywhere": ["director", "staff", "district-lead"], "own school": ["head", "chair", "governor"]}


def make(world: Any) -> dict[str, Any]:
    from alongside.work.families import actions

    made: dict[str, dict[str, Any]] = {kind: {} for kind in ("family", "proposed", "asking", "agreement", "membership")}
    for place, urn in world.schools.items():
        common = {"since": world.today, "by": world.by, "at": world.at}
        family = actions.found(
            name=f"Family {place}", kind="family", purpose="To know each other well.", lead=None, **common
        )
        member = actions.join(family=family.pk, school=urn, **common)
        actions.say_working_on(
            family=family.pk,
            school=urn,
            version=member.version,
            words=world.secret(place, INSIDE),
            topics=["attendance"],
            by=world.by,
            at=world.at,
        )
        words = world.secret(place, INSIDE)
        agreed = actions.agree_on(family=family.pk, words=words, on=world.today, by=world.by, at=world.at)
        other = actions.found(name=f"Network {place}", kind="network", purpose="To learn.", lead=None, **common)
        asking = actions.ask_to_join(
            family=other.pk,
            school=urn,
            words=world.secret(place, {"everywhere": DECIDES["everywhere"]}),
            by=world.by,
            at=world.at,
        )
        proposed = actions.found(
            name=f"Proposed {place} {world.secret(place, DECIDES)}",
            kind="family",
            purpose="To begin.",
            lead=None,
            proposed_by=urn,
            **common,
        )
        made["family"][place] = family.pk
        made["proposed"][place] = proposed.pk
        made["asking"][place] = asking.pk
        made["agreement"][place] = agreed.pk
        made["membership"][place] = member.pk
    return made
