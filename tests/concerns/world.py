"""Concerns for the matrix of who may see what: told, and restricted, at each place."""

from __future__ import annotations

from typing import Any

FEW = {"everywhere": ["director"], "own district": ["district-lead"]}
OURS = {"everywhere": ["director", "staff"], "own district": ["district-lead", "engagement-coordinator"]}


def make(world: Any) -> dict[str, Any]:
    from alongside.work.engagement.concerns import actions
    from alongside.work.engagement.concerns.referring import actions as referring

    common = {"area": "staffing", "source": "visit", "weight": "act", "why": "Two teachers left.", "by": world.by}
    told, restricted, referrals = {}, {}, {}
    for place, urn in world.schools.items():
        made = actions.record(school=urn, kind="concern", title="Teachers leave", at=world.at, **common)
        actions.tell_school(
            concern=made.pk, version=1, to="The head", how="call", on=world.today, by=world.by, at=world.at
        )
        word = world.secret(place, FEW)
        hidden = actions.record(school=urn, kind="concern", title=word, restricted=True, at=world.at, **common)
        actions.record(school=urn, kind="concern", title=world.secret(place, OURS), at=world.at, **common)
        told[place], restricted[place] = made.key, hidden.key
    near = actions.Concern.objects.get(key=told["near"])
    sent = referring.refer(
        concern=near.pk, to="trust", whom="Its trust", how="letter", on=world.today, by=world.by, at=world.at
    )
    referrals["near"] = {"key": near.key, "pk": sent.pk}
    return {"concern": told, "restricted-concern": restricted, "referral": referrals}
