"""One person is told everything that is held about them, and nothing that opens the house."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from alongside.floor.accounts.models import User
from alongside.floor.audit import subject_access
from alongside.floor.audit.models import Entry
from alongside.knowledge.people.models import Person
from alongside.work.contacts.actions import Party, post
from alongside.work.tasks.actions import agree

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def life(ruth: User, dara: User) -> None:
    """Ruth took part in a call that Dara wrote down, and agreed to do something; another call is none of hers."""
    her = Person.objects.get(user=ruth)
    post(kind="call", on=date(2026, 11, 2), subject="Cover", parties=[Party(role="head", person=her)], by=dara, at=NOW)
    post(kind="call", on=date(2026, 11, 3), subject="Roof", parties=[Party(role="head", name="Ann")], by=dara, at=NOW)
    agree(words="Ring the chair", owner=her, due=date(2026, 12, 1), source="call 1", by=dara, at=NOW)


def test_every_table_that_speaks_of_the_person_is_there(life: None, ruth: User):
    found = {sheet.label: sheet for sheet in subject_access.about("RUTH@partnership.example ")}
    assert {"accounts.User", "people.Person", "people.Holding", "tasks.Task", "contacts.Taking"} <= found.keys()
    assert [row[found["tasks.Task"].header.index("words")] for row in found["tasks.Task"].rows] == ["Ring the chair"]
    assert len(found["contacts.Taking"].rows) == 1
    assert "contacts.Contact" not in found  # whom she spoke with wrote it down


def test_what_they_did_is_there_from_the_journal(life: None, dara: User):
    found = {sheet.label: sheet for sheet in subject_access.about(dara.email)}
    assert [row[2] for row in found["the journal"].rows] == ["contact.posted", "contact.posted", "task.agreed"]
    assert len(found["contacts.Contact"].rows) == 2


def test_no_secret_is_handed_out(life: None, ruth: User):
    for sheet in subject_access.about(ruth.email):
        assert not {"password", "key", "token", "secret"} & set(sheet.header)
        assert ruth.password not in str(sheet.rows)


def test_nobody_is_told_anything_about_nobody(db: None):
    assert subject_access.about("nobody@partnership.example") == []
    with pytest.raises(CommandError, match="Nobody is known"):
        call_command("subject_access", "nobody@partnership.example", "--to", "x.xlsx")


def test_the_workbook_is_written_and_noted(life: None, ruth: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    book = tmp_path / "ruth.xlsx"
    call_command("subject_access", ruth.email, "--to", str(book))
    assert "Read it before you hand it over" in capsys.readouterr().out
    with ZipFile(book) as parts:
        assert b"Ring the chair" in parts.read("xl/sharedStrings.xml")
    assert Entry.objects.latest("number").subject == f"account {ruth.pk}"


def test_a_workbook_that_cannot_be_written_is_said(life: None, ruth: User, tmp_path: Path):
    with pytest.raises(CommandError, match="could not be written"):
        call_command("subject_access", ruth.email, "--to", str(tmp_path / "no" / "ruth.xlsx"))


def test_what_was_said_for_few_is_in_nobodys_export(ruth: User):
    parties = [Party(role="head", name="Ann")]
    post(
        kind="call", on=date(2026, 11, 2), subject="x", said="SECRET", restricted=True, parties=parties, by=ruth, at=NOW
    )
    assert "SECRET" not in str(subject_access.about(ruth.email))
