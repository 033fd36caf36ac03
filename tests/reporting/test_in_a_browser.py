"""The gap, the city since, profiles, the offer, indicators in a real browser: axe, phones, no JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.indicators.conftest import AT, PROPOSAL
from tests.journeys.test_pages_in_a_browser import faults
from tests.offer.conftest import SERVICE
from tests.reporting.conftest import CONCERN, OTHERS

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ("/since/2021/", "/since/2015/", "/districts/ladywood/profile/", "/offer/", "/indicators/", "/measures/")
OFFICE = ("/gap/", "/gap/ks2-rwm-expected/", "/indicators/propose/", "/offer/record/?need=absence&district=ladywood")


@pytest.fixture
def filled(city: None, ruth: Any) -> dict[str, int]:
    """The made city with a service, an adopted indicator with values, and a school's own words."""
    from alongside.knowledge.indicators import actions as indicators
    from alongside.knowledge.offer import actions as offer

    service = offer.record(said=offer.Said(**SERVICE), checked_with="its manager", by=ruth, at=AT)
    chosen = indicators.propose(**PROPOSAL | {"school": CONCERN[0]}, by=ruth, at=AT)
    decided = {"what": "adopted", "body": "The Board", "on": date(2026, 2, 2), "reason": "Parents ask it."}
    indicators.decide(indicator=chosen.pk, **decided, seen_by="everyone", by=ruth, at=AT)  # type: ignore[arg-type]
    for urn in OTHERS:
        for year in (2024, 2025):
            indicators.enter_value(
                indicator=chosen.pk, school=urn, year=year, value=Decimal(70 + year % 10), pupils=40,
                said_by="the head", said_on=date(2026, 2, 20), by=ruth, at=AT,
            )  # fmt: skip
    said = {"title": "Our choir", "words": "We sing.\nEvery day.", "link": "", "said_by": "the head"}
    indicators.keep_own_words(school=OTHERS[0], **said, on=date(2026, 2, 20), by=ruth, at=AT)
    return {"service": service.pk, "indicator": chosen.pk}


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_for_everybody(
    filled: dict[str, int],
    new_page: Callable[..., Any],
    sign_in: Callable[..., Any],
    ruth: Any,
    axe: Callable[..., list[str]],
    sideways: Callable[..., list[str]],
    width: int,
) -> None:
    service, indicator = filled["service"], filled["indicator"]
    more = (f"/offer/{service}/", f"/indicators/{indicator}/", f"/schools/{OTHERS[0]}/panels/own-words/")
    forms = [f"/offer/{service}/{what}/" for what in ("edit", "check", "end")]
    forms += [f"/indicators/{indicator}/{what}/" for what in ("decide", "enter")]
    forms += [f"/schools/{OTHERS[0]}/own-words/", f"/schools/{OTHERS[0]}/panels/indicators/"]
    page = new_page(width=width)
    found = [fault for address in (*PUBLIC, *more) for fault in faults(page, address, axe, sideways)]
    office = sign_in(new_page(width=width), ruth)
    found += [fault for address in (*OFFICE, *PUBLIC, *forms) for fault in faults(office, address, axe, sideways)]
    assert found == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_service_is_recorded_from_a_need_without_an_offer(
    city: None, new_page: Callable[..., Any], sign_in: Callable[..., Any], ruth: Any, javascript: bool
) -> None:
    page = sign_in(new_page(javascript=javascript), ruth)
    page.goto("/districts/ladywood/profile/")
    page.get_by_role("link", name="Record one for Absence").click()
    page.get_by_label("What is the service called?").fill("Back in the Room")
    page.get_by_label("Who offers it?").fill("Canal Trust")
    page.get_by_label("What does it do?").fill("Walks to school with a child.")
    assert page.get_by_label("Absence").is_checked()
    assert page.get_by_label("Ladywood").is_checked()
    page.get_by_label("How is it reached?").fill("back@canal-trust.example")
    page.get_by_role("button", name="Record the service").click()
    assert "Fill in “Whom did you ask, or where did you look?”" in page.get_by_role("alert").inner_text()
    page.get_by_label("Whom did you ask, or where did you look?").fill("its manager")
    page.get_by_role("button", name="Record the service").click()
    assert page.locator("h1").inner_text() == "Back in the Room"
    page.goto("/districts/ladywood/profile/")
    assert (
        page.locator("section", has=page.locator("#need-absence")).get_by_role("link", name="Back in the Room").count()
    )


def test_two_people_who_change_a_service_at_once_both_see_it(
    filled: dict[str, int], new_page: Callable[..., Any], sign_in: Callable[..., Any], ruth: Any, dara: Any
) -> None:
    address = f"/offer/{filled['service']}/edit/"
    one, other = (sign_in(new_page(), person) for person in (ruth, dara))
    one.goto(address)
    other.goto(address)
    for page, contact in ((one, "0000 111 111"), (other, "0000 222 222")):
        page.get_by_label("How is it reached?").fill(contact)
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.get_by_role("button", name="Save").click()
    other.get_by_role("heading", name="Both, side by side").wait_for()
    table = other.get_by_role("region", name="Table: what differs").inner_text()
    assert "0000 111 111" in table
    assert "0000 222 222" in table
    other.get_by_role("button", name="Save").click()
    assert "0000 222 222" in other.locator("main").inner_text()
