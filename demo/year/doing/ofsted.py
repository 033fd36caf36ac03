"""Ofsted calls, District Leads go to the feedback meeting, and what was said there waits for the published report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Holding
from alongside.work.engagement.ofsted import actions
from alongside.work.engagement.ofsted.actions import Said
from alongside.work.engagement.ofsted.models import Call
from demo import TODAY
from demo.accounts import IMRAN
from demo.chance import Chance
from demo.doings import Event
from demo.inspections import Framework, Inspection, Kind
from demo.lives import School
from demo.names import person
from demo.year import BEGAN
from demo.year.banks import bank
from demo.year.calendar import is_past, moment
from demo.year.doing.people import Register
from demo.year.folk import district_of
from demo.year.plans.visits import known_from, told

PUBLISHED_CAME = (date(2026, 9, 14), date(2026, 9, 15), date(2026, 10, 13), date(2026, 10, 14), date(2026, 11, 10))
"""The days on which files of published inspections were loaded (demo/deliveries.py)."""
_AREAS = {
    "inclusion": "inclusion",
    "curriculum": "curriculum_and_teaching",
    "achievement": "achievement",
    "attendance": "attendance_and_behaviour",
    "wellbeing": "personal_development_and_wellbeing",
    "governance": "leadership_and_governance",
    "early years": "early_years",
    "post-16": "post_16",
}
_NOBODY = ("The District Lead was ill and no one could go in their place.", "We heard of the meeting when it was over.")


class Inspecting:
    """All calls of the year, as events: one for each inspection of ours that began in it, and one under way today."""

    def __init__(self, register: Register) -> None:
        self._register, self._world = register, register.world

    def events(self) -> Iterator[Event]:
        for day in PUBLISHED_CAME:
            at = datetime.combine(day, time(13, 15), tzinfo=LONDON)
            yield Event(at, partial(self._match, at))
        for visits in self._world.inspections.values():
            for visit in visits:
                school = self._world.by_urn[visit.urn]
                began = visit.started > max(BEGAN + timedelta(days=14), known_from(school) + timedelta(days=7))
                if began and self._is_heard_of(school, visit):
                    yield from self._follow(school, visit.started, visit)
        yield from self._follow(self._under_way(), TODAY, None)

    def _is_heard_of(self, school: School, visit: Inspection) -> bool:
        """Of every maintained school, and of half of the others."""
        return school.kind.maintained or Chance.of("heard of", visit.number).happens(0.5)

    def _under_way(self) -> School:
        """A maintained primary school of Harlow Green, where inspectors are on the demo's day."""
        fits = [
            school
            for school in self._world.schools
            if school.open_on(TODAY)
            and school.kind.maintained
            and school.life.stage.key == "primary"
            and district_of(self._world, school) == IMRAN.where
            and school.life.key not in told()
            and school.opened < BEGAN
        ]
        return max(fits, key=lambda school: _waits(self._world.inspections_shown_for(school)))

    def _follow(self, school: School, started: date, visit: Inspection | None) -> Iterator[Event]:
        steps = _Call(school, started, visit, self._register).steps()
        yield from (Event(at, do) for at, do in steps if is_past(at))

    def _match(self, at: datetime) -> None:
        actions.match_published(by=None, at=at)


def _waits(visits: tuple[Inspection, ...]) -> int:
    """Days since somebody inspected it last."""
    return (TODAY - visits[-1].started).days if visits else 0


class _Call:
    def __init__(self, school: School, started: date, visit: Inspection | None, register: Register) -> None:
        self.school, self.started, self.visit, self.register = school, started, visit, register
        self.chance = Chance.of("call", school.urn, started)
        self.district = district_of(register.world, school)
        self.key = 0

    @property
    def lead(self) -> User:
        return self.register.user[self.register.folk.lead(self.district).email]

    def steps(self) -> Iterator[tuple[datetime, partial[None]]]:
        came = moment(self.started - timedelta(days=1), self.chance, 9, 12)
        if self.visit is None:  # the call came on the Friday before
            came = moment(self.started - timedelta(days=3), self.chance, 10, 11)
        recorded = came + timedelta(minutes=self.chance.randint(6, 90))
        yield recorded, partial(self._record, came, recorded)
        if not self.school.kind.maintained:
            return
        meeting = self.started + timedelta(days=1)
        planned = recorded + timedelta(minutes=40)
        yield planned, partial(self._plan, meeting, planned)
        late = self.chance.pick({0: 12, 1: 2, 3: 1})
        held = moment(meeting + timedelta(days=late), self.chance, 16, 19)
        yield held, partial(self._hold, meeting, held)
        yield held + timedelta(minutes=15), partial(self._outcome, held + timedelta(minutes=15))

    def _record(self, came: datetime, at: datetime) -> None:
        kind = "monitoring" if self.visit and self.visit.kind is Kind.MONITORING else "full"
        _, first, last = person(self.chance)
        head = self.register.folk.head(self.school.urn, at.date())
        said = Said(
            came_at=came,
            kind=kind,
            starts_on=self.started,
            lead_inspector=f"{first} {last}" if self.chance.happens(0.6) else "",
            told_by=head.name if head else "The school office",
        )
        self.key = actions.record_call(school=self.school.urn, said=said, by=self.lead, at=at).pk

    def _ours(self, on: date) -> list[Holding]:
        return people.leads_of(self.school.urn, on=on, district=self.district)

    def _plan(self, meeting: date, at: datetime) -> None:
        feedback = Call.objects.select_related("feedback").get(pk=self.key).feedback
        actions.plan_feedback(
            call=self.key,
            version=feedback.version,
            on=meeting,
            starts=time(15, 30),
            where="In the school",
            ours=self._ours(at.date()),
            by=self.lead,
            at=at,
        )

    def _hold(self, meeting: date, at: datetime) -> None:
        feedback = Call.objects.select_related("feedback").get(pk=self.key).feedback
        nobody = self.chance.choice(_NOBODY) if self.chance.happens(0.08) else ""
        theirs = [one for find in (people.head_of, people.chair_of) if (one := find(self.school.urn, on=meeting))]
        actions.hold_feedback(
            call=self.key,
            version=feedback.version,
            on=meeting,
            ours=[] if nobody else self._ours(meeting),
            theirs=[] if nobody else theirs,
            nobody_why=nobody,
            by=self.lead,
            at=at,
        )

    def _outcome(self, at: datetime) -> None:
        """What the lead wrote down: mostly what came to be published, here and there one word off."""
        if not Call.objects.filter(pk=self.key, number="", ended_why="").exists() or self.visit is None:
            return
        words = self.chance.choice(bank("talks")["feedback"])
        grades: dict[str, str] = {}
        safeguarding = None
        if self.visit.framework is Framework.REPORT_CARD and self.visit.kind is Kind.GRADED:
            grades = {_AREAS[area]: str(word) for area, word in self.visit.grades.items()}
            safeguarding = self.visit.safeguarding == "Met"
            if self.chance.happens(0.2):
                grades[self.chance.choice(sorted(grades))] = "Expected standard"
        said = {"words": words, "grades": grades, "safeguarding": safeguarding}
        actions.record_outcome(call=self.key, version=0, **said, by=self.lead, at=at)
