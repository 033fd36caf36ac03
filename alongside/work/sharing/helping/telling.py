"""Who hears of help between schools: the head of the other school, and whoever recorded it. Called by actions."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.people import queries as people
from alongside.knowledge.schools.naming import names_of
from alongside.work.sharing.helping.models import Help

KIND = "sharing"


def of_recording(help: Help, *, by: User, at: datetime) -> None:
    giver, getter = _names(help)
    if help.recorded_for == help.giver:
        subject, words = f"{giver} says that it helped you", "Confirm it, or say how you saw it."
    else:
        subject, words = f"{getter} says that you helped", "Confirm it, and it counts for both of you."
    _tell(help, _head(help.other, at), subject, f"{day(help.on)}: {help.words} {words}", by=by, at=at)


def of_confirming(help: Help, *, by: User, at: datetime) -> None:
    giver, getter = _names(help)
    other = giver if help.other == help.giver else getter
    words = f"{day(help.on)}: {help.words}" + (f" They thank you: {help.thanks}" if _thanked(help) else "")
    _tell(help, _teller(help, at), f"{other} confirmed the help", words, by=by, at=at)


def of_disputing(help: Help, *, by: User, at: datetime) -> None:
    giver, getter = _names(help)
    other = giver if help.other == help.giver else getter
    words = f"They say: {help.disputed} Put it right, or take it back."
    _tell(help, _teller(help, at), f"{other} saw it differently", words, by=by, at=at)


def of_withdrawing(help: Help, *, by: User, at: datetime) -> None:
    words = f"{day(help.on)}: {help.words} {help.why_withdrawn}".strip()
    _tell(help, _head(help.other, at), "Something that was recorded was taken back", words, by=by, at=at)


def of_thanking(help: Help, *, by: User, at: datetime) -> None:
    _, getter = _names(help)
    _tell(help, _head(help.giver, at), f"{getter} thanks you", help.thanks, by=by, at=at)


def of_waiting(help: Help, *, at: datetime) -> bool:
    giver, getter = _names(help)
    teller = giver if help.recorded_for == help.giver else getter
    to = _head(help.other, at)
    words = f"{day(help.on)}: {help.words} Is it so? It takes one press of a button."
    _tell(help, to, f"{teller} waits for your word", words, by=None, at=at)
    return bool(to)


def _thanked(help: Help) -> bool:
    return bool(help.thanks) and help.recorded_for == help.giver


def _head(school: int, at: datetime) -> list[Recipient]:
    head = people.head_of(school, on=at.astimezone(LONDON).date())
    found = people.recipient(head.person) if head else None
    return [found] if found else []


def _teller(help: Help, at: datetime) -> list[Recipient]:
    """The head of the school that told it, and whoever wrote it down."""
    user = help.recorded_by
    found = _head(help.recorded_for, at)
    if user.is_active and all(one.email.lower() != user.email.lower() for one in found):
        found.append(Recipient(user.email, user.name, user))
    return found


def _names(help: Help) -> tuple[str, str]:
    names = names_of([help.giver, help.getter])
    return names[help.giver], names[help.getter]


def _tell(help: Help, to: list[Recipient], subject: str, words: str, *, by: User | None, at: datetime) -> None:
    others = [one for one in to if by is None or one.user is None or one.user.pk != by.pk]
    mail.tell(to=others, kind=KIND, subject=subject, words=words, thing=str(help), at=at, by=by)
