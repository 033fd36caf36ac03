"""District Leads and Engagement Coordinators write down whom they spoke with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from alongside.work.contacts import actions
from alongside.work.contacts.actions import Party
from demo.chance import Chance
from demo.doings import Event
from demo.year.calendar import is_past, moment
from demo.year.doing.people import Register
from demo.year.plans.talks import Talk


class Talking:
    def __init__(self, register: Register) -> None:
        self._register = register

    def events(self, plans: list[Talk]) -> Iterator[Event]:
        for talk in plans:
            at = moment(talk.on, Chance.of("talk", talk.school.urn, talk.on, talk.subject), 9, 17)
            if is_past(at):
                yield Event(at, partial(self._post, talk, at))

    def _post(self, talk: Talk, at: datetime) -> None:
        register, urn = self._register, talk.school.urn
        theirs = (register.folk.head if talk.role == "head" else register.folk.chair)(urn, talk.on)
        if theirs is None:
            return
        ours = next(register.folk.of(talk.by, talk.district))
        parties = [
            Party(role=talk.by, person=register.person[ours.email], ours=True),
            Party(role=talk.role, person=register.person.get(theirs.email), name=theirs.name, school=urn),
        ]
        said = {"kind": talk.kind, "on": talk.on, "subject": talk.subject, "said": talk.said, "school": urn}
        actions.post(**said, parties=parties, by=register.user[ours.email], at=at)  # type: ignore[arg-type]
