"""A visit between schools as calendars read it (RFC 5545, 5546): one event, moved and called off by rising numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from icalendar import Event, vCalAddress, vText

from alongside.floor.mail import calendars
from alongside.floor.mail.facts import CalendarPart, Method, Recipient
from alongside.knowledge.schools.partnership import partnership
from alongside.work.sharing.hosting.models import Visit


def part(
    visit: Visit, *, host: str, guest: str, topic: str, to: Sequence[Recipient], method: Method, at: datetime
) -> CalendarPart:
    """The invitation to both schools, its change or its withdrawal. `host`, `guest`: their names."""
    calendar = calendars.begun("Visits between schools", method)
    event = Event()
    event.add("uid", f"{visit.uid}@alongside")
    event.add("sequence", visit.sequence)
    event.add("dtstamp", at)
    event.add("summary", f"{guest} visits {host}: {topic}")
    _add_when(event, visit)
    event.add("location", visit.where or host)
    event.add("description", visit.wants)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    organiser = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    organiser.params["cn"] = vText(partnership().short_name)
    event["organizer"] = organiser
    for one in to:
        guest_address = vCalAddress(f"mailto:{one.email}")
        guest_address.params["cn"] = vText(one.name or one.email)
        guest_address.params["rsvp"] = vText("FALSE")  # who cannot come says so on the site, where both see it
        event.add("attendee", guest_address, encode=False)
    calendar.add_component(event)
    return CalendarPart(method, calendars.finished(calendar))


def _add_when(event: Event, visit: Visit) -> None:
    if visit.on is None:
        raise ValueError("a visit without a day is in no calendar")
    starts, ends = visit.starts, visit.ends
    if starts and ends:
        event.add("dtstart", starts)
        event.add("dtend", ends)
    else:
        event.add("dtstart", visit.on)
        event.add("dtend", visit.on + timedelta(days=1))
