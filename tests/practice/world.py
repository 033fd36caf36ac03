"""Practice for the matrix of who may see what: published, and a draft with a word that few may read."""

from __future__ import annotations

from typing import Any

FEW = {
    "everywhere": ["director", "staff", "district-lead", "engagement-coordinator"],
    "own school": ["head"],
}


def make(world: Any) -> dict[str, Any]:
    from alongside.work.sharing.practice import actions

    said = {
        "problem": "Absence grew.",
        "done": "A call on the first morning.",
        "for_whom": "All years",
        "evidence": "Absence fell.",
        "strength_of_evidence": "measured",
        "topics": ["attendance"],
        "by": world.by,
        "at": world.at,
    }
    published, drafts = {}, {}
    for place, urn in world.schools.items():
        made = actions.write(school=urn, title="Calls home", **said)
        actions.publish(item=made.pk, version=1, by=world.by, at=world.at)
        draft = actions.write(school=urn, title=world.secret(place, FEW), **said)
        published[place], drafts[place] = made.pk, draft.pk
    others = {place: published[place] for place in ("near", "far")}
    return {"practice": published, "draft-practice": drafts, "practice-of-others": others}
