"""A round of questions for the matrix of who may see what: an open no at each place, and words in confidence."""

from __future__ import annotations

from typing import Any

from alongside.floor.accounts.roles import Post
from tests.cast import person_holding


def make(world: Any) -> dict[str, Any]:
    from alongside.work.engagement.supported import actions
    from alongside.work.engagement.supported.models import Answer

    elsewhere = {
        place: person_holding(f"Head of {place}", Post("head", "school", str(world.schools[place])))
        for place in ("near", "far")
    }
    users = {"own": world.users["head"]} | elsewhere
    found = actions.open_round(by=world.by, at=world.at)
    said = {one["key"]: False for one in found.questions}
    for user in users.values():
        _answer(found, user, said, "", in_confidence=False, at=world.at)
    words = world.secret("own", {"everywhere": ["trusted-person"], "own school": ["chair"]})
    _answer(found, world.users["chair"], said, words, in_confidence=True, at=world.at)
    answers = {place: Answer.objects.get(asked__person__user=user).pk for place, user in users.items()}
    return {"supported-round": {"any": found.key}, "supported-answer": answers}


def _answer(found: Any, user: Any, said: dict[str, bool], words: str, *, in_confidence: bool, at: Any) -> None:
    from alongside.work.engagement.supported import actions

    actions.answer(round=found, person=user.person, said=said, words=words, in_confidence=in_confidence, by=user, at=at)
