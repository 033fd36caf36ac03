"""What schools say they need, for the matrix of who may see what: one sent and one draft at each place."""

from __future__ import annotations

from typing import Any


def make(world: Any) -> dict[str, Any]:
    from alongside.work.engagement.self_reports import actions

    sent, drafts = {}, {}
    for place, urn in world.schools.items():
        first = actions.start(school=urn, answers={"need": "A teacher of physics"}, by=world.by, at=world.at)
        sent[place] = actions.send(report=first.pk, version=1, by=world.by, at=world.at).pk
        word = world.secret(place, {"own school": ["head"]})
        drafts[place] = actions.start(school=urn, answers={"need": word}, by=world.by, at=world.at).pk
    return {"self-report": sent, "self-report-draft": drafts}
