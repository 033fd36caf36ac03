"""What happens in a review by peers, from its preparation to a year later. The report is the school's: some keep it,
some share parts of it, some share and take back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from alongside.floor.accounts.models import User
from alongside.work.peer_review.cycles.models import Pairing
from alongside.work.peer_review.reviews import actions
from alongside.work.peer_review.reviews.consent import Audience
from alongside.work.peer_review.reviews.models import Action, Part, Release, Review
from alongside.work.ties.models import Tie
from demo import TODAY
from demo.chance import Chance
from demo.doings import Event
from demo.lives import School
from demo.year.banks import bank
from demo.year.calendar import is_past, school_day, weekday
from demo.year.doing.desks import Desks, exactly, hour
from demo.year.doing.people import Register
from demo.year.plans.reviewing import TOLD, phase_of

Step = Callable[[datetime], None]
_PACKS = (("focus", "self-review"), ("focus", "self-review", "context"), ("focus", "results", "context", "inspections"))
_DAY = (
    (time(9), 60, "Arrival, and the school's own story", "The leadership team"),
    (time(10, 15), 90, "Lessons, seen together", "Subject leaders"),
    (time(13), 60, "Talks with pupils", "The pupils' council"),
    (time(14, 30), 60, "Books, and what they show", "Two teachers"),
    (time(15, 45), 45, "What we saw, said and written together", "The head"),
)


class Reviewing:
    def __init__(self, register: Register) -> None:
        self._register = register

    def plan(self, pairings: Iterable[Pairing]) -> None:
        """Put all that follows from these pairings onto the agenda."""
        for pairing in pairings:
            school = self._register.world.by_urn[pairing.school]
            for at, do in _Course(pairing, school, self._register).steps():
                if is_past(at):
                    self._register.later(Event(at, partial(do, at)))


class _Course:
    def __init__(self, pairing: Pairing, school: School, register: Register) -> None:
        self.pairing, self.school, self.register = pairing, school, register
        self.desks = Desks(register)
        self.chance = Chance.of("review", pairing.school, *pairing.days[:1])
        self.told = school.life.key in TOLD
        shares = self.chance.pick({"kept": 38, "some": 42, "much": 12, "taken back": 8})
        self.shares = "much" if school.life.key == TOLD[0] else shares

    def review(self) -> Review:
        found: Review = Review.objects.get(pairing=self.pairing)
        return found

    def head(self, at: datetime) -> User:
        return self.desks.head(self.school, at)

    def lead(self) -> User:
        return self.pairing.lead.person.user or self.register.ruth

    def steps(self) -> Iterator[tuple[datetime, Step]]:
        days = sorted(date.fromisoformat(day) for day in self.pairing.days)
        if self.school.life.key == TOLD[1] and days and days[0] >= TODAY - timedelta(days=4):
            days = [school_day(TODAY - timedelta(days=6))]  # theirs is agreed to be early
        if not days:
            return
        first, last, chance = days[0], days[-1], self.chance
        packed = max(
            hour(weekday(first - timedelta(days=chance.randint(12, 17))), "pack", self.school.urn), _after(self.pairing)
        )
        yield packed, self._prepare
        yield packed + timedelta(days=3, minutes=20), partial(self._timetable, days)
        yield exactly(first, 8, 50), self._begin
        yield exactly(last, 15, 20), self._write
        if self.school.life.key == TOLD[1]:
            return  # written last week, and now the school's to read
        agreed = hour(last + timedelta(days=chance.randint(7, 16)), "agreed", self.school.urn)
        yield agreed, self._agree
        yield agreed + timedelta(hours=2), self._reply
        if self.shares != "kept":
            yield agreed + timedelta(days=1, hours=1), self._share
        if self.shares == "taken back":
            yield agreed + timedelta(days=40), self._take_back
        yield (
            hour(last + timedelta(days=chance.randint(3, 20)), "learned", self.school.urn, first=17, last=19),
            self._reflect,
        )
        workshop = hour(agreed.date() + timedelta(days=chance.randint(9, 24)), "workshop", self.school.urn)
        yield workshop, self._workshop
        for months, days_on in ((6, 184), (12, 366)):
            if months in self.pairing.cycle.review_model.look_again_months and chance.happens(0.88):
                on = last + timedelta(days=days_on + chance.randint(0, 20))
                yield hour(on, "look", self.school.urn), partial(self._look, months)

    def _prepare(self, at: datetime) -> None:
        review = self.review()
        pack = self.chance.choice(_PACKS)
        actions.prepare(review=review.pk, version=review.version, pack=pack, by=self.head(at), at=at)

    def _timetable(self, days: list[date], at: datetime) -> None:
        review = self.review()
        if (review.first, review.last) != (days[0], days[-1]):
            said = {"first": days[0], "last": days[-1]}
            review = actions.fix_days(review=review.pk, version=review.version, **said, by=self.lead(), at=at)
        lines = [
            actions.Line(on=day, begins=begins, minutes=minutes, what=what, beside=beside)
            for number, day in enumerate(days)
            for begins, minutes, what, beside in (_DAY if len(days) == 1 else _DAY[number % 2 : number % 2 + 3])
        ]
        actions.timetable(review=review.pk, version=review.version, sessions=lines, by=self.lead(), at=at)

    def _begin(self, at: datetime) -> None:
        actions.begin(review=self.review().pk, on=at.date(), by=self.lead(), at=at)

    def _write(self, at: datetime) -> None:
        """Findings, with the school, on the last day."""
        review, chance, words = self.review(), self.chance, bank("reviews")
        questions = [one.key for one in review.review_model.questions]
        strengths = chance.sample(words["strengths"], 3)
        for number, said in enumerate(strengths):
            question = "excellence" if number == 2 else chance.choice(questions)
            more = {"kind": "strength", "words": said, "excellent": number == 2}
            actions.write_finding(review=review.pk, question=question, **more, by=self.lead(), at=at)
        for said in chance.sample(words["next"], 2):
            question = chance.choice(questions[:-1])
            actions.write_finding(review=review.pk, question=question, kind="next", words=said, by=self.lead(), at=at)
        said = (
            f"{strengths[0]} The school asked a question that it did not know the answer to, and that is its strength."
        )
        actions.summarise(review=review.pk, words=said, by=self.lead(), at=at)

    def _agree(self, at: datetime) -> None:
        review = self.review()
        actions.agree_report(review=review.pk, version=review.version, by=self.head(at), at=at)

    def _reply(self, at: datetime) -> None:
        if self.chance.happens(0.5):
            words = self.chance.choice(bank("reviews")["reply"])
            actions.reply(review=self.review().pk, words=words, by=self.head(at), at=at)

    def _parts(self, kind: str) -> list[Part]:
        return list(Part.objects.filter(review__pairing=self.pairing, kind=kind).order_by("pk"))

    def _share(self, at: datetime) -> None:
        """A strength with everybody; for those who share much, questions with their family and the summary with their
        District Lead, until next summer."""
        by, (first, *others) = self.head(at), self._parts("strength")[::-1]
        topic = self.chance.choice(("teaching-and-checking", "leading", "developing-staff"))
        listed: dict[str, Any] = {"topic": topic, "phase": phase_of(self.school)} if self.shares != "taken back" else {}
        actions.release(part=first.pk, to=Audience("all-schools"), **listed, by=by, at=at)
        if self.shares in ("some", "taken back"):
            actions.release(part=others[0].pk, to=Audience("office"), by=by, at=at)
            return
        family = Tie.objects.lasting_on(at.date()).filter(school=self.school.urn, kind=Tie.Kind.FAMILY).first()
        for part in self._parts("next"):
            if family:
                actions.release(part=part.pk, to=Audience("family", family.circle), by=by, at=at)
        lead = self.desks.lead(self.school)
        until = date(2027, 7, 30)
        for part in self._parts("summary"):
            actions.release(part=part.pk, to=Audience("person", str(lead.pk)), until=until, by=by, at=at)

    def _take_back(self, at: datetime) -> None:
        for given in Release.objects.filter(part__review__pairing=self.pairing, taken_back=False)[:1]:
            actions.take_back(release=given.pk, by=self.head(at), at=at)

    def _reflect(self, at: datetime) -> None:
        for number, member in enumerate(self.review().members.select_related("person__user").order_by("pk")):
            if member.person.user and self.chance.happens(0.6):
                words = self.chance.choice(bank("reviews")["reflections"])
                when = at + timedelta(minutes=13 * number)
                said = {"review": self.pairing.review.pk, "reviewer": member.person, "words": words}
                actions.reflect(**said, by=member.person.user, at=when)

    def _workshop(self, at: datetime) -> None:
        review, by = self.review(), self.head(at)
        actions.hold_workshop(review=review.pk, version=review.version, on=at.date(), by=by, at=at)
        person = self.desks.head_person(self.school, at)
        for number, one in enumerate(self.chance.sample(bank("reviews")["actions"], self.chance.choice((1, 2, 2, 3)))):
            who = person if number == 0 and person else self.chance.choice(("The deputy", "The subject leaders"))
            due = weekday(at.date() + timedelta(days=one["days"]))
            part = actions.choose_action(review=review.pk, words=one["words"], who=who, due=due, by=by, at=at)
            done = hour(due - timedelta(days=self.chance.randint(0, 12)), "done", part.pk)
            if is_past(done) and self.chance.happens(0.85):
                self.register.later(Event(done, partial(self._finish, part.pk, done)))

    def _finish(self, part: int, at: datetime) -> None:
        action = Action.objects.get(part=part)
        actions.finish_action(action=action.pk, by=self.head(at), at=at)

    def _look(self, months: int, at: datetime) -> None:
        words = self.chance.choice(bank("reviews")["looked_again"][months])
        changed = self.chance.pick({"yes": 55, "partly": 35, "no": 10})
        said = {"review": self.review().pk, "months": months, "words": words, "changed": changed}
        actions.look_again(**said, by=self.head(at), at=at)


def _after(pairing: Pairing) -> datetime:
    """Nothing is prepared before the day after the school was paired."""
    return pairing.at + timedelta(days=1)
