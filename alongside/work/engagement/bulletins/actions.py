"""Write a bulletin, change it, send it; note that it was opened, and take answers."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.mail import unsubscribing
from alongside.floor.mail.facts import Recipient
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.models import Contact
from alongside.work.engagement.bulletins import wording
from alongside.work.engagement.bulletins.facts import Reader, Said
from alongside.work.engagement.bulletins.models import Answer, Bulletin, Copy
from alongside.work.engagement.bulletins.queries import KIND

_ANSWERS = 10  # to one bulletin: whoever has more to say is better talked with


@transaction.atomic
def write(*, said: Said, by: User, at: datetime) -> Bulletin:
    """Begin a bulletin: a draft, which nobody is sent. Raises CannotRecord."""
    _check(said)
    made = Bulletin.objects.create(**_fields(said), author=by, by=by, at=at)
    _journal(made, "written", by=by, at=at, **asdict(said))
    return made


@transaction.atomic
def change(*, bulletin: int, version: int, said: Said, by: User, at: datetime) -> Bulletin:
    """Change a draft. Raises ChangedMeanwhile, CannotRecord."""
    found = _draft(bulletin, version)
    _check(said)
    fields = _fields(said)
    for name, value in fields.items():
        setattr(found, name, value)
    editing.save(found, *fields, by=by, at=at)
    _journal(found, "changed", by=by, at=at, **asdict(said))
    return found


@transaction.atomic
def send(*, bulletin: int, version: int, readers: Sequence[Reader], by: User, at: datetime) -> Bulletin:
    """Send a draft to its readers: a copy for each, and a letter to all who have an address and want it.

    Raises ChangedMeanwhile, CannotRecord where nobody would get it.
    """
    found = _draft(bulletin, version)
    if not any(not reader.no_letter for reader in readers):
        raise CannotRecord("Nobody would get it: choose other roles, phases or districts.")
    found.state, found.sent_at = Bulletin.State.SENT, at
    editing.save(found, "state", "sent_at", by=by, at=at)
    copies = Copy.objects.bulk_create(_copy(found, reader) for reader in readers)
    for copy, reader in zip(copies, readers, strict=True):
        if reader.to and not reader.no_letter:
            _post(found, copy, reader.to, by=by, at=at)
    Copy.objects.bulk_update(copies, ["letter"])
    without = sum(1 for reader in readers if reader.no_letter)
    _journal(found, "sent", by=by, at=at, subject=found.subject, readers=len(copies), without_letter=without)
    return found


@transaction.atomic
def note_opened(*, copy: Copy, by: User | None, at: datetime) -> None:
    """Its page was seen in a browser, for the first time."""
    Copy.objects.filter(pk=copy.pk, opened_at__isnull=True).update(opened_at=at)


@transaction.atomic
def answer(*, copy: Copy, said: str, by: User | None, at: datetime) -> Answer:
    """A reader answers: it becomes a contact, and the author is told. Raises CannotRecord.

    `by`: the reader's account where they have one. What who has none says is recorded in the author's name.
    """
    bulletin = copy.bulletin
    if not said.strip():
        raise CannotRecord("Write what you want to say.")
    if Answer.objects.filter(copy=copy).count() >= _ANSWERS:
        raise CannotRecord("You have answered this many times: please reach the partnership in another way.")
    note_opened(copy=copy, by=by, at=at)
    made = Answer.objects.create(copy=copy, said=said.strip(), at=at)
    contacts.post(
        kind=Contact.Kind.ANSWER,
        on=at.astimezone(LONDON).date(),
        subject=f"Answer to “{bulletin.subject}”",
        said=made.said,
        parties=[
            contacts.Party(role=copy.role, person=copy.person, school=copy.school),
            contacts.Party(role="staff", name=str(bulletin.author), ours=True),
        ],
        school=copy.school,
        district=copy.district,
        source=f"answer {made.pk}",
        by=by or bulletin.author,
        at=at,
    )
    mail.tell(
        to=[Recipient(bulletin.author.email, bulletin.author.name, bulletin.author)],
        kind=KIND,
        subject=f"{copy.name} answered “{bulletin.subject}”"[:200],
        words=f"{copy.name} has answered your bulletin “{bulletin.subject}”. The answer is on its page.",
        thing=f"bulletin {bulletin.pk}",
        at=at,
        by=by,
    )
    _journal(bulletin, "answered", by=by, at=at, answer=made.pk, reader=copy.name)
    return made


def _check(said: Said) -> None:
    if not said.subject.strip() or not said.text.strip():
        raise CannotRecord("Give it a subject and write what it says.")
    if not said.roles:
        raise CannotRecord("Say in which roles its readers are.")


def _fields(said: Said) -> dict[str, object]:
    fields = {name: list(value) if isinstance(value, tuple) else value.strip() for name, value in asdict(said).items()}
    return fields | {"subject": " ".join(said.subject.split())}


def _draft(bulletin: int, version: int) -> Bulletin:
    found = editing.seen(Bulletin, bulletin, version)
    if found.state != Bulletin.State.DRAFT:
        raise CannotRecord("It was sent already: what was sent stays as it is.")
    return found


def _copy(bulletin: Bulletin, reader: Reader) -> Copy:
    return Copy(
        bulletin=bulletin,
        person=reader.person,
        name=reader.person.name,
        role=reader.role,
        school=reader.school,
        school_name=reader.school_name,
        district=reader.district,
        no_letter=reader.no_letter,
        token=secrets.token_urlsafe(24),
    )


def _post(bulletin: Bulletin, copy: Copy, to: Recipient, *, by: User, at: datetime) -> None:
    token = unsubscribing.Token(kinds=(KIND,), user=to.user.pk if to.user else None, email="" if to.user else to.email)
    stop = unsubscribing.address(token)
    link = settings.HERE.address + reverse("bulletins:read", args=[copy.token])
    copy.letter = mail.post(
        to=to,
        subject=bulletin.subject,
        text=wording.letter(bulletin, copy.name, link, stop),
        at=at,
        key=f"bulletin {bulletin.pk} copy {copy.pk}",
        by=by,
        thing=f"bulletin {bulletin.pk}",
        headers=unsubscribing.headers(stop),
    )


def _journal(bulletin: Bulletin, action: str, *, by: User | None, at: datetime, **details: object) -> None:
    subject = f"bulletin {bulletin.pk}"
    journal.record(action=f"bulletin.{action}", subject=subject, by=by, at=at, details={**details})
