"""Raise a point, and answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Person
from alongside.knowledge.people.queries import recipient
from alongside.work.meetings.models import Item, Meeting, Series
from alongside.work.meetings.points.models import Point, Raiser
from alongside.work.meetings.policies import meetings
from alongside.work.meetings.queries import names_of

TOLD = {
    Point.State.DOING: "We are doing something about it",
    Point.State.DONE: "Done",
    Point.State.WONT: "We will not, and why",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who raised a point, in which role, for which school."""

    role: str
    person: Person | None = None
    name: str = ""
    school: int | None = None


@transaction.atomic
def raise_point(
    *,
    series: Series,
    words: str,
    raised_by: Sequence[By],
    by: User,
    at: datetime,
    on: date | None = None,
    meeting: Meeting | None = None,
    item: Item | None = None,
    owner: Person | None = None,
) -> Point:
    """Write down what somebody said, in a meeting or between two. Our answer is due within the policy's days. Raises
    CannotRecord."""
    on = on or at.astimezone(LONDON).date()
    if not words.strip():
        raise CannotRecord("Say what was raised, in the words in which it was said.")
    if not raised_by:
        raise CannotRecord("Say who raised it: they are to hear what was done.")
    if on > at.astimezone(LONDON).date():
        raise CannotRecord("That day is still to come.")
    if not series.rules.points:
        raise CannotRecord("Points are not followed in these meetings: agree an action.")
    made = Point.objects.create(
        series=series,
        meeting=meeting,
        item=item,
        words=words.strip(),
        raised_on=on,
        owner=owner,
        due=on + timedelta(days=meetings().answer_within_days),
        by=by,
        at=at,
    )
    names = names_of(one.school for one in raised_by)
    Raiser.objects.bulk_create(
        Raiser(
            point=made,
            person=one.person,
            name=one.name or (one.person.name if one.person else ""),
            role=one.role,
            school=one.school,
            school_name=names.get(one.school or 0, ""),
        )
        for one in raised_by
    )
    details = {"words": made.words, "raised_by": [one.name for one in made.raisers.all()], "due": made.due}
    _journal(made, "point.raised", by=by, at=at, **details)
    return made


@transaction.atomic
def answer(
    *, point: int, version: int, state: str, words: str, by: User, at: datetime, next_word: date | None = None
) -> Point:
    """Say what we did, are doing (`next_word`: by when they hear again), or will not do and why. Who raised it is told.
    Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Point, point, version)
    today = at.astimezone(LONDON).date()
    if state not in TOLD:
        raise CannotRecord("Say whether we are doing it, it is done, or we will not.")
    if not words.strip():
        raise CannotRecord("Say what was done, or why not: who raised it will read it.")
    if state == Point.State.DOING and (next_word is None or next_word <= today):
        raise CannotRecord("Say by which day they hear from us again; it must be still to come.")
    before = {"state": found.state, "answer": found.answer, "due": found.due}
    found.state, found.answer = state, words.strip()
    found.answered_by, found.answered_at = by, at
    if state == Point.State.DOING and next_word:
        found.due = next_word
    editing.save(found, "state", "answer", "answered_by", "answered_at", "due", by=by, at=at)
    _journal(found, "point.answered", by=by, at=at, state=state, answer=found.answer, due=found.due, before=before)
    _tell(found, by=by, at=at)
    return found


@transaction.atomic
def give(*, point: int, version: int, owner: Person, by: User, at: datetime) -> Point:
    """Say who of us is to answer. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Point, point, version)
    if not found.is_waiting:
        raise CannotRecord("It has its answer.")
    found.owner = owner
    editing.save(found, "owner", by=by, at=at)
    _journal(found, "point.given", by=by, at=at, owner=owner.name)
    return found


def _tell(point: Point, *, by: User, at: datetime) -> None:
    raisers = point.raisers.select_related("person__user")
    people = [one.person for one in raisers if one.person and one.person.user_id != by.pk]
    again = f"\n\nYou hear from us again by {day(point.due)}." if point.state == Point.State.DOING else ""
    mail.tell(
        to=[to for person in people if (to := recipient(person))],
        kind="meetings",
        subject=f"You said, we did: {point.series.name}",
        words=f"You said: {point.words}\n\n{TOLD[Point.State(point.state)]}: {point.answer}{again}",
        thing=point.thing,
        by=by,
        at=at,
    )


def _journal(point: Point, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {"series": point.series.name, **details}
    journal.record(action=action, subject=point.thing, by=by, at=at, details=said)
