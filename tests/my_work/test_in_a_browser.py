"""My work, Heard, contacts and tasks in a browser: on a phone, without scripts, clean by axe; a contact in a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.contacts.test_actions import post
from tests.tasks.test_tasks import agree
from tests.town import CANAL, TODAY, Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(town: Town) -> list[str]:
    """Every structure of page, with something in it."""
    contact = post(town, said="We spoke of the timetable")
    secret = post(town, said="Not for everybody", restricted=True)
    task = agree(town, due=TODAY - timedelta(days=2), by=town.director)
    agree(town, owner=town.person(town.director), words="Call the chair back", due=TODAY + timedelta(days=2))
    return [
        "/my-work/",
        "/my-work/calendar/",
        "/heard/",
        "/heard/?role=chair&period=year",
        "/contacts/",
        f"/contacts/{contact.pk}/",
        f"/contacts/{secret.pk}/",
        "/contacts/record/?q=canal",
        f"/contacts/record/?school={CANAL}",
        f"/contacts/{contact.pk}/change/",
        f"/contacts/{contact.pk}/withdraw/",
        "/tasks/",
        f"/tasks/{task.pk}/",
        f"/tasks/{task.pk}/change/",
        f"/tasks/{task.pk}/done/",
        f"/tasks/agree/?school={CANAL}",
    ]


def test_every_page_is_clean_and_fits_a_phone(
    town: Town, pages: list[str], phone: Page, sign_in: Any, axe: Any, sideways: Any
) -> None:
    sign_in(phone, town.director)
    faults: dict[str, Any] = {}
    for address in pages:
        phone.goto(address)
        phone.wait_for_load_state("networkidle")
        if found := [*axe(phone), *sideways(phone)]:
            faults[address] = found
    assert faults == {}


def test_my_work_of_a_head_is_clean(town: Town, pages: list[str], page: Page, sign_in: Any, axe: Any) -> None:
    sign_in(page, town.head)
    page.goto("/my-work/")
    page.get_by_text("There is nothing to read.").or_(page.get_by_text("For you to do by").first).first.wait_for()
    assert axe(page) == []


def test_a_contact_is_recorded_on_a_phone_by_keyboard_and_without_scripts(
    town: Town, new_page: Any, sign_in: Any
) -> None:
    from alongside.work.contacts.models import Contact

    phone = new_page(width=320, height=640, javascript=False)
    sign_in(phone, town.lead)
    phone.goto(f"/contacts/record/?school={CANAL}")
    phone.get_by_label("Call", exact=True).focus()
    phone.keyboard.press("Space")
    phone.get_by_label("Chen Chair, Chair of governors").focus()
    phone.keyboard.press("Space")
    phone.get_by_label("What was it about?").fill("The budget")
    phone.keyboard.press("Enter")
    phone.get_by_role("heading", name="The budget").wait_for()
    made = Contact.objects.get()
    assert (made.kind, made.on) == ("call", TODAY)
    assert {one.name for one in made.takings.all()} == {"Chen Chair", "Lena Lead"}
