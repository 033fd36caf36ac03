"""District Strategy Groups meet: papers, who came, what was raised, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Person
from alongside.work.meetings.models import Item, Meeting, Part, Point, Series
from alongside.work.meetings.planning import actions as planning
from alongside.work.meetings.planning.actions import Topic, When
from alongside.work.meetings.points import actions as points
from alongside.work.meetings.record import actions as record
from alongside.work.meetings.record.actions import Decided
from demo import TODAY
from demo.accounts import IMRAN
from demo.chance import Chance
from demo.city import DISTRICTS
from demo.doings import Event
from demo.year import BEGAN
from demo.year.calendar import is_past, moment, weekday
from demo.year.doing.people import Register
from demo.year.doing.tasks import Errands
from demo.year.folk import key_of
from demo.year.plans.groups import GroupMeeting, PointPlan

_PURPOSE = "Heads and chairs of governors say what their schools need, and hear what was done about it."


class Kept:
    """What is kept in mind of one meeting between its events."""

    def __init__(self) -> None:
        self.found: Meeting | None = None
        self.items: list[Item] = []
        self.parts: list[Part] = []


class Grouping:
    """The meetings of all districts, as events."""

    def __init__(self, register: Register, errands: Errands) -> None:
        self._register, self._errands = register, errands
        self._series: dict[str, Series] = {}

    def events(self, plans: list[GroupMeeting]) -> Iterator[Event]:
        at = datetime.combine(BEGAN, time(16), tzinfo=LONDON) + timedelta(days=2)
        yield Event(at, partial(self._begin, at))
        for plan in plans:
            kept = Kept()
            for when, do in self._steps(plan, kept):
                if is_past(when):
                    yield Event(when, partial(do, when))

    def _steps(self, plan: GroupMeeting, kept: Kept) -> Iterator[tuple[datetime, partial[None]]]:
        chance = Chance.of("group's course", plan.district, plan.on)
        yield moment(weekday(plan.on - timedelta(days=27)), chance), partial(self._plan, plan, kept)
        yield moment(weekday(plan.on - timedelta(days=8)), chance), partial(self._papers, plan, kept)
        over = datetime.combine(plan.on, plan.starts, tzinfo=LONDON) + timedelta(hours=2)
        yield over, partial(self._hold, plan, kept)
        yield moment(weekday(plan.on + timedelta(days=chance.randint(2, 6))), chance), partial(self._share, plan, kept)
        yield (
            moment(weekday(plan.on + timedelta(days=chance.randint(20, 60))), chance),
            partial(self._agree, plan, kept),
        )
        for number, point in enumerate(plan.points):
            if point.answered:
                when = moment(weekday(point.answered), chance, 10, 16)
                yield when, partial(self._answer, plan, kept, number)

    def _lead(self, plan: GroupMeeting) -> Person:
        return self._register.person[self._register.folk.lead(plan.district).email]

    def _host(self, district: str) -> str:
        return next(self._register.folk.of("engagement-coordinator", district)).email

    def _by(self, plan: GroupMeeting) -> User:
        return self._register.user[self._host(plan.district)]

    def _begin(self, at: datetime) -> None:
        for name in DISTRICTS:
            key = key_of(name)
            title = f"{name} District Strategy Group"
            by = self._register.user[self._host(key)]
            kind = "district-strategy-group"
            made = planning.start_series(kind=kind, name=title, district=key, purpose=_PURPOSE, by=by, at=at)
            self._series[key] = made

    def _plan(self, plan: GroupMeeting, kept: Kept, at: datetime) -> None:
        ends = (datetime.combine(plan.on, plan.starts) + timedelta(minutes=105)).time()
        when = When(on=plan.on, starts=plan.starts, ends=ends, where=plan.where)
        lead = self._lead(plan).name
        topics = (
            Topic(
                title="You said, we did", presenter=lead, minutes=20, about="What became of the points raised before."
            ),
            Topic(title=f"Theme: {plan.theme}", minutes=45),
            Topic(title="What schools raise", minutes=30),
        )
        series = self._series[plan.district]
        kept.found = planning.plan(series=series, when=when, topics=topics, by=self._by(plan), at=at)
        kept.items = list(kept.found.items.all())
        everybody = plan.district == IMRAN.where and not plan.is_held  # the one whose invitations can be looked at
        if plan.is_held or everybody:
            people = list(self._people(plan))
            only = None if everybody else ()
            planning.invite(meeting=kept.found, only=only, people=people, by=self._by(plan), at=at)

    def _people(self, plan: GroupMeeting) -> Iterator[Person]:
        """Those who are asked by name, each once: heads, chairs, then our own."""
        folk, known = self._register.folk, self._register.person
        asked = [folk.head(school.urn, plan.on) for school in plan.heads]
        asked += [folk.chair(school.urn, plan.on) for school in plan.chairs]
        asked += [folk.lead(plan.district), folk.by_email[self._host(plan.district)]]
        found = {one.email: known[one.email] for one in asked if one and one.email in known}
        yield from found.values()

    def _papers(self, plan: GroupMeeting, kept: Kept, at: datetime) -> None:
        meeting = self._fresh(kept)
        if meeting.parts.exists():
            planning.send_papers(meeting=meeting.pk, version=meeting.version, by=self._by(plan), at=at)

    def _fresh(self, kept: Kept) -> Meeting:
        assert kept.found
        kept.found = Meeting.objects.select_related("series", "by").get(pk=kept.found.pk)
        return kept.found

    def _hold(self, plan: GroupMeeting, kept: Kept, at: datetime) -> None:
        meeting, by = self._fresh(kept), self._by(plan)
        kept.parts = list(meeting.parts.select_related("person"))
        came = {part.pk: "here" if part.ours else plan.came[i % len(plan.came)] for i, part in enumerate(kept.parts)}
        here = [part for part in kept.parts if came[part.pk] in ("here", "online") and not part.ours]
        chair = next((part.name for part in here if part.role == "head"), "")
        record.attend(meeting=meeting, came=came, chair=chair, by=by, at=at)
        said = (
            f"{len(plan.points)} points from the last meeting were gone through.",
            f"We talked about {plan.theme}. Each school said what it does, and what it would like from others.",
            "What was raised is written down below, with who raised it.",
        )
        for item, words in zip(kept.items, said, strict=True):
            found = Item.objects.get(pk=item.pk)
            record.write(item=found.pk, version=found.version, said=words, by=by, at=at + timedelta(minutes=5))
        if here:
            decided = Decided(words=plan.decision, reason="Everybody who spoke was for it.")
            record.decide(item=kept.items[1], decided=decided, by=by, at=at + timedelta(minutes=8))
            for number, point in enumerate(plan.points):
                self._raise(plan, kept, point, here, at + timedelta(minutes=10 + number))
        due = plan.on + timedelta(days=35)
        words = f"Send round what was said about {plan.theme}."
        later = at + timedelta(minutes=20)
        lead = self._lead(plan)
        task = record.agree_action(item=kept.items[1], words=words, owner=lead, due=due, by=by, at=later)
        self._errands.begun(task.pk, 0, due, asked_by=by, at=later)

    def _raise(self, plan: GroupMeeting, kept: Kept, point: PointPlan, here: list[Part], at: datetime) -> None:
        part = here[point.raiser % len(here)]
        points.raise_point(
            series=self._series[plan.district],
            words=point.words,
            raised_by=[points.By(role=part.role, person=part.person, school=part.school)],
            on=plan.on,
            meeting=kept.found,
            item=kept.items[2],
            owner=self._lead(plan),
            by=self._by(plan),
            at=at,
        )

    def _share(self, plan: GroupMeeting, kept: Kept, at: datetime) -> None:
        meeting = self._fresh(kept)
        record.share(meeting=meeting.pk, version=meeting.version, by=self._by(plan), at=at)

    def _agree(self, plan: GroupMeeting, kept: Kept, at: datetime) -> None:
        meeting = self._fresh(kept)
        on = at.astimezone(LONDON).date()
        record.agree(meeting=meeting.pk, version=meeting.version, on=on, by=self._by(plan), at=at)

    def _answer(self, plan: GroupMeeting, kept: Kept, number: int, at: datetime) -> None:
        assert kept.found
        said = plan.points[number]
        found = Point.objects.filter(meeting=kept.found, words=said.words).first()
        if found is None:
            return
        lead = self._register.user[self._register.folk.lead(plan.district).email]
        promised = not said.cannot and any(word in said.did for word in ("starts in", "promised", "still late"))
        state = Point.State.WONT if said.cannot else Point.State.DOING if promised else Point.State.DONE
        next_word = max(at.astimezone(LONDON).date(), TODAY) + timedelta(days=20) if promised else None
        said_by_us = {"state": state, "words": said.did, "next_word": next_word}
        points.answer(point=found.pk, version=found.version, **said_by_us, by=lead, at=at)  # type: ignore[arg-type]
