"""In a real browser: a *no* from a chair of governors, the reply, the trend; then the same in confidence."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.supported.making import YES, opened, says, trusted
from tests.town import AT, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sound(axe: Callable[[Page], list[str]], sideways: Callable[[Page], list[str]]) -> Callable[[Page, str], None]:
    """Nothing is wrong with a page. PICTURES: a folder for what it looked like."""

    def look(page: Page, name: str) -> None:
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
        assert axe(page) == [], name
        assert sideways(page) == [], name

    return look


def choose(page: Page, name: str, value: str) -> None:
    """By keyboard: to the choice, and the space bar."""
    radio = page.locator(f"input[name={name}][value={value}]")
    radio.focus()
    page.keyboard.press("Space")


def test_a_no_from_a_chair_is_replied_to_and_shows_in_the_trend(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page], sound: Callable[[Page, str], None]
) -> None:
    from alongside.work.engagement.supported import actions

    trusted()
    found = opened()
    says(town, found, town.other_head, YES)
    chair = sign_in(new_page(width=320, height=640), town.chair)
    chair.goto(f"/supported/mine/{found.key}/")
    sound(chair, "mine-asked-320")
    choose(chair, "q_safe", "yes")
    choose(chair, "q_supported", "no")
    choose(chair, "q_known", "yes")
    chair.get_by_label("What should we know?").fill("Nobody has called since March.")
    choose(chair, "how", "openly")
    chair.get_by_role("button", name="Send my answer").press("Enter")
    chair.get_by_text("Lena Lead replies by 26 November 2026").wait_for()
    sound(chair, "mine-answered-320")

    lead = sign_in(new_page(width=1280), town.lead)
    lead.goto("/supported/answers/")
    sound(lead, "answers-1280")
    lead.get_by_role("link", name="Chen Chair").click()
    lead.get_by_text("Nobody has called since March.").wait_for()
    sound(lead, "answer-1280")
    lead.get_by_label("Your reply").fill("I am sorry. I call on Monday.")
    lead.get_by_role("button", name="Send the reply").click()
    lead.get_by_role("heading", name="The reply").wait_for()

    chair.reload()
    chair.get_by_text("I am sorry. I call on Monday.").wait_for()
    actions.close_round(round=found, by=None, at=AT + timedelta(days=29))
    for width in (1280, 320):
        director = sign_in(new_page(width=width), town.director)
        director.goto("/supported/")
        director.get_by_text("Feels supported: 50 of 100 said yes").wait_for()
        sound(director, f"trend-{width}")
    board = sign_in(new_page(width=320), town.board)
    board.goto("/supported/")
    sound(board, "trend-board-320")


def test_in_confidence_only_the_trusted_person_reads_it(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page], sound: Callable[[Page, str], None]
) -> None:
    tessa = trusted()
    found = opened()
    chair = sign_in(new_page(width=320, height=640, javascript=True), town.chair)
    chair.goto(f"/supported/mine/{found.key}/")
    choose(chair, "q_safe", "no")
    choose(chair, "q_supported", "no")
    choose(chair, "q_known", "no")
    chair.get_by_label("What should we know?").fill("I am afraid to say it aloud.")
    choose(chair, "how", "in-confidence")
    chair.get_by_role("button", name="Send my answer").press("Enter")
    chair.get_by_text("Tessa Trusted replies by 2 December 2026").wait_for()
    sound(chair, "mine-in-confidence-320")
    for width in (1280, 320):
        page = sign_in(new_page(width=width), tessa)
        page.goto(f"/supported/words/{found.key}/")
        page.get_by_text("I am afraid to say it aloud.").wait_for()
        sound(page, f"words-{width}")
    page.get_by_label("Your reply").fill("You can tell me. Come on Tuesday.")
    page.get_by_role("button", name="Reply to Chen Chair").click()
    page.get_by_role("heading", name="Your reply").wait_for()
    chair.reload()
    chair.get_by_text("You can tell me. Come on Tuesday.").wait_for()
    director = sign_in(new_page(width=320), town.director)
    for address in ("/supported/", "/supported/answers/?which=all"):
        director.goto(address)
        assert "afraid" not in director.content()
        assert "Chen" not in director.content()
        sound(director, "director-320")
