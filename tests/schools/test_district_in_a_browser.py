"""The page on which the office decides a district, in a real browser: at a desk and on a phone, a mistake included."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from tests.schools.conftest import Loading, gias, school, squares

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from alongside.floor.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1280, 320])
def test_a_district_is_decided_and_taken_back(
    transactional_db: None,
    loaded: Loading,
    ruth: User,
    new_page: Callable[..., Page],
    sign_in: Callable[[Page, Any], Page],
    axe: Callable[[Page], list[str]],
    sideways: Callable[[Page], list[str]],
    width: int,
) -> None:
    loaded("constituencies_2017_12_31.geojson", squares())
    loaded("edubasealldata20260101.csv", gias(school(easting=405200, northing=281500)))
    page = sign_in(new_page(width=width), ruth)
    page.goto("/schools/900001/district/")
    assert (axe(page), sideways(page)) == ([], [])
    page.get_by_label("Yardley").check()
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_role("alert").get_by_text("Why?").wait_for()
    assert (axe(page), sideways(page)) == ([], [])
    page.get_by_label("Why?").fill("Its families live there")
    page.get_by_role("button", name="Save the decision").click()
    page.get_by_text("Canal Street Primary School is now in Yardley.").wait_for()
    page.goto("/schools/900001/district/")
    assert page.get_by_text("decided by a person").is_visible()
    page.get_by_label("take the decision back").check()
    page.get_by_label("Why?").fill("Asked the head")
    page.get_by_role("button", name="Save the decision").click()
    page.wait_for_url("**/schools/900001/")
    page.goto("/schools/900001/district/")
    assert page.get_by_text("by where GIAS says it stands").is_visible()
    assert (axe(page), sideways(page)) == ([], [])
