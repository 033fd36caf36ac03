"""Make the review of a pairing, prepare it, begin it.

Every change takes the `version` that the person saw. Raises ChangedMeanwhile and CannotRecord.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people import queries as people
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.actions import Party
from alongside.work.peer_review.cycles.models import Joining, Pairing
from alongside.work.peer_review.reviews import telling
from alongside.work.peer_review.reviews.models import Member, Part, Review, Session
from alongside.work.peer_review.reviews.noting import day_of, note
from alongside.work.peer_review.reviews.policies import review_reports
from alongside.work.peer_review.reviews.preparing import inviting
from alongside.work.peer_review.reviews.writing.actions import write_part
from alongside.work.ties import actions as ties
from alongside.work.ties.actions import End
from alongside.work.ties.models import Tie

State, Kind = Review.State, Part.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a timetable. `beside`: who of the school does it together with the reviewers."""

    on: date
    begins: time
    minutes: int
    what: str
    beside: str = ""


@transaction.atomic
def follow(*, pairing: Pairing, by: User, at: datetime) -> Review | None:
    """Make the review of an accepted pairing, or let its team and its end follow the pairing. None where the pairing
    was called off before there was one."""
    found = Review.objects.select_for_update().filter(pairing=pairing).first()
    if pairing.state == Pairing.State.CALLED_OFF:
        return _call_off(found, by=by, at=at) if found and found.state == State.PREPARING else found
    if found is None:
        found = _made(pairing, by=by, at=at)
    _seat(found, pairing)
    return found


@transaction.atomic
def fix_days(*, review: int, version: int, first: date, last: date, by: User, at: datetime) -> Review:
    """Agree on which days the team comes; everybody has them in the calendar by letter."""
    found = _before(review, version)
    if last < first:
        raise CannotRecord("The last day cannot be before the first.")
    moved = (found.first, found.last) != (first, last)
    found.first, found.last = first, last
    found.reviewers_until = _latest(last)
    editing.save(found, "first", "last", "reviewers_until", by=by, at=at)
    found.sessions.exclude(on__range=(first, last)).delete()
    note(found, "review.days-fixed", by=by, at=at, first=first, last=last)
    if moved:
        inviting.invite(review=found, by=by, at=at)
    return found


@transaction.atomic
def prepare(
    *,
    review: int,
    version: int,
    pack: Collection[str],
    by: User,
    at: datetime,
    focus: str | None = None,
    self_review: str | None = None,
) -> Review:
    """Decide what of the preparation pack the reviewers read: its keys in the policy; nothing else is given to them.
    `focus`, `self_review`: the school says them anew; None leaves them."""
    found = _before(review, version)
    known = [one.key for one in review_reports().pack]
    if odd := sorted(set(pack) - set(known)):
        raise CannotRecord(f"There is no part “{odd[0]}” in the preparation pack.")
    for kind, words in ((Kind.FOCUS, focus), (Kind.SELF_REVIEW, self_review)):
        part = found.parts.filter(kind=kind).first()
        in_pack = kind.value in pack
        if words is not None and words.strip() and part is None:
            write_part(review=found, kind=kind, words=words, in_pack=in_pack, by=by, at=at)
        elif part and (part.in_pack != in_pack or (words is not None and words.strip() not in ("", part.words))):
            part.in_pack, part.words = in_pack, (words or "").strip() or part.words
            editing.save(part, "in_pack", "words", by=by, at=at)
    found.pack, found.packed_on = [key for key in known if key in pack], day_of(at)
    editing.save(found, "pack", "packed_on", by=by, at=at)
    note(found, "review.prepared", by=by, at=at, pack=found.pack)
    telling.prepared(review=found, by=by, at=at)
    return found


@transaction.atomic
def timetable(*, review: int, version: int, sessions: Sequence[Line], by: User, at: datetime) -> Review:
    """Write the timetable, in place of the one before; everybody is sent it with the days."""
    found = _before(review, version)
    if found.first is None or found.last is None:
        raise CannotRecord("First agree on the days.")
    for line in sessions:
        if not found.first <= line.on <= found.last:
            raise CannotRecord(f"“{line.what}” is not on a day of the review.")
        if not line.what.strip() or line.minutes <= 0:
            raise CannotRecord("Say of each line what is done and how long it takes.")
    found.sessions.all().delete()
    for line in sessions:
        Session.objects.create(
            review=found,
            on=line.on,
            begins=line.begins,
            minutes=line.minutes,
            what=line.what.strip(),
            beside=line.beside.strip(),
        )
    editing.save(found, by=by, at=at)
    note(found, "review.timetable-written", by=by, at=at, lines=len(sessions))
    inviting.invite(review=found, by=by, at=at)
    return found


