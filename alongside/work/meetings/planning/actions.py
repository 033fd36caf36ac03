"""Start a series, plan a meeting, invite people, send out agenda and papers, change and cancel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import CalendarPart
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Body, Person
from alongside.knowledge.people.queries import recipient
from alongside.work.meetings import queries
from alongside.work.meetings.models import Meeting, Part, Series
from alongside.work.meetings.planning import calendar, inviting, wording
from alongside.work.meetings.planning.agenda.actions import Topic, add_item
from alongside.work.meetings.policies import meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When and where a meeting is. Times are of England; a place, a link, or both."""

    on: date
    starts: time
    ends: time
    where: str = ""
    online: str = ""


@transaction.atomic
def start_series(
    *,
    kind: str,
    name: str,
    by: User | None,
    at: datetime,
    district: str = "",
    body: Body | None = None,
    circle: str = "",
    lead: Person | None = None,
    purpose: str = "",
) -> Series:
    """Begin the meetings of a district, of a body, or of a circle of schools with whoever leads it. Raises
    CannotRecord."""
    known = meetings().kinds.get(kind)
    if known is None:
        raise CannotRecord(f"There is no kind of meeting “{kind}”.")
    if not name.strip():
        raise CannotRecord("Give the meetings a name.")
    if {known.of} != {of for of, said in (("district", district), ("body", body), ("circle", circle)) if said}:
        raise CannotRecord(f"{known.title}: say which {known.of} it is of, and nothing else.")
    if district and Series.objects.going_on().filter(kind=kind, district=district).exists():
        raise CannotRecord("The district has its meetings of this kind already.")
    if circle and Series.objects.going_on().filter(kind=kind, circle=circle).exists():
        raise CannotRecord("It has its meetings of this kind already.")
    made = Series.objects.create(
        kind=kind,
        name=name.strip(),
        district=district,
        body=body,
        circle=circle,
        lead=lead,
        purpose=purpose.strip(),
        by=by,
        at=at,
    )
    whose = {"district": district, "body": body.key if body else "", "circle": circle}
    details = {"kind": kind, "name": made.name, **whose}
    journal.record(action="series.started", subject=f"series {made.pk}", by=by, at=at, details=details)
    return made


@transaction.atomic
def hand_over(*, series: Series, lead: Person | None, by: User, at: datetime) -> Series:
    """Somebody else leads the circle, and so runs its meetings."""
    if series.lead == lead:
        return series
    series.lead = lead
    editing.save(series, "lead", by=by, at=at)
    details = {"name": series.name, "lead": lead.name if lead else ""}
    journal.record(action="series.handed-over", subject=f"series {series.pk}", by=by, at=at, details=details)
    return series


