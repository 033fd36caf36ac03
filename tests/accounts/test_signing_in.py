"""Signing in by e-mail address, signing out, and what happens to those who guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.sample")]

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SIGN_IN = "/account/sign-in/"


def try_to_sign_in(client: Client, email: str, password: str, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password, **more})


def test_ruth_signs_in_with_her_address_and_password(visitor: Client, ruth: User) -> None:
    response = try_to_sign_in(visitor, ruth.email, PASSWORD)
    assert response.status_code == 302
    assert response["Location"] == "/my-work/"
    assert "You are signed in, Ruth." in visitor.get("/account/").content.decode()


def test_capitals_and_spaces_in_the_address_do_not_matter(visitor: Client, ruth: User) -> None:
    assert try_to_sign_in(visitor, " Ruth@Partnership.Example ", PASSWORD).status_code == 302


def test_after_signing_in_one_is_brought_to_the_page_one_wanted(visitor: Client, ruth: User) -> None:
    wanted = visitor.get("/data/")
    assert wanted["Location"] == f"{SIGN_IN}?next=/data/"
    assert 'value="/data/"' in visitor.get(wanted["Location"]).content.decode()
    assert try_to_sign_in(visitor, ruth.email, PASSWORD, next="/data/")["Location"] == "/data/"


def test_nobody_is_brought_to_another_site(visitor: Client, ruth: User) -> None:
    assert try_to_sign_in(visitor, ruth.email, PASSWORD, next="https://elsewhere.example/")["Location"] == "/my-work/"


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(visitor: Client, ruth: User) -> None:
    wrong = try_to_sign_in(visitor, ruth.email, "not-the-password").content.decode()
    unknown = try_to_sign_in(visitor, "nobody@partnership.example", "not-the-password").content.decode()
    said = "This address and this password do not belong together. Check both and try again"
    assert said in wrong
    assert said in unknown


def test_a_closed_account_cannot_sign_in(visitor: Client, ruth: User) -> None:
    actions.close(user=ruth, by=None, at=NOW)
    response = try_to_sign_in(visitor, ruth.email, PASSWORD)
    assert response["Location"] == "/account/closed/"
    assert "This account is closed" in visitor.get("/account/closed/").content.decode()
    assert "_auth_user_id" not in visitor.session


def test_whoever_is_signed_in_when_the_account_is_closed_is_out_at_once(
    client_of: Callable[[User], Client], ruth: User
) -> None:
    client = client_of(ruth)
    actions.close(user=ruth, by=None, at=NOW)
    assert client.get("/data/").status_code == 302


def test_an_account_without_a_password_cannot_sign_in(visitor: Client) -> None:
    user, _ = actions.invite(email="new@partnership.example", by=None, at=NOW)
    assert try_to_sign_in(visitor, user.email, user.password).status_code == 200
    assert try_to_sign_in(visitor, user.email, "").status_code == 200
    assert "_auth_user_id" not in visitor.session


def test_an_empty_form_says_what_to_enter(visitor: Client) -> None:
    said = try_to_sign_in(visitor, "", "").content.decode()
    assert "Enter your e-mail address" in said
    assert "Enter your password" in said
    assert "<title>Error: Sign in – Alongside</title>" in said


def test_nobody_can_sign_up(visitor: Client) -> None:
    assert "Accounts are made by invitation" in visitor.get("/account/by-invitation/").content.decode()
    visitor.post("/account/by-invitation/", {"email": "new@partnership.example", "password1": PASSWORD})
    assert not User.objects.exists()


def test_signing_out_is_one_press_and_ends_the_session(client_of: Callable[[User], Client], ruth: User) -> None:
    client = client_of(ruth)
    assert client.post("/account/sign-out/")["Location"] == "/"
    assert client.get("/data/").status_code == 302


def test_a_link_to_sign_out_asks_first(client_of: Callable[[User], Client], ruth: User) -> None:
    client = client_of(ruth)
    assert "Do you want to sign out?" in client.get("/account/sign-out/").content.decode()
    assert client.get("/data/").status_code == 200


def test_after_five_wrong_passwords_the_form_asks_to_wait(visitor: Client, ruth: User) -> None:
    for _ in range(5):
        try_to_sign_in(visitor, ruth.email, "not-the-password")
    said = try_to_sign_in(visitor, ruth.email, PASSWORD).content.decode()
    assert "Too many attempts with this address" in said


def test_after_eight_wrong_passwords_the_address_is_closed_for_a_while(visitor: Client, ruth: User) -> None:
    for _ in range(8):
        cache.clear()  # as if the attempts came slowly, or to several processes
        try_to_sign_in(visitor, ruth.email, "not-the-password")
    cache.clear()
    response = try_to_sign_in(visitor, ruth.email, PASSWORD)
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
    assert "choose a new one" in response.content.decode()


def test_behind_a_proxy_a_guesser_closes_an_address_for_himself_alone(
    visitor: Client, ruth: User, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(8):
        cache.clear()
        guess = {"login": ruth.email, "password": "not-the-password"}
        visitor.post(SIGN_IN, guess, headers={"x-forwarded-for": "192.0.2.7, 198.51.100.1"})
    cache.clear()
    own = {"login": ruth.email, "password": PASSWORD}
    closed = visitor.post(SIGN_IN, own, headers={"x-forwarded-for": "192.0.2.8, 198.51.100.1"})
    assert closed.status_code == 429  # what a visitor writes into the header himself counts for nothing
    assert visitor.post(SIGN_IN, own, headers={"x-forwarded-for": "198.51.100.2"}).status_code == 302


def test_one_address_closed_leaves_the_others_open(visitor: Client, ruth: User, dara: User) -> None:
    for _ in range(8):
        cache.clear()
        try_to_sign_in(visitor, ruth.email, "not-the-password")
    cache.clear()
    assert try_to_sign_in(visitor, dara.email, PASSWORD).status_code == 302


def test_a_signed_in_page_costs_the_session_and_the_person_and_no_more(
    client_of: Callable[[User], Client], ruth: User, django_assert_num_queries: Any
) -> None:
    client = client_of(ruth)
    with django_assert_num_queries(2):
        assert client.get("/").status_code == 200


def test_a_page_for_everyone_costs_a_visitor_no_query(visitor: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert visitor.get("/").status_code == 200
