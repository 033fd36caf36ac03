"""Heads say what their schools need, and are answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from alongside.work.engagement.self_reports import actions
from alongside.work.engagement.self_reports.models import Report
from demo import TODAY
from demo.chance import Chance
from demo.doings import Event
from demo.lives import School
from demo.year.banks import Fitting, bank
from demo.year.calendar import is_past, moment, school_day
from demo.year.doing.people import Register
from demo.year.folk import district_of

_MANY = 26  # in a city of 450
_FIRST = date(2026, 1, 12)


@dataclass(slots=True)
class _Need:
    school: School
    said: dict[str, Any]
    report: Report | None = None


class Needing:
    """All self-reports of the year, as events."""

    def __init__(self, register: Register) -> None:
        self._register, self._world = register, register.world

    def events(self) -> Iterator[Event]:
        chance = Chance.of(self._world.city.name, "needs")
        here = [one for one in self._world.schools if one.kind.ofsted and one.open_on(TODAY) and one.opened < _FIRST]
        for i, school in enumerate(chance.sample(here, max(4, round(_MANY * len(here) / 430)))):
            need = _Need(school, bank("answers")["needs"][i % len(bank("answers")["needs"])])
            last = TODAY - timedelta(days=3 if i % 6 == 0 else 20)  # some wait for their answer today
            on = school_day(chance.day_between(TODAY - timedelta(days=8), last) if i % 6 == 0 else _some(chance, last))
            for when, do in self._steps(need, on, chance, waits=i % 6 == 0):
                if is_past(when):
                    yield Event(when, partial(do, need, when))

    def _steps(self, need: _Need, on: date, chance: Chance, *, waits: bool) -> Iterator[tuple[datetime, Any]]:
        yield moment(on, chance, 8, 11), self._begin
        yield moment(school_day(on, later=1), chance, 15, 18), self._send
        if waits:
            return
        yield moment(school_day(on, later=chance.randint(3, 9)), chance, 12, 17), self._answer
        if chance.happens(0.7):
            yield moment(school_day(on, later=chance.randint(12, 20)), chance, 9, 16), self._agree

    def _head(self, need: _Need, at: datetime) -> Any:
        found = self._register.folk.head(need.school.urn, at.date())
        return self._register.user.get(found.email) if found else None

    def _lead(self, need: _Need) -> Any:
        return self._register.user[self._register.folk.lead(district_of(self._world, need.school)).email]

    def _begin(self, need: _Need, at: datetime) -> None:
        fitting, said = Fitting(need.school, Chance.of("need", need.school.urn)), need.said
        answers = {
            "need": fitting.say(f"{said['need']}. {said['situation']}"),
            "tried": said["tried"],
            "help": said["wish"],
            "who": "The deputy and I.",
        }
        if by := self._head(need, at):
            need.report = actions.start(school=need.school.urn, answers=answers, by=by, at=at)

    def _send(self, need: _Need, at: datetime) -> None:
        if need.report and (by := self._head(need, at)):
            need.report = actions.send(report=need.report.pk, version=need.report.version, by=by, at=at)

    def _answer(self, need: _Need, at: datetime) -> None:
        if need.report and need.report.state == Report.State.SENT:
            said = {"version": need.report.version, "words": need.said["answer"]}
            need.report = actions.answer(report=need.report.pk, **said, by=self._lead(need), at=at)

    def _agree(self, need: _Need, at: datetime) -> None:
        if need.report and need.report.state == Report.State.ANSWERED:
            words = f"{need.said['wish']} We look at it together at the end of term."
            found = need.report
            need.report = actions.agree(report=found.pk, version=found.version, words=words, by=self._lead(need), at=at)


def _some(chance: Chance, last: date) -> date:
    return chance.day_between(_FIRST, last)
