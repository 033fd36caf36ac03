"""The pages of measures in a real browser, at a desk and on a phone: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from tests.journeys.test_pages_in_a_browser import faults
from tests.results.conftest import City

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/measures/",
    "/measures/ks4-attainment8/",
    "/measures/absence-overall/?phase=primary",
    "/measures/ks5-alevel-points/",
    "/schools/910103/similar/",
)


def test_the_pages_of_measures_are_for_everybody(
    city_with_results: City,
    new_page: Callable[..., Any],
    axe: Callable[..., list[str]],
    sideways: Callable[..., list[str]],
    the_day_is: Callable[[date], None],
):
    cache.clear()
    the_day_is(date(2026, 3, 2))
    found = []
    for width in (1280, 320):
        page = new_page(width=width)
        found += [f"{width}: {fault}" for address in PAGES for fault in faults(page, address, axe, sideways)]
    assert found == []


@pytest.mark.parametrize(("width", "shown", "hidden"), [(1280, "wide", "narrow"), (320, "narrow", "wide")])
def test_the_drawing_that_fits_is_the_one_that_shows(
    city_with_results: City,
    new_page: Callable[..., Any],
    the_day_is: Callable[[date], None],
    width: int,
    shown: str,
    hidden: str,
):
    the_day_is(date(2026, 3, 2))
    page = new_page(width=width)
    page.goto("/measures/ks4-attainment8/")
    assert page.locator(f".picture__{shown}").first.is_visible()
    assert not page.locator(f".picture__{hidden}").first.is_visible()
    page.locator(".picture__figures > summary").first.click()
    assert page.get_by_role("table", name="").first.is_visible()
