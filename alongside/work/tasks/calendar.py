"""Somebody's dates as iCalendar (RFC 5545): what tasks, visits and meetings registered for a diary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Event

from alongside.floor.accounts.waiting import Entry, Who, diaries
from alongside.floor.mail import calendars

BACK = 92  # days that have passed and are still shown


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def entries_of(who: Who, *, on: date) -> list[Entry]:
    """Everything registered, from three months ago on, in the order of time."""
    since = on - timedelta(days=BACK)
    found = [entry for diary in diaries() for entry in diary.entries(who, since)]
    return sorted(found, key=lambda one: (_day(one.begins), isinstance(one.begins, datetime), one.uid))


def written(
    entries: Iterable[Entry], *, schools: Mapping[int, str], host: str, scheme: str, at: datetime, name: str
) -> bytes:
    """The calendar. `schools`: the names that its owner may know, by URN; another school is not named."""
    made = calendars.begun("Personal calendar", "PUBLISH")
    made.add("x-wr-calname", name)
    for entry in entries:
        made.add_component(_event(entry, schools, host, scheme, at))
    return calendars.finished(made)


def _event(entry: Entry, schools: Mapping[int, str], host: str, scheme: str, at: datetime) -> Event:
    school = schools.get(entry.school or 0, "")
    event = Event()
    event.add("uid", f"{entry.uid.replace(' ', '-')}@{host.partition(':')[0]}")
    event.add("dtstamp", at)
    event.add("summary", f"{entry.words}: {school}" if school else entry.words)
    event.add("dtstart", entry.begins)
    if isinstance(entry.begins, datetime):
        event.add("dtend", entry.ends or entry.begins + timedelta(hours=1))
    else:
        event.add("dtend", entry.begins + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if entry.where:
        event.add("location", entry.where)
    if entry.address:
        event.add("url", f"{scheme}://{host}{entry.address}" if entry.address.startswith("/") else entry.address)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
