"""Schools say what they are good at, write practice up and try each other's, and record whom they helped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from alongside.work.sharing.helping import actions as helping
from alongside.work.sharing.helping.models import Help
from alongside.work.sharing.practice import actions as practice
from alongside.work.sharing.practice.models import Item
from alongside.work.sharing.strengths import actions as strengths
from alongside.work.sharing.strengths.models import Strength
from demo.chance import Chance
from demo.doings import Event
from demo.year.banks import bank
from demo.year.calendar import is_past
from demo.year.doing.desks import Desks, hour
from demo.year.doing.people import Register
from demo.year.plans.sharing import HelpPlan, ItemPlan, StrengthPlan, Trial


class Sharing:
    def __init__(self, register: Register) -> None:
        self._desks, self._ruth = Desks(register), register
        self._item: dict[str, Item] = {}

    def events(self, items: list[ItemPlan], said: list[StrengthPlan], helped: list[HelpPlan]) -> Iterator[Event]:
        found = [*map(self._practice, items), *map(self._strength, said), *map(self._help, helped)]
        yield from (event for events in found for event in events if is_past(event.at))

    # Practice

    def _practice(self, plan: ItemPlan) -> Iterator[Event]:
        title = plan.said["title"]
        at = hour(plan.on, title)
        yield Event(at, partial(self._write, plan, at))
        if plan.published:
            published = max(hour(plan.published, title), at + timedelta(minutes=4))
            yield Event(published, partial(self._publish, plan, published))
        for trial in plan.trials:
            tried = hour(trial.on, title, trial.school.urn)
            yield Event(tried, partial(self._try, plan, trial, tried))
        if plan.retired:
            retired = hour(plan.retired, title, "retired")
            yield Event(retired, partial(self._retire, plan, retired))

    def _write(self, plan: ItemPlan, at: datetime) -> None:
        school = plan.school
        by = self._desks.head(school, at) if school else self._ruth.ruth
        ask = self._desks.head_person(school, at) if school else None
        urn = school.urn if school else None
        self._item[plan.said["title"]] = practice.write(school=urn, **plan.said, ask=ask, by=by, at=at)

    def _publish(self, plan: ItemPlan, at: datetime) -> None:
        item = self._item[plan.said["title"]]
        by = self._desks.head(plan.school, at) if plan.school else self._ruth.ruth
        self._item[plan.said["title"]] = practice.publish(
            item=item.pk, version=item.version, read_over=True, by=by, at=at
        )

    def _try(self, plan: ItemPlan, trial: Trial, at: datetime) -> None:
        practice.tried(
            item=self._item[plan.said["title"]].pk,
            school=trial.school.urn,
            words=trial.words,
            worked=trial.worked,
            on=trial.on,
            by=self._desks.head(trial.school, at),
            at=at,
        )

    def _retire(self, plan: ItemPlan, at: datetime) -> None:
        item = Item.objects.get(pk=self._item[plan.said["title"]].pk)
        why = "We do it another way now, and would rather be asked about that."
        by = self._desks.head(plan.school, at) if plan.school else self._ruth.ruth
        practice.retire(item=item.pk, version=item.version, why=why, by=by, at=at)

    # Strengths

    def _strength(self, plan: StrengthPlan) -> Iterator[Event]:
        kept: list[Strength] = []
        at = hour(plan.on, "strength", plan.school.urn, plan.topic)
        yield Event(at, partial(self._say, plan, kept, at))
        if plan.confirmed:
            confirmed = hour(plan.confirmed, "confirmed", plan.school.urn, plan.topic)
            yield Event(confirmed, partial(self._confirm_strength, plan, kept, confirmed))
        if plan.taken_back:
            back = hour(plan.taken_back, "taken back", plan.school.urn, plan.topic)
            yield Event(back, partial(self._take_back, plan, kept, back))

    def _say(self, plan: StrengthPlan, kept: list[Strength], at: datetime) -> None:
        by, source = self._desks.head(plan.school, at), ""
        if plan.seen == "visit":
            by = self._desks.lead_user(plan.school)
        elif plan.seen == "colleague" and plan.confirmed_by:
            by = self._desks.head(plan.confirmed_by, at)
        elif plan.seen == "inspection":
            by, source = self._ruth.ruth, "The report that inspectors published of the school (invented, as all here)"
        said = {"school": plan.school.urn, "topic": plan.topic, "words": plan.words}
        kept.append(strengths.say(**said, seen=plan.seen, on=at.date(), source=source, by=by, at=at))  # type: ignore[arg-type]

    def _confirm_strength(self, plan: StrengthPlan, kept: list[Strength], at: datetime) -> None:
        assert plan.confirmed_by
        person, by = self._desks.head_person(plan.confirmed_by, at), self._desks.head(plan.confirmed_by, at)
        if person and person.user_id == by.pk != kept[0].said_by_id:
            words = Chance.of("confirmed", plan.school.urn, plan.topic).choice(bank("strengths")["colleague"])
            strengths.confirm(strength=kept[0].pk, person=person, on=at.date(), words=words, by=by, at=at)

    def _take_back(self, plan: StrengthPlan, kept: list[Strength], at: datetime) -> None:
        found = Strength.objects.get(pk=kept[0].pk)
        said = {"version": found.version, "why": bank("strengths")["not_yet"]}
        strengths.take_back(strength=found.pk, **said, by=self._desks.head(plan.school, at), at=at)

    # Help

    def _help(self, plan: HelpPlan) -> Iterator[Event]:
        kept: list[Help] = []
        at = hour(plan.told, "help", plan.giver.urn, plan.getter.urn)
        yield Event(at, partial(self._record, plan, kept, at))
        if plan.then != "waits":
            answered = max(hour(plan.answered, "answer", plan.giver.urn, plan.getter.urn), at + timedelta(minutes=20))
            yield Event(answered, partial(self._answer, plan, kept, answered))

    def _record(self, plan: HelpPlan, kept: list[Help], at: datetime) -> None:
        teller = plan.giver if plan.by_giver else plan.getter
        said = {key: value for key, value in plan.said.items() if key in ("topic", "words")}
        hours = plan.said["hours"] if plan.by_giver and plan.said["hours"] % 2 else None
        kept.append(
            helping.record(
                giver=plan.giver.urn,
                getter=plan.getter.urn,
                **said,
                on=plan.on,
                hours=hours,
                recorded_for=teller.urn,
                by=self._desks.head(teller, at),
                at=at,
            )
        )

    def _answer(self, plan: HelpPlan, kept: list[Help], at: datetime) -> None:
        other = plan.getter if plan.by_giver else plan.giver
        by, found = self._desks.head(other, at), kept[0]
        if by.pk == found.recorded_by_id:
            return  # both schools have one head: nobody can confirm their own word
        chance = Chance.of("help answered", plan.giver.urn, plan.getter.urn, plan.on)
        if plan.then == "disputed":
            words = chance.choice(bank("helping")["disputes"])
            helping.dispute(help=found.pk, version=found.version, words=words, by=by, at=at)
            return
        found = helping.confirm(help=found.pk, version=found.version, by=by, at=at)
        if plan.then == "thanked":
            at += timedelta(minutes=3)
            words = chance.choice(bank("helping")["thanks"])
            helping.thank(help=found.pk, words=words, by=self._desks.head(plan.getter, at), at=at)
