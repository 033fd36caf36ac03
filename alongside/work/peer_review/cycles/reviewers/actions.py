"""Recruit a reviewer, train them, note an interest or days away, let them stand down.

Each raises CannotRecord; what takes a `version` raises ChangedMeanwhile too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing
from alongside.floor.kernel.periods import add_months
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.peer_review.cycles import telling
from alongside.work.peer_review.cycles.models import Absence, Interest, Reviewer, Training
from alongside.work.peer_review.cycles.policies import peer_review
from alongside.work.peer_review.cycles.recording import CannotRecord, day_of, entry, needed
from alongside.work.peer_review.cycles.topics import unknown_topics


@transaction.atomic
def recruit(
    *,
    person: Person,
    phases: Iterable[str],
    by: User,
    at: datetime,
    school: int | None = None,
    expertise: Iterable[str] = (),
    can_lead: bool = False,
    most: int = 2,
    before: int = 0,
) -> Reviewer:
    """Record that a person reviews other schools. `school`: where they work (URN). `phases`, `expertise`: keys.
    `before`: reviews that they took part in so far. They review once they are trained."""
    if Reviewer.objects.filter(person=person).exists():
        raise CannotRecord(f"{person} is a reviewer already: change what is recorded of them.")
    said = _said(school=school, phases=phases, expertise=expertise, can_lead=can_lead, most=most, before=before)
    made = Reviewer.objects.create(person=person, **said, by=by, at=at)
    entry("reviewer.recruited", made.thing, by=by, at=at, person=person.name, **said)
    telling.of_recruiting(made, by=by, at=at)
    return made


@transaction.atomic
def change_reviewer(
    *,
    reviewer: int,
    version: int,
    phases: Iterable[str],
    by: User,
    at: datetime,
    school: int | None = None,
    expertise: Iterable[str] = (),
    can_lead: bool = False,
    most: int = 2,
    before: int = 0,
) -> Reviewer:
    """Change what is recorded of a reviewer; all of it is said anew. Who stood down reviews again."""
    found = editing.seen(Reviewer, reviewer, version)
    said = _said(school=school, phases=phases, expertise=expertise, can_lead=can_lead, most=most, before=before)
    for name, value in said.items():
        setattr(found, name, value)
    found.state, found.why = Reviewer.State.ACTIVE, ""
    editing.save(found, *said, "state", "why", by=by, at=at)
    entry("reviewer.changed", found.thing, by=by, at=at, **said)
    return found


@transaction.atomic
def stand_down(*, reviewer: int, version: int, by: User, at: datetime, why: str = "") -> Reviewer:
    """They review no more. What they were accepted for is changed by hand."""
    found = editing.seen(Reviewer, reviewer, version)
    if found.state != Reviewer.State.ACTIVE:
        raise CannotRecord(f"{found} stood down already.")
    found.state, found.why = Reviewer.State.STOOD_DOWN, why.strip()
    editing.save(found, "state", "why", by=by, at=at)
    entry("reviewer.stood-down", found.thing, by=by, at=at, why=found.why)
    return found


@transaction.atomic
def train(*, reviewer: int, on: date, by: User, at: datetime, until: date | None = None) -> Training:
    """Record that a reviewer was trained. `until`: the last day on which it holds; as the policy says where it is not
    given."""
    found = Reviewer.objects.select_for_update().get(pk=reviewer)
    until = until or add_months(on, peer_review().training_months)
    if on > day_of(at):
        raise CannotRecord("Record the training once it has taken place.")
    if until <= on:
        raise CannotRecord(f"It was on {day(on)}: it has to hold until a later day.")
    made = Training.objects.create(reviewer=found, on=on, until=until, by=by, at=at)
    entry("reviewer.trained", found.thing, by=by, at=at, on=on, until=until)
    return made


@transaction.atomic
def declare(*, reviewer: int, school: int, why: str, by: User, at: datetime) -> Interest:
    """Declare an interest in a school: the reviewer is not paired with it. Again with other words changes them."""
    words = needed(why, "Say in a few words what the interest is: a child there, a friend, a post applied for.")
    found = Reviewer.objects.select_for_update().get(pk=reviewer)
    made = Interest.objects.filter(reviewer=found, school=school, over=False).first()
    if made is None:
        made = Interest.objects.create(reviewer=found, school=school, why=words, by=by, at=at)
    else:
        made.why = words
        editing.save(made, "why", by=by, at=at)
    entry("reviewer.interest", found.thing, by=by, at=at, school=school, why=words)
    return made


@transaction.atomic
def undeclare(*, interest: int, version: int, by: User, at: datetime) -> Interest:
    """An interest was a mistake, or is past."""
    found = editing.seen(Interest, interest, version)
    if found.over:
        raise CannotRecord("It is over already.")
    found.over = True
    editing.save(found, "over", by=by, at=at)
    entry("reviewer.interest-over", found.reviewer.thing, by=by, at=at, school=found.school)
    return found


@transaction.atomic
def away(*, reviewer: int, first: date, last: date, by: User, at: datetime) -> Absence:
    """Note days on which a reviewer cannot come, `last` included."""
    if last < first:
        raise CannotRecord("The last day lies before the first.")
    if last - first > timedelta(days=366):
        raise CannotRecord("That is more than a year: let them stand down instead.")
    found = Reviewer.objects.select_for_update().get(pk=reviewer)
    made = Absence.objects.create(reviewer=found, first=first, last=last, by=by, at=at)
    entry("reviewer.away", found.thing, by=by, at=at, first=first, last=last)
    return made


@transaction.atomic
def back(*, absence: int, by: User, at: datetime) -> None:
    """They can come on those days after all."""
    found = Absence.objects.select_for_update().get(pk=absence)
    entry("reviewer.back", found.reviewer.thing, by=by, at=at, first=found.first, last=found.last)
    found.delete()


def _said(
    *, school: int | None, phases: Iterable[str], expertise: Iterable[str], can_lead: bool, most: int, before: int
) -> dict[str, Any]:
    """What is recorded, once it is known to be right. Raises CannotRecord."""
    known, topics = sorted(set(phases)), sorted(set(expertise))
    if not known or any(one not in PHASES for one in known):
        raise CannotRecord("Say which phases they know: one at least.")
    if odd := unknown_topics(topics):
        raise CannotRecord(f"There is no topic {odd[0]!r}: see policies/topics.yaml.")
    if not 1 <= most <= 10:
        raise CannotRecord("Say how many schools they review in one cycle: from 1 to 10.")
    if before < 0:
        raise CannotRecord("Say how many reviews they took part in so far: 0 or more.")
    return {
        "school": school, "phases": known, "expertise": topics, "can_lead": can_lead, "most": most, "before": before,
    }  # fmt: skip
