"""Who hears of practice: the school that wrote it, when it is published, tried or retired by others."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.accounts.models import User
from alongside.floor.kernel.clock import LONDON
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.knowledge.people import queries as people
from alongside.work.sharing.practice.models import Item

KIND = "sharing"


def of_trial(item: Item, *, school: str, by: User, at: datetime) -> None:
    """Those who wrote it hear that somebody tried it: thanks in themselves."""
    words = f"{school} tried “{item.title}” and says what came of it."
    _tell(item, "Another school tried what you wrote up", words, by=by, at=at)


def of_publishing(item: Item, *, by: User, at: datetime) -> None:
    words = f"“{item.title}” can now be found by every school of the partnership. Thank you for sharing it."
    _tell(item, "Your write-up is published", words, by=by, at=at)


def of_retiring(item: Item, *, by: User, at: datetime) -> None:
    words = f"“{item.title}” is no longer found. The reason stands there."
    _tell(item, "Your write-up was retired", words, by=by, at=at)


def _tell(item: Item, subject: str, words: str, *, by: User, at: datetime) -> None:
    """The head of its school, who wrote it and who is to be asked, each once; not whoever did it themselves."""
    author = item.written_by
    to = [Recipient(author.email, author.name, author)]
    persons = [item.ask] if item.ask else []
    if item.school:
        head = people.head_of(item.school, on=at.astimezone(LONDON).date())
        persons += [head.person] if head else []
    to += [found for one in persons if (found := people.recipient(one))]
    once = {one.email: one for one in to if one.user != by}
    mail.tell(to=once.values(), kind=KIND, subject=subject, words=words, thing=item.thing, at=at, by=by)
