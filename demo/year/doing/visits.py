"""District Leads visit schools, write up what they saw, and hear what the head says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Person
from alongside.work.engagement.visits import actions
from alongside.work.engagement.visits.actions import Plan
from alongside.work.engagement.visits.answers import actions as answers
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.writing import actions as writing
from alongside.work.engagement.visits.writing.written import Agreed, Present, Written
from demo import TODAY
from demo.chance import Chance
from demo.doings import Event
from demo.year.banks import bank
from demo.year.calendar import is_past, moment, weekday
from demo.year.doing.people import Register
from demo.year.doing.tasks import Errands
from demo.year.plans.visits import ANSWERED, Fate, VisitPlan

_PARTS = {  # where what was written goes: the parts of policies/visit_templates.yaml
    "conversation": {"seen": "findings", "moved": "moved", "strengths": "strengths", "concerns": "concerns"}
    | {"people": "people"},
    "first": {"heard": "findings", "strengths": "strengths", "concerns": "concerns", "help": "support"},
    "review": {"progress": "findings", "support": "support", "strengths": "strengths", "concerns": "concerns"}
    | {"leadership": "people"},
    "governors": {"asked": "findings", "strengths": "strengths", "concerns": "concerns"},
}
_PURPOSES = (
    "How the term has begun, and what we agreed last time.",
    "To see lessons together and to talk about what comes next.",
    "What you would like us to see. Please choose two classes.",
    "Your own view of how the school is doing, and how we can help.",
    "",
)
_CALLED_OFF = (
    "The head is unwell. We agree on a new day by telephone.",
    "Ofsted is in the school this week.",
    "I am ill, and sorry for the late word.",
    "The school is closed because of a burst pipe.",
)


class Visiting:
    """All visits of a year, as events."""

    def __init__(self, register: Register, errands: Errands) -> None:
        self._register, self._errands = register, errands

    def events(self, plans: list[VisitPlan]) -> Iterator[Event]:
        for plan in plans:
            steps = _Visit(plan, self._register, self._errands).steps()
            yield from (Event(at, do) for at, do in steps if is_past(at))


class _Visit:
    def __init__(self, plan: VisitPlan, register: Register, errands: Errands) -> None:
        self.plan, self.register, self.errands = plan, register, errands
        self.folk = register.folk
        self.chance = Chance.of("visit's course", plan.school.urn, plan.on)
        self.lead_email = self.folk.lead(plan.district).email
        self.visit: Visit | None = None
        self.reports = 1
        self.last: datetime | None = None

    @property
    def lead(self) -> Person:
        return self.register.person[self.lead_email]

    @property
    def user(self) -> User:
        return self.register.user[self.lead_email]

    def steps(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """What is done when, in order."""
        plan = self.plan
        begins = datetime.combine(plan.on, plan.begins, tzinfo=LONDON)
        if plan.planned:
            yield self._at(plan.planned, self._plan)
        if plan.fate is Fate.TO_COME:
            return
        if plan.fate is Fate.CALLED_OFF:
            if plan.planned:
                yield self._at(weekday(plan.on - timedelta(days=self.chance.randint(1, 4))), self._call_off)
            return
        carried_out = begins + timedelta(minutes=self.chance.randint(100, 150))
        self.last = carried_out
        yield carried_out, partial(self._carry_out, carried_out)
        if plan.sent is None:
            return
        yield self._at(plan.sent, self._send)
        if plan.answered and plan.fate in ANSWERED:
            yield self._at(plan.answered, partial(self._answer, accurate=plan.fate is Fate.ACCURATE))
        if plan.replied:
            yield self._at(plan.replied, self._reply)
            if plan.fate is Fate.MENDED and self.chance.happens(0.85):
                yield self._at(weekday(plan.replied + timedelta(days=self.chance.randint(1, 8))), self._answer_again)

    def _at(self, day: date, do: Callable[[datetime], None]) -> tuple[datetime, Callable[[], None]]:
        """Some moment of the day, after what was done before."""
        at = moment(day, self.chance)
        if self.last and at <= self.last:
            at = self.last + timedelta(minutes=self.chance.randint(15, 70))
        self.last = at
        return at, partial(do, at)

    def _plan(self, at: datetime) -> None:
        plan = self.plan
        said = Plan(
            kind=plan.kind,
            lead=self.lead,
            on=plan.on,
            begins=plan.begins,
            purpose=self.chance.choice(_PURPOSES),
            invite_head=True,
            invite_chair=plan.with_chair,
        )
        self.visit = actions.plan(school=plan.school.urn, plan=said, by=self.user, at=at)

    def _call_off(self, at: datetime) -> None:
        assert self.visit
        why = self.chance.choice(_CALLED_OFF)
        actions.cancel(visit=self.visit.pk, version=self.visit.version, why=why, by=self.user, at=at)

    def _carry_out(self, at: datetime) -> None:
        plan = self.plan
        if self.visit is None:
            said = {"school": plan.school.urn, "kind": plan.kind, "lead": self.lead, "on": plan.on}
            self.visit = actions.record(**said, by=self.user, at=at)  # type: ignore[arg-type]
        else:
            found = self.visit
            self.visit = actions.carry_out(visit=found.pk, version=found.version, on=plan.on, by=self.user, at=at)

    def _send(self, at: datetime) -> None:
        assert self.visit
        plan = self.plan
        errands = [one for one in plan.said.agreed if self._owner(one.owner)]
        written = Written(
            parts={part: getattr(plan.said, said) for part, said in _PARTS[plan.kind].items()},
            present=tuple(self._present()),
            agreed=tuple(
                Agreed(words=one.words, owner=owner, due=weekday(plan.on + timedelta(days=one.days)))
                for one in errands
                if (owner := self._owner(one.owner))
            ),
            kept=tuple(self.errands.open_at(plan.school.urn)),
            note=self.chance.choice(bank("notes")) if self._confides() else "",
            chair=plan.chair_included,
        )
        report = writing.send(visit=self.visit.pk, written=written, by=self.user, at=at)
        for number, one in zip(report.agreed, errands, strict=True):
            due = weekday(plan.on + timedelta(days=one.days))
            self.errands.begun(number, plan.school.urn, due, asked_by=self.user, at=at, done=one.done)

    def _confides(self) -> bool:
        return self.plan.said.about != "" and self.chance.happens(0.03)

    def _owner(self, who: str) -> Person | None:
        if who == "lead":
            return self.lead
        found = (self.folk.head if who == "head" else self.folk.chair)(self.plan.school.urn, self.plan.on)
        return self.register.person.get(found.email) if found else None

    def _present(self) -> Iterator[Present]:
        urn, on = self.plan.school.urn, self.plan.on
        head, chair = self.folk.head(urn, on), self.folk.chair(urn, on)
        without_head = self.plan.kind == "governors" and self.plan.school.urn % 3 == 0 and chair
        if head and not without_head:
            yield Present(name=head.name, role="head", person=self.register.person.get(head.email))
        if chair and (self.plan.with_chair or self.plan.kind == "governors"):
            yield Present(name=chair.name, role="chair", person=self.register.person.get(chair.email))
        if self.plan.kind == "governors":
            for one in self.folk.at_school(urn, "governor", on):
                yield Present(name=one.name, role="governor", person=self.register.person.get(one.email))

    def _head(self, day: date) -> User | None:
        found = self.folk.head(self.plan.school.urn, day)
        return self.register.user.get(found.email) if found else None

    def _answer(self, at: datetime, *, accurate: bool) -> None:
        head = self._head(at.date())
        if head is None or self.visit is None:
            return
        answers.note_opened(visit=self.visit.pk, by=head, at=at - timedelta(minutes=4), is_head=True)
        words, corrections = self.chance.choice(bank("answers")["accurate"]), {}
        if not accurate:
            words = self.plan.said.wrong
            part = next(iter(_PARTS[self.plan.kind]))
            corrections = {part: self.plan.said.should}
        said = {"accurate": accurate, "words": words, "corrections": corrections}
        answers.answer(visit=self.visit.pk, report=self.reports, **said, by=head, at=at)

    def _reply(self, at: datetime) -> None:
        if self.visit is None or not self.visit.reports.filter(number=1, answer__accurate=False).exists():
            return
        if self.plan.fate is Fate.KEPT:
            words = "It is what we saw and heard that day. Your words stand beside ours, for everybody who reads it."
            answers.stand_by(visit=self.visit.pk, report=1, words=words, by=self.user, at=at)
            return
        part = next(iter(_PARTS[self.plan.kind]))
        parts = {part: f"{self.plan.said.findings}\n\n{self.plan.said.should}"}
        words = self.plan.said.reply or self.chance.choice(bank("answers")["mended"])
        answers.mend(visit=self.visit.pk, report=1, parts=parts, words=words, by=self.user, at=at)
        self.reports = 2

    def _answer_again(self, at: datetime) -> None:
        if self.reports == 2 and at.date() < TODAY:
            self._answer(at, accurate=True)
