"""Keep what is being written, and send it: the report, its contact in the ledger, its tasks, its notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import canonical, editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from alongside.floor.web.words import day
from alongside.work.contacts import actions as contacts
from alongside.work.contacts.actions import Party
from alongside.work.engagement.visits import telling
from alongside.work.engagement.visits.models import Draft, Note, Report, Visit
from alongside.work.engagement.visits.writing.written import Present, Written, parts_of
from alongside.work.tasks import actions as tasks

Boxes = Mapping[str, Sequence[str]]


@transaction.atomic
def keep(
    *, visit: int, version: int, boxes: Boxes, by: User, at: datetime, note: str | None = None, aloud: bool = True
) -> Draft:
    """Keep what is typed, complete or not. `version`: of the draft that the page showed, 0 where there was none.

    `note`: the restricted one, None where the page did not show it: it stays. `aloud`: somebody pressed Save; what is
    kept by itself leaves an entry in the journal only when another person begins to write. Raises ChangedMeanwhile,
    CannotRecord.
    """
    found = Visit.objects.select_for_update().get(pk=visit)
    _must_be_writable(found)
    draft = Draft.objects.select_related("by").filter(visit=found).first()
    said = {name: list(values) for name, values in boxes.items() if any(values)}
    if draft and draft.boxes == said and note in (None, draft.note) and (draft.version == version or draft.by == by):
        return draft  # also where the page kept it by itself while its button was pressed
    if (draft.version if draft else 0) != version:
        raise ChangedMeanwhile(draft or found)
    before = draft.by_id if draft else None
    if draft is None:
        draft = Draft(visit=found, version=0)
    draft.boxes, draft.by, draft.at, draft.version = said, by, at, draft.version + 1
    if note is not None and note != draft.note:
        draft.note, draft.note_by = note, by
    draft.save()
    if aloud or before != by.pk:
        details = {"version": draft.version, "digest": _digest(said), "restricted": bool(draft.note)}
        journal.record(action="visit.draft-kept", subject=str(found), by=by, at=at, details=details)
    return draft


@transaction.atomic
def send(*, visit: int, written: Written, by: User, at: datetime, seen: int | None = None) -> Report:
    """Send what was written to the head, and to the chair where included: the first report of the visit.

    The contact goes into the ledger, what was agreed becomes tasks, those concerned are told. `seen`: the version of
    the draft that was read before sending. Raises ChangedMeanwhile, CannotRecord.
    """
    found = Visit.objects.select_for_update(of=("self",)).select_related("lead").get(pk=visit)
    _must_be_writable(found)
    draft = Draft.objects.select_related("by").filter(visit=found).first()
    if seen is not None and (draft is None or draft.version != seen):
        raise ChangedMeanwhile(draft or found)
    said = parts_of(written.parts, found.template)
    _must_be_complete(found, written, said)
    report = Report.objects.create(
        visit=found,
        said=said,
        present=[{"name": one.name, "role": one.role, "title": one.title} for one in written.present],
        agreed=_agree(found, written, by=by, at=at),
        kept=list(written.kept),
        files=list(found.attachments.filter(removed__isnull=True, to_school=True).values_list("pk", flat=True)),
        by=by,
        at=at,
    )
    if written.note.strip():
        Note.objects.create(visit=found, words=written.note.strip(), by=_author(draft, by), at=at)
    if draft:
        draft.delete()
    found.state, found.sent, found.chair_included = Visit.State.SENT, _today(at), written.chair
    editing.save(found, "state", "sent", "chair_included", by=by, at=at)
    _post(found, written.present, by=by, at=at)
    details = {"report": 1, "digest": _digest(said), "tasks": report.agreed, "chair": written.chair}
    details |= {"restricted": bool(written.note.strip()), "files": len(report.files)}
    journal.record(action="visit.sent", subject=str(found), by=by, at=at, details=details)
    telling.sent(visit=found, by=by, at=at)
    return report


@transaction.atomic
def read_note(*, visit: Visit, by: User, at: datetime) -> list[Note]:
    """The restricted notes of a visit, for somebody who may read them: the reading is written into the journal."""
    notes = list(visit.notes.select_related("by"))
    if notes:
        details = {"restricted": True, "notes": [note.pk for note in notes]}
        journal.record(action="visit.note-read", subject=str(visit), by=by, at=at, details=details)
    return notes


@transaction.atomic
def read_drafted_note(*, draft: Draft, by: User, at: datetime) -> str:
    """The restricted note of a draft. Who typed it themselves reads it without an entry in the journal."""
    if draft.note and draft.note_by_id != by.pk:
        details = {"restricted": True, "draft": draft.version}
        journal.record(action="visit.note-read", subject=str(draft.visit), by=by, at=at, details=details)
    return draft.note


def _must_be_writable(visit: Visit) -> None:
    if visit.state == Visit.State.SENT:
        raise CannotRecord("The visit has been sent to the school. What stands there can be mended, not written anew.")
    if visit.state != Visit.State.HELD:
        raise CannotRecord("Say first that the visit took place, and on which day.")


def _must_be_complete(visit: Visit, written: Written, said: list[dict[str, str]]) -> None:
    there = {part["key"] for part in said}
    for section in visit.template.sections:
        if section.needed and section.key not in there:
            raise CannotRecord(f"“{section.title}” is empty.")
    if not written.present:
        raise CannotRecord("Say whom you met at the school.")
    for one in written.agreed:
        if one.due < visit.on:
            raise CannotRecord(f"“{one.words}” is due on {day(one.due)}, before the visit took place.")


def _agree(visit: Visit, written: Written, *, by: User, at: datetime) -> list[int]:
    """The tasks that were agreed, by their numbers."""
    made = [
        tasks.agree(words=one.words, owner=one.owner, due=one.due, source=str(visit), place=visit.place, by=by, at=at)
        for one in written.agreed
    ]
    return [task.pk for task in made]


def _post(visit: Visit, present: Sequence[Present], *, by: User, at: datetime) -> None:
    ours = Party(role="district-lead", person=visit.lead, ours=True)
    theirs = [
        Party(role=one.role, person=one.person, name="" if one.person else one.name, school=visit.school)
        for one in present
    ]
    contacts.post(
        kind="visit",
        on=visit.on,
        subject=visit.template.name,
        parties=[ours, *theirs],
        school=visit.school,
        source=str(visit),
        by=by,
        at=at,
    )


def _author(draft: Draft | None, by: User) -> User:
    return draft.note_by if draft and draft.note_by else by


def _digest(said: Any) -> str:
    return sha256(canonical.text(canonical.plain({"said": said})).encode()).hexdigest()


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()
