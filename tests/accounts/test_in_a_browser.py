"""The way in, on a telephone: the demo's people, the second factor, the banner of who sees as a school."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from tests.cast import INVITED_AT, PASSWORD
from tests.town import CANAL, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_tried_before() -> None:
    cache.clear()


@pytest.fixture
def sound(axe: Callable[[Page], list[str]], sideways: Callable[[Page], list[str]]) -> Callable[[Page, str], None]:
    """What axe and a narrow window find on a page: nothing. PICTURES: a folder for what it looked like."""

    def look(page: Page, name: str) -> None:
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
        assert axe(page) == []
        assert sideways(page) == []

    return look


def test_in_the_demo_one_press_makes_one_anybody(
    phone: Page, page: Page, settings: Any, db: None, sound: Callable[[Page, str], None]
) -> None:
    from demo.accounts import BEATRIZ, PEOPLE

    settings.IS_DEMO = True
    settings.SECOND_FACTOR_REQUIRED = False
    user, _ = actions.invite(email=BEATRIZ.email, name=BEATRIZ.name, by=None, at=INVITED_AT)
    actions.set_password(user=user, password=BEATRIZ.password, by=None, at=INVITED_AT)
    for window, name in ((page, "demo-1280"), (phone, "demo-320")):
        window.goto("/account/sign-in/?next=/account/")
        assert window.locator(".cast li").count() == len(PEOPLE)
        sound(window, name)
    phone.get_by_role("button", name=f"sign in as {BEATRIZ.name}").click()
    phone.wait_for_url("**/account/")
    assert BEATRIZ.email in phone.content()


def test_elsewhere_the_sign_in_page_names_nobody(page: Page, db: None) -> None:
    page.goto("/account/sign-in/")
    assert page.locator(".cast").count() == 0
    assert page.get_by_label("E-mail address").is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_second_factor_is_set_up_by_keyboard_on_a_telephone(
    new_page: Callable[..., Page], ruth: User, sound: Callable[[Page, str], None], javascript: bool
) -> None:
    phone = new_page(width=320, height=640, javascript=javascript)
    check = sound if javascript else lambda *_: None
    phone.goto("/data/")
    phone.get_by_label("E-mail address").fill(ruth.email)
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="Set up your second factor").wait_for()
    check(phone, "second-factor")
    phone.get_by_role("link", name="Set it up").click()
    phone.get_by_text("I cannot scan it").click()
    check(phone, "set-up")
    secret = phone.locator(".code").inner_text().replace(" ", "")
    phone.get_by_label("Code", exact=True).fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="Your recovery codes").wait_for()
    check(phone, "codes")
    phone.goto("/account/second-factor/")
    check(phone, "second-factor-set")
    phone.goto("/account/signed-in/")
    check(phone, "sessions")
    phone.goto("/account/second-factor/remove/")
    check(phone, "remove")


def test_the_banner_of_who_sees_as_a_school_stands_on_each_page(
    phone: Page, page: Page, town: Town, sign_in: Callable[..., Page], sound: Callable[[Page, str], None]
) -> None:
    for window, name in ((phone, "seeing-as-320"), (page, "seeing-as-1280")):
        sign_in(window, town.director)
        window.goto("/account/")
        window.evaluate(
            "to => { const out = document.querySelector('[action*=sign-out]'); out.action = to; out.submit(); }",
            f"/account/see-as/{CANAL}/",
        )
        window.wait_for_url(f"**/schools/{CANAL}/")
        window.goto("/about/privacy/")
        assert "Canal Primary School" in window.locator(".seeing-as").inner_text()
        sound(window, name)
        window.get_by_role("button", name="Stop").click()
        window.wait_for_url(f"**/schools/{CANAL}/")
        assert window.locator(".seeing-as").count() == 0