@transaction.atomic
def end_series(*, series: int, version: int, why: str, by: User, at: datetime) -> Series:
    """These meetings take place no more; what was kept of them stays. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Series, series, version)
    if found.ended_on:
        raise CannotRecord("These meetings have ended already.")
    if not why.strip():
        raise CannotRecord("Say why they end: who came to them will ask.")
    if coming := found.meetings.filter(state=Meeting.State.PLANNED).order_by("on").first():
        raise CannotRecord(f"A meeting is planned for {day(coming.on)}: call it off first, so that nobody comes.")
    found.ended_on, found.ended_why = at.astimezone(LONDON).date(), why.strip()
    editing.save(found, "ended_on", "ended_why", by=by, at=at)
    details = {"name": found.name, "why": found.ended_why}
    journal.record(action="series.ended", subject=f"series {found.pk}", by=by, at=at, details=details)
    return found


@transaction.atomic
def plan(*, series: Series, when: When, by: User, at: datetime, topics: Iterable[Topic] = ()) -> Meeting:
    """Plan a meeting; nobody is told before they are invited. A day that is over may be given: then it is written up
    afterwards. Raises CannotRecord."""
    told = _right(when)
    if series.ended_on:
        raise CannotRecord("These meetings have ended: begin others.")
    made = Meeting.objects.create(series=series, **told, by=by, at=at)
    _journal(made, "meeting.planned", by=by, at=at, **told)
    for topic in topics:
        add_item(meeting=made, topic=topic, by=by, at=at)
    return made


@transaction.atomic
def move(*, meeting: int, version: int, when: When, by: User, at: datetime) -> Meeting:
    """Change when or where. Everybody who was invited gets the calendar letter anew. Raises ChangedMeanwhile,
    CannotRecord."""
    found = editing.seen(Meeting, meeting, version)
    if found.state != Meeting.State.PLANNED:
        raise CannotRecord("It has taken place or was cancelled: plan another.")
    told = _right(when)
    before = {name: getattr(found, name) for name in told}
    if before == told:
        return found
    for name, value in told.items():
        setattr(found, name, value)
    found.sequence += 1
    editing.save(found, *told, "sequence", by=by, at=at)
    _journal(found, "meeting.moved", by=by, at=at, before=before, now=told)
    for part in _asked(found).filter(sent__isnull=False):
        _send(found, part, "REQUEST", by=by, at=at)
    return found


@transaction.atomic
def cancel(*, meeting: int, version: int, why: str, by: User, at: datetime) -> Meeting:
    """Call it off; calendars take it out. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Meeting, meeting, version)
    if found.state != Meeting.State.PLANNED:
        raise CannotRecord("Only a meeting that is still to come can be called off.")
    if not why.strip():
        raise CannotRecord("Say why: whoever was coming will ask.")
    found.state, found.cancelled_why = Meeting.State.CANCELLED, why.strip()
    found.sequence += 1
    editing.save(found, "state", "cancelled_why", "sequence", by=by, at=at)
    _journal(found, "meeting.cancelled", by=by, at=at, why=found.cancelled_why)
    for part in _asked(found).filter(sent__isnull=False):
        _send(found, part, "CANCEL", by=by, at=at)
    return found


@transaction.atomic
def invite(
    *, meeting: Meeting, by: User, at: datetime, only: Iterable[str] | None = None, people: Iterable[Person] = ()
) -> list[Part]:
    """Invite who holds the roles of the series on the day (`only`: some of those roles), and others by name; who is
    invited already gets nothing again. Calendar letters go out. Raises CannotRecord."""
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if found.state != Meeting.State.PLANNED:
        raise CannotRecord("It has taken place or was cancelled: nobody can be invited to it.")
    there = {part.person_id: part for part in found.parts.all() if part.person_id}
    made = []
    guests = [*inviting.guests(found, only=only), *(inviting.by_name(one, on=found.on) for one in people)]
    names = queries.names_of(guest.school for guest in guests)
    for guest in guests:
        part = there.get(guest.person.pk)
        if part is None:
            part = Part.objects.create(
                meeting=found,
                person=guest.person,
                name=guest.person.name,
                role=guest.role,
                school=guest.school,
                school_name=names.get(guest.school or 0, ""),
                ours=guest.ours,
                by=by,
                at=at,
            )
        elif part.withdrawn:
            part.withdrawn, part.sent = False, None
            editing.save(part, "withdrawn", "sent", by=by, at=at)
        else:
            continue
        there[guest.person.pk] = part
        made.append(part)
        _send(found, part, "REQUEST", by=by, at=at)
    _journal(found, "meeting.invited", by=by, at=at, people=[one.name for one in made])
    return made


@transaction.atomic
def uninvite(*, part: Part, by: User, at: datetime) -> Part:
    """Take an invitation back; the calendar letter says so. Raises CannotRecord once it has taken place."""
    found = Part.objects.select_for_update().get(pk=part.pk)
    if found.meeting.state != Meeting.State.PLANNED:
        raise CannotRecord("It has taken place or was cancelled: who was asked stays in the record.")
    if found.withdrawn:
        return found
    found.withdrawn = True
    editing.save(found, "withdrawn", by=by, at=at)
    _journal(found.meeting, "meeting.uninvited", by=by, at=at, person=found.name)
    if found.sent is not None:
        _send(found.meeting, found, "CANCEL", by=by, at=at)
    return found


