"""Who hears of what happens in a family, by notice and letter: its lead, the school, the office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Person
from alongside.work.families.models import Asking, Family, Membership

KIND = "families"


def of_proposal(family: Family, *, by: User, at: datetime) -> None:
    """The director decides, and the District Lead of the school that proposes it should know."""
    on = _day(at)
    held = people.holders(role="director", on=on)
    held += people.leads_of(family.proposed_by, on=on) if family.proposed_by else []
    words = f"{by} proposes it. Please say whether it should stand."
    _tell(family, _each(one.person for one in held), f"A family is proposed: {family}", words, by=by, at=at)


def of_decision(family: Family, *, by: User, at: datetime) -> None:
    """The school that proposed it."""
    agreed = family.stands
    subject = f"{family} stands: it was agreed" if agreed else f"{family} was not agreed"
    words = family.decided_why or ("The schools that you named are asked to confirm." if agreed else "")
    _tell(family, _school(family.proposed_by, _day(at)) + _lead(family), subject, words, by=by, at=at)


def of_asking(asking: Asking, *, name: str, by: User, at: datetime) -> None:
    """The lead; where nobody leads it, the school's District Lead, else the director."""
    on, family = _day(at), asking.family
    to = _lead(family)
    if not to:
        held = people.leads_of(asking.school, on=on) or people.holders(role="director", on=on)
        to = _each(one.person for one in held)
    words = "Please say yes, or not now and why." + (f"\n\nThe school says: {asking.words}" if asking.words else "")
    _tell(family, to, f"{name} asks to join {family}", words, by=by, at=at)


def of_answer(asking: Asking, *, yes: bool, by: User, at: datetime) -> None:
    """The school, and whoever asked."""
    family, asker = asking.family, asking.asked_by
    to = [*_school(asking.school, _day(at)), Recipient(asker.email, str(asker), asker)]
    subject = f"{family} says yes: your school belongs to it" if yes else f"{family} says: not now"
    words = asking.answer or ("On its page stand its members, what they agreed and when they meet next." if yes else "")
    _tell(family, to, subject, words, by=by, at=at)


def of_joining(membership: Membership, *, by: User, at: datetime) -> None:
    """The school that was added: told, or asked whether it is so."""
    family, waits = membership.family, membership.state == Membership.State.WAITS
    subject = f"Does your school belong to {family}?" if waits else f"Your school belongs to {family}"
    words = f"{by} {'says so. Please confirm it, or say otherwise.' if waits else 'added it.'}"
    _tell(family, _school(membership.school, _day(at)), subject, words, by=by, at=at)


def of_word(membership: Membership, *, name: str, by: User, at: datetime) -> None:
    """The lead hears what a school said of its membership."""
    family = membership.family
    is_member = membership.state == Membership.State.MEMBER
    subject = f"{name} confirms that it belongs to {family}" if is_member else f"{name} does not belong to {family}"
    _tell(family, _lead(family), subject, membership.ended_why, by=by, at=at)


def of_leaving(membership: Membership, *, name: str, by: User, at: datetime) -> None:
    """The lead and the school."""
    family, on = membership.family, _day(at)
    to = _lead(family) + _school(membership.school, on)
    _tell(family, to, f"{name} leaves {family}", membership.ended_why, by=by, at=at)


def of_closing(family: Family, schools: Iterable[int], *, by: User, at: datetime) -> None:
    """Every member."""
    to = [one for urn in schools for one in _school(urn, _day(at))]
    _tell(family, to, f"{family} has ended", family.ended_why, by=by, at=at)


def _school(urn: int | None, on: date) -> list[Recipient]:
    """Its head and its chair of governors."""
    if urn is None:
        return []
    held = (people.head_of(urn, on=on), people.chair_of(urn, on=on))
    return _each(one.person for one in held if one)


def _lead(family: Family) -> list[Recipient]:
    return _each([family.lead] if family.lead else [])


def _each(found: Iterable[Person]) -> list[Recipient]:
    return [to for one in found if (to := people.recipient(one))]


def _tell(family: Family, to: list[Recipient], subject: str, words: str, *, by: User, at: datetime) -> None:
    others = [one for one in to if one.user is None or one.user.pk != by.pk]  # who does it knows it
    mail.tell(to=others, kind=KIND, subject=subject, words=words, thing=family.thing, at=at, by=by)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
