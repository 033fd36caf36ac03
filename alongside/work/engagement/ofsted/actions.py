"""A call, told to those concerned; the feedback meeting; what was said, confidential; the published inspection."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.web.words import day, moment, weekday
from alongside.knowledge.inspections.facts import AREA_WORDS, REPORT_CARD_GRADES
from alongside.knowledge.opendata.queries import head
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.people.queries import recipient
from alongside.knowledge.schools.vocabulary import MAINTAINED
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.actions import Party
from alongside.work.contacts.models import Contact
from alongside.work.engagement.ofsted import queries, rules
from alongside.work.engagement.ofsted.models import Attending, Call, Feedback, Outcome
from alongside.work.engagement.ofsted.policies import calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is known of a call. `kind`: a key of policies/ofsted_calls.yaml."""

    came_at: datetime
    kind: str = "not-said"
    starts_on: date | None = None
    lead_inspector: str = ""
    told_by: str = ""
    note: str = ""


@transaction.atomic
def record_call(*, school: int, said: Said, by: User, at: datetime) -> Call:
    """Write down that Ofsted has called a school; those concerned are told at once. Raises CannotRecord."""
    told = _right(said, at=at)
    found = queries.school(school)
    if found is None:
        raise CannotRecord(f"No school of the register has the URN {school}.")
    for other in Call.objects.select_for_update().filter(school=school).going_on():
        if abs((other.came_at - said.came_at).days) <= calls().begins_after_call_within:
            raise CannotRecord(f"The call of {moment(other.came_at)} is recorded already, by {other.by}.")
    made = Call.objects.create(
        school=school,
        school_name=found.name,
        district=found.district,
        maintained=found.group == MAINTAINED,
        **told,
        by=by,
        at=at,
    )
    Feedback.objects.create(call=made, by=by, at=at)
    _journal(made, "ofsted.called", by=by, at=at, came_at=made.came_at, kind=made.kind, starts_on=made.starts_on)
    to = [one for one in queries.concerned(made, on=at.astimezone(LONDON).date()) if one.user != by]
    _tell(made, to, f"Ofsted has called {made.school_name}", _call_in_words(made), by=by, at=at, urgent=True)
    return made


