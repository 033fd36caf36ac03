"""What the register says, as a test needs it: written below the loaders, which others try."""

from __future__ import annotations

from datetime import date, datetime

from alongside.knowledge.people.models import HeadChange
from alongside.knowledge.schools.models import Profile, Record


def names_another_head(urn: int, was: str = "Mrs Ada Archer", now: str = "Mr Ben Booth") -> None:
    """Every file so far named one head; the newest, of 9 November 2026, names another."""
    Record.objects.filter(urn=urn, source="gias").update(head=was)
    names_next(urn, now, date(2026, 11, 9))


def names_next(urn: int, head: str, as_at: date) -> None:
    """One more file, which says nothing new but who is head."""
    newest = Record.objects.filter(urn=urn, source="gias").order_by("as_at", "load").last()
    assert newest
    newest.pk, newest.as_at, newest.load, newest.head = None, as_at, newest.load + 1, head
    newest.save()


def change_that_waits(
    urn: int, *, was: str, now: str, was_as_at: date, as_at: date, at: datetime, row: int = 2
) -> HeadChange:
    """A change of head as it is noted, without the files that tell of it."""
    return HeadChange.objects.create(
        urn=urn, was=was, now=now, was_as_at=was_as_at, as_at=as_at, load=1, row=row, at=at
    )


def says(urn: int, **said: str) -> None:
    """The line of a school says something else: its district, group or authority."""
    Profile.objects.current().filter(urn=urn).update(**said)
