"""A school that stands alone is found, asked, and comes in, in a real browser; every page at a desk and on a phone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.ties.making import cover, tied
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, TODAY, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(town: Town) -> Town:
    """Canal and Bridge are in a family; Lock was visited once; of Quay all lies long ago."""
    from alongside.work.families import actions as families

    cover(QUAY)
    family = families.found(
        name="Canal Family",
        kind="family",
        purpose="To learn from each other",
        lead=town.person(town.head),
        since=TODAY - timedelta(days=400),
        by=town.director,
        at=AT,
    )
    for school in (CANAL, BRIDGE):
        families.join(family=family.pk, school=school, since=TODAY - timedelta(days=300), by=town.director, at=AT)
    tied("review-received", CANAL, source="review 1")
    tied("visit", LOCK, source="visit 1", ago=20)
    return town


@pytest.fixture
def look(
    new_page: Callable[..., Page],
    sign_in: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    sideways: Callable[[Page], list[str]],
) -> Callable[..., None]:
    """Look at pages as somebody, at both widths: nothing is wrong. PICTURES: a folder for their looks."""

    def looked(user: Any, *addresses: str) -> None:
        for width in (1280, 320):
            page = sign_in(new_page(width=width), user)
            for address in addresses:
                page.goto(address)
                if folder := os.environ.get("PICTURES"):
                    name = f"{user.email.partition('@')[0]}{address}".replace("/", "_").replace("?", "_")
                    page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
                assert page.locator("h1").count() == 1, (user, address)
                assert axe(page) == [], (user, address)
                assert sideways(page) == [], (user, address)

    return looked


def test_a_school_that_stands_alone_is_found_asked_and_comes_in(
    city: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page]
) -> None:
    director = sign_in(new_page(width=1280), city.director)
    director.goto("/together/")
    director.get_by_role("link", name="No school alone").click()
    director.get_by_text("Two schools of 4 stand alone, and 1 has few ties.").wait_for()
    director.get_by_role("link", name="Lock Academy", exact=True).click()
    director.get_by_role("link", name="Have somebody ask the school in").click()
    director.get_by_label("Who asks the school in?").select_option(label="Lena Lead, District Lead")
    director.get_by_role("button", name="Have them ask").click()
    director.get_by_text("Lena Lead asks the school in by 30 November 2026.").wait_for()
    lead = sign_in(new_page(width=320, height=640), city.lead)
    lead.goto("/my-work/")
    lead.get_by_role("link", name="Ask Lock Academy in").wait_for()
    head = sign_in(new_page(width=320, height=640, javascript=False), city.other_head)
    head.goto("/together/")
    head.get_by_role("link", name="No school alone").press("Enter")
    head.get_by_role("link", name="Say whether you would like to").press("Enter")
    head.get_by_label("Would like to come in").press("Space")
    head.get_by_label("Anything else? (optional)").fill("Gladly: we can show how we teach reading.")
    head.get_by_role("button", name="Send your answer").press("Enter")
    head.get_by_text("Thank you: whoever asked knows.").wait_for()
    head.goto("/families/")
    head.get_by_role("link", name="Canal Family").first.press("Enter")
    head.get_by_role("link", name="Ask to join").press("Enter")
    head.locator("textarea").fill("We would like to learn with you.")
    head.get_by_role("button", name="Ask", exact=True).press("Enter")
    leader = sign_in(new_page(width=1280), city.head)
    leader.goto("/families/")
    leader.get_by_role("link", name="Answer a school that asks to join Canal Family").first.click()
    leader.get_by_label("Yes, from today").check()
    leader.get_by_role("button", name="Answer", exact=True).click()
    leader.get_by_text("Lock Academy belongs to it and is told.").wait_for()
    head.goto(f"/ties/schools/{LOCK}/")
    head.get_by_text("Two ties hold your school: it is well connected.").wait_for()
    director.goto("/ties/alone/")
    director.get_by_text("One school of 4 stands alone, and 1 has few ties.").wait_for()
    assert director.get_by_role("link", name="Lock Academy", exact=True).count() == 0
    director.goto("/ties/waves/")
    director.get_by_text("one school of these has more to hold it").wait_for()


def test_every_page_is_for_everybody(city: Town, look: Callable[..., None]) -> None:
    from alongside.work.ties.inviting import actions

    words = {"title": "Autumn 2026", "subject": "Come and join in", "words": "Dear {name},\n\n{school} is missed."}
    unsent = actions.draft(**words, schools=[QUAY], by=city.director, at=AT)
    wave = actions.draft(**words, schools=[LOCK, QUAY], by=city.director, at=AT)
    actions.send(wave=wave.pk, version=wave.version, by=city.director, at=AT)
    asking = wave.askings.get(school=LOCK)
    look(
        city.director,
        "/ties/alone/",
        "/ties/alone/?state=connected&district=erdington",
        f"/ties/schools/{LOCK}/",
        f"/ties/schools/{LOCK}/ask/",
        "/ties/picture/",
        "/ties/picture/?by=family&kind=review",
        "/ties/waves/",
        "/ties/waves/new/",
        f"/ties/waves/{unsent.pk}/",
        f"/ties/waves/{unsent.pk}/change/",
        f"/ties/waves/{wave.pk}/",
        f"/ties/invitations/{asking.pk}/",
    )
    look(city.other_head, f"/ties/schools/{LOCK}/", f"/ties/invitations/{asking.pk}/")
    look(city.head, f"/ties/schools/{CANAL}/")
