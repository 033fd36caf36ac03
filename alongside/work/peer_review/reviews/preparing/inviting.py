"""Invites the school and the team to the days of a review: one event, which is moved and called off by rising numbers.

Called by actions, inside their transaction; the letters are sent once it is committed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from icalendar import Event, vCalAddress, vText

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing
from alongside.floor.mail import actions as mail
from alongside.floor.mail import calendars
from alongside.floor.mail.facts import CalendarPart, Method, Recipient
from alongside.floor.web.words import day, weekday
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.models import Profile
from alongside.work.peer_review.reviews.models import Review

Guests = list[dict[str, str]]


def invite(*, review: Review, by: User, at: datetime) -> None:
    """Send the days to the head and the team, with the timetable; who was invited before and is no longer hears so."""
    if review.first is None or review.last is None:
        return
    before, review.invited = review.invited, _guests(review)
    review.sequence += 1 if before else 0
    editing.save(review, "invited", "sequence", by=by, at=at)
    known = {guest["email"] for guest in review.invited}
    _send(review, review.invited, "REQUEST", by=by, at=at)
    _send(review, [guest for guest in before if guest["email"] not in known], "CANCEL", by=by, at=at)


def withdraw(*, review: Review, by: User, at: datetime) -> None:
    """Tell everybody who was invited that it is called off."""
    if review.invited:
        review.sequence += 1
        editing.save(review, "sequence", by=by, at=at)
        _send(review, review.invited, "CANCEL", by=by, at=at)


def _guests(review: Review) -> Guests:
    head = people.head_of(review.school, on=review.first or review.at.date())
    members = review.members.select_related("person", "person__user")
    asked = [*([head.person] if head else []), *(one.person for one in members)]
    found = [people.recipient(one) for one in asked]
    return [{"email": one.email, "name": one.name} for one in found if one]


def _send(review: Review, guests: Guests, method: Method, *, by: User, at: datetime) -> None:
    if not guests or review.first is None or review.last is None:
        return
    school = Profile.objects.current().filter(urn=review.school).values_list("name", flat=True).first() or "the school"
    part = _calendar(review, guests, school, method, at)
    when = weekday(review.first) + ("" if review.last == review.first else f" to {weekday(review.last)}")
    subject = f"{'Called off: peer' if method == 'CANCEL' else 'Peer'} review at {school}, {day(review.first)}"
    for guest in guests:
        says = (
            f"The peer review at {school} from {when} does not take place with you."
            if method == "CANCEL"
            else f"The peer review at {school} takes place on {when}.\n\n{_lines(review)}"
        )
        link = f"{settings.HERE.address}{reverse('reviews:one', args=[review.pk])}"
        mail.post(
            to=Recipient(guest["email"], guest["name"]),
            subject=subject,
            text=f"Dear {guest['name']},\n\n{says}\n\nThe review in Alongside: {link}\n",
            at=at,
            by=by,
            key=f"{review} {method.lower()} {review.sequence} {guest['email']}",
            calendar=part,
            thing=str(review),
        )


def _lines(review: Review) -> str:
    """The timetable in words; it holds nothing of what is asked or found."""
    lines = [
        f"{day(one.on)}, {one.begins:%H:%M}, {one.minutes} minutes: {one.what}"
        + (f" (together with {one.beside})" if one.beside else "")
        for one in review.sessions.all()
    ]
    return "\n".join(lines) if lines else "The timetable follows."


def _calendar(review: Review, guests: Guests, school: str, method: Method, at: datetime) -> CalendarPart:
    assert review.first is not None
    assert review.last is not None
    calendar = calendars.begun("Reviews", method)
    event = Event()
    event.add("uid", f"{review.uid}@alongside")
    event.add("sequence", review.sequence)
    event.add("dtstamp", at)
    event.add("summary", f"Peer review at {school}")
    event.add("dtstart", review.first)
    event.add("dtend", review.last + timedelta(days=1))
    event.add("location", school)
    event.add("description", _lines(review))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event["organizer"] = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL.rpartition('<')[2].rstrip('>')}")
    for guest in guests:
        address = vCalAddress(f"mailto:{guest['email']}")
        address.params["cn"] = vText(guest["name"])
        address.params["partstat"], address.params["rsvp"] = vText("NEEDS-ACTION"), vText("TRUE")
        event.add("attendee", address, encode=False)
    calendar.add_component(event)
    return CalendarPart(method, calendars.finished(calendar))
