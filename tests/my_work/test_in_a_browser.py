"""A contact in a minute: on a phone, by keyboard, without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.town import CANAL, TODAY, Town

pytestmark = pytest.mark.django_db(transaction=True)


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
