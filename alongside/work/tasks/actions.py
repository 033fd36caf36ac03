"""Agree a task, change it, end it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Person
from alongside.work.tasks.models import Task


class CannotRecord(Exception):
    """What was to be recorded cannot stand, and why, in a sentence."""


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
    """Record that somebody will do something by a day. `source`: “visit 12”. Raises CannotRecord."""
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
    return found


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