@transaction.atomic
def answer(*, part: Part, coming: bool, by: User, at: datetime, words: str = "") -> Part:
    """Somebody says whether they come; apologies go into the record. Raises CannotRecord."""
    found = Part.objects.select_for_update().get(pk=part.pk)
    if found.withdrawn or found.meeting.state != Meeting.State.PLANNED:
        raise CannotRecord("It has taken place or was called off.")
    found.answer = Part.Answer.COMING if coming else Part.Answer.SORRY
    found.answer_words = words.strip()[:300]
    found.came = "" if coming else Part.Came.SORRY
    editing.save(found, "answer", "answer_words", "came", by=by, at=at)
    _journal(found.meeting, "meeting.answered", by=by, at=at, person=found.name, coming=coming)
    return found


@transaction.atomic
def send_papers(*, meeting: int, version: int, by: User, at: datetime) -> Meeting:
    """Tell everybody who is invited that agenda and papers are there. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Meeting, meeting, version)
    if found.state != Meeting.State.PLANNED:
        raise CannotRecord("It has taken place or was cancelled.")
    if not found.items.filter(dropped=False).exists():
        raise CannotRecord("There is nothing on the agenda yet: add what is to be talked about.")
    found.papers_out_on = at.astimezone(LONDON).date()
    editing.save(found, "papers_out_on", by=by, at=at)
    asked = [to for part in _asked(found) if part.person and (to := recipient(part.person))]
    mail.tell(
        to=asked,
        kind="meetings",
        subject=f"Agenda and papers: {found.series.name}, {day(found.on)}",
        words=wording.agenda(found),
        thing=found.thing,
        by=by,
        at=at,
    )
    _journal(found, "meeting.papers-sent", by=by, at=at, to=len(asked))
    return found


def _send(meeting: Meeting, part: Part, method: Any, *, by: User, at: datetime) -> None:
    """The calendar letter to one person; the key of the letter keeps it from going twice."""
    to = recipient(part.person) if part.person else None
    if to is None:
        return
    ics = calendar.event(meeting, method=method, to=to, at=at)
    mail.post(
        to=to,
        subject=wording.subject(meeting, method),
        text=wording.letter(meeting, method, to.name),
        key=f"{meeting.thing} {method.lower()} {meeting.sequence} {part.pk} {part.version}",
        calendar=CalendarPart(method, ics),
        thing=meeting.thing,
        by=by,
        at=at,
    )
    if method == "REQUEST":
        part.sent = meeting.sequence
        editing.save(part, "sent", by=by, at=at)


def _asked(meeting: Meeting) -> Any:
    return meeting.parts.filter(invited=True, withdrawn=False).select_related("person__user")


def _right(when: When) -> dict[str, Any]:
    told = asdict(when)
    told["where"], told["online"] = when.where.strip(), when.online.strip()
    if when.ends <= when.starts:
        raise CannotRecord("It cannot end before it begins.")
    if not (told["where"] or told["online"]):
        raise CannotRecord("Say where it is, or give the link for who joins online.")
    if told["online"] and not told["online"].startswith(("https://", "http://")):
        raise CannotRecord("The link begins with https://")
    return told


def _journal(meeting: Meeting, action: str, *, by: User | None, at: datetime, **details: Any) -> None:
    said = {"series": meeting.series.name, "on": meeting.on, **details}
    said = {key: str(value) if isinstance(value, time) else value for key, value in said.items()}
    for name in ("before", "now"):
        if name in said:
            said[name] = {key: str(value) if isinstance(value, time) else value for key, value in said[name].items()}
    journal.record(action=action, subject=meeting.thing, by=by, at=at, details=said)