@transaction.atomic
def change_call(*, call: int, version: int, said: Said, by: User, at: datetime) -> Call:
    """Put right or add to what is known of a call. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Call, call, version)
    told = _right(said, at=at)
    before = {name: getattr(found, name) for name in told if getattr(found, name) != told[name]}
    if not before:
        return found
    for name in before:
        setattr(found, name, told[name])
    editing.save(found, *before, by=by, at=at)
    _journal(found, "ofsted.call-changed", by=by, at=at, changed=sorted(before))
    return found


@transaction.atomic
def plan_feedback(
    *, call: int, version: int, on: date, ours: Sequence[Holding], by: User, at: datetime, starts: time | None = None,
    where: str = "",
) -> Feedback:  # fmt: skip
    """Say when the feedback meeting is and who of us goes; they are told. `version`: of the feedback meeting. Raises
    ChangedMeanwhile, CannotRecord."""
    found = _feedback(call, version)
    if found.held:
        raise CannotRecord("It has been held already.")
    if on < found.call.called_on:
        raise CannotRecord(f"Ofsted called on {day(found.call.called_on)}: the meeting comes after that.")
    if not ours:
        raise CannotRecord("Say who of the partnership goes.")
    found.on, found.starts, found.where = on, starts, where.strip()
    editing.save(found, "on", "starts", "where", by=by, at=at)
    _attend(found, ours=ours)
    names = [one.person.name for one in ours]
    _journal(found.call, "ofsted.feedback-planned", by=by, at=at, on=on, going=names)
    to = [one for holding in ours if (one := recipient(holding.person)) and one.user != by]
    when = weekday(on) + (f" at {starts:%H:%M}" if starts else "")
    words = f"You are down for the feedback meeting at {found.call.school_name}, {when}. {found.where}".strip()
    _tell(found.call, to, f"Feedback meeting at {found.call.school_name}", words, by=by, at=at)
    return found


@transaction.atomic
def hold_feedback(
    *,
    call: int,
    version: int,
    on: date,
    by: User,
    at: datetime,
    ours: Sequence[Holding] = (),
    theirs: Sequence[Holding] = (),
    nobody_why: str = "",
) -> Feedback:
    """Record that the feedback meeting took place and who was there: of us, of the school. The ledger has it as a
    contact. Where nobody of us was there it says why, and no contact is made. Raises ChangedMeanwhile, CannotRecord."""
    found = _feedback(call, version)
    today = at.astimezone(LONDON).date()
    if on > today:
        raise CannotRecord("That day is still to come: record it when it has taken place.")
    if on < found.call.called_on:
        raise CannotRecord(f"Ofsted called on {day(found.call.called_on)}: the meeting came after that.")
    if not ours and not nobody_why.strip():
        raise CannotRecord("Say who of the partnership was there, or why nobody was.")
    found.on, found.held, found.recorded_on = on, True, found.recorded_on or today
    found.nobody_why = "" if ours else nobody_why.strip()
    editing.save(found, "on", "held", "recorded_on", "nobody_why", by=by, at=at)
    _attend(found, ours=ours, theirs=theirs)
    if ours:
        _post(found, [*ours, *theirs], by=by, at=at)
    names = [one.person.name for one in (*ours, *theirs)]
    _journal(found.call, "ofsted.feedback-held", by=by, at=at, on=on, there=names, nobody=bool(found.nobody_why))
    return found


@transaction.atomic
def record_outcome(
    *,
    call: int,
    version: int,
    by: User,
    at: datetime,
    words: str = "",
    grades: Mapping[str, str] | None = None,
    safeguarding: bool | None = None,
) -> Outcome:
    """Write down what the inspectors said, in words, in the grades of a report card, or both. `version` 0 where nothing
    is written yet. Neither the journal nor anybody's letter holds it. Raises ChangedMeanwhile, CannotRecord."""
    told = {"words": words.strip(), "grades": _grades(grades or {}), "safeguarding": safeguarding}
    if not (told["words"] or told["grades"] or safeguarding is not None):
        raise CannotRecord("Write what was said, in words or in grades.")
    found = Call.objects.select_for_update().get(pk=call)
    if not found.is_going_on:
        raise CannotRecord("It is published or ended: what was said before is not written down any more.")
    if at < found.came_at:
        raise CannotRecord("That was before Ofsted called.")
    before = Outcome.objects.filter(call=found).first()
    if before is None and version == 0:
        kept = Outcome.objects.create(call=found, **told, by=by, at=at)
    else:
        kept = editing.seen(Outcome, before.pk if before else 0, version)
        for name, value in told.items():
            setattr(kept, name, value)
        editing.save(kept, *told, by=by, at=at)
    _journal(found, "ofsted.outcome-recorded", by=by, at=at, restricted=True, digest=_sealed(told))
    return kept


@transaction.atomic
def read_outcome(*, call: Call, by: User, at: datetime) -> Outcome | None:
    """What was said; that it was read stands in the journal, until it is published. None where nothing is written."""
    found = Outcome.objects.select_related("by").filter(call=call).first()
    if found and not call.number:
        _journal(call, "ofsted.outcome-read", by=by, at=at, restricted=True)
    return found


@transaction.atomic
def match_published(*, by: User | None, at: datetime, version: int | None = None) -> list[Call]:
    """Match calls with the published inspections that came of them, as known now (or at a version). Those concerned are
    told that it is published; what was said before goes into no letter. Called after each load of inspections."""
    version = head() if version is None else version
    matched = []
    for call in Call.objects.select_for_update().going_on().order_by("came_at"):
        found = queries.came_of(call, version=version)
        if found:
            _match(call, found.number, by=by, at=at, published=found.published)
            matched.append(call)
    return matched


@transaction.atomic
def match_by_hand(*, call: int, version: int, number: str, by: User, at: datetime) -> Call:
    """Say which published inspection came of a call, where the rules do not find it. Raises ChangedMeanwhile,
    CannotRecord."""
    found = editing.seen(Call, call, version)
    if not found.is_going_on:
        raise CannotRecord("It is matched or ended already.")
    known = {one.number: one for one in queries.inspections_of(found.school, version=head())}
    if number not in known or not rules.may_be_later(found.facts, known[number], calls()):
        raise CannotRecord("No inspection of this school that was published after the call has that number.")
    if Call.objects.filter(number=number).exists():
        raise CannotRecord("Another call is matched with that inspection.")
    _match(found, number, by=by, at=at, published=known[number].published)
    return found


@transaction.atomic
def end(*, call: int, version: int, why: str, by: User, at: datetime) -> Call:
    """No inspection came of it (put off, called off), or it was written down by mistake. Raises ChangedMeanwhile,
    CannotRecord."""
    found = editing.seen(Call, call, version)
    if not found.is_going_on:
        raise CannotRecord("It is matched or ended already.")
    if not why.strip():
        raise CannotRecord("Say why no inspection came of it.")
    found.ended_why = why.strip()
    editing.save(found, "ended_why", by=by, at=at)
    _journal(found, "ofsted.ended", by=by, at=at, why=found.ended_why)
    return found


