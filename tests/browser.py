"""Fixtures of the browser tests: a real Chromium, a page at a desk and a page on a phone, and axe.

A test that asks for any of them is marked `browser`. Where no Chromium is found the test fails and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from tests import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from alongside.floor.accounts.models import User

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    try:
        path = chromium.find()
    except LookupError as nothing:
        pytest.fail(str(nothing), pytrace=False)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def new_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Makes pages: `new_page(width=320, javascript=False)`. Addresses may be relative: `page.goto("/data/")`."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1280, height: int = 900, *, javascript: bool = True, **more: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
            **more,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(**DESK)


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(**PHONE)


@pytest.fixture
def sign_in(client_of: Callable[[User], Any], live_server: Any) -> Callable[[Page, User], Page]:
    """Signs a person in on a page without the form: `sign_in(page, ruth)`."""

    def give_cookie(page: Page, user: User) -> Page:
        cookie = client_of(user).cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        return page

    return give_cookie


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """What axe finds on a page by every A and AA rule (but those `without`), one line a fault:
    `assert axe(page) == []`."""
    from axe_playwright_python.base import AXE_SCRIPT

    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}

    def violations(page: Page, *, without: Sequence[str] = ()) -> list[str]:
        page.evaluate(AXE_SCRIPT)
        asked = options | {"rules": {rule: {"enabled": False} for rule in without}}
        found = page.evaluate("asked => axe.run(asked).then(found => found.violations)", asked)
        return [
            f"{rule['id']} ({rule['impact']}): {rule['help']}: {' '.join(node['target'])}: {node['html'][:200]}"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations


@pytest.fixture(scope="session")
def sideways() -> Callable[[Page], list[str]]:
    """What makes a page scroll sideways; nothing should: `assert sideways(phone) == []`."""

    script = """() => {
        const wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= wide) return [];
        return [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > wide + 1)
            .slice(0, 10).map(e => e.outerHTML.slice(0, 160));
    }"""

    def too_wide(page: Page) -> list[str]:
        return page.evaluate(script)

    return too_wide
