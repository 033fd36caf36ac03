"""The pages about people on a phone and on a desk, by the rules of accessibility; and a journey by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, Post
from alongside.knowledge.people import actions, queries
from alongside.knowledge.people.models import HeadChange
from alongside.knowledge.schools.models import Profile
from tests.cast import person_holding
from tests.people.register import change_that_waits, says
from tests.small_city import load_file, small_files

__all__ = ["load_file", "small_files"]

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def lead(load_file: Callable[..., Any]) -> User:
    """The lead of a district with one school, its head, and a change of head that waits."""
    load_file("GIAS establishments, November 2026")
    school = Profile.objects.current().filter(authority="Lockside", status="open").order_by("urn")[0]
    says(school.urn, district="northway")
    head = actions.record_person(name="Ada Archer", email="ada.archer@school.example", by=None, at=AT)
    actions.hold(person=head, role="head", where=Place(school=school.urn), since=date(2020, 9, 1), by=None, at=AT)
    actions.record_body(key="board", name="The Board", kind="board", by=None, at=AT)
    change_that_waits(
        school.urn,
        was="Mrs Ada Archer",
        now="Mr Ben Booth",
        was_as_at=date(2026, 10, 1),
        as_at=date(2026, 11, 2),
        at=AT,
    )
    return person_holding("Lena Lead", Post("district-lead", "district", "northway"))


def test_the_head_of_every_page_leaves_a_phone_to_the_page(phone: Any, lead: User, sign_in: Any) -> None:
    sign_in(phone, lead)
    phone.goto("/people/")
    assert phone.locator("h1").bounding_box()["y"] < 260


def test_a_lead_settles_a_new_head_by_keyboard(page: Any, lead: User, sign_in: Any, axe: Any) -> None:
    sign_in(page, lead)
    page.goto("/people/")
    assert axe(page) == []
    page.get_by_role("region", name="The register names another head").get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/heads/*/")
    page.get_by_label("Their e-mail address").focus()
    page.keyboard.type("ben.booth@school.example")
    page.get_by_role("button", name="Record the new head").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/schools/*/")
    assert "Ben Booth is recorded as head." in page.content()
    change = HeadChange.objects.get()
    now = queries.head_of(change.urn, on=date(2026, 11, 2))
    before = queries.head_of(change.urn, on=date(2026, 11, 1))
    assert now
    assert before
    assert (now.person.name, before.person.name) == ("Ben Booth", "Ada Archer")
    assert before.until == now.since - timedelta(days=1)  # type: ignore[operator]


def test_a_head_finds_the_own_school_in_the_navigation(phone: Any, lead: User, sign_in: Any, axe: Any) -> None:
    urn = HeadChange.objects.get().urn
    sign_in(phone, person_holding("Hal Head", Post("head", "school", str(urn))))
    phone.goto("/people/")
    phone.get_by_role("navigation", name="Main").get_by_role("link", name="My school").click()
    phone.wait_for_url(f"**/schools/{urn}/")
    assert "This is your school." in phone.content()
    assert axe(phone) == []
