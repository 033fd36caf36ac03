"""The invitation to a visit as calendars read it: iCalendar with the zone of England, one event that is moved and
called off by rising numbers (RFC 5545, RFC 5546)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Event, vCalAddress, vText

from alongside.floor.mail import calendars
from alongside.floor.mail.facts import CalendarPart, Method

ADDRESS = "alongside"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody in an invitation."""

    email: str
    name: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """What an invitation says. `begins` is a moment in England, or a whole day by its first moment."""

    uid: str
    sequence: int
    title: str
    begins: datetime
    minutes: int
    where: str
    says: str
    organiser: Guest
    guests: Sequence[Guest]
    whole_day: bool = False


def calendar_part(meeting: Meeting, *, at: datetime, method: Method = "REQUEST") -> CalendarPart:
    """The part of a letter that a calendar understands. REQUEST invites or moves, CANCEL calls off."""
    calendar = calendars.begun("Visits", method)
    calendar.add_component(_event(meeting, at=at, method=method))
    return CalendarPart(method, calendars.finished(calendar))


def _event(meeting: Meeting, *, at: datetime, method: Method) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@{ADDRESS}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at)
    event.add("summary", meeting.title)
    if meeting.whole_day:
        event.add("dtstart", meeting.begins.date())
        event.add("dtend", meeting.begins.date() + timedelta(days=1))
    else:
        event.add("dtstart", meeting.begins)
        event.add("dtend", meeting.begins + timedelta(minutes=meeting.minutes))
    if meeting.where:
        event.add("location", meeting.where)
    if meeting.says:
        event.add("description", meeting.says)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event["organizer"] = _address(meeting.organiser)
    for guest in meeting.guests:
        event.add("attendee", _address(guest, asked=True), encode=False)
    return event


def _address(guest: Guest, *, asked: bool = False) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.email}")
    address.params["cn"] = vText(guest.name)
    if asked:
        address.params["role"] = vText("REQ-PARTICIPANT")
        address.params["partstat"] = vText("NEEDS-ACTION")
        address.params["rsvp"] = vText("TRUE")
    return address
