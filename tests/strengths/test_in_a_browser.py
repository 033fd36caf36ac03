"""A head looks for help, reads what another school wrote up, and says what theirs is good at: on a telephone too."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.practice.making import published, write
from tests.strengths.making import say
from tests.town import AT, CANAL, LOCK, TODAY, Town

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


def test_every_page_of_strengths_and_practice_is_for_everybody(town: Town, visit: Callable[..., None]) -> None:
    from alongside.work.sharing.practice import actions as practice
    from alongside.work.sharing.strengths import actions

    said = say(town)
    actions.answer(strength=said.pk, version=1, words="Thank you. Do come.", by=town.head, at=AT)
    hugo = town.person(town.other_head)
    actions.confirm(strength=said.pk, person=hugo, on=TODAY, words="In May.", by=town.other_head, at=AT)
    made, draft = published(town), write(town, evidence="Two boys came back.")
    trial: dict[str, Any] = {"worked": "partly", "words": "It helped Year 5.", "on": TODAY, "by": town.head, "at": AT}
    practice.tried(item=made.pk, school=CANAL, **trial)
    one, item = f"/strengths/{said.pk}/", f"/practice/{made.pk}/"
    visit(
        town.other_head,
        *("/strengths/", "/strengths/?topic=attendance", f"/strengths/schools/{CANAL}/", one, f"{one}confirm/"),
        *("/practice/", "/practice/write/", item, f"/practice/{draft.pk}/publish/"),
    )
    visit(town.head, one, f"{item}tried/")
    visit(town.director, f"/strengths/schools/{LOCK}/say/")


def test_a_head_finds_help_and_gives_some_on_a_telephone_without_a_mouse(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page]
) -> None:
    published(town)
    phone = sign_in(new_page(width=320, height=640, javascript=False), town.head)
    phone.goto("/strengths/")
    phone.get_by_role("link", name="Attendance", exact=True).press("Enter")
    phone.get_by_role("link", name="A call home on the first morning").press("Enter")
    phone.get_by_text("Measured before and after").wait_for()
    phone.get_by_role("link", name="We tried it").press("Enter")
    phone.get_by_label("It worked", exact=True).press("Space")
    phone.get_by_label("What came of it?").fill("Year 5 is on time.")
    phone.get_by_role("button", name="Say what came of it").press("Enter")
    phone.get_by_text("Year 5 is on time.").wait_for()
    phone.goto("/strengths/")
    phone.get_by_role("link", name="What your school is good at").press("Enter")
    phone.get_by_role("link", name="Say what we are good at").press("Enter")
    phone.get_by_label("What is it about?").select_option("early-reading")
    phone.get_by_label("What does the school do well?").fill("Everybody reads aloud, every day.")
    phone.get_by_role("button", name="Say it").press("Enter")
    phone.get_by_text("Thank you: others can find it now.").wait_for()
