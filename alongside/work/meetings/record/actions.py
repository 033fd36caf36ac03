"""Write the record of a meeting: who came, interests, what was said, decisions, actions; share and agree minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.prose import joined
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Person
from alongside.knowledge.people.queries import recipient
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.actions import Party
from alongside.work.contacts.models import Contact
from alongside.work.meetings import queries, rules
from alongside.work.meetings.models import Action, Decision, Interest, Item, Meeting, Part
from alongside.work.tasks import actions as tasks
from alongside.work.tasks.models import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided, why and how: nobody against it, or a vote with its counts."""

    words: str
    reason: str
    how: str = Decision.How.CONSENSUS
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None


@transaction.atomic
def attend(*, meeting: Meeting, came: Mapping[int, str], by: User, at: datetime, chair: str = "") -> Meeting:
    """Record who came, by the number of their part (Part.Came). From then on it has been held, and stands in the
    ledger of contacts. Saying the same again changes nothing. Raises CannotRecord."""
    found = _to_write(meeting, at=at)
    changed = []
    for part in found.parts.select_for_update(of=("self",)).filter(pk__in=came):
        if came[part.pk] not in Part.Came.values:
            raise CannotRecord("Say whether they were in the room, online, sent apologies, or were not there.")
        if part.came != came[part.pk]:
            part.came = came[part.pk]
            editing.save(part, "came", by=by, at=at)
            changed.append(part)
    _begin(found, chair=chair, by=by, at=at)
    if changed:
        details = {"came": {part.name: part.came for part in changed}, "chair": found.chair}
        _journal(found, "meeting.attendance", by=by, at=at, **details)
    _post(found, by=by, at=at)
    return found


@transaction.atomic
def add_guest(
    *,
    meeting: Meeting,
    name: str,
    role: str,
    by: User,
    at: datetime,
    person: Person | None = None,
    school: int | None = None,
    came: str = Part.Came.HERE,
) -> Part:
    """Somebody came who was not on the list. Raises CannotRecord."""
    found = _to_write(meeting, at=at)
    name = name.strip() or (person.name if person else "")
    if not name:
        raise CannotRecord("Give their name.")
    if person and found.parts.filter(person=person).exists():
        raise CannotRecord(f"{name} is on the list already.")
    made = Part.objects.create(
        meeting=found,
        person=person,
        name=name,
        role=role,
        school=school,
        school_name=queries.names_of([school]).get(school or 0, ""),
        invited=False,
        came=came,
        by=by,
        at=at,
    )
    _begin(found, chair="", by=by, at=at)
    _journal(found, "meeting.guest-added", by=by, at=at, name=name, role=role, school=school)
    _post(found, by=by, at=at)
    return made


@transaction.atomic
def declare(*, item: Item, part: Part, what: str, by: User, at: datetime, bars: bool = True) -> Interest:
    """Somebody declares an interest in an item; where it bars them they take no part in it. Raises CannotRecord."""
    meeting = _to_write(item.meeting, at=at)
    if part.meeting_id != meeting.pk:
        raise CannotRecord("They are not of this meeting.")
    if not what.strip():
        raise CannotRecord("Say what the interest is.")
    if item.interests.filter(part=part, withdrawn=False).exists():
        raise CannotRecord(f"{part} has declared an interest in this item already.")
    taken = item.decisions.filter(withdrawn=False, proposed_by=part).exists()
    if bars and taken:
        raise CannotRecord(f"{part} proposed what was decided in this item: take that decision back first.")
    made = Interest.objects.create(item=item, part=part, what=what.strip()[:300], bars=bars, by=by, at=at)
    _journal(meeting, "meeting.interest-declared", by=by, at=at, item=item.title, person=part.name, bars=bars)
    return made


@transaction.atomic
def withdraw_interest(*, interest: Interest, by: User, at: datetime) -> Interest:
    """It was written down by mistake. What was decided meanwhile keeps who was barred then."""
    found = Interest.objects.select_for_update().get(pk=interest.pk)
    meeting = _to_write(found.item.meeting, at=at)
    found.withdrawn = True
    editing.save(found, "withdrawn", by=by, at=at)
    _journal(meeting, "meeting.interest-withdrawn", by=by, at=at, item=found.item.title, person=found.part.name)
    return found


@transaction.atomic
def write(*, item: int, version: int, said: str, by: User, at: datetime) -> Item:
    """What was said on an item. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Item, item, version)
    meeting = _to_write(found.meeting, at=at)
    if found.said == said.strip():
        return found
    found.said = said.strip()
    editing.save(found, "said", by=by, at=at)
    _journal(meeting, "meeting.written", by=by, at=at, item=found.title, said=found.said)
    return found


@transaction.atomic
def decide(*, item: Item, decided: Decided, by: User, at: datetime, proposed_by: Part | None = None) -> Decision:
    """Record a decision with who could take part in it. Raises CannotRecord where somebody who is barred proposed it,
    without words or reason, or where more votes were counted than people may take part."""
    meeting = _to_write(item.meeting, at=at)
    told = asdict(decided)
    told["words"], told["reason"] = decided.words.strip(), decided.reason.strip()
    if not told["words"] or not told["reason"]:
        raise CannotRecord("Say what was decided, and why: both are asked for in three years’ time.")
    standing = queries.standing(item)
    if not standing.able:
        raise CannotRecord("Nobody who is there may take part in this item: record who came first.")
    if proposed_by and proposed_by.pk not in {one.key for one in standing.able}:
        raise CannotRecord(f"{proposed_by} is barred from this item or is not there, so cannot have proposed it.")
    if decided.how == Decision.How.VOTE:
        fault = rules.vote_fault(
            len(standing.able),
            votes_for=decided.votes_for or 0,
            against=decided.votes_against or 0,
            abstained=decided.abstained or 0,
        )
        if fault:
            raise CannotRecord(fault)
    else:
        told |= {"votes_for": None, "votes_against": None, "abstained": None}
    basis = {
        "able": [standing.names[one.key] for one in standing.able],
        "barred": [standing.names[key] for key in sorted(standing.barred)],
        "quorum": standing.quorum.why,
    }
    made = Decision.objects.create(
        item=item, **told, proposed_by=proposed_by, quorate=standing.quorum.met, basis=basis, by=by, at=at
    )
    _journal(meeting, "meeting.decided", by=by, at=at, item=item.title, quorate=made.quorate, **told, **basis)
    return made


@transaction.atomic
def withdraw_decision(*, decision: int, version: int, by: User, at: datetime) -> Decision:
    """It was written down by mistake; it stays in the history. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Decision, decision, version)
    meeting = _to_write(found.item.meeting, at=at)
    found.withdrawn = True
    editing.save(found, "withdrawn", by=by, at=at)
    _journal(meeting, "meeting.decision-withdrawn", by=by, at=at, item=found.item.title, words=found.words)
    return found


