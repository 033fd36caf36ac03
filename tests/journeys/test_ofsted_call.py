"""Ofsted calls on a Monday; the feedback meeting on Wednesday; the published report is loaded and stands beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.ofsted.conftest import ASHGROVE, TUESDAY, WEDNESDAY, People, people, schools, today
from tests.ofsted.published import publish

__all__ = ["People", "people", "schools", "today"]

pytestmark = pytest.mark.django_db(transaction=True)


def write_down_the_call(phone: Any, axe: Any, sideways: Any) -> None:
    phone.goto("/ofsted/")
    phone.click("main >> a.govuk-button")
    phone.fill("#id_school", "Ashgrove Primary School")
    phone.fill("#id_came_at", "00:01")
    phone.fill("#id_told_by", "Hana Head")
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.click("main form button")
    phone.wait_for_selector("h1:text-is('Ofsted at Ashgrove Primary School')")
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.click("a:text-is('Plan the feedback meeting')")
    for part in ("day", "month", "year"):
        phone.fill(f"#id_on_{part}", str(getattr(WEDNESDAY, part)))
    phone.check("label:has-text('Lena Lead')")
    assert axe(phone) == []
    phone.click("main form button")
    phone.wait_for_selector("text=Who goes is told")


def hold_the_feedback_meeting(phone: Any, axe: Any, sideways: Any) -> None:
    phone.reload()
    phone.click("a.govuk-button:text-is('It took place')")
    phone.check("label:has-text('Hana Head')")
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.click("main form button")
    phone.wait_for_selector("text=written down the same day")
    phone.click("a:text-is('What was said: confidential')")
    assert axe(phone) == []
    phone.click("a:text-is('Write down what was said')")
    phone.fill("#id_words", "A calm school. Early reading is a worry.")
    phone.select_option("#id_area_inclusion", "Strong standard")
    phone.select_option("#id_area_achievement", "Urgent improvement")
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.click("main form button")
    phone.wait_for_selector("text=Kept, for the few")
    assert axe(phone) == []


def look_without_being_one_of_the_few(page: Any, axe: Any) -> str:
    """The address of the call."""
    page.goto("/ofsted/")
    assert axe(page) == []
    assert "worry" not in page.content()
    page.click("main a:has-text('Ashgrove Primary School')")
    assert "confidential until it is published" in page.content()
    assert axe(page) == []
    address = str(page.url)
    assert page.goto(f"{address}outcome/").status == 403
    return address


def test_from_the_call_to_the_published_grades(
    people: Any, phone: Any, page: Any, sign_in: Any, axe: Any, sideways: Any, the_day_is: Any
) -> None:
    from alongside.work.engagement.ofsted import actions

    sign_in(phone, people.lead)
    write_down_the_call(phone, axe, sideways)
    the_day_is(WEDNESDAY)
    hold_the_feedback_meeting(phone, axe, sideways)
    sign_in(page, people.coordinator)
    address = look_without_being_one_of_the_few(page, axe)

    the_day_is(date(2026, 12, 22))
    publish("10500001", ASHGROVE, TUESDAY)
    actions.match_published(by=None, at=datetime(2026, 12, 22, 6, tzinfo=UTC))
    sign_in(page, people.head)
    page.goto(address)
    assert axe(page) == []
    page.click("text=What was published, beside what was said before")
    page.wait_for_selector("text=Differs")
    assert page.inner_text("tr:has-text('Achievement')").split("\t")[-2:] == ["Urgent improvement", "Needs attention"]
    assert axe(page) == []
    phone.goto(f"{address}outcome/")
    assert sideways(phone) == []
