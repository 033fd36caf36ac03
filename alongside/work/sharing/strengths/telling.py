"""Who hears of a strength: the school, when somebody says or confirms it; whoever said it, when the school answers."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.knowledge.people import queries as people
from alongside.work.sharing.strengths.models import Strength
from alongside.work.ties.topics import topics

KIND = "sharing"


def of_saying(strength: Strength, *, by: User, at: datetime) -> None:
    """The school hears what others say of it."""
    if strength.is_own:
        return
    subject = f"Your school is good at something: {topics().name(strength.topic)}"
    words = f"{by} says so. You can answer it, or take it back; then nobody else sees it."
    mail.tell(to=_school(strength, by, at), kind=KIND, subject=subject, words=words, thing=strength.thing, at=at, by=by)


def of_confirming(strength: Strength, *, by: User, at: datetime) -> None:
    words = f"{by} recorded that somebody from elsewhere saw it: {topics().name(strength.topic)}."
    subject = "Somebody confirmed what your school is good at"
    mail.tell(to=_school(strength, by, at), kind=KIND, subject=subject, words=words, thing=strength.thing, at=at, by=by)


def of_answer(strength: Strength, *, by: User, at: datetime) -> None:
    """Whoever said it hears that the school answered."""
    author = strength.said_by
    if author == by:
        return
    to = [Recipient(author.email, author.name, author)]
    subject = "A school answered what you said that it is good at"
    mail.tell(to=to, kind=KIND, subject=subject, words=f"{by} answered.", thing=strength.thing, at=at, by=by)


def _school(strength: Strength, by: User, at: datetime) -> list[Recipient]:
    """The head and the chair, but whoever did it themselves."""
    on = at.astimezone(LONDON).date()
    held = [people.head_of(strength.school, on=on), people.chair_of(strength.school, on=on)]
    found = [person for one in held if one and (person := people.recipient(one.person))]
    return [one for one in found if one.user != by]
