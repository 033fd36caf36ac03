"""The School page over published measures in a real browser: for everybody, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from tests.results.conftest import City

pytestmark = pytest.mark.django_db(transaction=True)

SCHOOLS = ("/schools/910002/", "/schools/910103/", "/schools/910001/?on=2019-06-01")
SHORT_ENOUGH = 2880  # pixels: two screens and two thirds, since what people write down has its panels there too


def opened(page: Any) -> None:
    """Everything that waits behind a click."""
    page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_school_page_is_for_everybody(
    city_with_results: City,
    new_page: Callable[..., Any],
    sign_in: Callable[..., Any],
    ruth: Any,
    axe: Callable[..., list[str]],
    sideways: Callable[..., list[str]],
    width: int,
) -> None:
    cache.clear()
    found = []
    for page in (new_page(width=width), sign_in(new_page(width=width), ruth)):
        for address in SCHOOLS:
            page.goto(address)
            page.wait_for_function("() => !document.querySelector('[hx-get]')")
            opened(page)
            found += [f"{address}: {fault}" for fault in (*axe(page), *sideways(page))]
    assert found == []


def test_a_district_lead_sees_a_school_whole_with_two_scrolls(
    city_with_results: City, new_page: Callable[..., Any], sign_in: Callable[..., Any], ruth: Any
) -> None:
    cache.clear()
    page = sign_in(new_page(width=1280), ruth)
    page.goto("/schools/910103/")
    page.wait_for_function("() => !document.querySelector('[hx-get]')")
    assert page.evaluate("() => document.querySelector('main').getBoundingClientRect().bottom") <= SHORT_ENOUGH


def test_without_javascript_every_part_is_behind_a_link(city_with_results: City, new_page: Callable[..., Any]) -> None:
    cache.clear()
    page = new_page(javascript=False)
    page.goto("/schools/910103/")
    addresses = [link.get_attribute("href") for link in page.locator("[hx-get] a").all()]
    for address in addresses:
        page.goto(address)
        assert page.locator("h1").count() == 1
        page.locator(".govuk-back-link").click()
        assert page.url.endswith("/schools/910103/")
