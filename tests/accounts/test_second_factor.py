"""The second factor: asked of the office, set up, used, changed, lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from alongside.floor.audit.models import Entry
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SIGN_IN, OVERVIEW, SET_UP = "/account/sign-in/", "/account/second-factor/", "/account/second-factor/set-up/"
CODES, REMOVE = "/account/second-factor/codes/", "/account/second-factor/remove/"


@pytest.fixture(autouse=True)
def nothing_tried_before() -> None:
    cache.clear()


def code_for(secret: str, *, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_password(client: Client, user: User) -> Any:
    return client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})


def set_up(client: Client) -> str:
    """Set up a second factor as a person would; returns its secret."""
    secret = client.get(SET_UP).context["form"].secret
    assert client.post(SET_UP, {"code": code_for(secret)})["Location"] == CODES
    return str(secret)


@pytest.fixture
def secret(ruth: User) -> str:
    """Ruth set up her second factor before."""
    made = generate_totp_secret()
    TOTP.activate(ruth, made)
    return made


def told(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_who_works_in_the_office_is_sent_to_set_it_up_whatever_they_ask_for(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    for address in ("/", "/data/", "/schools/?q=oak"):
        answer = visitor.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(f"{OVERVIEW}?next=/")
    assert visitor.post("/data/upload/")["Location"] == f"{OVERVIEW}?next=/"
    assert "Set up your second factor" in visitor.get(OVERVIEW).content.decode()


def test_a_fragment_sends_the_whole_page_there(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    answer = visitor.get("/data/", headers={"hx-request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith(OVERVIEW)


def test_who_has_no_part_in_the_office_needs_none(visitor: Client, olive: User) -> None:
    with_password(visitor, olive)
    assert visitor.get("/account/").status_code == 200
    assert "You have none" in visitor.get(OVERVIEW).content.decode()


def test_it_is_not_asked_for_where_it_is_switched_off(visitor: Client, ruth: User, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    with_password(visitor, ruth)
    assert visitor.get("/data/").status_code == 200


def test_without_it_one_can_sign_out_and_read_what_is_kept(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    assert visitor.get("/about/privacy/").status_code == 200
    assert visitor.post("/account/sign-out/").status_code == 302


def test_ruth_sets_it_up_and_goes_on(visitor: Client, ruth: User, mailoutbox: list[Any]) -> None:
    with_password(visitor, ruth)
    set_up(visitor)
    said = visitor.get(CODES).content.decode()
    assert said.count("<li>") >= 10
    assert visitor.get("/data/").status_code == 200
    assert told("account.second-factor-set-up") == 1
    assert told("account.second-factor-codes-made") == 1


def test_the_picture_to_scan_stands_in_the_page(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    answer = visitor.get(SET_UP)
    assert '<svg role="img"' in answer.content.decode()
    assert "data:" not in answer.content.decode()
    assert "data:" not in answer["Content-Security-Policy"]


def test_a_wrong_code_sets_nothing_up(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    secret = visitor.get(SET_UP).context["form"].secret
    wrong = f"{(int(code_for(secret)) + 1) % 1_000_000:06}"
    assert "This code is not right" in visitor.post(SET_UP, {"code": wrong}).content.decode()
    assert not Authenticator.objects.exists()
    assert visitor.get("/data/").status_code == 302


def test_signing_in_then_takes_the_code(visitor: Client, ruth: User, secret: str) -> None:
    assert with_password(visitor, ruth)["Location"] == "/account/sign-in/code/"
    assert visitor.get("/data/")["Location"].startswith(SIGN_IN)
    assert "Enter your code" in visitor.get("/account/sign-in/code/").content.decode()
    assert visitor.post("/account/sign-in/code/", {"code": code_for(secret)}).status_code == 302
    assert visitor.get("/data/").status_code == 200


def test_the_same_code_opens_nothing_twice(visitor: Client, ruth: User, secret: str) -> None:
    code = code_for(secret)
    with_password(visitor, ruth)
    visitor.post("/account/sign-in/code/", {"code": code})
    other = Client()
    with_password(other, ruth)
    assert "was used already" in other.post("/account/sign-in/code/", {"code": code}).content.decode()


def test_codes_cannot_be_guessed_for_long(visitor: Client, ruth: User, secret: str) -> None:
    with_password(visitor, ruth)
    wrong = f"{(int(code_for(secret)) + 7) % 1_000_000:06}"
    for _ in range(5):
        visitor.post("/account/sign-in/code/", {"code": wrong})
    said = visitor.post("/account/sign-in/code/", {"code": code_for(secret)})
    assert said.status_code == 200
    assert "Too many attempts" in said.content.decode()


def test_a_recovery_code_works_once_and_is_journalled(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    set_up(visitor)
    code = visitor.get(CODES).context["unused_codes"][0]
    for count, status in ((1, 302), (1, 200)):
        other = Client()
        with_password(other, ruth)
        assert other.post("/account/sign-in/code/", {"code": code}).status_code == status
        assert told("account.second-factor-code-used") == count


def test_the_codes_can_be_taken_away_as_text_and_made_anew(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    set_up(visitor)
    before = visitor.get("/account/second-factor/codes.txt")
    assert before["Content-Type"].startswith("text/plain")
    assert before["Cache-Control"].count("no-store")
    assert visitor.post("/account/second-factor/codes/new/")["Location"] == CODES
    assert visitor.get("/account/second-factor/codes.txt").content != before.content
    assert told("account.second-factor-codes-made") == 2


def test_who_changes_the_telephone_sets_up_the_new_one_at_once(
    visitor: Client, ruth: User, mailoutbox: list[Any]
) -> None:
    with_password(visitor, ruth)
    set_up(visitor)
    assert "Change to another telephone" in visitor.get(REMOVE).content.decode()
    assert visitor.post(REMOVE)["Location"] == OVERVIEW
    assert not Authenticator.objects.exists()
    assert visitor.get("/data/")["Location"].startswith(OVERVIEW)
    set_up(visitor)
    assert visitor.get("/data/").status_code == 200
    assert told("account.second-factor-removed") == 1
    assert any("removed" in letter.subject for letter in mailoutbox)


def test_a_session_from_before_gives_a_code(visitor: Client, ruth: User) -> None:
    with_password(visitor, ruth)
    secret = generate_totp_secret()
    TOTP.activate(ruth, secret)  # set up at another machine meanwhile
    sent = visitor.get("/data/")["Location"]
    assert "Enter a code" in visitor.get(sent).content.decode()
    answer = visitor.post("/account/confirm/code/", {"code": code_for(secret), "next": "/data/"})
    assert answer["Location"] == "/data/"
    assert visitor.get("/data/").status_code == 200


def test_another_persons_proof_is_none(client_of: Callable[[User], Client], ruth: User, dara: User) -> None:
    client = client_of(ruth)
    session = client.session
    session["account_authentication_methods_user"] = str(dara.pk)
    session.save()
    assert client.get("/data/")["Location"].startswith(OVERVIEW)


def test_long_after_signing_in_the_password_is_asked_before_it_is_changed(
    client_of: Callable[[User], Client], ruth: User, secret: str
) -> None:
    client = client_of(ruth)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 3600, "type": "totp"}]
    session.save()
    assert client.get(REMOVE)["Location"].startswith("/account/confirm/")
    assert Authenticator.objects.count() == 1
    said = client.get("/account/confirm/").content.decode()
    assert "enter your password again" in said
    assert client.post("/account/confirm/", {"password": PASSWORD, "next": REMOVE}).status_code == 302
    assert client.get(REMOVE).status_code == 200


def test_who_lost_telephone_and_codes_begins_again(
    client_of: Callable[[User], Client], ruth: User, secret: str, capsys: Any
) -> None:
    client = client_of(ruth)
    call_command("remove_second_factor", ruth.email)
    assert "is removed" in capsys.readouterr().out
    answer = client.get("/data/")
    assert answer.status_code == 302, answer.content[:3000]
    assert answer["Location"].startswith(SIGN_IN)
    assert told("account.second-factor-removed") == 1
    call_command("remove_second_factor", ruth.email)
    assert "had no second factor" in capsys.readouterr().out


def test_no_secret_is_in_the_journal_and_asking_costs_no_query(
    client_of: Callable[[User], Client], ruth: User, django_assert_num_queries: Any
) -> None:
    client = client_of(ruth)
    actions.note_second_factor(user=ruth, what="set-up", by=ruth, at=NOW)
    assert Entry.objects.get().details.said == {}
    with django_assert_num_queries(2):  # the session and the person
        client.get("/about/privacy/")
