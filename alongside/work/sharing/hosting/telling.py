"""Who hears of a visit between schools: the people of both, by notice, letter and calendar. Called by actions."""

from __future__ import annotations

from datetime import date, datetime

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Method, Recipient
from alongside.floor.web.words import day, weekday
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.naming import names_of
from alongside.work.sharing.hosting import calendar
from alongside.work.sharing.hosting.models import Visit
from alongside.work.sharing.hosting.policies import hosting
from alongside.work.sharing.hosting.rules import Turn
from alongside.work.ties.topics import topics

KIND = "sharing"
State = Visit.State


def of_asking(visit: Visit, *, by: User, at: datetime) -> None:
    host, guest = _names(visit)
    due = visit.standing(_on(at)).due
    words = (
        f"{guest} would like to see {_topic(visit)} at {host}, and names {_days(visit)}. Choose a day, or say why it "
        f"is not possible, by {day(due)}."
    )
    _tell(visit, _host(visit, at), f"{guest} asks to visit you", words, by=by, at=at)


def of_answer(visit: Visit, *, by: User, at: datetime) -> None:
    """An agreed day goes into the calendars of both; a no goes to whoever asked."""
    host, guest = _names(visit)
    if visit.state == State.DECLINED:
        words = f"{host} cannot take the visit: {visit.answer}"
        _tell(visit, _guest(visit, at), f"{host} answered your request", words, by=by, at=at)
        return
    words = f"{guest} visits {host} on {_when(visit)}, to see {_topic(visit)}. {visit.answer}".strip()
    _invite(visit, f"{guest} visits {host} on {weekday(_day(visit))}", words, "REQUEST", by=by, at=at)


def of_move(visit: Visit, before: date | None, *, by: User, at: datetime) -> None:
    host, guest = _names(visit)
    words = f"{guest} visits {host} on {_when(visit)}, not on {day(before)}. Why: {visit.why}"
    _invite(visit, f"Moved: {guest} visits {host} on {weekday(_day(visit))}", words, "REQUEST", by=by, at=at)


def of_calling_off(visit: Visit, was: str, *, by: User, at: datetime) -> None:
    """From the calendars where it stood in them; else the other school hears by notice alone."""
    host, guest = _names(visit)
    if was == State.AGREED:
        words = f"{guest} does not visit {host} on {day(visit.on)} as was agreed. Why: {visit.why}"
        _invite(visit, f"Called off: {guest} and {host}, {day(visit.on)}", words, "CANCEL", by=by, at=at)
        return
    words = f"The visit of {guest} to {host} is called off. Why: {visit.why}"
    _tell(visit, people_of(visit, at), "A visit between schools is called off", words, by=by, at=at)


def of_making(visit: Visit, *, by: User, at: datetime) -> None:
    host, _ = _names(visit)
    words = f"The visit of {day(visit.on)} is recorded. Say in a sentence or two what you took away from {host}."
    _tell(visit, _guest(visit, at), "What did you take away?", words, by=by, at=at)


def of_taking_away(visit: Visit, *, by: User, at: datetime) -> None:
    _, guest = _names(visit)
    words = f"{guest} thanks you: {visit.thanks}" if visit.thanks else "Read what they took away."
    _tell(visit, _host(visit, at), f"{guest} wrote what they took away from you", words, by=by, at=at)


def of_working(visit: Visit, *, by: User, at: datetime) -> None:
    if visit.worked:
        _, guest = _names(visit)
        words = "Something that you showed works at another school. Read what they say."
        _tell(visit, _host(visit, at), f"It worked at {guest}", words, by=by, at=at)


