"""Nobody changes the journal: not through the models, and not past them."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.floor.audit.models import AppendOnly, Details, Entry
from tests.audit.writing import NOW, Write
from tests.installations import Installation

pytestmark = pytest.mark.django_db


def test_the_models_refuse_every_change(write: Write) -> None:
    entry = write()
    for change in (
        entry.save,
        entry.delete,
        entry.details.save,
        entry.details.delete,
        Entry.objects.all().delete,
        Details.objects.all().delete,
        lambda: Entry.objects.update(action="other"),
        lambda: Details.objects.update(salt="other"),
        lambda: Entry.objects.bulk_create([entry]),
        lambda: Entry.objects.bulk_update([entry], ["action"]),
    ):
        with pytest.raises(AppendOnly, match="make a new entry"):
            change()
    assert Entry.objects.get().action == "load.let-through"


def test_an_entry_cannot_be_written_over(write: Write) -> None:
    write()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry(number=1, at=NOW, action="other", details_digest="", previous="", digest="").save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET action = 'other'",
        "DELETE FROM audit_entry",
        "UPDATE audit_details SET said = '{}'",
        "UPDATE audit_details SET salt = 'other'",
        "UPDATE audit_details SET entry_id = 2 WHERE entry_id = 1",
        "DELETE FROM audit_details",
    ],
)
def test_the_database_refuses_every_change(guarded: None, write: Write, statement: str) -> None:
    write(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 2


def test_the_database_refuses_to_leave_out_a_number(guarded: None, write: Write) -> None:
    write(2)
    gap = (
        "INSERT INTO audit_entry (number, at, action, subject, details_digest, previous, digest) "
        "VALUES (4, %s, 'a', '', '', '', 'd')"
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(gap, [NOW])


def test_the_database_refuses_to_replace_an_entry(guarded: None, write: Write) -> None:
    """SQLite's INSERT OR REPLACE removes a row without a word to its DELETE triggers."""
    write(2)
    replace = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    again = (
        f"{replace} INTO audit_entry (number, at, action, subject, details_digest, previous, digest) "
        "VALUES (2, %s, 'a', '', '', '', 'd')"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(again, [NOW])


def test_the_database_refuses_to_empty_the_journal_at_once(guarded: None, write: Write) -> None:
    write()
    if connection.vendor != "postgresql":
        return  # SQLite has no TRUNCATE
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or PostgreSQL itself refuses, for the checks that wait
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry CASCADE")


def test_writing_goes_on_under_the_triggers(guarded: None, write: Write) -> None:
    assert write(3).number == 3


def test_what_migrate_makes_has_the_triggers(installation: Installation) -> None:
    """These tests set them where they need them; a partnership has them from the first day."""
    installation.alongside("invite", "ruth@partnership.example", "--role", "staff")
    past_the_models = "from django.db import connection; connection.cursor().execute('DELETE FROM audit_details')"
    refused = installation.alongside("shell", "-c", past_the_models, check=False)
    assert refused.returncode != 0
    assert "The journal is append-only" in refused.stderr
    assert "The journal is whole: three entries" in installation.alongside("journal", "verify").stdout