def _match(call: Call, number: str, *, by: User | None, at: datetime, published: date | None) -> None:
    call.number, call.matched_at = number, at
    editing.save(call, "number", "matched_at", by=by, at=at)
    _journal(call, "ofsted.matched", by=by, at=at, number=number, published=published)
    to = queries.concerned(call, on=at.astimezone(LONDON).date())
    words = f"The inspection that Ofsted called {call.school_name} about on {day(call.came_at)} is published."
    _tell(call, to, f"Published: the inspection of {call.school_name}", words, by=by, at=at)


def _feedback(call: int, version: int) -> Feedback:
    """The feedback meeting of a call at a maintained school. Raises CannotRecord, ChangedMeanwhile."""
    found = Feedback.objects.select_related("call").get(call=call)
    if not found.call.maintained:
        raise CannotRecord("At an academy the feedback meeting is the trust’s.")
    if found.call.ended_why:
        raise CannotRecord("No inspection came of this call.")
    return editing.seen(Feedback, found.pk, version)


def _attend(feedback: Feedback, *, ours: Iterable[Holding], theirs: Iterable[Holding] = ()) -> None:
    people: dict[int, tuple[Person, str, bool]] = {}
    for holdings, is_ours in ((ours, True), (theirs, False)):
        for one in holdings:
            people.setdefault(one.person_id, (one.person, one.role, is_ours))
    feedback.attending.all().delete()
    Attending.objects.bulk_create(
        Attending(feedback=feedback, person=person, role=role, ours=is_ours)
        for person, role, is_ours in people.values()
    )


def _post(feedback: Feedback, there: Sequence[Holding], *, by: User, at: datetime) -> None:
    contacts.post(
        kind=Contact.Kind.FEEDBACK,
        on=feedback.on or at.astimezone(LONDON).date(),
        subject="Feedback meeting of an inspection",
        parties=[
            Party(role=one.role, person=one.person, school=one.school, ours=one.scope != "school") for one in there
        ],
        school=feedback.call.school,
        source=feedback.call.thing,
        by=by,
        at=at,
    )


def _grades(said: Mapping[str, str]) -> dict[str, str]:
    kept = {area: grade for area, grade in said.items() if grade}
    if odd := sorted((set(kept) - set(AREA_WORDS)) | (set(kept.values()) - set(REPORT_CARD_GRADES))):
        raise CannotRecord(f"A report card has no “{odd[0]}”.")
    return kept


def _sealed(told: Mapping[str, Any]) -> str:
    """A digest that nobody can find again by trying all grades: it takes the installation's secret."""
    return hmac.new(settings.SECRET_KEY.encode(), json.dumps(told, sort_keys=True).encode(), sha256).hexdigest()


def _right(said: Said, *, at: datetime) -> dict[str, Any]:
    if said.kind not in calls().kinds:
        raise CannotRecord(f"There is no kind of call “{said.kind}”.")
    if said.came_at > at:
        raise CannotRecord("That moment is still to come: say when the call came.")
    if said.came_at < at - timedelta(days=400):
        raise CannotRecord("That is more than a year ago: look at the day again.")
    if said.starts_on and said.starts_on < said.came_at.astimezone(LONDON).date():
        raise CannotRecord("It cannot have begun before the call came.")
    told = {name: getattr(said, name).strip() for name in ("lead_inspector", "told_by", "note")}
    return told | {"came_at": said.came_at, "kind": said.kind, "starts_on": said.starts_on}


def _call_in_words(call: Call) -> str:
    parts = [
        f"The call came on {moment(call.came_at)}.",
        f"{calls().kinds[call.kind].title}." if call.kind != "not-said" else "",
        f"Inspectors come on {weekday(call.starts_on)}." if call.starts_on else "",
        "It is a maintained school: the partnership goes to the feedback meeting." if call.maintained else "",
    ]
    return " ".join(part for part in parts if part)


def _tell(
    call: Call, to: Sequence[Any], subject: str, words: str, *, by: User | None, at: datetime, urgent: bool = False
) -> None:
    mail.tell(to=to, kind="ofsted", subject=subject, words=words, thing=call.thing, by=by, at=at, urgent=urgent)


def _journal(call: Call, action: str, *, by: User | None, at: datetime, **details: Any) -> None:
    said = {"school": call.school, "name": call.school_name, **details}
    journal.record(action=action, subject=call.thing, by=by, at=at, details=said)
