"""Where somebody is signed in, and the end of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from alongside.floor.accounts.models import SignedIn, User
from alongside.floor.accounts.sessions import device_of
from alongside.floor.audit.models import Entry
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
WHERE = "/account/signed-in/"


def signed_in_with(agent: str, user: User) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/account/sign-in/", {"login": user.email, "password": PASSWORD})
    return client


def test_each_browser_is_listed_with_its_name(olive: User) -> None:
    here = signed_in_with(FIREFOX, olive)
    signed_in_with("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", olive)
    said = here.get(WHERE).content.decode()
    assert "Firefox on Windows" in said
    assert "Safari on an iPhone" in said
    assert "with 1 other browser" in said


def test_signing_out_everywhere_else_leaves_this_one(olive: User) -> None:
    here, there = signed_in_with(FIREFOX, olive), signed_in_with(FIREFOX, olive)
    assert here.post(WHERE, follow=True).status_code == 200
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert Entry.objects.filter(action="account.signed-out-elsewhere").count() == 1


def test_nobody_ends_the_sessions_of_others(
    client_of: Callable[[User], Client], olive: User, ruth: User, dara: User
) -> None:
    mine, theirs = client_of(dara), client_of(ruth)
    mine.post(WHERE)
    assert theirs.get("/account/").status_code == 200
    assert ruth.name not in mine.get(WHERE).content.decode()


def test_a_new_password_ends_all_other_sessions(olive: User) -> None:
    here, there = signed_in_with(FIREFOX, olive), signed_in_with(FIREFOX, olive)
    new = "a-quite-different-password"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/account/password/", form).status_code == 302
    assert here.get(WHERE).status_code == 200
    assert "Only here" in here.get(WHERE).content.decode()
    assert there.get("/account/").status_code == 302
    assert Session.objects.count() == 1


def test_signing_out_forgets_the_browser(olive: User) -> None:
    here = signed_in_with(FIREFOX, olive)
    assert SignedIn.objects.count() == 1
    here.post("/account/sign-out/")
    assert SignedIn.objects.count() == 0


def test_a_session_that_ran_out_is_forgotten_at_the_next_signing_in(olive: User) -> None:
    signed_in_with(FIREFOX, olive).session.flush()
    here = signed_in_with(FIREFOX, olive)
    assert SignedIn.objects.count() == 1
    assert "Only here" in here.get(WHERE).content.decode()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) Version/18 Safari/605", "Safari on a Mac"),
        ("curl/8", "A browser that does not say which"),
        ("", "A browser that does not say which"),
    ],
)
def test_a_browser_is_told_in_words(agent: str, words: str) -> None:
    assert device_of(agent) == words
