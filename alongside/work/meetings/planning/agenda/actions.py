"""The agenda of a meeting and its papers: add, change, move, take off."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.refusals import CannotRecord
from alongside.work.meetings.models import Item, Meeting, Paper
from alongside.work.meetings.planning import papers


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What the agenda says of an item."""

    title: str
    presenter: str = ""
    minutes: int | None = None
    about: str = ""


@transaction.atomic
def add_item(*, meeting: Meeting, topic: Topic, by: User, at: datetime) -> Item:
    """Put an item at the end of the agenda. Raises CannotRecord."""
    found = _open(meeting)
    told = _topic(topic)
    last = found.items.aggregate(last=Max("position"))["last"] or 0
    made = Item.objects.create(meeting=found, position=last + 1, **told, by=by, at=at)
    _journal(found, "meeting.item-added", by=by, at=at, item=made.pk, **told)
    return made


@transaction.atomic
def change_item(*, item: int, version: int, topic: Topic, by: User, at: datetime) -> Item:
    """Change what the agenda says of an item. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Item, item, version)
    _open(found.meeting)
    told = _topic(topic)
    for name, value in told.items():
        setattr(found, name, value)
    editing.save(found, *told, by=by, at=at)
    _journal(found.meeting, "meeting.item-changed", by=by, at=at, item=found.pk, **told)
    return found


@transaction.atomic
def shift_item(*, item: Item, up: bool, by: User, at: datetime) -> Item:
    """Change places with the item before or after; at the end of the row nothing changes."""
    found = Item.objects.select_for_update().get(pk=item.pk)
    _open(found.meeting)
    others = found.meeting.items.filter(dropped=False)
    other = (
        others.filter(position__lt=found.position).last() if up else others.filter(position__gt=found.position).first()
    )
    if other is None:
        return found
    found.position, other.position = other.position, found.position
    for one in (found, other):
        editing.save(one, "position", by=by, at=at)
    _journal(found.meeting, "meeting.item-moved", by=by, at=at, item=found.pk, up=up)
    return found


@transaction.atomic
def drop_item(*, item: Item, by: User, at: datetime) -> Item:
    """Take an item off the agenda. Raises CannotRecord where something was said, decided or agreed in it."""
    found = Item.objects.select_for_update().get(pk=item.pk)
    _open(found.meeting)
    if (
        found.said
        or found.decisions.filter(withdrawn=False).exists()
        or found.actions.exists()
        or found.points.exists()
    ):
        raise CannotRecord("Something is recorded in this item: it stays in the minutes.")
    found.dropped = True
    editing.save(found, "dropped", by=by, at=at)
    _journal(found.meeting, "meeting.item-dropped", by=by, at=at, item=found.pk, title=found.title)
    return found


@transaction.atomic
def add_paper(
    *, meeting: Meeting, title: str, content: bytes, by: User, at: datetime, item: Item | None = None
) -> Paper:
    """Keep a PDF or Word document for a meeting. Raises CannotRecord for anything else, by what the file holds."""
    found = _open(meeting)
    if not title.strip():
        raise CannotRecord("Give the paper a title.")
    if item and item.meeting_id != found.pk:
        raise CannotRecord("That item is of another meeting.")
    kept = papers.keep(content)
    made = Paper.objects.create(
        meeting=found,
        item=item,
        title=title.strip()[:120],
        kind=kept.kind,
        size=kept.size,
        sha256=kept.sha256,
        by=by,
        at=at,
    )
    details = {"paper": made.pk, "title": made.title, "sha256": made.sha256}
    _journal(found, "meeting.paper-added", by=by, at=at, **details)
    return made


@transaction.atomic
def withdraw_paper(*, paper: Paper, by: User, at: datetime) -> Paper:
    """Take a paper back; that it was there stays in the journal. Raises CannotRecord once minutes are agreed."""
    found = Paper.objects.select_for_update().get(pk=paper.pk)
    _open(found.meeting)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    _journal(found.meeting, "meeting.paper-withdrawn", by=by, at=at, paper=found.pk, title=found.title)
    return found


def _open(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not found.is_open:
        raise CannotRecord("Its minutes are agreed, or it was called off: nothing changes in it any more.")
    return found


def _topic(topic: Topic) -> dict[str, Any]:
    told = asdict(topic)
    for name in ("title", "presenter", "about"):
        told[name] = told[name].strip()
    if not told["title"]:
        raise CannotRecord("Give the item a title.")
    return told


def _journal(meeting: Meeting, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {"series": meeting.series.name, "on": meeting.on, **details}
    journal.record(action=action, subject=meeting.thing, by=by, at=at, details=said)
