"""Concerns are recorded, told to the school, weighed again, referred and closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people import queries as people
from alongside.work.engagement.concerns import actions
from alongside.work.engagement.concerns.actions import NextStep
from alongside.work.engagement.concerns.models import Concern, Referral
from alongside.work.engagement.concerns.referring import actions as referring
from demo import TODAY
from demo.chance import Chance
from demo.doings import Event
from demo.year.calendar import is_past, moment, school_day, weekday
from demo.year.doing.people import Register
from demo.year.doing.tasks import Errands
from demo.year.plans.concerns import ConcernPlan

_DAYS = {"watch": 90, "act": 42, "act-now": 14}  # until it is weighed again, as policies/concerns.yaml has it
_REPLIES = (
    "We see it in the same way. What we do about it stands in our own plan.",
    "It is fair. We would have liked to hear it from you before it was written down.",
    "The figure is right, and the reason is another: eleven children moved away in one week.",
)


class Worrying:
    """All concerns and strengths of the year, as events."""

    def __init__(self, register: Register, errands: Errands) -> None:
        self._register, self._errands = register, errands

    def events(self, plans: list[ConcernPlan]) -> Iterator[Event]:
        for plan in plans:
            for when, do in _Concern(plan, self._register, self._errands).steps():
                if is_past(when):
                    yield Event(when, partial(do, when))


class _Concern:
    def __init__(self, plan: ConcernPlan, register: Register, errands: Errands) -> None:
        self.plan, self.register, self.errands = plan, register, errands
        self.chance = Chance.of("concern's course", plan.school.urn, plan.on, plan.said["title"])
        self.key = 0

    @property
    def lead(self) -> User:
        return self.register.user[self.register.folk.lead(self.plan.district).email]

    def steps(self) -> Iterator[tuple[datetime, partial[None]]]:
        plan = self.plan
        yield moment(plan.on, self.chance, 9, 12), partial(self._record)
        if plan.told:
            yield moment(plan.told, self.chance, 13, 16), partial(self._tell)
            if plan.replied:
                yield moment(school_day(plan.told, later=3), self.chance, 9, 16), partial(self._reply)
        if plan.sort == "referred":
            referred = school_day(plan.on, later=self.chance.randint(2, 7))
            yield moment(referred, self.chance, 14, 16), partial(self._refer)
            yield moment(school_day(referred, later=16), self.chance, 9, 12), partial(self._follow)
        for number, day in enumerate(plan.steps):
            yield moment(day, self.chance, 9, 16), partial(self._weigh, number)
        if plan.closed:
            yield moment(plan.closed, self.chance, 9, 16), partial(self._close)

    def _now(self) -> Concern:
        return Concern.objects.get(pk=self.key)

    def _record(self, at: datetime) -> None:
        plan, said = self.plan, self.plan.said
        strength = plan.sort == "strengths"
        due = weekday(plan.on + timedelta(days=_DAYS.get(said.get("weight", ""), 60)))
        lead = self.register.person[self.register.folk.lead(plan.district).email]
        made = actions.record(
            school=plan.school.urn,
            kind="strength" if strength else "concern",
            area=said["area"],
            source="visit" if strength else said["source"],
            title=said["title"],
            weight=self.chance.choice(("worth-knowing", "strong", "example")) if strength else said["weight"],
            why=said["rationale"],
            restricted=plan.sort == "restricted",
            next_step=NextStep(words=said["next"], owner=lead, due=due),
            by=self.lead,
            at=at,
        )
        self.key = made.pk
        self._step(made, due, at)

    def _step(self, concern: Concern, due: date, at: datetime) -> None:
        """What was agreed as the next step is done like anything else; of what is restricted no task is made."""
        if concern.task_id:
            self.errands.begun(concern.task_id, 0, due, asked_by=self.lead, at=at)

    def _tell(self, at: datetime) -> None:
        found, on = self._now(), at.astimezone(LONDON).date()
        head = people.head_of(self.plan.school.urn, on=on)
        holdings = [head] if head else []
        how = self.chance.choice(("call", "meeting", "email"))
        to = "" if head else "The school office"
        actions.tell_school(
            concern=found.pk,
            version=found.version,
            how=how,
            on=on,
            holdings=holdings,
            to=to,
            by=self.lead,
            at=at,
        )

    def _reply(self, at: datetime) -> None:
        found = self._now()
        head = people.head_of(self.plan.school.urn, on=at.astimezone(LONDON).date())
        if found.told_on and head and head.person.user and self.plan.sort != "strengths":
            words = self.chance.choice(_REPLIES)
            actions.reply(concern=found.pk, words=words, by=head.person.user, at=at)

    def _weigh(self, number: int, at: datetime) -> None:
        found, step = self._now(), self.plan.said["steps"][number]
        due = max(weekday(at.date() + timedelta(days=_DAYS[found.weight])), TODAY - timedelta(days=20))
        lead = self.register.person[self.register.folk.lead(self.plan.district).email]
        more = NextStep(words="Look at it again with the head.", owner=lead, due=due) if number == 0 else None
        said = {"weight": found.weight, "direction": step["direction"], "why": step["words"], "next_step": more}
        made = actions.weigh(concern=found.pk, version=found.version, **said, by=self.lead, at=at)
        if more:
            self._step(made, due, at)

    def _refer(self, at: datetime) -> None:
        found, on = self._now(), at.astimezone(LONDON).date()
        for to, whom in (("trust", self._trust()), ("regional-director", "The office of the regional director")):
            referring.refer(concern=found.pk, to=to, whom=whom, how="letter", on=on, by=self.lead, at=at)

    def _trust(self) -> str:
        joined = self.plan.school.trust_on(self.plan.on)
        return self.register.world.trusts.groups[joined[1]].name if joined else "Its trust"

    def _follow(self, at: datetime) -> None:
        """The trust has answered, or is asked again."""
        found = Referral.objects.get(concern=self.key, to="trust")
        on, answer = at.astimezone(LONDON).date(), self.plan.said["answer"]
        if answer:
            said = {"answer": answer, "answered_by": "The trust's director of education", "on": on}
            referring.answered(referral=found.pk, version=found.version, **said, by=self.lead, at=at)
        else:
            words = "We asked again, and for a name."
            said = {"how": "email", "on": on, "words": words}
            referring.chase(referral=found.pk, version=found.version, **said, by=self.lead, at=at)

    def _close(self, at: datetime) -> None:
        found = self._now()
        actions.close(concern=found.pk, version=found.version, why=self.plan.said["closed"], by=self.lead, at=at)
