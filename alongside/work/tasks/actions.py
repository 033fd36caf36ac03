"""Agree a task, change it, end it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web.words import day
from alongside.knowledge.people.models import Person
from alongside.knowledge.people.queries import recipient
from alongside.work.tasks.calendar import digest_of
from alongside.work.tasks.models import Feed, Task


@transaction.atomic
def agree(
    *,
    words: str,
    owner: Person,
    due: date,
    source: str,
    by: User,
    at: datetime,
    place: Place | None = None,
    shown_to_school: bool = True,
) -> Task:
    """Record that somebody will do something by a day, and tell them where it was not they who recorded it. `source`:
    “visit 12”. Raises CannotRecord."""
    words, place = words.strip(), place or Place()
    if not words:
        raise CannotRecord("Say what is to be done.")
    made = Task.objects.create(
        words=words,
        owner=owner,
        due=due,
        school=place.school,
        district=place.district,
        source=source,
        shown_to_school=shown_to_school,
        asked_by=by,
        by=by,
        at=at,
    )
    _journal(made, "task.agreed", by=by, at=at)
    _tell_owner(made, by=by, at=at)
    return made


@transaction.atomic
def change(
    *,
    task: int,
    version: int,
    by: User,
    at: datetime,
    words: str = "",
    owner: Person | None = None,
    due: date | None = None,
) -> Task:
    """Change what is to be done, by whom or by when; what is not given stays. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Task, task, version)
    if found.state != Task.State.OPEN:
        raise CannotRecord("It is ended: agree a new one.")
    before = {"words": found.words, "owner": found.owner_id, "due": found.due}
    found.words, found.owner, found.due = words.strip() or found.words, owner or found.owner, due or found.due
    editing.save(found, "words", "owner", "due", by=by, at=at)
    _journal(found, "task.changed", by=by, at=at, before=before)
    if before["owner"] != found.owner_id:
        _tell_owner(found, by=by, at=at)
    return found


@transaction.atomic
def end(*, task: int, version: int, done: bool, why: str, by: User, at: datetime) -> Task:
    """Record that it was done, or is no longer needed (then `why` is needed). Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Task, task, version)
    if found.state != Task.State.OPEN:
        raise CannotRecord("It was ended already.")
    if not done and not why.strip():
        raise CannotRecord("Say why it is no longer needed.")
    found.state = Task.State.DONE if done else Task.State.DROPPED
    found.ended_on, found.ended_why = at.astimezone(LONDON).date(), why.strip()
    editing.save(found, "state", "ended_on", "ended_why", by=by, at=at)
    _journal(found, f"task.{found.state}", by=by, at=at, why=found.ended_why)
    _tell_who_asked(found, by=by, at=at)
    return found


@transaction.atomic
def make_feed(*, user: User, by: User, at: datetime) -> str:
    """Give somebody's calendar an address, and end the one before. Returns the secret in it, told this once."""
    _revoke(user, at)
    secret = secrets.token_urlsafe(32)
    Feed.objects.create(user=user, digest=digest_of(secret), made_at=at)
    journal.record(action="calendar.made", subject=f"account {user.pk}", by=by, at=at, details={})
    return secret


@transaction.atomic
def revoke_feed(*, user: User, by: User, at: datetime) -> None:
    """End the address of somebody's calendar; nothing where there is none."""
    if _revoke(user, at):
        journal.record(action="calendar.revoked", subject=f"account {user.pk}", by=by, at=at, details={})


def _revoke(user: User, at: datetime) -> bool:
    found = Feed.objects.select_for_update().filter(user=user, revoked_at__isnull=True).first()
    if found:
        found.revoked_at = at
        found.save(update_fields=["revoked_at"])
    return found is not None


def _tell_owner(task: Task, *, by: User, at: datetime) -> None:
    """Whoever is to do it hears of it. What the school may not see travels by no letter."""
    to = recipient(task.owner) if task.owner.user_id and task.owner.user_id != by.pk else None
    if to:
        words = task.words[:300] if task.shown_to_school else "Read on My work what it is."
        subject = f"For you to do by {day(task.due)}"
        mail.tell(to=[to], kind="tasks", subject=subject, words=words, thing=f"task {task.pk}", at=at, by=by)


def _tell_who_asked(task: Task, *, by: User, at: datetime) -> None:
    """Whoever waited for it hears that they need not any more."""
    if task.asked_by_id == by.pk or not task.asked_by.is_active:
        return
    to = Recipient(task.asked_by.email, str(task.asked_by), task.asked_by)
    words = task.words[:300] if task.shown_to_school else "Read on My work what it was."
    subject = "Done" if task.state == Task.State.DONE else "No longer needed"
    mail.tell(to=[to], kind="tasks", subject=subject, words=words, thing=f"task {task.pk}", at=at, by=by)


def _journal(task: Task, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {
        "words": task.words,
        "owner": task.owner.name,
        "due": task.due,
        "school": task.school,
        "source": task.source,
        **details,
    }
    journal.record(action=action, subject=f"task {task.pk}", by=by, at=at, details=said)