@transaction.atomic
def agree_action(
    *, item: Item, words: str, owner: Person, due: date, by: User, at: datetime, school: int | None = None
) -> Task:
    """Who does what by when: a task that comes back until it is done. Raises CannotRecord."""
    meeting = _to_write(item.meeting, at=at)
    place = Place(school=school, district=meeting.series.district)
    task = tasks.agree(words=words, owner=owner, due=due, source=meeting.thing, place=place, by=by, at=at)
    Action.objects.create(item=item, task=task)
    return task


@transaction.atomic
def share(*, meeting: int, version: int, by: User, at: datetime) -> Meeting:
    """Draft minutes go to everybody who was asked or came. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Meeting, meeting, version)
    if found.state not in (Meeting.State.HELD, Meeting.State.DRAFT):
        raise CannotRecord("Record who came first: until then there are no minutes.")
    found.state = Meeting.State.DRAFT
    editing.save(found, "state", by=by, at=at)
    _tell(found, "Draft minutes", "The draft minutes are there to read. Tell us what is not right.", by=by, at=at)
    _journal(found, "meeting.minutes-shared", by=by, at=at)
    return found


@transaction.atomic
def agree(*, meeting: int, version: int, on: date, by: User, at: datetime) -> Meeting:
    """The minutes are agreed and nothing changes in them any more; the head of the journal seals them. Raises
    ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Meeting, meeting, version)
    if found.state != Meeting.State.DRAFT:
        raise CannotRecord("Share the draft first: minutes are agreed by who has read them.")
    if on < found.on or on > at.astimezone(LONDON).date():
        raise CannotRecord(f"They were agreed after the meeting of {day(found.on)}, and not after today.")
    _journal(found, "meeting.minutes-agreed", by=by, at=at, agreed_on=on)
    found.state, found.agreed_on, found.sealed = Meeting.State.AGREED, on, journal.head()
    editing.save(found, "state", "agreed_on", "sealed", by=by, at=at)
    _tell(found, "Minutes agreed", f"The minutes were agreed on {day(on)}.", by=by, at=at)
    return found


def _to_write(meeting: Meeting, *, at: datetime) -> Meeting:
    """The meeting, locked. Raises CannotRecord where its record cannot be written."""
    found = Meeting.objects.select_for_update(of=("self",)).select_related("series", "series__body").get(pk=meeting.pk)
    if found.state == Meeting.State.AGREED:
        raise CannotRecord("Its minutes are agreed: what is to be put right belongs into those of the next meeting.")
    if found.state == Meeting.State.CANCELLED:
        raise CannotRecord("It was called off.")
    if found.on > at.astimezone(LONDON).date():
        raise CannotRecord(f"It is on {day(found.on)}: its record can be written from that day on.")
    return found


def _begin(meeting: Meeting, *, chair: str, by: User, at: datetime) -> None:
    chair = chair.strip()[:120] or meeting.chair
    if meeting.state != Meeting.State.PLANNED and chair == meeting.chair:
        return
    if meeting.state == Meeting.State.PLANNED:
        meeting.state = Meeting.State.HELD
    meeting.chair = chair
    editing.save(meeting, "state", "chair", by=by, at=at)


def _post(meeting: Meeting, *, by: User, at: datetime) -> None:
    """The ledger of contacts says who was there; nobody, and there is nothing to say yet."""
    here = [part for part in meeting.parts.select_related("person") if part.is_here]
    if not here:
        return
    contacts.post(
        kind=Contact.Kind.MEETING,
        on=meeting.on,
        subject=meeting.series.name,
        parties=[
            Party(role=one.role, person=one.person, name=one.name, school=one.school, ours=one.ours) for one in here
        ],
        district=meeting.series.district,
        source=meeting.thing,
        by=by,
        at=at,
    )


def _tell(meeting: Meeting, subject: str, words: str, *, by: User, at: datetime) -> None:
    people = [part.person for part in meeting.parts.filter(withdrawn=False).select_related("person__user")]
    titles = [item.title for item in meeting.items.filter(dropped=False)]
    mail.tell(
        to=[to for person in people if person and (to := recipient(person))],
        kind="meetings",
        subject=f"{subject}: {meeting.series.name}, {day(meeting.on)}",
        words=f"{words} They speak of: {joined(titles)}." if titles else words,
        thing=meeting.thing,
        by=by,
        at=at,
    )


def _journal(meeting: Meeting, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {"series": meeting.series.name, "on": meeting.on, **details}
    journal.record(action=action, subject=meeting.thing, by=by, at=at, details=said)
