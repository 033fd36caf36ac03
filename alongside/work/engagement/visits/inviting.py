"""Invites to a visit by letter and calendar: the first time, with each change, and to say that it is called off.

Called by actions, inside their transaction; the letters are sent once it is committed. One event keeps one number for
its whole life, and each change is the next in its sequence.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal

from django.conf import settings
from django.urls import reverse

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import CalendarPart, Recipient
from alongside.floor.web.words import weekday
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.models import Profile
from alongside.work.engagement.visits.invitations import Guest, Meeting, calendar_part
from alongside.work.engagement.visits.models import Visit

Method = Literal["REQUEST", "CANCEL"]


Guests = list[dict[str, str]]


def invite(*, visit: Visit, before: Guests, by: User, at: datetime) -> None:
    """Send the invitation to whom it is for; who was invited `before` and is no longer gets a withdrawal."""
    known = {guest["email"] for guest in visit.invited}
    _send(visit, visit.invited, "REQUEST", by=by, at=at)
    _send(visit, [guest for guest in before if guest["email"] not in known], "CANCEL", by=by, at=at)


def withdraw(*, visit: Visit, by: User, at: datetime) -> None:
    """Tell everybody who was invited that the visit is called off."""
    _send(visit, visit.invited, "CANCEL", by=by, at=at)


def guests_of(visit: Visit) -> Guests:
    """Whom a plan invites: the head, the chair. Of whom no address is known is left out; the page says so."""
    asked = []
    if visit.invite_head:
        asked.append(people.head_of(visit.school, on=visit.on))
    if visit.invite_chair:
        asked.append(people.chair_of(visit.school, on=visit.on))
    found = [people.recipient(holding.person) for holding in asked if holding]
    return [{"email": one.email, "name": one.name} for one in found if one]


def event(visit: Visit, *, at: datetime) -> CalendarPart:
    """The visit as an event to take into a calendar by hand."""
    school = Profile.objects.current().filter(urn=visit.school).values_list("name", flat=True).first()
    return calendar_part(_meeting(visit, visit.invited, school or f"school {visit.school}"), at=at, method="PUBLISH")


def _send(visit: Visit, guests: Guests, method: Method, *, by: User, at: datetime) -> None:
    if not guests:
        return
    school = Profile.objects.current().filter(urn=visit.school).values_list("name", flat=True).first()
    meeting = _meeting(visit, guests, school or f"school {visit.school}")
    part = calendar_part(meeting, at=at, method=method)
    for guest in guests:
        mail.post(
            to=Recipient(guest["email"], guest["name"]),
            subject=_subject(visit, school or "your school", method),
            text=_text(visit, school or "your school", guest["name"], method),
            at=at,
            by=by,
            key=f"{visit} {method.lower()} {visit.sequence} {guest['email']}",
            calendar=part,
            thing=str(visit),
        )


def _meeting(visit: Visit, guests: Guests, school: str) -> Meeting:
    lead = people.recipient(visit.lead)
    return Meeting(
        uid=visit.uid,
        sequence=visit.sequence,
        title=f"{visit.template.name}: {visit.lead.name} at {school}",
        begins=visit.starts or datetime.combine(visit.on, time(0), tzinfo=LONDON),
        minutes=visit.minutes,
        where=visit.where or school,
        says=visit.purpose,
        organiser=Guest(
            lead.email if lead else settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"), visit.lead.name
        ),
        guests=[Guest(guest["email"], guest["name"]) for guest in guests],
        whole_day=visit.begins is None,
    )


def _subject(visit: Visit, school: str, method: Method) -> str:
    when = weekday(visit.on)
    if method == "CANCEL":
        return f"Called off: visit to {school} on {when}"
    return f"{'Changed: visit' if visit.sequence else 'Visit'} to {school} on {when}"


def _text(visit: Visit, school: str, name: str, method: Method) -> str:
    when = weekday(visit.on) + (f" at {visit.begins:%H:%M}" if visit.begins else "")
    if method == "CANCEL":
        why = visit.why_cancelled or "You are no longer among those who are invited."
        return f"Dear {name},\n\n{visit.lead.name} will not come to {school} on {when} as planned.\n\n{why}\n"
    lines = [f"Dear {name},", f"{visit.lead.name} would like to visit {school} on {when}."]
    if visit.sequence:
        lines[1] = f"The visit of {visit.lead.name} to {school} has been changed: it is now on {when}."
    if visit.where:
        lines.append(f"Where: {visit.where}.")
    if visit.purpose:
        lines.append(f"What it is about: {visit.purpose}")
    lines.append("If the day does not suit you, answer the invitation or ring.")
    lines.append(f"The visit in Alongside: {settings.HERE.address}{reverse('visits:one', args=[visit.pk])}")
    return "\n\n".join(lines) + "\n"