@transaction.atomic
def begin(*, review: int, on: date, by: User, at: datetime, version: int | None = None) -> Review:
    """The team is at the school: the review takes place, and is known as a tie of its school and of the reviewers'.
    `on`: the day on which it began. Without days fixed, it lasts as long as its model says."""
    found = Review.objects.select_for_update().get(pk=review)
    if version is not None:
        found = editing.seen(Review, review, version)
    if found.state != State.PREPARING:
        raise CannotRecord("It has begun already." if found.state != State.CALLED_OFF else "It was called off.")
    if on > day_of(at):
        raise CannotRecord("It begins on a day to come.")
    found.state, found.begun_on = State.ON, on
    length = timedelta(days=max(found.review_model.days, 1) - 1)
    if found.first is None or found.last is None or not found.first <= on <= found.last:
        found.first, found.last = on, on + length
    found.reviewers_until = _latest(found.last)
    editing.save(found, "state", "begun_on", "first", "last", "reviewers_until", by=by, at=at)
    note(found, "review.begun", by=by, at=at, on=on)
    _post(found, by=by, at=at)
    return found


def _made(pairing: Pairing, *, by: User, at: datetime) -> Review:
    days = sorted(date.fromisoformat(day) for day in pairing.days)
    made = Review.objects.create(
        school=pairing.school,
        pairing=pairing,
        model=pairing.cycle.model,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reviewers_until=_latest(days[-1]) if days else None,
        by=by,
        at=at,
    )
    note(made, "review.made", by=by, at=at, school=made.school, pairing=pairing.pk)
    joining = Joining.objects.filter(cycle=pairing.cycle, school=pairing.school, state=Joining.State.JOINED).first()
    if joining:
        for kind, words in ((Kind.FOCUS, joining.focus), (Kind.SELF_REVIEW, joining.self_review)):
            if words.strip():
                write_part(review=made, kind=kind, words=words, by=by, at=at)
    return made


def _seat(review: Review, pairing: Pairing) -> None:
    """The team of the review is that of the pairing; who has left it reads no more."""
    wanted = {one.person_id: one for one in pairing.everyone}
    review.members.exclude(person__in=wanted).delete()
    review.members.filter(leads=True).exclude(person=pairing.lead.person_id).update(leads=False)
    there = {one.person_id: one for one in review.members.all()}
    for person, reviewer in wanted.items():
        leads = person == pairing.lead.person_id
        if person not in there:
            Member.objects.create(review=review, person_id=person, school=reviewer.school, leads=leads)
        elif leads and not there[person].leads:
            there[person].leads = True
            there[person].save(update_fields=["leads"])


def _call_off(review: Review, *, by: User, at: datetime) -> Review:
    review.state, review.reviewers_until = State.CALLED_OFF, day_of(at) - timedelta(days=1)
    editing.save(review, "state", "reviewers_until", by=by, at=at)
    note(review, "review.called-off", by=by, at=at)
    inviting.withdraw(review=review, by=by, at=at)
    return review


def _post(review: Review, *, by: User, at: datetime) -> None:
    """The ties of the schools, and the contact of the people."""
    on = review.begun_on or day_of(at)
    members = list(review.members.select_related("person"))
    givers = list(dict.fromkeys(one.school for one in members if one.school and one.school != review.school))
    ends = [End(kind=Tie.Kind.REVIEW_RECEIVED, school=review.school, other=givers[0] if len(givers) == 1 else None)]
    ends += [End(kind=Tie.Kind.REVIEW_GIVEN, school=urn, other=review.school) for urn in givers]
    name = review.review_model.short
    ties.post(ends=ends, source=str(review), since=on, until=on, name=name, by=by, at=at)
    head = people.head_of(review.school, on=on)
    parties = [Party(role="head", person=head.person, school=review.school)] if head else []
    parties += [Party(role="other", person=one.person, ours=True) for one in members]
    contacts.post(
        kind="review", on=on, subject=name, parties=parties, school=review.school, source=str(review), by=by, at=at
    )


def _before(review: int, version: int) -> Review:
    found = editing.seen(Review, review, version)
    if found.state not in (State.PREPARING, State.ON):
        raise CannotRecord("It is over, and not prepared any more.")
    return found


def _latest(last: date) -> date:
    """The last day on which reviewers read, should the report never be agreed."""
    policy = review_reports()
    return last + timedelta(days=policy.report_within_days + policy.reviewers_read_days)
