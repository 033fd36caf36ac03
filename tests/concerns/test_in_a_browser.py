"""Concerns and self-reports in a real browser, at a desk and on a telephone, for each role that sees them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.town import CANAL, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(
    new_page: Callable[..., Page],
    sign_in: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    sideways: Callable[[Page], list[str]],
) -> Callable[..., None]:
    """Look at pages as somebody, at both widths: nothing is wrong. PICTURES: a folder for their looks."""

    def look(user: Any, *addresses: str) -> None:
        for width in (1280, 320):
            page = sign_in(new_page(width=width), user)
            for address in addresses:
                page.goto(address)
                name = f"{user.email.partition('@')[0]}{address}".replace("/", "_").replace("?", "_")
                if folder := os.environ.get("PICTURES"):
                    page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
                assert page.locator("h1").count() == 1, (user, address)
                assert axe(page) == [], (user, address)
                assert sideways(page) == [], (user, address)

    return look


def test_a_concern_is_recorded_on_a_telephone_without_a_mouse(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page]
) -> None:
    phone = sign_in(new_page(width=320, height=640, javascript=False), town.lead)
    phone.goto("/concerns/record/")
    phone.get_by_label("Which school?").fill("canal")
    phone.keyboard.press("Enter")
    phone.get_by_role("link", name="Canal Primary School").press("Enter")
    phone.get_by_role("link", name="A concern").press("Enter")
    phone.get_by_label("What is it, in a few words?").fill("Teachers leave")
    phone.get_by_label("What is it about?").select_option("staffing")
    phone.get_by_label("Where does it come from?").select_option("visit")
    phone.get_by_label("Act", exact=True).press("Space")
    phone.get_by_label("Why does it weigh so?").fill("Three left since September")
    phone.get_by_role("button", name="Record it").press("Enter")
    phone.get_by_text("Tell the school by 21 November 2026.").wait_for()


def test_a_head_says_what_the_school_needs_and_is_answered(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page], visit: Callable[..., None]
) -> None:
    head = sign_in(new_page(width=320, height=640), town.head)
    head.goto("/self-reports/")
    head.get_by_role("link", name="Say what your school needs").press("Enter")
    head.get_by_label("What does the school need?").fill("A teacher of physics.")
    head.get_by_role("button", name="Read it over").press("Enter")
    head.get_by_role("heading", name="Check and send").wait_for()
    address = head.url.partition("/send/")[0].partition("/self-reports/")[2]
    visit(town.head, f"/self-reports/schools/{CANAL}/", f"/self-reports/{address}/", f"/self-reports/{address}/send/")
    head.get_by_label("I have read who will see this").press("Space")
    head.get_by_role("button", name="Send it").press("Enter")
    head.get_by_text("Lena Lead answers by 26 November 2026.").first.wait_for()
    lead = sign_in(new_page(width=1280), town.lead)
    lead.goto(f"/self-reports/{address}/answer/")
    visit(town.lead, "/self-reports/", f"/self-reports/{address}/answer/")
    lead.get_by_label("Your answer").fill("We look for one, and come on Monday.")
    lead.get_by_role("button", name="Send the answer").click()
    lead.get_by_role("link", name="Write down what was agreed").click()
    lead.get_by_label("What was agreed with the school?").fill("A teacher from Lock for a day a week.")
    lead.get_by_role("button", name="Save").click()
    head.goto(f"/self-reports/{address}/")
    head.get_by_text("A teacher from Lock for a day a week.").wait_for()
    visit(town.head, "/self-reports/", f"/self-reports/{address}/")
    visit(town.council, "/self-reports/", f"/self-reports/{address}/")
