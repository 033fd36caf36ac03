"""The day of a review on a phone, and after it: written with the school, agreed, two findings given, taken back."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reviews import making
from tests.reviews.making import NEXT, STRENGTH
from tests.town import TODAY, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fine(axe: Callable[[Page], list[str]], sideways: Callable[[Page], list[str]]) -> Callable[[Page], None]:
    """Nothing is wrong with a page. PICTURES: a folder for its looks."""
    looks = count(1)

    def look(page: Page) -> None:
        number, width = next(looks), page.viewport_size["width"] if page.viewport_size else 0
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=str(Path(folder) / f"reviews-{number:02}-{width}.png"), full_page=True)
        assert axe(page) == [], page.url
        assert sideways(page) == [], page.url

    return look


def test_a_review_is_written_agreed_and_shared_on_a_phone(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page], fine: Callable[[Page], None]
) -> None:
    made = making.prepared(town)
    at = f"/reviews/{made.review.pk}/"
    head = sign_in(new_page(width=320, height=640), town.head)
    _gives_a_pack(head, at, fine)
    _writes_two_findings(sign_in(new_page(width=320, height=640), made.nina), at, fine)
    _agrees_and_gives_both(head, at, fine)
    other = sign_in(new_page(width=1280), town.chair)  # of the same district
    other.goto("/reviews/")
    other.get_by_role("link", name="Canal Primary School").click()
    other.get_by_text(STRENGTH).wait_for()
    fine(other)
    head.get_by_role("button", name=re.compile("^Take it back.*heads and chairs")).first.click()
    head.get_by_text("Taken back: they read it no more.").wait_for()
    other.reload()
    assert other.get_by_text(STRENGTH).count() + other.get_by_text(NEXT).count() == 1
    head.goto(at)
    fine(head)
    head.set_viewport_size({"width": 1280, "height": 800})
    fine(head)


def _gives_a_pack(head: Page, at: str, fine: Callable[[Page], None]) -> None:
    head.goto(at)
    fine(head)
    head.get_by_role("link", name="What the reviewers read").click()
    fine(head)
    head.get_by_label("What the school wants to understand").check()
    head.get_by_role("button", name="Keep it").click()
    head.get_by_text("The reviewers read what you ticked, and nothing else.").wait_for()


def _writes_two_findings(nina: Page, at: str, fine: Callable[[Page], None]) -> None:
    nina.goto(at)
    nina.get_by_role("link", name="Read the preparation pack").click()
    fine(nina)
    nina.goto(f"{at}begin/")
    for part, value in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
        nina.get_by_label(part).fill(str(value))
    nina.get_by_role("button", name="It has begun").click()
    fine(nina)
    nina.get_by_role("link", name=re.compile("^Strength.*How well are pupils taught")).click()
    nina.get_by_role("textbox").fill(STRENGTH)
    nina.get_by_text("Kept for you").wait_for()
    nina.reload()
    assert nina.get_by_role("textbox").input_value() == STRENGTH
    nina.get_by_label("An area of excellence").check()
    fine(nina)
    nina.get_by_role("button", name="Write it down").click()
    nina.get_by_role("link", name=re.compile("^What to think about next.*How well are pupils taught")).click()
    nina.get_by_role("textbox").fill(NEXT)
    nina.get_by_role("button", name="Write it down").click()
    nina.get_by_text(NEXT, exact=True).wait_for()


def _agrees_and_gives_both(head: Page, at: str, fine: Callable[[Page], None]) -> None:
    head.goto(f"{at}agree/")
    fine(head)
    head.get_by_role("button", name="This is our report").click()
    head.get_by_role("link", name="Who reads it").click()
    head.get_by_label("Strength: Reading aloud").check()
    head.get_by_label("What to think about next: Could more").check()
    head.get_by_label("Heads and chairs of the schools in").check()
    head.get_by_role("button", name="Give them these parts").click()
    head.get_by_text("You have given 2 parts to others.").wait_for()
    fine(head)
