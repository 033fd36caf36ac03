"""The office's page of letters, and what is done about them there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from alongside.floor.accounts.models import User
from alongside.floor.audit.models import Entry
from alongside.floor.mail import actions
from alongside.floor.mail.facts import Recipient
from alongside.floor.mail.models import Letter
from alongside.floor.mail.outbox import actions as outbox
from alongside.floor.mail.outbox.facts import Fate, Outcome

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def letter(fate: Fate | None = None, key: str = "one", **more: Any) -> Letter:
    made = actions.post(
        to=Recipient(f"{key}@school.example"), subject=f"About {key}", text="Hello", at=AT, key=key, **more
    )
    if fate is not None:
        taken = outbox.take(worker="one", at=AT)
        assert taken
        outbox.settle(letter=taken, outcome=Outcome(fate, "What was said"), at=AT)
    made.refresh_from_db()
    return made


def test_what_somebody_should_look_at_comes_first(ruth: User, client_of: ClientOf):
    for key, fate in (("a", Fate.SENT), ("b", Fate.UNKNOWN), ("c", Fate.BOUNCED), ("d", Fate.REFUSED), ("e", None)):
        letter(fate, key)
    client = client_of(ruth)
    page = client.get("/mail/").content.decode()
    assert [f"About {key}" in page for key in "abcde"] == [False, True, True, True, True]
    assert "About a" in client.get("/mail/?state=sent").content.decode()
    found = client.get("/mail/?state=all&q=c@school.example").content.decode()
    assert ("About c" in found, "About b" in found) == (True, False)
    assert client.get("/mail/?state=nonsense").status_code == 404


def test_an_uncertain_letter_is_sent_again_when_a_person_says_so(ruth: User, client_of: ClientOf):
    made = letter(Fate.UNKNOWN)
    client = client_of(ruth)
    assert "Nobody can know" in client.get(f"/mail/{made.pk}/").content.decode()
    client.post(f"/mail/{made.pk}/again/")
    made.refresh_from_db()
    assert made.state == "waiting"
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.by) == ("letter.sent-again", ruth)
    said = client.post(f"/mail/{made.pk}/again/", follow=True).content.decode()
    assert "It is on its way already." in said


def test_a_letter_is_cancelled_with_a_reason(ruth: User, client_of: ClientOf):
    made = letter()
    client = client_of(ruth)
    assert client.post(f"/mail/{made.pk}/cancel/", {"why": ""}).status_code == 422
    client.post(f"/mail/{made.pk}/cancel/", {"why": "The visit is off."})
    made.refresh_from_db()
    assert (made.state, made.said) == ("cancelled", "The visit is off.")


def test_what_lets_its_reader_in_is_shown_to_nobody(ruth: User, client_of: ClientOf):
    made = letter(secret=True)
    page = client_of(ruth).get(f"/mail/{made.pk}/").content.decode()
    assert "shown to nobody" in page
    assert "Hello" not in page


def test_letters_are_for_the_office_alone(olive: User, client_of: ClientOf, visitor: Client):
    made = letter(Fate.UNKNOWN)
    for path in ("/mail/", f"/mail/{made.pk}/", "/mail/work/", f"/mail/{made.pk}/cancel/"):
        assert client_of(olive).get(path).status_code == 403
        assert visitor.get(path).status_code == 302
    assert client_of(olive).post(f"/mail/{made.pk}/again/").status_code == 403


def test_the_invitation_goes_through_the_outbox_where_mail_is_set_up(ruth: User, settings: Any):
    from alongside.floor.accounts import letters

    settings.EMAIL_BACKEND = "alongside.floor.mail.backend.Outbox"
    assert letters.can_be_sent()
    letters.send_invitation(ruth, "https://x.example/choose/")
    made = Letter.objects.get()
    assert (made.to, made.secret, made.urgent) == (ruth.email, True, True)


def test_the_page_costs_few_queries(ruth: User, client_of: ClientOf, django_assert_max_num_queries: Any):
    for number in range(5):
        letter(key=str(number))
    client = client_of(ruth)
    for path in ("/mail/", "/mail/work/", "/mail/preferences/", "/mail/notices/"):
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200


def test_the_office_sees_on_my_work_how_many_did_not_arrive(ruth: User):
    from alongside.floor.accounts.waiting import Who
    from alongside.floor.mail.own import did_not_arrive

    letter(Fate.BOUNCED)
    figure = did_not_arrive(Who(ruth), AT.date())
    assert (figure.number, figure.words, figure.act) == (1, "letter did not arrive", True)
