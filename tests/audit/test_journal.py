"""What is written to the journal, and what shows when somebody tampers with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.models import Details, Entry
from alongside.work.tasks.models import Task
from tests.audit.writing import NOW, Write

pytestmark = pytest.mark.django_db


def tamper(statement: str, *values: Any) -> None:
    """As somebody does who reaches the tables past the models (the tests' database has no triggers)."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_entry_says_who_did_what_to_what_and_when(write: Write, ruth: User) -> None:
    entry = write(by=ruth, details={"reason": "half the rows are gone, as announced"})
    kept = Entry.objects.get()
    assert (kept.number, kept.by, kept.action, kept.subject) == (1, ruth, "load.let-through", "load 12")
    assert kept.at == NOW
    assert kept.details.said == {"reason": "half the rows are gone, as announced"}
    assert kept == entry


def test_entries_are_numbered_from_one_and_each_follows_from_the_one_before(write: Write) -> None:
    write(3)
    first, second, third = Entry.objects.all()
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert first.previous == "0" * 64
    assert (second.previous, third.previous) == (first.digest, second.digest)


def test_the_digest_is_what_the_documentation_says(write: Write, ruth: User) -> None:
    """Computed here by hand, so that somebody without our code could check a journal."""
    entry = write(by=ruth, details={"b": [1, "é"], "a": None})
    details = sha256((entry.details.salt + '{"a":null,"b":[1,"é"]}').encode()).hexdigest()
    said = f'[1,"2026-11-21T10:15:30.123456+00:00",{ruth.pk},"load.let-through","load 12","{details}","{"0" * 64}"]'
    assert entry.digest == sha256(said.encode()).hexdigest()


def test_the_time_zone_in_which_a_moment_is_told_does_not_matter(write: Write) -> None:
    entry = write(at=NOW.astimezone(timezone(timedelta(hours=9))))
    assert journal.digest(Entry.objects.get()) == entry.digest
    assert journal.verify() == []


@pytest.mark.django_db(transaction=True)
def test_an_entry_stands_or_falls_with_what_it_tells_of() -> None:
    with pytest.raises(journal.OutsideTransaction, match=r"transaction\.atomic"):
        journal.record(action="a", subject="s", by=None, at=NOW, details={})


def test_an_untouched_journal_is_whole(write: Write) -> None:
    assert journal.verify() == []
    write(5)
    assert journal.verify() == []


def test_verifying_costs_one_query_however_long_the_journal(write: Write, django_assert_max_num_queries: Any) -> None:
    write(30)
    with django_assert_max_num_queries(3):
        journal.verify()


@pytest.mark.parametrize("column", ["action", "subject", "details_digest"])
def test_a_changed_entry_shows(write: Write, column: str) -> None:
    write(3)
    tamper(f"UPDATE audit_entry SET {column} = 'other' WHERE number = 2")
    assert "Entry 2 has been changed since it was written" in journal.verify()


def test_a_changed_author_shows(write: Write, ruth: User, dara: User) -> None:
    write(2, by=ruth)
    tamper("UPDATE audit_entry SET by_id = %s WHERE number = 1", dara.pk)
    assert journal.verify() == ["Entry 1 has been changed since it was written"]


def test_a_changed_moment_shows(write: Write) -> None:
    write(2)
    tamper("UPDATE audit_entry SET at = %s WHERE number = 1", NOW + timedelta(microseconds=1))
    assert journal.verify() == ["Entry 1 has been changed since it was written"]


def test_changed_details_show(write: Write) -> None:
    write(2, details={"reason": "true"})
    tamper("UPDATE audit_details SET said = %s WHERE entry_id = 1", '{"reason": "false"}')
    assert journal.verify() == ["Entry 1: its details have been changed since they were written"]


def test_an_entry_changed_together_with_its_digest_breaks_the_chain(write: Write) -> None:
    write(3)
    entry = Entry.objects.get(number=2)
    entry.subject = "load 13"
    tamper("UPDATE audit_entry SET subject = %s, digest = %s WHERE number = 2", "load 13", journal.digest(entry))
    assert journal.verify() == ["Entry 3 does not follow from the entry before it"]


def test_a_removed_entry_shows(write: Write) -> None:
    write(5)
    tamper("DELETE FROM audit_details WHERE entry_id IN (2, 3)")
    tamper("DELETE FROM audit_entry WHERE number IN (2, 3)")
    assert journal.verify() == ["Entry 4: entries 2 to 3 are missing before it"]


def test_removed_details_show(write: Write) -> None:
    write(2)
    tamper("DELETE FROM audit_details WHERE entry_id = 2")
    assert journal.verify() == ["Entry 2 has lost its details"]


def test_a_cut_tail_shows_against_a_printed_head(write: Write) -> None:
    write(3)
    printed = journal.head()
    tamper("DELETE FROM audit_details WHERE entry_id = 3")
    tamper("DELETE FROM audit_entry WHERE number = 3")
    assert journal.verify() == []
    assert journal.verify(printed) == [
        "The printed head names entry 3, but the journal ends before it: its tail was cut"
    ]


def test_a_rewritten_tail_shows_against_a_printed_head(write: Write) -> None:
    write(3)
    printed = journal.head()
    tamper("DELETE FROM audit_details WHERE entry_id = 3")
    tamper("DELETE FROM audit_entry WHERE number = 3")
    write(2)
    assert journal.verify() == []
    assert journal.verify(printed) == ["Entry 3 is not the entry whose head was printed: the journal was rewritten"]


def test_a_head_printed_long_ago_still_holds(write: Write) -> None:
    assert journal.head() == "0"
    assert journal.verify("0") == []
    write(2)
    printed = journal.head()
    write(4)
    assert journal.verify(printed.upper()) == []


@pytest.mark.parametrize("nonsense", ["12", "x-abc", "-1-abc", "twelve"])
def test_what_is_no_head_is_said_to_be_none(write: Write, nonsense: str) -> None:
    write()
    assert "is not a head of the journal" in journal.verify(nonsense)[0]


def test_details_take_what_actions_hand_over(write: Write, ruth: User) -> None:
    entry = write(
        details={"on": date(2026, 11, 21), "at": NOW, "sum": Decimal("1.50"), "state": Task.State.OPEN, "ids": (1, 2)}
    )
    assert entry.details.said == {
        "on": "2026-11-21",
        "at": "2026-11-21T10:15:30.123456+00:00",
        "sum": "1.50",
        "state": "open",
        "ids": [1, 2],
    }


@pytest.mark.parametrize("odd", [object(), {1, 2}, b"bytes", float("nan"), float("inf")])
def test_details_without_a_plain_form_are_refused(write: Write, odd: Any) -> None:
    with pytest.raises(TypeError, match="journal"):
        write(details={"odd": odd})
    assert not Entry.objects.exists()


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(details=st.dictionaries(st.text(max_size=8), VALUES, max_size=4))
def test_whatever_is_kept_is_found_whole_again(write: Write, details: dict[str, Any]) -> None:
    """From either database: numbers and text come back so that their digest is the same."""
    write(details=details)
    assert journal.verify() == []


def test_a_salt_is_never_used_twice(write: Write) -> None:
    write(5)
    assert len(set(Details.objects.values_list("salt", flat=True))) == 5


def test_moments_keep_their_microseconds(write: Write) -> None:
    write(at=datetime(2026, 11, 21, 10, 0, 0, 1, tzinfo=NOW.tzinfo))
    assert journal.verify() == []
