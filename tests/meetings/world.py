"""A District Strategy Group at each place: of the own district, and of another. Its meeting has been held."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

PDF = b"%PDF-1.7\n%%EOF"


def make(world: Any) -> dict[str, Any]:
    """Nobody of the roles is invited by name: who sees a group is told by the roles alone."""
    made: dict[str, Any] = {
        kind: {}
        for kind in ("series", "meeting", "draft", "item", "paper", "part", "decision", "interest", "point", "asked")
    }
    for place, district in (("own", world.districts["own"]), ("far", world.districts["far"])):
        _at(made, world, place, district)
    return made


def _at(made: dict[str, Any], world: Any, place: str, district: str) -> None:
    from alongside.knowledge.people import actions as people
    from alongside.work.meetings.planning import actions as planning
    from alongside.work.meetings.planning.actions import When
    from alongside.work.meetings.planning.agenda import actions as agenda
    from alongside.work.meetings.planning.agenda.actions import Topic
    from alongside.work.meetings.points import actions as points
    from alongside.work.meetings.points.actions import By
    from alongside.work.meetings.record import actions as record
    from alongside.work.meetings.record.actions import Decided

    by = {"by": world.by, "at": world.at}
    series = planning.start_series(kind="district-strategy-group", name=f"Group {place}", district=district, **by)
    when = When(on=world.today, starts=time(14), ends=time(16), where="The hall")
    meeting = planning.plan(series=series, when=when, topics=[Topic(title="Absence"), Topic(title="Staff")], **by)
    coming = planning.plan(
        series=series, when=When(on=world.today + timedelta(days=9), starts=time(9), ends=time(10), where="x"), **by
    )
    item = meeting.items.first()
    paper = agenda.add_paper(meeting=meeting, title="A paper", content=PDF, **by)
    guest = people.record_person(name=f"Guest {place}", **by)
    planning.invite(meeting=coming, only=[], people=[guest], **by)
    part = record.add_guest(meeting=meeting, name="Zoe Zander", role="other", school=world.schools[place], **by)
    other = record.add_guest(meeting=meeting, name="Yan", role="other", **by)
    interest = record.declare(item=item, part=other, what="A cousin", **by)
    decision = record.decide(item=item, decided=Decided(words="Do", reason="Why"), **by)
    meeting.refresh_from_db()
    record.share(meeting=meeting.pk, version=meeting.version, **by)
    point = points.raise_point(
        series=series, words="We wait", raised_by=[By(role="head", name="H", school=world.schools[place])], **by
    )
    found = {
        "series": series, "draft": meeting, "meeting": coming, "item": item, "paper": paper, "part": part,
        "decision": decision, "interest": interest, "point": point, "asked": coming.parts.get(),
    }  # fmt: skip
    for kind, one in found.items():
        made[kind][place] = one.pk
