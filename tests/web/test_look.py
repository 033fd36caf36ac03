"""The look in a real browser: axe, a phone 320 pixels wide, the keyboard, without scripts, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from alongside.floor.accounts.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.web.sample")]

OPEN = ["/", "/schools/", "/account/sign-in/", "/account/password/forgotten/", "/account/by-invitation/"]
OPEN += ["/account/password/choose/1-x/", "/about/accessibility/", "/about/privacy/"]
IN_THE_WAY = ["/nowhere/", "/forbidden/", "/broken/"]
OWN = ["/account/", "/account/password/", "/account/sign-out/"]


def complaints(page: Page) -> list[str]:
    """What the browser complains of: a blocked style, a script that failed, a file that is not there."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible_fit_and_quiet(
    new_page: Callable[..., Page],
    sign_in: Callable[[Page, User], Page],
    ruth: User,
    settings: Any,
    axe: Callable[[Page], list[str]],
    sideways: Callable[[Page], list[str]],
    width: int,
) -> None:
    settings.IS_DEMO = True
    page = new_page(width=width)
    said = complaints(page)
    for path in [*OPEN, *IN_THE_WAY, "signed in", *OWN, "/"]:
        if path == "signed in":
            sign_in(page, ruth)
            continue
        page.goto(path)
        assert axe(page) == [], path
        assert sideways(page) == [], path
        assert [text for text in said if "Failed to load resource" not in text] == [], path


@pytest.mark.parametrize("width", [1280, 320])
def test_a_form_with_faults_is_accessible_and_leads_to_them(
    new_page: Callable[..., Page], axe: Callable[[Page], list[str]], sideways: Callable[[Page], list[str]], width: int
) -> None:
    page = new_page(width=width)
    page.goto("/schools/")
    page.get_by_role("button", name="Send", exact=True).click()
    assert axe(page) == []
    assert sideways(page) == []
    assert page.title() == "Error: A form – Alongside"
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("e => e === document.activeElement")
    summary.get_by_role("link", name="Choose an answer to “Should it go ahead?”").click()
    assert page.locator("#id_answer_0").evaluate("e => e === document.activeElement")


def test_the_keyboard_reaches_the_content_the_search_and_what_scrolls(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => document.activeElement.getAttribute('aria-label')"))
    assert "Districts side by side" in reached


def test_what_has_the_focus_can_be_seen(page: Page) -> None:
    page.goto("/")
    for name in ("Schools", "Who and how"):
        link = page.get_by_role("link", name=name).first
        before = link.evaluate("e => getComputedStyle(e).boxShadow + getComputedStyle(e).backgroundColor")
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert link.evaluate("e => getComputedStyle(e).boxShadow + getComputedStyle(e).backgroundColor") != before


def test_a_password_can_be_shown_where_scripts_run_and_typed_where_not(
    page: Page, new_page: Callable[..., Page]
) -> None:
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Show password").click()
    assert page.get_by_label("Password", exact=True).get_attribute("type") == "text"
    plain = new_page(javascript=False)
    plain.goto("/account/sign-in/")
    assert not plain.get_by_role("button", name="Show password").is_visible()
    assert plain.get_by_label("Password", exact=True).get_attribute("type") == "password"


def test_everything_works_without_scripts(new_page: Callable[..., Page], olive: User) -> None:
    page = new_page(javascript=False)
    page.goto("/account/")
    page.get_by_label("E-mail address").fill(olive.email)
    page.get_by_label("Password", exact=True).fill("a-long-enough-password")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")
    page.get_by_role("searchbox", name="Find a school").fill("St Anne")
    page.keyboard.press("Enter")
    page.wait_for_url("**/schools/?q=St+Anne")
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("link", name="Sign in").is_visible()


def test_at_four_hundred_per_cent_nothing_is_lost(
    new_page: Callable[..., Page], sideways: Callable[[Page], list[str]]
) -> None:
    """1280 pixels at 400 % are 320 of the stylesheet's (WCAG 1.4.10)."""
    page = new_page(width=320, height=256, device_scale_factor=4)
    page.goto("/")
    assert sideways(page) == []
    assert page.get_by_role("searchbox", name="Find a school").is_visible()
    assert page.get_by_role("link", name="Schools", exact=True).first.is_visible()


def test_on_paper_the_furniture_is_left_out_and_the_marks_stay(page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert not page.locator(".sections").is_visible()
    assert page.locator(".mark--improve .mark__shape").first.is_visible()
    assert page.locator(".mark--improve .mark__words").first.is_visible()


def test_the_typeface_is_ours_and_comes_from_here(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.evaluate("async () => { await document.fonts.ready }")
    assert page.evaluate("() => document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    assert any(url.endswith("latin-wght-normal.woff2") for url in asked)
    assert {url.split("/")[2].split(":")[0] for url in asked} == {"localhost"}
