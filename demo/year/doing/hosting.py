"""Schools offer to be visited, are asked, answer, and tell afterwards what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from alongside.floor.kernel.refusals import CannotRecord
from alongside.work.sharing.hosting import actions
from alongside.work.sharing.hosting.models import Visit
from demo.chance import Chance
from demo.doings import Event
from demo.year.banks import bank
from demo.year.calendar import is_past
from demo.year.doing.desks import Desks, exactly, hour
from demo.year.doing.people import Register
from demo.year.plans.hosting import Course, HostPlan, OfferPlan

_CAME = ("The head and a teacher", "Two teachers", "The deputy", "A subject leader and an assistant", "Three of us")


class Hosting:
    def __init__(self, register: Register) -> None:
        self._desks = Desks(register)

    def events(self, offers: list[OfferPlan], visits: list[HostPlan]) -> Iterator[Event]:
        for offer in offers:
            at = hour(offer.on, "offer", offer.school.urn)
            yield Event(at, partial(self._offer, offer, at))
        for plan in visits:
            yield from (event for event in _Course(plan, self._desks).events() if is_past(event.at))

    def _offer(self, plan: OfferPlan, at: datetime) -> None:
        actions.offer(
            school=plan.school.urn,
            topics=plan.topics,
            words=plan.words,
            most_a_term=plan.most,
            days=plan.weekdays,
            by=self._desks.head(plan.school, at),
            at=at,
        )


class _Course:
    """One visit, from the question to whether it worked. Where the host has no room, nothing comes of it."""

    def __init__(self, plan: HostPlan, desks: Desks) -> None:
        self.plan, self.desks = plan, desks
        self.chance = Chance.of("visit of schools", plan.host.urn, plan.guest.urn, plan.asked)
        self.visit: Visit | None = None

    def events(self) -> Iterator[Event]:
        for at, do in self._steps():
            yield Event(at, partial(self._then, do, at))

    def _then(self, do: Callable[[datetime], None], at: datetime) -> None:
        if self.visit is not None or do == self._ask:
            do(at)

    def _steps(self) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
        plan, course = self.plan, self.plan.course
        asked = self._at(plan.asked, "asked")
        yield asked, self._ask
        if course is Course.WAITS:
            return
        answered = max(self._at(plan.answered, "answered"), asked + timedelta(hours=1))
        yield answered, self._answer
        if course in (Course.DECLINED, Course.COMING, Course.FORGOTTEN):
            return
        if course is Course.CALLED_OFF:
            yield max(self._at(plan.on - timedelta(days=2), "off"), answered + timedelta(hours=1)), self._call_off
            return
        if plan.moved:
            yield max(self._at(plan.on - timedelta(days=3), "moved"), answered + timedelta(hours=1)), self._move
        on = plan.moved or plan.on
        made = exactly(on, 16, self.chance.randrange(60))
        yield made, self._made
        if course in (Course.TOLD, Course.WORKED, Course.DID_NOT):
            yield self._at(on + timedelta(days=self.chance.randint(1, 9)), "told", after=made), self._took_away
        if course in (Course.WORKED, Course.DID_NOT):
            yield self._at(on + timedelta(days=self.chance.randint(45, 58)), "worked", after=made), self._worked

    def _at(self, day: date, what: str, after: datetime | None = None) -> datetime:
        at = hour(day, what, self.plan.host.urn, self.plan.guest.urn)
        return max(at, after + timedelta(minutes=30)) if after else at

    def _ask(self, at: datetime) -> None:
        plan = self.plan
        said = {"topic": plan.topic, "wants": self.chance.choice(bank("hosting")["wants"]), "days": plan.days}
        by = self.desks.head(plan.guest, at)
        try:
            self.visit = actions.ask(by_school=plan.guest.urn, host=plan.host.urn, **said, by=by, at=at)
        except CannotRecord:
            return  # the term is full: they will ask another school

    def _answer(self, at: datetime) -> None:
        plan = self.plan
        assert self.visit
        by = self.desks.head(plan.host, at)
        if plan.course is Course.DECLINED:
            words = self.chance.choice(bank("hosting")["refused"])
            self.visit = actions.answer(visit=self.visit.pk, yes=False, words=words, by=by, at=at)
            return
        begins = self.chance.choice((time(9), time(9, 30), time(13, 15)))
        self.visit = actions.answer(
            visit=self.visit.pk, yes=True, on=plan.on, begins=begins, words="You are welcome.", by=by, at=at
        )

    def _call_off(self, at: datetime) -> None:
        assert self.visit
        why = self.chance.choice(bank("hosting")["called_off"])
        actions.call_off(visit=self.visit.pk, why=why, by=self.desks.head(self.plan.guest, at), at=at)

    def _move(self, at: datetime) -> None:
        assert self.visit
        assert self.plan.moved
        why = "The teacher whom you would see is away that day."
        try:
            actions.move(
                visit=self.visit.pk, on=self.plan.moved, why=why, by=self.desks.head(self.plan.host, at), at=at
            )
        except CannotRecord:
            return  # no room on that day: it stays where it is

    def _made(self, at: datetime) -> None:
        assert self.visit
        came = [self.chance.choice(_CAME)]
        by = self.desks.head(self.plan.guest, at)
        actions.made(visit=self.visit.pk, on=self.plan.moved or self.plan.on, came=came, by=by, at=at)

    def _took_away(self, at: datetime) -> None:
        assert self.visit
        words = self.chance.choice(bank("hosting")["took_away"])
        thanks = self.chance.choice(bank("helping")["thanks"]) if self.chance.happens(0.6) else ""
        by = self.desks.head(self.plan.guest, at)
        actions.took_away(visit=self.visit.pk, words=words, thanks=thanks, by=by, at=at)

    def _worked(self, at: datetime) -> None:
        assert self.visit
        yes = self.plan.course is Course.WORKED
        words = self.chance.choice(bank("hosting")["worked_yes" if yes else "worked_no"])
        by = self.desks.head(self.plan.guest, at)
        actions.did_it_work(visit=self.visit.pk, words=words, yes=yes, by=by, at=at)
