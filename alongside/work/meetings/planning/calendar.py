"""A meeting as iCalendar says it (RFC 5545, 5546): one UID for its life, a SEQUENCE that rises with each change."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from icalendar import Event, vCalAddress, vText

from alongside.floor.mail import calendars
from alongside.floor.mail.facts import Method, Recipient
from alongside.knowledge.schools.partnership import partnership
from alongside.work.meetings.models import Meeting


def event(meeting: Meeting, *, method: Method, to: Recipient, at: datetime) -> bytes:
    """The invitation to one person, its change, or its withdrawal. `at` is when it was made."""
    calendar = calendars.begun("Meetings", method)
    calendar.add_component(_event(meeting, method=method, to=to, at=at))
    return calendars.finished(calendar)


def uid(meeting: Meeting) -> str:
    return f"meeting-{meeting.pk}@alongside"


def _event(meeting: Meeting, *, method: Method, to: Recipient, at: datetime) -> Event:
    made = Event()
    made.add("uid", uid(meeting))
    made.add("sequence", meeting.sequence)
    made.add("dtstamp", at)
    made.add("dtstart", meeting.begins_at)
    made.add("dtend", meeting.ends_at)
    made.add("summary", meeting.series.name)
    made.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if meeting.where or meeting.online:
        made.add("location", meeting.where or "Online")
    if meeting.online:
        made.add("url", meeting.online)
        made.add("description", f"To join online: {meeting.online}")
    organiser = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    organiser.params["cn"] = vText(partnership().short_name)
    made["organizer"] = organiser
    guest = vCalAddress(f"mailto:{to.email}")
    guest.params["cn"] = vText(to.name or to.email)
    guest.params["rsvp"] = vText("FALSE")  # the answer is given on the site, where it is seen
    made.add("attendee", guest, encode=False)
    return made
