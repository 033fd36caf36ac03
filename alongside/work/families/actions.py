"""Families are proposed, agreed, changed and ended; they agree on things, meet, and share figures.

Who joins and leaves: `joining`, whose actions are here by the same names. Every change of what people saw takes the
`version` that they saw. Raises ChangedMeanwhile and CannotRecord.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Person
from alongside.work.families import telling
from alongside.work.families.joining import actions as joining
from alongside.work.families.joining.actions import answer_asking as answer_asking
from alongside.work.families.joining.actions import ask_to_join as ask_to_join
from alongside.work.families.joining.actions import confirm as confirm
from alongside.work.families.joining.actions import join as join
from alongside.work.families.joining.actions import leave as leave
from alongside.work.families.joining.actions import withdraw_asking as withdraw_asking
from alongside.work.families.models import Agreement, Family, Membership
from alongside.work.families.policies import families
from alongside.work.meetings.models import Meeting, Series
from alongside.work.meetings.planning import actions as meetings
from alongside.work.meetings.planning.actions import When
from alongside.work.meetings.planning.agenda.actions import Topic

NOT_STANDING = "The family does not stand: it is only proposed, was not agreed, or has ended."


@transaction.atomic
def found(
    *,
    name: str,
    kind: str,
    purpose: str,
    lead: Person | None,
    since: date,
    by: User,
    at: datetime,
    proposed_by: int | None = None,
    others: Iterable[int] = (),
    joining_words: str = "",
) -> Family:
    """Found a family, or record one that exists. `proposed_by`: the school that does so; then it is a member, and the
    `others` that it names are asked to confirm. Where the policy says that the office agrees, it is only proposed, and
    nobody is asked before. Raises CannotRecord."""
    known = families().kinds.get(kind)
    if known is None:
        raise CannotRecord(f"There is no kind of family “{kind}”.")
    if not name.strip() or not purpose.strip():
        raise CannotRecord("Give it a name, and say what it is for.")
    proposed = bool(proposed_by and known.agreed)
    try:
        with transaction.atomic():
            made = Family.objects.create(
                name=name.strip(),
                kind=kind,
                purpose=purpose.strip(),
                joining=joining_words.strip(),
                lead=lead,
                since=since,
                state=Family.State.PROPOSED if proposed else Family.State.STANDING,
                proposed_by=proposed_by,
                others=[urn for urn in dict.fromkeys(others) if urn != proposed_by],
                by=by,
                at=at,
            )
    except IntegrityError:
        raise CannotRecord(f"There is a family called “{name.strip()}” already.") from None
    details = {"name": made.name, "kind": kind, "lead": lead and lead.name, "by school": proposed_by}
    _journal(made, "family.proposed" if proposed else "family.founded", by=by, at=at, **details)
    if proposed:
        telling.of_proposal(made, by=by, at=at)
    else:
        _first_members(made, on=since, by=by, at=at)
    return made


@transaction.atomic
def agree(*, family: int, version: int, by: User, at: datetime, words: str = "") -> Family:
    """The office agrees to what a school proposed: it stands, the school is a member, the others are asked."""
    made = editing.seen(Family, family, version)
    _demand_proposed(made)
    made.state, made.decided_why = Family.State.STANDING, words.strip()
    editing.save(made, "state", "decided_why", by=by, at=at)
    _journal(made, "family.agreed", by=by, at=at, words=made.decided_why)
    telling.of_decision(made, by=by, at=at)
    _first_members(made, on=_day(at), by=by, at=at)
    return made


@transaction.atomic
def decline(*, family: int, version: int, why: str, by: User, at: datetime) -> Family:
    """The office does not agree, and says why."""
    made = editing.seen(Family, family, version)
    _demand_proposed(made)
    if not why.strip():
        raise CannotRecord("Say why, so that the school knows what could be done instead.")
    made.state, made.decided_why = Family.State.DECLINED, why.strip()
    editing.save(made, "state", "decided_why", by=by, at=at)
    _journal(made, "family.declined", by=by, at=at, why=made.decided_why)
    telling.of_decision(made, by=by, at=at)
    return made


@transaction.atomic
def change(
    *,
    family: int,
    version: int,
    name: str,
    purpose: str,
    joining_words: str,
    lead: Person | None,
    by: User,
    at: datetime,
) -> Family:
    """Another name, purpose or lead. Whoever leads it runs its meetings."""
    made = editing.seen(Family, family, version)
    if made.state not in (Family.State.STANDING, Family.State.PROPOSED):
        raise CannotRecord(NOT_STANDING)
    said = {"name": name.strip(), "purpose": purpose.strip(), "joining": joining_words.strip(), "lead": lead}
    if not said["name"] or not said["purpose"]:
        raise CannotRecord("Give it a name, and say what it is for.")
    before = {"name": made.name, "lead": made.lead and made.lead.name}
    for field, value in said.items():
        setattr(made, field, value)
    try:
        with transaction.atomic():
            editing.save(made, *said, by=by, at=at)
    except IntegrityError:
        raise CannotRecord(f"There is a family called “{said['name']}” already.") from None
    _journal(made, "family.changed", by=by, at=at, before=before, name=made.name, lead=lead and lead.name)
    for series in Series.objects.going_on().filter(circle=made.thing):
        meetings.hand_over(series=series, lead=lead, by=by, at=at)
    return made


@transaction.atomic
def close(*, family: int, version: int, on: date, why: str, by: User, at: datetime) -> Family:
    """End it: every membership ends with it."""
    made = editing.seen(Family, family, version)
    if not made.stands:
        raise CannotRecord(NOT_STANDING)
    if not why.strip():
        raise CannotRecord("Say why: its members will ask.")
    if on < made.since:
        raise CannotRecord("It cannot end before it began.")
    members = list(made.memberships.open())
    for one in members:
        joining.end_with_family(membership=one, on=on, by=by, at=at)
    made.state, made.ended_on, made.ended_why = Family.State.ENDED, on, why.strip()
    editing.save(made, "state", "ended_on", "ended_why", by=by, at=at)
    _journal(made, "family.ended", by=by, at=at, on=on, why=made.ended_why, members=len(members))
    telling.of_closing(made, [one.school for one in members], by=by, at=at)
    return made


@transaction.atomic
def agree_on(*, family: int, words: str, on: date, by: User, at: datetime) -> Agreement:
    """Write down what the members agreed, and when."""
    made = Family.objects.get(pk=family)
    if not made.stands:
        raise CannotRecord(NOT_STANDING)
    if not words.strip():
        raise CannotRecord("Write what was agreed.")
    if on > _day(at):
        raise CannotRecord("That day is still to come: write down what was agreed, when it was.")
    agreement = Agreement.objects.create(family=made, words=words.strip(), on=on, by=by, at=at)
    _journal(made, "family.agreed-on", by=by, at=at, words=agreement.words, on=on)
    return agreement


@transaction.atomic
def take_back(*, agreement: int, version: int, why: str, by: User, at: datetime) -> Agreement:
    """What was agreed no longer holds, or was written down by mistake."""
    found = editing.seen(Agreement, agreement, version)
    if found.withdrawn:
        raise CannotRecord("It was taken back already.")
    found.withdrawn, found.withdrawn_why = True, why.strip()
    editing.save(found, "withdrawn", "withdrawn_why", by=by, at=at)
    _journal(found.family, "family.took-back", by=by, at=at, words=found.words, why=found.withdrawn_why)
    return found


@transaction.atomic
def consent(*, family: int, school: int, yes: bool, by: User, at: datetime) -> Membership:
    """A member says whether the others may see its figures beside theirs. Taken back, they go at once, for all."""
    found = _membership(family, school)
    found.figures, found.figures_on = yes, _day(at)
    editing.save(found, "figures", "figures_on", by=by, at=at)
    action = "family.figures-shared" if yes else "family.figures-kept"
    _journal(found.family, action, by=by, at=at, school=school)
    return found


@transaction.atomic
def say_working_on(
    *, family: int, school: int, version: int, words: str, topics: Iterable[str], by: User, at: datetime
) -> Membership:
    """A member says what it is working on, for the others; nothing, where `words` and `topics` are empty."""
    found = editing.seen(Membership, _membership(family, school).pk, version)
    found.working_on, found.topics = words.strip(), list(dict.fromkeys(topics))
    editing.save(found, "working_on", "topics", by=by, at=at)
    details = {"school": school, "words": found.working_on, "topics": found.topics}
    _journal(found.family, "family.working-on", by=by, at=at, **details)
    return found


@transaction.atomic
def plan_meeting(*, family: int, when: When, by: User, at: datetime, topics: Iterable[Topic] = ()) -> Meeting:
    """Plan the next meeting: the heads of its members and its lead are invited, by calendar. Raises CannotRecord."""
    made = Family.objects.select_related("lead").get(pk=family)
    if not made.stands:
        raise CannotRecord(NOT_STANDING)
    series = Series.objects.going_on().filter(circle=made.thing).first() or meetings.start_series(
        kind="family-meeting", name=made.name, purpose=made.purpose, circle=made.thing, lead=made.lead, by=by, at=at
    )
    meeting = meetings.plan(series=series, when=when, topics=topics, by=by, at=at)
    meetings.invite(meeting=meeting, people=[made.lead] if made.lead else [], by=by, at=at)
    _journal(made, "family.meeting-planned", by=by, at=at, meeting=meeting.thing, on=when.on)
    return meeting


def _first_members(made: Family, *, on: date, by: User, at: datetime) -> None:
    if made.proposed_by:
        why = "It proposed the family." if made.rules.agreed else "It recorded the family."
        join(family=made.pk, school=made.proposed_by, since=on, why=why, by=by, at=at)
    for urn in made.others:
        join(family=made.pk, school=urn, since=on, waits=made.proposed_by is not None, by=by, at=at)


def _membership(family: int, school: int) -> Membership:
    of_family = Membership.objects.select_for_update(of=("self",)).select_related("family").filter(family=family)
    found: Membership | None = of_family.members().of_school(school).first()
    if found is None:
        raise CannotRecord("The school is not a member.")
    return found


def _demand_proposed(made: Family) -> None:
    if made.state != Family.State.PROPOSED:
        raise CannotRecord("It waits for no decision.")


def _journal(made: Family, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {"version": made.version, **details}
    journal.record(action=action, subject=made.thing, by=by, at=at, details=said)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
