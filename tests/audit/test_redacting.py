"""Details can be taken out because the law asks for it. The chain holds, and it is said who did it and why."""

from __future__ import annotations

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.audit import actions, journal
from alongside.floor.audit.models import AppendOnly, Entry
from tests.audit.writing import NOW, Write

pytestmark = pytest.mark.django_db

WHY = "erasure asked for on 20 November 2026"


def test_redacted_details_are_gone_and_the_journal_is_still_whole(guarded: None, write: Write, ruth: User) -> None:
    entry = write(details={"name": "somebody"})
    write()
    printed = journal.head()
    actions.redact(entry=entry, why=WHY, by=ruth, at=NOW)
    kept = Entry.objects.get(number=1).details
    assert (kept.said, kept.salt, kept.redacted_at, kept.redacted_why) == (None, "", NOW, WHY)
    assert journal.verify(printed) == []


def test_redacting_is_itself_in_the_journal(write: Write, ruth: User) -> None:
    entry = actions.redact(entry=write(), why=WHY, by=ruth, at=NOW)
    assert (entry.number, entry.action, entry.subject, entry.by) == (2, "journal.redacted", "entry 1", ruth)
    assert entry.details.said == {"why": WHY}


def test_the_salt_goes_too_so_that_details_cannot_be_guessed_from_their_digest(write: Write) -> None:
    entry = write(details={"name": "somebody"})
    actions.redact(entry=entry, why=WHY, by=None, at=NOW)
    kept = Entry.objects.get(number=1)
    assert journal.details_digest(kept.details.salt, {"name": "somebody"}) != kept.details_digest


def test_details_are_taken_out_once(write: Write) -> None:
    entry = write()
    actions.redact(entry=entry, why=WHY, by=None, at=NOW)
    with pytest.raises(actions.CannotRedact, match="already"):
        actions.redact(entry=entry, why=WHY, by=None, at=NOW)
    assert Entry.objects.count() == 2


def test_a_reason_must_be_given(write: Write) -> None:
    entry = write(details={"name": "somebody"})
    with pytest.raises(actions.CannotRedact, match="Say why"):
        actions.redact(entry=entry, why="  ", by=None, at=NOW)
    assert Entry.objects.get().details.said == {"name": "somebody"}


def test_redacted_details_cannot_be_filled_again(write: Write) -> None:
    entry = write()
    actions.redact(entry=entry, why=WHY, by=None, at=NOW)
    details = Entry.objects.get(number=1).details
    details.said = {"name": "somebody else"}
    with pytest.raises(AppendOnly):
        details.save()
