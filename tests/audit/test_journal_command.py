"""`alongside journal`: verify, head, show."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from alongside.floor.accounts.models import User
from alongside.floor.audit import actions, journal
from tests.audit.writing import NOW, Write

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("journal", *arguments, stdout=said)
    return said.getvalue().strip()


def test_head_is_number_and_start_of_the_digest(write: Write) -> None:
    assert run("head") == "0"
    entry = write(2)
    assert run("head") == f"2-{entry.digest[:16]}"


def test_verify_says_that_the_journal_is_whole(write: Write) -> None:
    write(2)
    assert run("verify") == f"The journal is whole: two entries, head {journal.head()}"


def test_verify_says_what_is_wrong_and_fails(write: Write) -> None:
    write(2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET subject = 'other' WHERE number = 1")
    with pytest.raises(CommandError, match="Entry 1 has been changed"):
        run("verify")


def test_verify_takes_a_printed_head(write: Write) -> None:
    write(2)
    assert "whole" in run("verify", "--head", journal.head())
    with pytest.raises(CommandError, match="its tail was cut"):
        run("verify", "--head", "7-0123456789abcdef")


def test_show_tells_the_latest_entries_newest_last(write: Write, ruth: User) -> None:
    first = write(by=ruth, details={"reason": "as announced"})
    write(2)
    actions.redact(entry=first, why="erasure", by=None, at=NOW)
    shown = run("show", "--last", "2").splitlines()
    assert [line.split()[0] for line in shown] == ["3", "4"]
    assert "journal.redacted  entry 1" in shown[1]
    assert "1  2026-11-21 10:15  Ruth  load.let-through  load 12  (taken out: erasure)" in run("show")
