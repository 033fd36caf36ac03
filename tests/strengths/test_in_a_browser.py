"""A head looks for help, reads what another school wrote up, says what theirs is good at: on a telephone. Each page as
everybody sees it: tests/access/test_structures.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.practice.making import published
from tests.strengths.making import say
from tests.town import LOCK, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_finds_help_and_gives_some_on_a_telephone(
    town: Town,
    phone: Page,
    sign_in: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    sideways: Callable[[Page], list[str]],
) -> None:
    published(town)
    say(town, school=LOCK)
    sign_in(phone, town.head)
    phone.goto("/strengths/")
    phone.get_by_role("link", name="Attendance", exact=True).press("Enter")
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.get_by_role("link", name="A call home on the first morning").press("Enter")
    phone.get_by_text("Measured before and after").wait_for()
    phone.get_by_role("link", name="We tried it").press("Enter")
    phone.get_by_label("It worked", exact=True).press("Space")
    phone.get_by_label("What came of it?").fill("Year 5 is on time.")
    phone.get_by_role("button", name="Say what came of it").press("Enter")
    phone.get_by_text("Year 5 is on time.").wait_for()
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.goto("/strengths/")
    phone.get_by_role("link", name="What your school is good at").press("Enter")
    phone.get_by_role("link", name="Say what we are good at").press("Enter")
    phone.get_by_label("What is it about?").select_option("early-reading")
    phone.get_by_label("What does the school do well?").fill("Everybody reads aloud, every day.")
    phone.get_by_role("button", name="Say it").press("Enter")
    phone.get_by_text("Thank you: others can find it now.").wait_for()
