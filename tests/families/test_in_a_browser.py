"""A good academy finds a family that suits it, asks, is welcomed, and shares its figures once all do; at a desk, on a
telephone, and by axe."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.families import published
from tests.town import AT, BRIDGE, CANAL, LOCK, QUAY, TODAY, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from alongside.work.families.models import Family

pytestmark = pytest.mark.django_db(transaction=True)


def canal_family(town: Town) -> Family:
    from alongside.work.families import actions
    from alongside.work.meetings.planning.actions import When
    from alongside.work.sharing.strengths import actions as strengths

    common: dict[str, Any] = {"by": town.director, "at": AT}
    since, lead = date(2024, 9, 1), town.person(town.head)
    made = actions.found(
        name="Canal Family",
        kind="family",
        purpose="Schools along the canal that know each other well.",
        lead=lead,
        since=since,
        **common,
    )
    for urn in (CANAL, BRIDGE):
        member = actions.join(family=made.pk, school=urn, since=since, **common)
        actions.say_working_on(
            family=made.pk,
            school=urn,
            version=member.version,
            words="Every child here every day.",
            topics=["attendance"],
            **common,
        )
        actions.consent(family=made.pk, school=urn, yes=True, **common)
        strengths.say(school=urn, topic="early-reading", words="All read at seven.", seen="own", on=TODAY, **common)
    actions.agree_on(family=made.pk, words="We visit each other once a term.", on=date(2026, 10, 1), **common)
    when = When(on=TODAY + timedelta(days=9), starts=time(15, 30), ends=time(17), where="Canal Primary School")
    actions.plan_meeting(family=made.pk, when=when, by=town.head, at=AT)
    return made


def test_a_good_academy_finds_its_family(
    town: Town, new_page: Callable[..., Page], sign_in: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    published.places()
    published.figures()
    family = canal_family(town)
    head, lead = (sign_in(new_page(width=1280), user) for user in (town.other_head, town.head))

    head.goto("/together/")
    assert "Your school is in no family yet." in head.inner_text("main")
    head.get_by_role("link", name="Families", exact=True).click()
    head.get_by_role("link", name="See which families would suit it, and why").click()
    assert "Canal Primary School, of the phase before, is 0.6 km away" in head.inner_text("main")
    head.get_by_role("link", name="Ask to join Canal Family").click()
    head.get_by_label("What do you hope for").fill("We share a towpath and many pupils.")
    head.get_by_role("button", name="Ask").click()
    assert "Your school has asked to join" in head.inner_text("main")
    assert "71%" not in head.inner_text("main")

    lead.goto("/families/")
    lead.get_by_role("link", name="Answer a school that asks to join Canal Family").click()
    assert "We share a towpath and many pupils." in lead.inner_text("main")
    lead.get_by_label("Yes, from today").check()
    lead.get_by_role("button", name="Answer").click()
    assert "3 schools" in lead.inner_text("main")
    assert "So far 2 of 3 schools do." in lead.inner_text("main")

    head.goto(f"/families/{family.pk}/")
    assert "Every child here every day." in head.inner_text("main")
    head.get_by_role("link", name="Say whether you agree").click()
    head.get_by_label("Yes, once all of them agree").check()
    head.get_by_role("button", name="Say so").click()
    assert all(figure in head.inner_text("main") for figure in ("71%", "64%", "no ranking"))
    assert axe(head) == []
    head.get_by_role("link", name="Take it back").click()
    head.get_by_label("No", exact=True).check()
    head.get_by_role("button", name="Say so").click()
    assert "71%" not in head.inner_text("main")


def test_every_page_of_families_is_for_everybody(
    town: Town,
    new_page: Callable[..., Page],
    sign_in: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    sideways: Callable[[Page], list[str]],
) -> None:
    from alongside.work.families import actions

    published.places()
    published.figures()
    published.groups(LOCK, "Lock Trust", "A Sponsor")
    family = canal_family(town)
    asking = actions.ask_to_join(family=family.pk, school=LOCK, words="We share much.", by=town.other_head, at=AT)
    named = actions.join(family=family.pk, school=QUAY, since=TODAY, waits=True, by=town.head, at=AT)
    own = f"/families/{family.pk}/"
    seen = {
        town.head: (
            "/families/",
            own,
            f"{own}change/",
            f"{own}meeting/",
            f"{own}add/",
            f"{own}schools/{CANAL}/working-on/",
            f"{own}schools/{CANAL}/figures/",
            f"/families/askings/{asking.pk}/",
            "/families/propose/",
            f"/families/schools/{CANAL}/",
        ),
        town.other_head: (own, f"/families/schools/{LOCK}/"),
        town.director: (
            "/families/without/",
            "/families/found/",
            "/families/trusts/",
            f"{own}close/",
            f"/families/memberships/{named.pk}/",
        ),
    }
    for user, addresses in seen.items():
        for width in (1280, 320):
            page = sign_in(new_page(width=width), user)
            for address in addresses:
                page.goto(address)
                if folder := os.environ.get("PICTURES"):
                    name = f"{user.name.split()[0]}{address}".replace("/", "_")
                    page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
                assert page.locator("h1").count() == 1, address
                assert axe(page) == [], address
                assert sideways(page) == [], address
