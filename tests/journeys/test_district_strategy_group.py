"""A District Strategy Group meets: planned, invited, held with attendance, a point raised and answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.meetings.conftest import People, group, held, people, plan, schools, today

__all__ = ["People", "group", "held", "people", "plan", "schools", "today"]

pytestmark = pytest.mark.django_db(transaction=True)


def fill_day(page: Any, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        page.fill(f"#id_{name}_{part}", str(getattr(day, part)))


def plan_and_invite(page: Any, group: int, today: date, axe: Any) -> None:
    page.goto(f"/meetings/series/{group}/")
    assert axe(page) == []
    page.click("a:text-is('Plan a meeting')")
    fill_day(page, "on", today)
    page.fill("#id_starts", "14:00")
    page.fill("#id_ends", "16:00")
    page.fill("#id_where", "Ashgrove Primary School")
    page.fill("#id_topics", "Absence on Fridays\nStaff")
    assert axe(page) == []
    page.click("button:text-is('Plan it')")
    page.wait_for_selector("text=The meeting is planned")
    page.click("a:text-is('Invite people')")
    assert axe(page) == []
    page.click("button:text-is('Invite them')")
    page.wait_for_selector("text=5 invited")
    assert axe(page) == []


def answer_on_a_phone(phone: Any, axe: Any, sideways: Any) -> None:
    phone.goto("/meetings/")
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.click("main a:has-text('16 November 2026')")
    assert sideways(phone) == []
    phone.click("text=Say whether you come")
    phone.check("text=Yes, I will come")
    assert axe(phone) == []
    phone.click("button:text-is('Send')")
    phone.wait_for_selector("text=See you there")


def record_who_is_here(page: Any, axe: Any) -> None:
    page.click("a:text-is('Record who is here')")
    page.fill("#id_chair", "Hana Head")
    for box in page.query_selector_all(".coming__one select"):
        box.select_option("here")
    assert axe(page) == []
    page.click("text=Save who is here")
    page.wait_for_selector("text=Who came is recorded")


def write_what_was_said_and_raised(page: Any, axe: Any) -> None:
    page.click("text=Write it, item by item")
    page.fill("#id_said-said", "Fridays are the worst day everywhere.")
    page.click("summary:has-text('Write down a point')")
    page.wait_for_selector("#id_point-words", state="visible")
    assert axe(page) == []
    page.click("button:text-is('Save')")
    page.wait_for_selector("text=What was said is kept")
    page.click("summary:has-text('Write down a point')")
    page.fill("#id_point-words", "We wait months for an educational psychologist.")
    page.select_option("#id_point-raisers", label="Hana Head, Ashgrove Primary School")
    page.click("button:text-is('Write it down')")
    page.wait_for_selector("text=The point is written down")


def record_a_decision(page: Any, axe: Any) -> None:
    page.click("summary:has-text('Record a decision')")
    page.fill("#id_decision-words", "Write to all families.")
    page.click("button:text-is('Record the decision')")
    page.wait_for_selector("text=There is a problem")
    assert axe(page) == []
    page.fill("#id_decision-reason", "It worked at Birchwood.")
    page.click("button:text-is('Record the decision')")
    page.wait_for_selector("text=The decision is recorded")
    assert axe(page) == []


def share_the_minutes(page: Any) -> None:
    page.click("text=Save, and to the next item")
    page.wait_for_selector("h1:text-is('Staff')")
    page.click("a:text-is('Meeting of 16 November 2026')")
    page.click("text=Share the draft minutes")
    page.wait_for_selector("text=is told that the draft minutes are there")


def answer_the_point(page: Any, axe: Any) -> None:
    page.goto("/meetings/points/")
    assert axe(page) == []
    page.click("main a:has-text('Answer it')")
    page.check("label:text-is('Done')")
    page.fill("#id_answer", "Two more start in January.")
    assert axe(page) == []
    page.click("button:text-is('Answer')")
    page.wait_for_selector("text=Who raised it is told")
    assert axe(page) == []


def test_a_group_meets_and_hears_what_was_done(
    people: Any, group: Any, today: date, page: Any, phone: Any, new_page: Any, sign_in: Any, axe: Any, sideways: Any
) -> None:
    sign_in(page, people.coordinator)
    plan_and_invite(page, group.pk, today, axe)
    sign_in(phone, people.head)
    answer_on_a_phone(phone, axe, sideways)
    record_who_is_here(page, axe)
    write_what_was_said_and_raised(page, axe)
    record_a_decision(page, axe)
    narrow = sign_in(new_page(width=320, height=640), people.coordinator)
    narrow.goto(page.url)
    assert sideways(narrow) == []
    assert axe(narrow) == []
    share_the_minutes(page)
    sign_in(page, people.lead)
    answer_the_point(page, axe)

    phone.goto(f"/meetings/series/{group.pk}/")
    phone.wait_for_selector("text=Two more start in January.")
    assert axe(phone) == []
    assert sideways(phone) == []
    phone.click("text=Which schools were there")
    assert axe(phone) == []
    assert sideways(phone) == []