def of_turn(visit: Visit, *, on: date, at: datetime) -> bool:
    """Remind whoever is next, where the time has come. Whether there was anybody to remind."""
    host, guest = _names(visit)
    turn, due = visit.standing(on).turn, visit.standing(on).due
    quiet = hosting().remind_after_days
    asked_long_ago = turn == Turn.ANSWER and (on - visit.asked_on).days >= quiet
    coming_soon = turn == Turn.COMING and due is not None and 0 < (due - on).days <= 3
    if asked_long_ago:
        to, subject = _host(visit, at), f"{guest} waits for your answer"
        words = f"They asked on {day(visit.asked_on)} and named {_days(visit)}."
    elif coming_soon:
        to, subject = [*_guest(visit, at), *_host(visit, at)], f"{guest} visits {host} on {weekday(_day(visit))}"
        words = f"To see {_topic(visit)}. If something is in the way, move it or call it off on its page."
    elif turn == Turn.MADE and visit.on and on > visit.on:
        to, subject = _guest(visit, at), f"Did you visit {host} on {day(visit.on)}?"
        words = "Say that you did, and what you took away. It takes a minute."
    elif turn == Turn.TOOK_AWAY and visit.on and (on - visit.on).days >= quiet:
        to, subject = _guest(visit, at), "What did you take away?"
        words = f"You visited {host} on {day(visit.on)}. A sentence or two will do."
    elif turn == Turn.WORKED:
        to, subject = _guest(visit, at), f"Did it work, what you saw at {host}?"
        words = f"You visited on {day(visit.on)}. If it is too early to say, say that."
    else:
        return False
    _tell(visit, to, subject, words, by=None, at=at)
    return bool(to)


def people_of(visit: Visit, at: datetime) -> list[Recipient]:
    """Those of both schools to whom the invitation goes."""
    return _once([*_host(visit, at), *_guest(visit, at)])


def event(visit: Visit, *, at: datetime) -> bytes:
    """The visit as a file to take into a calendar by hand."""
    host, guest = _names(visit)
    return calendar.part(
        visit, host=host, guest=guest, topic=_topic(visit), to=people_of(visit, at), method="PUBLISH", at=at
    ).ics


def _invite(visit: Visit, subject: str, words: str, method: Method, *, by: User, at: datetime) -> None:
    host, guest = _names(visit)
    to = people_of(visit, at)
    part = calendar.part(visit, host=host, guest=guest, topic=_topic(visit), to=to, method=method, at=at)
    mail.tell(to=to, kind=KIND, subject=subject, words=words, thing=str(visit), at=at, by=by, calendar=part)


def _tell(visit: Visit, to: list[Recipient], subject: str, words: str, *, by: User | None, at: datetime) -> None:
    others = [one for one in _once(to) if by is None or one.user is None or one.user.pk != by.pk]
    mail.tell(to=others, kind=KIND, subject=subject, words=words, thing=str(visit), at=at, by=by)


def _host(visit: Visit, at: datetime) -> list[Recipient]:
    return _of(visit.host, visit.answered_by, at)


def _guest(visit: Visit, at: datetime) -> list[Recipient]:
    return _of(visit.guest, visit.asked_by, at)


def _of(school: int, also: User | None, at: datetime) -> list[Recipient]:
    """The head of the school, and whoever of the school acted in this."""
    head = people.head_of(school, on=_on(at))
    found = [people.recipient(head.person)] if head else []
    if also and also.is_active and any(post.key == str(school) for post in also.posts_on(_on(at))):
        found.append(Recipient(also.email, also.name, also))
    return [one for one in found if one]


def _once(to: list[Recipient]) -> list[Recipient]:
    return list({one.email.lower(): one for one in to}.values())


def _names(visit: Visit) -> tuple[str, str]:
    names = names_of([visit.host, visit.guest])
    return names[visit.host], names[visit.guest]


def _topic(visit: Visit) -> str:
    return topics().name(visit.topic)


def _days(visit: Visit) -> str:
    return " or ".join(weekday(one) for one in visit.named)


def _when(visit: Visit) -> str:
    return weekday(_day(visit)) + (f" at {visit.begins:%H:%M}" if visit.begins else "")


def _day(visit: Visit) -> date:
    assert visit.on is not None  # whoever calls this has agreed on one
    return visit.on


def _on(at: datetime) -> date:
    return at.astimezone(LONDON).date()
