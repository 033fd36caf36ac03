"""Choosing a password: by invitation, after forgetting it, and to change it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from alongside.floor.audit.models import Entry
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample")]

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
NEW = "correct horse battery staple"


def choose(client: Client, path: str, first: str = NEW, second: str = NEW) -> Any:
    page = client.get(path, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": first, "password2": second}, follow=True)


def path_in(letter: str) -> str:
    found = re.search(r"http://\S+?(/account/\S+)", letter)
    assert found
    return found.group(1)


def test_an_invited_person_chooses_a_password_and_signs_in(visitor: Client) -> None:
    user, path = actions.invite(email="new@partnership.example", by=None, at=NOW)
    assert "Your password is set" in choose(visitor, path).content.decode()
    assert Entry.objects.filter(action="account.password-chosen", by=user).exists()
    response = visitor.post("/account/sign-in/", {"login": "new@partnership.example", "password": NEW})
    assert response.status_code == 302


def test_a_link_works_once(visitor: Client) -> None:
    _, path = actions.invite(email="new@partnership.example", by=None, at=NOW)
    choose(visitor, path)
    assert "This link no longer works" in Client().get(path).content.decode()


def test_a_link_runs_out_after_three_days(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _, path = actions.invite(email="new@partnership.example", by=None, at=NOW)
    later = datetime.now() + timedelta(days=3, minutes=1)  # noqa: DTZ005 (Django's own reckoning)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: later)
    assert "This link no longer works" in visitor.get(path).content.decode()


@pytest.mark.parametrize("path", ["/account/password/choose/1-abc/", "/account/password/choose/zz-abc-def/"])
def test_an_invented_link_does_not_work(visitor: Client, path: str) -> None:
    assert "This link no longer works" in visitor.get(path).content.decode()


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("short", "short", "12 characters"),
        ("passwordpassword", "another password", "same password"),
        ("121212121212", "121212121212", "entirely numeric"),
        ("ruth@partnership.example", "ruth@partnership.example", "too similar"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_with_its_reason(
    visitor: Client, first: str, second: str, says: str
) -> None:
    _, path = actions.invite(email="ruth@partnership.example", by=None, at=NOW)
    assert says in choose(visitor, path, first, second).content.decode()
    assert not Entry.objects.filter(action="account.password-chosen").exists()


def test_who_forgot_the_password_gets_a_link_by_mail(visitor: Client, ruth: User, mailoutbox: list[Any]) -> None:
    response = visitor.post("/account/password/forgotten/", {"email": ruth.email}, follow=True)
    assert "Look in your inbox" in response.content.decode()
    (letter,) = mailoutbox
    assert letter.to == [ruth.email]
    assert letter.subject == "A new password for Alongside"
    assert "Your password is set" in choose(visitor, path_in(letter.body)).content.decode()
    ruth.refresh_from_db()
    assert ruth.check_password(NEW)


def test_the_owner_hears_when_the_password_was_changed(visitor: Client, ruth: User, mailoutbox: list[Any]) -> None:
    visitor.post("/account/password/forgotten/", {"email": ruth.email})
    choose(visitor, path_in(mailoutbox[0].body))
    assert mailoutbox[-1].subject == "Your password for Alongside was changed"


def test_a_mail_server_that_is_down_keeps_nobody_out(visitor: Client, ruth: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = visitor.post("/account/password/forgotten/", {"email": ruth.email}, follow=True)
    assert "Look in your inbox" in response.content.decode()
    _, path = actions.invite(email="new@partnership.example", by=None, at=NOW)
    assert "Your password is set" in choose(visitor, path).content.decode()


def test_an_unknown_address_is_answered_alike_and_told_by_mail(
    visitor: Client, ruth: User, mailoutbox: list[Any]
) -> None:
    known = visitor.post("/account/password/forgotten/", {"email": ruth.email})
    unknown = visitor.post("/account/password/forgotten/", {"email": "nobody@partnership.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert mailoutbox[-1].subject == "You have no account in Alongside"


def test_dara_changes_her_password_and_stays_signed_in(client_of: Callable[[User], Client], dara: User) -> None:
    client = client_of(dara)
    response = client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}, follow=True
    )
    assert "Your password has been changed." in response.content.decode()
    assert client.get("/account/").status_code == 200
    entry = Entry.objects.get(action="account.password-chosen")
    assert (entry.by, entry.subject) == (dara, f"account {dara.pk}")


def test_a_password_is_changed_only_by_whoever_knows_it(client_of: Callable[[User], Client], dara: User) -> None:
    client = client_of(dara)
    response = client.post("/account/password/", {"oldpassword": "a guess", "password1": NEW, "password2": NEW})
    assert "This is not your present password" in response.content.decode()
    dara.refresh_from_db()
    assert dara.check_password(PASSWORD)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("path", ["/account/", "/account/password/"])
def test_an_account_is_shown_to_its_owner_only(visitor: Client, path: str) -> None:
    assert visitor.get(path)["Location"] == f"/account/sign-in/?next={path}"


def test_the_account_page_says_who_one_is(client_of: Callable[[User], Client], dara: User, olive: User) -> None:
    page = client_of(dara).get("/account/").content.decode()
    assert "dara@partnership.example" in page
    assert "Data officer" in page
    assert "none today" in client_of(olive).get("/account/").content.decode()


def test_the_journal_never_holds_a_password(visitor: Client, ruth: User) -> None:
    actions.set_password(user=ruth, password=NEW, by=None, at=NOW)
    ruth.refresh_from_db()
    assert ruth.check_password(NEW)
    entry = Entry.objects.get(action="account.password-given")
    assert NEW not in str(entry.details.said)
