"""Messages that come back, as mail servers write them, read from a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.mail import actions
from alongside.floor.mail.bounces import reports
from alongside.floor.mail.facts import Recipient
from alongside.floor.mail.models import Letter
from alongside.floor.mail.outbox import actions as outbox
from alongside.floor.mail.outbox.composing import letter_of, message_id
from alongside.floor.mail.outbox.facts import Fate, Outcome

TODAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
HANA = "hana@school.example"

DSN = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mail.example>
To: alongside@partnership.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
Arrival-Date: Mon, 23 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{to}>: Recipient address
    rejected: User unknown

--b1
Content-Type: {returned}

{headers}
--b1--
"""


def dsn(
    letter: int | None, *, to: str = HANA, action: str = "failed", returned: str = "message/rfc822", text: str = "Hello"
) -> bytes:
    mark = f"Message-ID: {message_id(letter)}\n" if letter else ""
    headers = f"{mark}To: {to}\nSubject: A visit\n\n{text}\n"
    return DSN.format(to=to, action=action, returned=returned, headers=headers).encode()


@pytest.fixture
def sent(db: None, the_day_is: Callable[..., None]) -> Letter:
    the_day_is(TODAY.date())
    letter = actions.post(to=Recipient(HANA), subject="A visit", text="Hello", at=TODAY, key="one")
    taken = outbox.take(worker="one", at=TODAY)
    assert taken
    outbox.settle(letter=taken, outcome=Outcome(Fate.SENT, "250 OK"), at=TODAY)
    return letter


def bounced(raw: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("bounced", "-")
    return capsys.readouterr().out


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_report_marks_the_letter_that_it_carries(
    sent: Letter, returned: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    said = bounced(dsn(sent.pk, returned=returned), monkeypatch, capsys)
    assert f"letter {sent.pk} has bounced" in said
    sent.refresh_from_db()
    assert sent.state == "bounced"
    assert sent.said == "5.1.1 550 5.1.1 <hana@school.example>: Recipient address rejected: User unknown"
    assert "known already" in bounced(dsn(sent.pk), monkeypatch, capsys)


def test_without_a_mark_it_is_the_last_letter_to_that_address(
    sent: Letter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert "has bounced" in bounced(dsn(None), monkeypatch, capsys)
    assert "no letter of ours" in bounced(dsn(None, to="else@school.example"), monkeypatch, capsys)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_what_is_only_late_or_has_arrived_changes_nothing(
    sent: Letter, action: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert "nothing to do" in bounced(dsn(sent.pk, action=action), monkeypatch, capsys)
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_mark_that_somebody_made_up_names_no_letter():
    assert letter_of("<letter.1.0000000000000000@localhost>") is None
    assert letter_of(message_id(7)) == 7
    assert letter_of("") is None


def test_a_message_that_is_no_report_changes_nothing(
    sent: Letter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    said = bounced(b"From: hana@school.example\n\nThank you, I am away.\n", monkeypatch, capsys)
    assert "no report" in said


def test_a_report_may_be_read_from_a_file(sent: Letter, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "report.eml"
    file.write_bytes(dsn(sent.pk))
    call_command("bounced", str(file))
    assert "has bounced" in capsys.readouterr().out


@given(st.binary(max_size=600))
def test_no_message_whatever_makes_the_reader_fail(raw: bytes):
    reports(raw)


@given(st.integers(0, 1200), st.binary(max_size=30))
def test_no_spoilt_report_makes_it_fail(at: int, noise: bytes):
    whole = dsn(3)
    reports(whole[:at] + noise + whole[at + len(noise) :])
