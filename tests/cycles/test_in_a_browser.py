"""A head joins on a telephone, the office decides; every page for everybody, at both widths."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cycles.making import busy, reviewer
from tests.town import AT, LOCK, QUAY, Town

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


def test_a_school_joins_and_is_paired_and_every_page_is_for_everybody(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page], visit: Callable[..., None]
) -> None:
    from alongside.work.peer_review.cycles import actions
    from alongside.work.peer_review.cycles.models import Cycle, Joining, Pairing, Proposal

    made, (lola, _, _) = busy(town)
    reviewer(town, "Una Untrained", QUAY, trained=False)
    actions.record_elsewhere(
        school=QUAY, model="trust", on=date(2026, 3, 2), by_whom="The Quay Federation", by=town.director, at=AT
    )
    phone = sign_in(new_page(width=320, height=640, javascript=False), town.other_head)
    phone.goto("/peer-review/")
    phone.get_by_role("link", name="Join it").press("Enter")
    phone.get_by_label("What one thing does your school want to understand?").fill("Do all speak?")
    phone.get_by_role("button", name="Join", exact=True).press("Enter")
    phone.get_by_text("Your school takes part.").first.wait_for()
    joining = Joining.objects.get(school=LOCK)

    office = sign_in(new_page(width=1280), town.director)
    office.goto(f"/peer-review/{made.pk}/")
    office.get_by_role("button", name="Propose who reviews whom").click(
        timeout=60_000
    )  # the first one loads the solver
    office.get_by_role("heading", name="Who reviews whom").wait_for()
    proposal = Proposal.objects.get()
    visit(
        town.director,
        f"/peer-review/proposals/{proposal.pk}/",
        f"/peer-review/proposals/{proposal.pk}/schools/{LOCK}/",
        f"/peer-review/{made.pk}/",
    )
    office.get_by_role("button", name="Accept it, and tell everybody").click()
    office.get_by_text("are paired").first.wait_for()
    pairing = Pairing.objects.first()
    assert pairing is not None
    assert Cycle.objects.get().state == "paired"
    visit(
        town.director,
        "/peer-review/",
        "/peer-review/open/",
        f"/peer-review/{made.pk}/",
        "/peer-review/reviewed/",
        "/peer-review/reviewers/",
        "/peer-review/reviewers/recruit/?name=gus",
        f"/peer-review/reviewers/{lola.pk}/",
        f"/peer-review/reviewers/{lola.pk}/change/",
        f"/peer-review/pairings/{pairing.pk}/",
        f"/peer-review/elsewhere/schools/{QUAY}/",
    )
    visit(town.other_head, "/peer-review/", f"/peer-review/joinings/{joining.pk}/")
    visit(town.other_head, f"/peer-review/joinings/{joining.pk}/change/")
    visit(lola.person.user, f"/peer-review/reviewers/{lola.pk}/", f"/peer-review/reviewers/{lola.pk}/declare/")
