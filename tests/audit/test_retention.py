"""What has outlived its time is shown and taken out: of rows, of the states that they had, of the journal, whose chain
holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from pydantic import ValidationError

from alongside.floor.accounts.models import User
from alongside.floor.audit import actions, journal, retention
from alongside.floor.audit.models import Details, Entry
from alongside.floor.audit.retention import TAKEN_OUT, Retention, Rule, Table
from alongside.work.contacts.actions import Party, post
from alongside.work.contacts.models import Contact

pytestmark = pytest.mark.django_db

NOW = datetime(2033, 6, 1, 9, tzinfo=UTC)
SAID = "Her mother is ill, and she may leave at Easter."


@pytest.fixture(autouse=True)
def policy(monkeypatch: pytest.MonkeyPatch) -> Retention:
    """Six years for what was said in a contact, and for its subject."""
    rule = Rule(counted_from="on", years=6, takes_out=("said", "subject"), journal="contact")
    said = Retention(
        title="t",
        agreed_by="a",
        next_review=date(2034, 1, 1),
        prose="p",
        jobs_days=90,
        tables={"contacts.Contact": Table(kept="six years", due=(rule,))},
    )
    monkeypatch.setattr(retention, "retention", lambda: said)
    return said


def contact(by: User, on: date, **more: Any) -> Contact:
    parties = [Party(role="head", name="Ann Ferry")]
    at = datetime(on.year, on.month, on.day, 17, tzinfo=UTC)
    return post(kind="call", on=on, subject="Cover", said=SAID, parties=parties, by=by, at=at, **more)


def test_only_what_is_older_than_its_time_is_due(ruth: User):
    contact(ruth, date(2027, 5, 31))
    contact(ruth, date(2027, 6, 1))
    (found,) = retention.due(NOW.date())
    assert (found.label, found.rows, found.before, found.oldest) == (
        "contacts.Contact",
        1,
        date(2027, 6, 1),
        date(2027, 5, 31),
    )


def test_it_is_taken_out_of_the_row_its_states_and_the_journal_and_the_chain_holds(ruth: User):
    old = contact(ruth, date(2026, 11, 2), source="call 1")
    contact(ruth, date(2026, 11, 2), source="call 1")  # said again: a second state
    new = contact(ruth, date(2030, 1, 7))
    actions.carry_out(on=NOW.date(), by=None, at=NOW)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.said, old.subject) == (TAKEN_OUT, TAKEN_OUT)
    assert (new.said, new.subject) == (SAID, "Cover")
    assert {state.said for state in old.history.all()} == {TAKEN_OUT}
    told = Details.objects.filter(entry__subject=f"contact {old.pk}")
    assert all(details.said is None and details.redacted_why for details in told)
    assert journal.verify() == []


def test_what_was_carried_out_is_in_the_journal_and_is_not_due_again(ruth: User):
    old = contact(ruth, date(2026, 11, 2))
    before = Entry.objects.count()
    actions.carry_out(on=NOW.date(), by=ruth, at=NOW)
    (entry,) = Entry.objects.filter(number__gt=before)
    assert (entry.action, entry.subject, entry.by) == ("retention.carried-out", "contacts.Contact", ruth)
    assert entry.details.said["rows"] == [old.pk]
    assert SAID not in str(entry.details.said)
    assert retention.due(NOW.date()) == []
    assert actions.carry_out(on=NOW.date(), by=ruth, at=NOW) == []


def test_more_rows_than_are_taken_at_once_are_all_taken(ruth: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(actions, "_AT_ONCE", 2)
    for day in range(1, 6):
        contact(ruth, date(2026, 11, day))
    actions.carry_out(on=NOW.date(), by=None, at=NOW)
    assert set(Contact.objects.values_list("said", flat=True)) == {TAKEN_OUT}
    assert Entry.objects.filter(action="retention.carried-out").count() == 3


def test_what_was_empty_stays_empty(ruth: User):
    parties = [Party(role="head", name="Ann Ferry")]
    at = datetime(2026, 11, 2, 17, tzinfo=UTC)
    quiet = post(kind="call", on=at.date(), subject="Cover", parties=parties, by=ruth, at=at)
    actions.carry_out(on=NOW.date(), by=None, at=NOW)
    quiet.refresh_from_db()
    assert (quiet.said, quiet.subject) == ("", TAKEN_OUT)


def test_whole_rows_go_where_the_rule_says_so(ruth: User, policy: Retention, monkeypatch: pytest.MonkeyPatch):
    rule = Rule(counted_from="on", days=30, removes=True, only={"kind": "call"})
    said = policy.model_copy(update={"tables": {"contacts.Contact": Table(kept="k", due=(rule,))}})
    monkeypatch.setattr(retention, "retention", lambda: said)
    gone = contact(ruth, date(2026, 11, 2))
    actions.carry_out(on=NOW.date(), by=None, at=NOW)
    assert not Contact.objects.exists()
    assert not gone.history.exists()
    assert journal.verify() == []


def test_the_command_shows_and_only_then_carries_out(ruth: User, the_day_is: Any, capsys: pytest.CaptureFixture[str]):
    the_day_is(NOW.date())
    contact(ruth, date(2026, 11, 2))
    call_command("retention")
    said = capsys.readouterr().out
    assert "contacts.Contact: one row from before 1 June 2027, the oldest of 2 November 2026: said, subject" in said
    assert Contact.objects.get().said == SAID
    call_command("retention", "--carry-out")
    assert Contact.objects.get().said == TAKEN_OUT
    call_command("retention")
    assert "Nothing has outlived its time." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"counted_from": "on", "takes_out": ("said",)}, "either years or days"),
        ({"counted_from": "on", "years": 1, "days": 2, "takes_out": ("said",)}, "either years or days"),
        ({"counted_from": "on", "years": 1}, "either which fields"),
        ({"counted_from": "on", "years": 1, "takes_out": ("said",), "removes": True}, "either which fields"),
    ],
)
def test_a_rule_that_says_too_little_or_too_much_is_refused(said: dict[str, Any], fault: str):
    with pytest.raises(ValidationError, match=fault):
        Rule(**said)
