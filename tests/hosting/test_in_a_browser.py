"""Visits between schools, help, and what a school gives and gets, on a telephone and at a desk."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.giving.making import story
from tests.helping.making import record
from tests.hosting.making import AFTER, MONDAY, ask, offer
from tests.town import BRIDGE, CANAL, LOCK, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def look(
    new_page: Callable[..., Page],
    sign_in: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    sideways: Callable[[Page], list[str]],
) -> Callable[..., None]:
    """Look at pages as somebody, at both widths: nothing is wrong. PICTURES: a folder for their looks."""

    def look_at(user: Any, *addresses: str) -> None:
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

    return look_at


def test_every_page_is_for_everybody(town: Town, the_day_is: Any, look: Callable[..., None]) -> None:
    story(town)
    the_day_is(AFTER.date())
    offer(town, school=CANAL, by=town.head)
    visit = ask(town, by_school=LOCK, host=CANAL, by=town.other_head, days=[MONDAY + timedelta(days=7)], at=AFTER)
    told = record(town, giver=CANAL, getter=LOCK, recorded_for=LOCK, by=town.other_head)
    hosted = visit.pk - 1
    look(
        town.head,
        reverse("hosting:list"),
        reverse("hosting:offer", args=[CANAL]),
        reverse("hosting:ask", args=[LOCK]),
        reverse("hosting:one", args=[hosted]),
        reverse("hosting:worked", args=[hosted]),
        reverse("hosting:answer", args=[visit.pk]),
        reverse("helping:list"),
        reverse("helping:record"),
        reverse("helping:confirm", args=[told.pk]),
        reverse("helping:one", args=[told.pk]),
        reverse("ties:giving", args=[CANAL]),
    )
    look(town.other_head, reverse("ties:giving", args=[LOCK]))
    look(town.director, reverse("ties:giving-own"), reverse("ties:giving", args=[BRIDGE]), reverse("hosting:list"))


def test_who_helped_is_told_on_a_telephone_in_under_a_minute(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page]
) -> None:
    phone = sign_in(new_page(width=320, height=640, javascript=False), town.head)
    begun = time.monotonic()
    phone.goto(reverse("helping:record"))
    phone.get_by_label("Which school?").fill("Lock Academy")
    phone.get_by_label("What was it, in a few words?").fill("Showed us how they plan fractions")
    phone.get_by_role("button", name="Record it").press("Enter")  # who helped, and today, stand there already
    phone.get_by_text("Recorded. Lock Academy is asked to confirm it.").wait_for()
    assert time.monotonic() - begun < 60
