"""Families are founded, schools join and leave, agree on things, and will meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from alongside.work.families import actions
from alongside.work.families.models import Asking, Family, Membership
from alongside.work.meetings.planning.actions import When
from demo import TODAY
from demo.chance import Chance
from demo.doings import Event
from demo.lives import School
from demo.year.banks import bank
from demo.year.calendar import is_past
from demo.year.doing.desks import Desks, exactly, hour
from demo.year.doing.people import Register
from demo.year.plans.families import Circle, Member, came_here


class Belonging:
    """All families and networks, as events. `family`: by name, once it is founded."""

    def __init__(self, register: Register) -> None:
        self._register, self._desks = register, Desks(register)
        self.family: dict[str, Family] = {}

    def events(self, plans: list[Circle]) -> Iterator[Event]:
        for plan in plans:
            for at, do in self._steps(plan):
                if is_past(at):
                    yield Event(at, partial(do, at))
        families = [plan for plan in plans if plan.is_family]
        yield from self._proposals()
        yield from self._askings(families)

    def _steps(self, plan: Circle) -> Iterator[tuple[datetime, Callable[[datetime], None]]]:
        began = exactly(plan.since, 10, Chance.of("founded", plan.name).randrange(40))
        yield began, partial(self._found, plan)
        chance = Chance.of("course", plan.name)
        for number, member in enumerate(plan.members):
            joined = began + timedelta(seconds=5 + 3 * number)
            if member.since > plan.since:
                joined = hour(member.since, plan.name, member.school.urn)
            yield joined, partial(self._join, plan, member)
            if member.figures is not None:
                on = min(joined.date() + timedelta(days=chance.randint(20, 120)), TODAY - timedelta(days=3))
                if on > joined.date():
                    yield (
                        hour(on, "figures", member.school.urn, first=16, last=18),
                        partial(self._consent, plan, member),
                    )
            if member.left:
                yield hour(member.left, plan.name, member.school.urn), partial(self._leave, plan, member)
        for number, words in enumerate(plan.agreed):
            on = plan.since + timedelta(days=40 + 90 * number)
            yield hour(on, "agreed", plan.name), partial(self._agree_on, plan, words)
        if plan.working_on:
            yield hour(TODAY - timedelta(days=60), "working on", plan.name), partial(self._working_on, plan)
        if plan.meets:
            yield hour(TODAY - timedelta(days=chance.randint(5, 13)), "meets", plan.name), partial(self._meet, plan)
        if plan.ended:
            yield hour(plan.ended, "ended", plan.name, first=16, last=18), partial(self._close, plan)

    def _found(self, plan: Circle, at: datetime) -> None:
        made = actions.found(
            name=plan.name,
            kind=plan.kind,
            purpose=plan.purpose,
            lead=self._desks.head_person(plan.lead, at),
            since=plan.since,
            by=self._register.ruth,
            at=at,
        )
        self.family[plan.name] = made

    def _join(self, plan: Circle, member: Member, at: datetime) -> None:
        said: dict[str, Any] = {"school": member.school.urn, "since": max(member.since, plan.since), "why": member.why}
        actions.join(family=self.family[plan.name].pk, **said, by=self._register.ruth, at=at)

    def _membership(self, plan: Circle, school: School) -> Membership | None:
        found: Membership | None = (
            Membership.objects.filter(family=self.family[plan.name], school=school.urn).members().first()
        )
        return found

    def _consent(self, plan: Circle, member: Member, at: datetime) -> None:
        if self._desks.is_there(member.school, at) and self._membership(plan, member.school):
            said: dict[str, Any] = {
                "family": self.family[plan.name].pk,
                "school": member.school.urn,
                "yes": bool(member.figures),
            }
            actions.consent(**said, by=self._desks.head(member.school, at), at=at)

    def _leave(self, plan: Circle, member: Member, at: datetime) -> None:
        found = self._membership(plan, member.school)
        if found:
            said: dict[str, Any] = {"version": found.version, "on": at.date(), "why": member.left_why}
            actions.leave(membership=found.pk, **said, by=self._desks.head(member.school, at), at=at)

    def _agree_on(self, plan: Circle, words: str, at: datetime) -> None:
        by = self._desks.head(plan.lead, at)
        actions.agree_on(family=self.family[plan.name].pk, words=words, on=at.date(), by=by, at=at)

    def _working_on(self, plan: Circle, at: datetime) -> None:
        found = self._membership(plan, plan.lead)
        if found:
            topics = Chance.of("topics", plan.name).sample(_TOPICS, 2)
            said: dict[str, Any] = {"version": found.version, "words": plan.working_on, "topics": topics}
            by = self._desks.head(plan.lead, at)
            actions.say_working_on(family=found.family_id, school=plan.lead.urn, **said, by=by, at=at)

    def _meet(self, plan: Circle, at: datetime) -> None:
        assert plan.meets
        when = When(on=plan.meets, starts=time(8), ends=time(9, 30), where=plan.lead.name_on(TODAY))
        by = self._desks.head(plan.lead, at)
        actions.plan_meeting(family=self.family[plan.name].pk, when=when, by=by, at=at)

    def _close(self, plan: Circle, at: datetime) -> None:
        family = Family.objects.get(pk=self.family[plan.name].pk)
        said: dict[str, Any] = {"version": family.version, "on": at.date(), "why": plan.ended_why}
        actions.close(family=family.pk, **said, by=self._register.ruth, at=at)

    def _proposals(self) -> Iterator[Event]:
        """Two networks that schools would like to begin wait for the office."""
        for number, told in enumerate(bank("families")["proposed"]):
            at = hour(told["day"], "proposed")
            yield Event(at, partial(self._propose, told, number, at))

    def _propose(self, told: dict[str, Any], number: int, at: datetime) -> None:
        world = self._register.world
        first = [world.told("twice"), world.told("once-and-better")][number % 2]
        school = world.told(told["by"]) if "by" in told else first
        actions.found(
            name=told["name"],
            kind=told["kind"],
            purpose=told["purpose"],
            lead=self._desks.head_person(school, at),
            since=at.date(),
            proposed_by=school.urn,
            by=self._desks.head(school, at),
            at=at,
        )

    def _askings(self, families: list[Circle]) -> Iterator[Event]:
        """Some schools ask a family near them; one asked Beatriz Okafor's, and waits."""
        words = bank("families")["asks"]
        ours = [one for one in families if one.lead.life.key == "improve-by-report-card"]
        others = [one for one in families if one not in ours and came_here(one.lead) < TODAY - timedelta(days=400)]
        chosen = [*ours, *Chance.of("askings").sample(others, min(5, len(others)))]
        for number, family in enumerate(chosen):
            guest = chosen[number - 1].members[-1].school
            waits = number in (0, 1)
            asked = hour(TODAY - timedelta(days=4 + number * (1 if waits else 31)), "asks", number)
            yield Event(asked, partial(self._ask, family, guest, words[number % len(words)], asked))
            if not waits:
                at = hour(asked.date() + timedelta(days=6), "answers", number)
                yield Event(at, partial(self._answer, family, guest, number != 3, at))

    def _ask(self, family: Circle, school: School, words: str, at: datetime) -> None:
        if family.name in self.family and not self._membership(family, school):
            said: dict[str, Any] = {"family": self.family[family.name].pk, "school": school.urn, "words": words}
            actions.ask_to_join(**said, by=self._desks.head(school, at), at=at)

    def _answer(self, family: Circle, school: School, yes: bool, at: datetime) -> None:
        found = Asking.objects.filter(family=self.family[family.name], school=school.urn, state="waits").first()
        if found:
            words = Chance.of("answers", school.urn).choice(bank("families")["answers_yes" if yes else "answers_no"])
            said: dict[str, Any] = {"version": found.version, "yes": yes, "words": words}
            actions.answer_asking(asking=found.pk, **said, by=self._desks.head(family.lead, at), at=at)


_TOPICS = ("reading-and-writing", "attendance", "send", "new-to-english", "mathematics", "staff-wellbeing", "families")
