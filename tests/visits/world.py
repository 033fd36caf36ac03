"""Visits for the matrix of who may see what: planned, being written, sent, found inaccurate, at each place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

OURS = {"everywhere": ["director", "staff"], "own district": ["district-lead", "engagement-coordinator"]}
WRITERS = {"everywhere": ["director"], "own district": ["district-lead", "engagement-coordinator"]}
FEW = {"everywhere": ["director"], "own district": ["district-lead"]}
SENT = OURS | {"own school": ["head"], "contract": ["council-officer"]}


def make(world: Any) -> dict[str, Any]:
    kinds = ("planned", "held", "sent", "wrong", "file", "held-file")
    made: dict[str, dict[str, Any]] = {f"visit-{kind}": {} for kind in kinds}
    for place, urn in world.schools.items():
        for kind, pk in _at(world, place, urn).items():
            made[f"visit-{kind}"][place] = pk
    return made


def _at(world: Any, place: str, urn: int) -> dict[str, int]:
    from alongside.work.engagement.visits import actions
    from alongside.work.engagement.visits.answers import actions as answers
    from alongside.work.engagement.visits.files import actions as files
    from alongside.work.engagement.visits.writing import actions as writing

    who = {"by": world.by, "at": world.at}
    lead = world.person("district-lead")
    day = world.today + timedelta(days=3)
    plan = actions.Plan(kind="conversation", lead=lead, on=day, invite_head=True, invite_chair=True)
    planned = actions.plan(school=urn, plan=plan, **who)

    def held() -> int:
        return actions.record(school=urn, kind="conversation", lead=lead, on=world.today, **who).pk

    drafted, shown, wrong = held(), held(), held()
    boxes = {"part-seen": [f"Draft {world.secret(place, WRITERS)}"]}
    writing.keep(visit=drafted, version=0, boxes=boxes, note=f"Note {world.secret(place, FEW)}", **who)
    text = {"says": "The library", "content": b"Some notes.", "name": "notes.txt", **who}
    file, hidden = files.attach(visit=shown, **text), files.attach(visit=drafted, **text)
    chair = SENT | {"own school": ["head", "chair"]}
    writing.send(visit=shown, written=_written(world, place, chair, chair=True), **who)
    writing.send(visit=wrong, written=_written(world, place, SENT), **who)
    answers.answer(visit=wrong, report=1, accurate=False, words="Not so.", **who)
    return {
        "planned": planned.pk,
        "held": drafted,
        "sent": shown,
        "wrong": wrong,
        "file": file.pk,
        "held-file": hidden.pk,
    }


def _written(world: Any, place: str, sees: Any, *, chair: bool = False) -> Any:
    from alongside.work.engagement.visits.writing.written import Present, Written

    return Written(
        parts={"seen": f"Seen {world.secret(place, sees)}"},
        present=(Present(name="Ada Brown", role="other"),),
        note=f"Note {world.secret(place, FEW)}",
        chair=chair,
    )
