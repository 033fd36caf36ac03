"""Each term heads and chairs are asked whether they feel safe and supported. In summer 2026 some did not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from alongside.work.engagement.supported import actions
from alongside.work.engagement.supported.models import Answer, Asked, Round
from demo.accounts import CLIVE, GLORIA, JOYCE
from demo.chance import Chance
from demo.doings import Event
from demo.year.banks import bank
from demo.year.calendar import is_past, moment, weekday
from demo.year.doing.people import Register
from demo.year.plans.standing import WORRY, mark

_ROUNDS = (date(2025, 11, 3), date(2026, 2, 9), date(2026, 6, 15), date(2026, 11, 2))
_NOT = {2025: 0.09, 2: 0.12, 6: 0.27, 11: 0.13}  # how many say no to something, round by round
_OPEN, _SEALED = 0.055, 0.23  # of those asked: answer openly, answer in confidence
_DAYS = 20


class Asking:
    """All rounds, as events. Who answers what is drawn when the round opens, for those who are asked by then."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._round: dict[date, Round] = {}

    def events(self) -> Iterator[Event]:
        for day in _ROUNDS:
            at = datetime.combine(day, moment(day, Chance.of("round", day)).timetz())
            yield Event(at, partial(self._open, day, at))
            over = moment(weekday(day + timedelta(days=29)), Chance.of("over", day))
            if is_past(over):
                yield Event(over, partial(self._close, day, over))

    def _open(self, day: date, at: datetime) -> None:
        made = self._round[day] = actions.open_round(by=self._register.user[JOYCE.email], at=at)
        share = _NOT.get(day.year, 0) or _NOT[day.month]
        for asked in made.asked.select_related("person__user").order_by("school", "role"):
            chance = Chance.of("supported", day, asked.school, asked.role)
            how = chance.pick({"open": _OPEN, "sealed": _SEALED, "": 1 - _OPEN - _SEALED})
            if not how or asked.person.user is None or asked.person.email == GLORIA.email:
                continue
            when = moment(weekday(day + timedelta(days=1 + int(chance.triangular(0, _DAYS, 2)))), chance, 8, 20)
            worry = WORRY[mark(self._register.world, self._register.world.by_urn[asked.school], day)]
            no = chance.happens(min(0.85, share * (0.6 + 2.2 * worry)))
            if is_past(when):
                do = partial(self._answer, made, asked, how == "sealed", no, when)
                self._register.later(Event(when, do))

    def _answer(self, round: Round, asked: Asked, sealed: bool, no: bool, at: datetime) -> None:
        chance = Chance.of("said", round.key, asked.school, asked.role)
        keys = [one["key"] for one in round.questions]
        against = set(chance.sample(keys, chance.choice((1, 1, 2)))) if no else set()
        words = chance.choice(bank("answers")["supported_no" if no else "supported_yes"])
        said = {key: key not in against for key in keys}
        person = asked.person
        assert person.user
        more = {"said": said, "words": words, "in_confidence": sealed}
        actions.answer(round=round, person=person, **more, by=person.user, at=at)
        if no and not sealed and chance.happens(0.8):
            answer = Answer.objects.get(asked=asked)
            when = moment(weekday(at.date() + timedelta(days=chance.randint(2, 8))), chance, 10, 16)
            if is_past(when):
                self._register.later(Event(when, partial(self._reply, answer.pk, when)))

    def _reply(self, pk: int, at: datetime) -> None:
        answer = Answer.objects.select_related("responder__user").get(pk=pk)
        if answer.responder and answer.responder.user:
            words = Chance.of("reply", pk).choice(bank("answers")["responses"])
            actions.reply(answer=pk, version=answer.version, words=words, by=answer.responder.user, at=at)

    def _close(self, day: date, at: datetime) -> None:
        """What was said in confidence is read and replied to by the trusted person, before the round closes."""
        clive, found = self._register.user[CLIVE.email], self._round[day]
        for one in actions.read_words(round=found, by=clive, at=at - timedelta(hours=2)):
            if one.waits:
                words = Chance.of("reply", day, one.token).choice(bank("answers")["responses"])
                actions.reply_in_confidence(round=found, token=one.token, words=words, by=clive, at=at)
        actions.close_round(round=found, by=None, at=at)
