"""Bulletins go out, most arrive, many are opened, some are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail.outbox import actions as outbox
from alongside.floor.mail.outbox.facts import Fate, Outcome
from alongside.work.engagement.bulletins import actions, queries
from alongside.work.engagement.bulletins.facts import Said
from alongside.work.engagement.bulletins.models import Copy
from demo.chance import Chance
from demo.doings import Event
from demo.year.banks import bank
from demo.year.calendar import is_past, moment
from demo.year.doing.people import Register

_POSTMAN = "the demo's own post, which reaches nobody"
_SENT = Outcome(Fate.SENT, "250 taken by the demo's own post")
_BOUNCED = Outcome(Fate.BOUNCED, "550 there is no such mailbox")


class Writing:
    def __init__(self, register: Register) -> None:
        self._register = register

    def events(self) -> Iterator[Event]:
        for told in bank("bulletins"):
            at = datetime.combine(told["day"], time(11, 5), tzinfo=LONDON)
            yield Event(at, partial(self._send, told, at))

    def _send(self, told: dict[str, Any], at: datetime) -> None:
        lists = {name: tuple(told.get(name, ())) for name in ("roles", "phases", "districts")}
        said = Said(subject=told["subject"], text=told["text"], question=told.get("question", ""), **lists)
        readers = queries.readers(said, on=told["day"])
        if not readers:
            return  # a small city may have no school of the phase
        by = self._register.ruth
        outbox.keep_here(at=at)
        draft = actions.write(said=said, by=by, at=at - timedelta(minutes=25))
        sent = actions.send(bulletin=draft.pk, version=draft.version, readers=readers, by=by, at=at)
        self._deliver(at + timedelta(minutes=1))
        for copy in Copy.objects.filter(bulletin=sent).select_related("person__user", "bulletin__author"):
            chance = Chance.of("bulletin", told["day"], copy.person.email)
            if chance.happens(0.58):
                self._later(told["day"], copy, chance)

    def _deliver(self, at: datetime) -> None:
        """What is due is handed to a server that is none: here and there an address is wrong."""
        while (letter := outbox.take(worker=_POSTMAN, at=at)) is not None:
            outbox.hand_over(letter=letter, at=at)
            wrong = Chance.of("address", letter.to).happens(0.02)
            outbox.settle(letter=letter, outcome=_BOUNCED if wrong else _SENT, at=at)

    def _later(self, day: date, copy: Copy, chance: Chance) -> None:
        """It is opened within a week or so; one in twelve of those who opened it answers."""
        opened = moment(day + timedelta(days=int(chance.triangular(0, 12, 0))), chance, 12, 20)
        if is_past(opened):
            self._register.later(Event(opened, partial(self._open, copy, opened)))
            if chance.happens(0.08):
                at = opened + timedelta(minutes=6)
                said = chance.choice(bank("answers")["bulletin"])
                self._register.later(Event(at, partial(self._answer, copy, said, at)))

    def _open(self, copy: Copy, at: datetime) -> None:
        actions.note_opened(copy=copy, by=copy.person.user, at=at)

    def _answer(self, copy: Copy, said: str, at: datetime) -> None:
        actions.answer(copy=copy, said=said, by=copy.person.user, at=at)
