"""Letters through a real mail server on this machine: what it takes, what it refuses, and what nobody can know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.audit.models import Entry
from alongside.floor.mail import actions
from alongside.floor.mail.facts import Attachment, CalendarPart, Recipient
from alongside.floor.mail.models import Letter
from alongside.floor.mail.outbox import actions as outbox
from alongside.floor.mail.outbox.composing import letter_of
from alongside.floor.mail.outbox.jobs import Postman
from tests.mail.post_office import PostOffice

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
HANA = Recipient("hana@school.example", "Hana Ali")

ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def write(key: str = "visit 12 invitation 1", to: Recipient = HANA, **more: Any) -> Letter:
    return actions.post(
        to=to, subject=more.pop("subject", "A visit"), text=more.pop("text", "On Monday.\n.\n"), at=AT, key=key, **more
    )


def deliver(at: datetime = AT, name: str = "worker") -> int:
    return Postman(lambda: at, name=name).round()


def state(letter: Letter) -> str:
    return Letter.objects.get(pk=letter.pk).state


@pytest.mark.django_db
def test_a_letter_arrives_as_it_was_written(mail_is_set_up: PostOffice):
    letter = write(subject="Ein Gespräch — “on Monday”\n")
    assert deliver() == 1
    assert state(letter) == "sent"
    (found,) = mail_is_set_up.letters
    assert str(found["To"]) == "Hana Ali <hana@school.example>"
    assert found.get_payload(decode=True) == b"On Monday.\r\n.\r\n"
    assert parsedate_to_datetime(found["Date"]) == AT
    assert letter_of(found["Message-ID"]) == letter.pk
    assert deliver() == 0


@pytest.mark.django_db
def test_the_same_key_never_makes_a_second_letter(mail_is_set_up: PostOffice):
    assert write().pk == write(text="Another text").pk
    deliver()
    assert write().state == "sent"
    assert mail_is_set_up.times == {HANA.email: 1}


@pytest.mark.django_db
def test_an_invitation_stands_among_the_forms_of_the_text(mail_is_set_up: PostOffice):
    write(calendar=CalendarPart("REQUEST", ICS), html="<p>On Monday.</p>")
    deliver()
    (found,) = mail_is_set_up.letters
    assert found.get_content_type() == "multipart/alternative"
    *_, calendar = found.get_payload()  # type: ignore[misc]
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True) == ICS


@pytest.mark.django_db
def test_a_file_is_read_when_the_letter_is_sent(mail_is_set_up: PostOffice, settings: Any):
    Path(settings.HERE.var, "papers").mkdir(exist_ok=True)
    Path(settings.HERE.var, "papers", "minutes.pdf").write_bytes(b"%PDF-")
    write(attachments=[Attachment("minutes.pdf", "application/pdf", "papers/minutes.pdf")])
    gone = write("gone", attachments=[Attachment("agenda.pdf", "application/pdf", "papers/agenda.pdf")])
    outside = write("outside", attachments=[Attachment("secret", "text/plain", "../secret_key")])
    deliver()
    (found,) = mail_is_set_up.letters
    _, paper = found.get_payload()  # type: ignore[misc]
    assert (paper.get_filename(), paper.get_payload(decode=True)) == ("minutes.pdf", b"%PDF-")
    assert (state(gone), state(outside)) == ("failed", "failed")


@pytest.mark.django_db
def test_an_address_that_the_server_refuses_has_bounced(mail_is_set_up: PostOffice):
    mail_is_set_up.at_recipient = lambda to: "550 5.1.1 No such person here" if to == HANA.email else None
    letter, other = write(), write("another", Recipient("chair@school.example"))
    deliver()
    letter.refresh_from_db()
    assert (letter.state, letter.said) == ("bounced", "550 5.1.1 No such person here")
    assert state(other) == "sent", "one refusal keeps no other letter"
    assert Entry.objects.get().action == "letter.bounced"


@pytest.mark.django_db
def test_a_letter_whose_text_the_server_refuses_was_not_sent(mail_is_set_up: PostOffice):
    mail_is_set_up.at_data = lambda to: "554 5.7.1 This looks like spam"
    letter = write()
    deliver()
    assert state(letter) == "failed"


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["at_recipient", "at_data"])
def test_what_the_server_does_not_take_now_is_tried_again_and_given_up_in_the_end(
    mail_is_set_up: PostOffice, moment: str
):
    setattr(mail_is_set_up, moment, lambda to: "451 4.3.0 Not now")
    letter, at, waits = write(), AT, []
    for _ in range(7):
        assert deliver(at) == 1
        letter.refresh_from_db()
        waits.append((letter.due_at - at) // timedelta(minutes=1))
        at = letter.due_at
    assert waits[:6] == [1, 5, 15, 60, 240, 720]
    assert (letter.state, letter.said) == ("failed", "451 4.3.0 Not now")
    assert deliver(at + timedelta(days=9)) == 0
    assert mail_is_set_up.accepted == []


@pytest.mark.django_db
def test_when_the_server_is_not_there_one_letter_is_tried_and_the_others_wait(
    mail_is_set_up: PostOffice, settings: Any
):
    settings.EMAIL_PORT = 1
    letters = [write(f"{number}") for number in range(3)]
    postman = Postman(lambda: AT)
    assert postman.round() == 1
    assert postman.round() == 0, "for a minute nothing is tried"
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 0, 1]
    assert {state(letter) for letter in letters} == {"waiting"}


@pytest.mark.django_db
def test_a_connection_lost_before_the_text_was_given_whole_is_tried_again(mail_is_set_up: PostOffice):
    mail_is_set_up.at_recipient = lambda to: "421 4.3.2 Shutting down"
    letter = write()
    deliver()
    assert state(letter) == "waiting"
    mail_is_set_up.at_recipient = lambda to: None
    deliver(AT + timedelta(hours=1))
    assert (state(letter), mail_is_set_up.times) == ("sent", {HANA.email: 1})


@pytest.mark.django_db
def test_a_connection_lost_while_the_server_answers_leaves_the_letter_uncertain(
    mail_is_set_up: PostOffice, opened: Any, settings: Any, ruth: User
):
    settings.EMAIL_TIMEOUT = 0.3
    import threading

    free = threading.Event()
    mail_is_set_up.after_accepting = lambda to: free.wait(3) and None
    letter = write()
    deliver()
    free.set()
    mail_is_set_up.after_accepting = lambda to: None
    assert state(letter) == "uncertain"
    assert deliver(AT + timedelta(days=30)) == 0, "it is never sent again by itself"
    assert mail_is_set_up.times == {HANA.email: 1}
    outbox.send_again(letter=letter.pk, by=ruth, at=AT)
    deliver()
    assert mail_is_set_up.times == {HANA.email: 2}, "a person asked for it"
    assert state(letter) == "sent"


@pytest.mark.django_db
def test_a_worker_that_was_taken_over_hands_nothing_over(mail_is_set_up: PostOffice):
    letter = write()
    slow = outbox.take(worker="slow", at=AT)
    assert slow is not None
    later = AT + timedelta(minutes=6)
    assert outbox.sweep(at=later) == (1, 0)
    assert not outbox.hand_over(letter=slow, at=later)
    deliver(later, "quick")
    assert (state(letter), mail_is_set_up.times) == ("sent", {HANA.email: 1})


@pytest.mark.django_db
def test_two_workers_share_the_letters(mail_is_set_up: PostOffice):
    for number in range(4):
        write(str(number), Recipient(f"head{number}@school.example"))
    first, second = (outbox.take(worker=name, at=AT) for name in ("one", "two"))
    assert first is not None
    assert second is not None
    assert first.pk != second.pk


@pytest.mark.django_db
def test_a_letter_that_lets_its_reader_in_is_forgotten_when_it_is_sent(mail_is_set_up: PostOffice, ruth: User):
    letter = write(text="https://…/choose/abc", secret=True, urgent=True)
    deliver()
    letter.refresh_from_db()
    assert (letter.state, letter.text) == ("sent", "")
    outbox.bounce(letter=letter.pk, said="550", by=None, at=AT)
    with pytest.raises(outbox.CannotSend, match="Have a new one made"):
        outbox.send_again(letter=letter.pk, by=ruth, at=AT)


@pytest.mark.django_db
def test_what_waits_is_cancelled_and_what_was_sent_is_not(mail_is_set_up: PostOffice, ruth: User):
    letter, other = write(), write("other")
    outbox.cancel(letter=letter.pk, by=ruth, at=AT, why="The visit is off.")
    deliver()
    assert (state(letter), state(other)) == ("cancelled", "sent")
    with pytest.raises(outbox.CannotSend, match="too late"):
        outbox.cancel(letter=other.pk, by=ruth, at=AT)
    with pytest.raises(outbox.CannotSend, match="It was sent"):
        outbox.send_again(letter=other.pk, by=ruth, at=AT)
    assert mail_is_set_up.times == {HANA.email: 1}


@pytest.mark.django_db
def test_without_mail_letters_are_kept_and_do_not_go_out_when_it_is_set_up(
    settings: Any, opened: Any, office: PostOffice
):
    letter = write()
    assert deliver() == 1
    assert state(letter) == "shown"
    settings.EMAIL_BACKEND = "alongside.floor.mail.backend.Outbox"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
    assert deliver() == 0
    assert office.accepted == []


@pytest.mark.django_db
def test_a_name_cannot_add_a_line_to_the_letter(mail_is_set_up: PostOffice):
    write(to=Recipient("a@school.example", "Ann\r\nBcc: all@school.example"), subject="Hello\r\nBcc: x@school.example")
    deliver()
    (found,) = mail_is_set_up.letters
    assert found["Bcc"] is None
    assert mail_is_set_up.times == {"a@school.example": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "nonsense", "a b@school.example", "hané@school.example", "x@schöl.example\r\n"]
)
def test_an_address_that_cannot_be_written_fails_by_itself(
    mail_is_set_up: PostOffice, address: str, caplog: pytest.LogCaptureFixture
):
    wrong, right = write("wrong", Recipient(address)), write("right")
    deliver()
    assert (state(wrong), state(right)) in (("failed", "sent"), ("bounced", "sent"))


@pytest.mark.django_db
def test_a_letter_whose_workers_all_die_is_not_taken_for_ever(mail_is_set_up: PostOffice):
    letter, at = write(), AT
    for _ in range(10):
        assert outbox.take(worker="one", at=at)
        at += timedelta(hours=1)
        outbox.sweep(at=at)
    assert state(letter) == "failed"
