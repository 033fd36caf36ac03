"""What all our calendars begin and end with (RFC 5545): who made them, and the zone of England with its summers."""

from __future__ import annotations

from datetime import date
from functools import cache

from icalendar import Calendar, Timezone

# Invitations reach some months ahead, feeds some months back. To work the zone out takes 30 ms (icalendar 7.3).
_FIRST, _LAST = date(2020, 1, 1), date(2040, 1, 1)


def begun(what: str, method: str) -> Calendar:
    """A calendar to put events into. `what`: “Visits”; `method`: REQUEST, CANCEL or PUBLISH."""
    made = Calendar()
    made.add("prodid", f"-//Alongside//{what}//EN")
    made.add("version", "2.0")
    made.add("method", method)
    return made


def finished(calendar: Calendar) -> bytes:
    """The calendar as it is sent, with the zone that its times name."""
    calendar.subcomponents.insert(0, _london())
    return bytes(calendar.to_ical())


@cache
def _london() -> Timezone:
    return Timezone.from_tzid("Europe/London", first_date=_FIRST, last_date=_LAST)
