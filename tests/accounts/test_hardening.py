"""What keeps the way in narrow: nobody learns who has an account, and nothing travels or runs that should not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from tests.conftest import ROOT

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SIGN_IN, FORGOTTEN = "/account/sign-in/", "/account/password/forgotten/"


@pytest.fixture(autouse=True)
def nothing_tried_before() -> None:
    cache.clear()


def without_token(said: bytes, email: str) -> str:
    text = said.decode().replace(email, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [SIGN_IN, FORGOTTEN])
def test_no_answer_tells_whether_there_is_an_account(address: str, ruth: User, mailoutbox: list[Any]) -> None:
    invited, _ = actions.invite(email="invited@partnership.example", by=None, at=NOW)
    closed, _ = actions.invite(email="closed@partnership.example", by=None, at=NOW)
    actions.close(user=closed, by=None, at=NOW)
    said = set()
    for email in (ruth.email, invited.email, closed.email, "nobody@partnership.example"):
        cache.clear()
        answer = Client().post(address, {"login": email, "email": email, "password": "not-the-password"})
        said.add((answer.status_code, answer.get("Location", ""), without_token(answer.content, email)))
    assert len(said) == 1


@pytest.mark.django_db
def test_a_link_to_choose_a_password_tells_nothing_of_whose_it_is(visitor: Client, ruth: User) -> None:
    from allauth.account.utils import user_pk_to_url_str

    real, none = user_pk_to_url_str(ruth), user_pk_to_url_str(User(pk=987654))
    said = set()
    for one in (real, none):
        answer = visitor.get(f"/account/password/choose/{one}-abc-def/")
        assert answer.status_code == 200
        said.add(without_token(answer.content, ruth.email).replace(f"{one}-abc-def", "LINK"))
    assert len(said) == 1
    assert ruth.name not in said.pop()


@pytest.mark.django_db
def test_an_invitation_stands_in_the_address_only_until_it_is_opened(visitor: Client) -> None:
    """The link is not passed on as the page that somebody came from, nor kept in the history of a shared computer."""
    _, path = actions.invite(email="new@partnership.example", by=None, at=NOW)
    answer = visitor.get(path)
    assert answer.status_code == 302
    assert path.rstrip("/").split("-")[-1] not in answer["Location"]
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_policy_of_contents_allows_nothing_inline_anywhere(
    client_of: Callable[[User], Client], ruth: User, visitor: Client
) -> None:
    for client, address in ((visitor, SIGN_IN), (visitor, "/"), (client_of(ruth), "/account/second-factor/set-up/")):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_the_session_changes_its_key_at_sign_in(visitor: Client, olive: User) -> None:
    from tests.cast import PASSWORD

    visitor.get(f"{SIGN_IN}?next=/account/")
    session = visitor.session
    session["planted"] = True
    session.save()
    before = session.session_key
    visitor.post(SIGN_IN, {"login": olive.email, "password": PASSWORD})
    cookie = visitor.cookies["sessionid"]
    assert cookie.value != before
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.django_db
def test_forms_are_refused_without_their_token(olive: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(olive, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (
        "/account/sign-out/",
        "/account/signed-in/",
        "/account/see-as/900001/",
        "/account/second-factor/codes/new/",
    ):
        assert strict.post(address).status_code == 403, address
    assert strict.get("/account/").status_code == 200


ASKED = [
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "CSRF_COOKIE_HTTPONLY",
    "SECURE_SSL_REDIRECT",
    "SECURE_CONTENT_TYPE_NOSNIFF",
    "SECOND_FACTOR_REQUIRED",
]


@pytest.mark.parametrize(("https", "demo"), [("1", ""), ("", ""), ("1", "1")])
def test_cookies_travel_encrypted_alone_and_the_demo_asks_for_no_second_factor(
    tmp_path: Path, https: str, demo: str
) -> None:
    script = (
        f"import json; from django.conf import settings as s; print(json.dumps({{n: getattr(s, n) for n in {ASKED}}}))"
    )
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
    environ |= {"ALONGSIDE_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "alongside.config.settings"}
    environ |= {"ALONGSIDE_HTTPS": https, "ALONGSIDE_DEMO": demo}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environ, cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    always = ("SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SECURE_CONTENT_TYPE_NOSNIFF")
    assert all(said[name] for name in always)
    assert {said[name] for name in ASKED[:2]} == {bool(https)}
    assert said["SECURE_SSL_REDIRECT"] == bool(https)
    assert said["SECOND_FACTOR_REQUIRED"] == (not demo)
