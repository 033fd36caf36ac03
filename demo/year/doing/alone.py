"""Schools that stand alone are asked in: many by a wave of letters in autumn 2025, some by name in these weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from alongside.knowledge.people import queries as people
from alongside.work.ties.inviting import actions
from alongside.work.ties.inviting.models import Asking
from alongside.work.ties.isolation.models import Standing
from alongside.work.ties.trusts import actions as trusts
from demo import TODAY
from demo.accounts import JOYCE
from demo.chance import Chance
from demo.doings import Event
from demo.lives import School
from demo.year.banks import bank
from demo.year.calendar import is_past, weekday
from demo.year.doing.desks import Desks, exactly, hour
from demo.year.doing.people import REGISTER_CAME, Register
from demo.year.plans.alone import Company

_SETTLED = 30  # of the schools that were asked and did not come, about so many per cent answered


class Inviting:
    def __init__(self, register: Register) -> None:
        self._register, self._desks = register, Desks(register)

    def events(self, company: Company) -> Iterator[Event]:
        for day in REGISTER_CAME:
            at = exactly(day, 12, 45)
            yield Event(at, partial(self._follow_trusts, at))
        told = bank("alone")["wave"]
        at = exactly(told["day"], 10, 15)
        yield Event(at, partial(self._wave, company, at))
        for urn, day in company.asked.items():
            at = hour(day, "ask in", urn)
            yield Event(at, partial(self._ask_in, self._register.world.by_urn[urn], at))

    def _follow_trusts(self, at: datetime) -> None:
        """What the worker does after each load of the register."""
        trusts.follow(by=None, at=at)

    def _wave(self, company: Company, at: datetime) -> None:
        """Joyce Mensah writes to all who stood alone; those who came in say so some days before they join."""
        told, joyce = bank("alone")["wave"], self._register.user[JOYCE.email]
        wanted = [*company.came_in, *(one.urn for one in company.alone), *(one.urn for one in company.thin[::4])]
        schools = list(Standing.objects.filter(school__in=wanted).values_list("school", flat=True))
        if not schools:
            return
        said = {key: told[key] for key in ("title", "subject", "words")}
        wave = actions.draft(**said, schools=schools, by=joyce, at=at)
        at += timedelta(minutes=25)
        wave = actions.send(wave=wave.pk, version=wave.version, by=joyce, at=at)
        for asking in wave.askings.order_by("school"):
            chance = Chance.of("answers the wave", asking.school)
            if joins := company.came_in.get(asking.school):
                when, state = hour(joins - timedelta(days=6), "comes", asking.school), Asking.State.COMING
            elif chance.randrange(100) < _SETTLED:
                when = hour(weekday(at.date() + timedelta(days=chance.randint(4, 30))), "answers", asking.school)
                state = chance.choice((Asking.State.NOT_NOW, Asking.State.TALK))
            else:
                continue
            words = chance.choice(bank("alone")["gladly" if state == Asking.State.COMING else "not_now"])
            if is_past(when):
                self._register.later(Event(when, partial(self._answer, asking.pk, state, words, when)))

    def _answer(self, asking: int, state: str, words: str, at: datetime) -> None:
        found = Asking.objects.get(pk=asking)
        by = self._desks.head(self._school(found.school), at)
        actions.answer(asking=asking, version=found.version, state=state, words=words, by=by, at=at)

    def _school(self, urn: int) -> School:
        return self._register.world.by_urn[urn]

    def _ask_in(self, school: School, at: datetime) -> None:
        """It becomes the task of the District Lead, with a day."""
        if not Standing.objects.filter(school=school.urn).exists():
            return
        joyce, leads = self._register.user[JOYCE.email], people.leads_of(school.urn, on=at.date())
        due = weekday(max(at.date() + timedelta(days=14), TODAY - timedelta(days=2)))
        if leads:
            actions.ask_in(school=school.urn, owner=leads[0].person, due=due, by=joyce, at=at)
