"""Who hears of a cycle: by notice, and by letter as each prefers. What a school wrote stays on the site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from alongside.floor.accounts.models import User
from alongside.floor.kernel.prose import joined
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.naming import names_of
from alongside.work.peer_review.cycles.models import Joining, Pairing, Reviewer
from alongside.work.peer_review.cycles.recording import day_of

KIND = "peer-review"


def of_recruiting(reviewer: Reviewer, *, by: User, at: datetime) -> None:
    """Whoever is to review others, unless they said so themselves."""
    words = "Thank you. Say on your page which days you cannot come, and in which schools you have an interest."
    _tell([reviewer.person], "You are a reviewer now", words, reviewer.thing, by=by, at=at)


def of_joining(joining: Joining, *, by: User, at: datetime) -> None:
    """The head and the chair of the school, but for whoever joined."""
    cycle = joining.cycle
    words = f"“{cycle.title}”: reviews take place from {day(cycle.reviews_from)} to {day(cycle.reviews_until)}."
    _tell(_school(joining.school, day_of(at)), "Your school takes part", words, joining.thing, by=by, at=at)


def of_pairing(pairing: Pairing, *, by: User, at: datetime, changed: bool = False) -> None:
    """The school hears who comes, each of the team where they go."""
    name = names_of([pairing.school])[pairing.school]
    team = joined([one.person.name for one in pairing.everyone])
    when = _when(pairing)
    subject = "Your reviewers have changed" if changed else "Who comes to review with you"
    words = f"{team}; {pairing.lead.person.name} leads. {when}"
    _tell(_school(pairing.school, day_of(at)), subject, words, pairing.thing, by=by, at=at)
    for one in pairing.everyone:
        part = "You lead the review." if one.pk == pairing.lead_id else f"{pairing.lead.person.name} leads."
        others = joined([other.person.name for other in pairing.everyone if other.pk != one.pk])
        words = " ".join(filter(None, [part, f"With you: {others}." if others else "", when]))
        _tell([one.person], f"You review {name}", words, pairing.thing, by=by, at=at)


def of_leaving(pairing: Pairing, who: Iterable[Reviewer], *, by: User, at: datetime) -> None:
    """Who is in the team no more."""
    name = names_of([pairing.school])[pairing.school]
    words = "Somebody else goes. Thank you for having been ready to."
    _tell([one.person for one in who], f"You need not review {name}", words, pairing.thing, by=by, at=at)


def of_calling_off(pairing: Pairing, *, by: User, at: datetime) -> None:
    name = names_of([pairing.school])[pairing.school]
    to = [*_school(pairing.school, day_of(at)), *(one.person for one in pairing.everyone)]
    _tell(to, f"The review of {name} is called off", pairing.why[:300], pairing.thing, by=by, at=at)


def _when(pairing: Pairing) -> str:
    if not pairing.days:
        return "No days were found on which everybody can: the lead and the head agree them."
    first, last = (date.fromisoformat(pairing.days[number]) for number in (0, -1))
    days = day(first) if first == last else f"{day(first)} to {day(last)}"
    return f"Proposed: {days}; the lead and the head agree the days."


def _school(urn: int, on: date) -> list[Person]:
    held = [people.head_of(urn, on=on), people.chair_of(urn, on=on)]
    return [one.person for one in held if one]


def _tell(to: Iterable[Person], subject: str, words: str, thing: str, *, by: User, at: datetime) -> None:
    found = [one for person in to if person.user_id != by.pk and (one := people.recipient(person))]
    recipients: list[Recipient] = found
    if recipients:
        mail.tell(to=recipients, kind=KIND, subject=subject, words=words, thing=thing, at=at, by=by)
