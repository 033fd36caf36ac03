"""Visits in a real browser: on a phone, by keyboard, through a lost connection; every page structure looked over."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from alongside.work.engagement.visits.models import Draft, Visit
from alongside.work.tasks.models import Task
from tests.visits.conftest import ASHGROVE, CONCERN, NOTE, SEEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.visits.conftest import People

pytestmark = pytest.mark.django_db(transaction=True)


def to(name: str, *args: Any) -> str:
    return reverse(f"visits:{name}", args=args)


def kept(phone: Page, words: str) -> None:
    expect(phone.locator("#keeping")).to_contain_text(words, timeout=15_000)


def drafts(phone: Page) -> list[str]:
    found: list[str] = phone.evaluate(
        "() => Object.keys(localStorage).filter(key => key.startsWith('alongside:draft'))"
    )
    return found


def gone_from(page: Page) -> None:
    """Once the answer to what was saved has come, no draft is left on the device."""
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('alongside:draft'))")


def plan_for_tomorrow(phone: Page) -> None:
    phone.goto(to("plan", ASHGROVE))
    phone.get_by_label(re.compile("^Visit. A conversation")).check()
    give_day(phone, "17", "11")
    phone.get_by_label("At what time does it begin?").fill("9:30")
    phone.get_by_role("button", name="Plan the visit").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(
        "Visit to Ashgrove Primary School on 17 November 2026"
    )


def write_with_the_network_cut(phone: Page) -> None:
    phone.get_by_role("link", name="It took place: write it up").click()
    phone.get_by_role("button", name="It took place: write it up").click()
    phone.get_by_label("Hana Head, headteacher").check()
    phone.get_by_label("What we saw and heard").fill("Calm lessons.")
    kept(phone, "Kept, 17 November 2026")
    phone.context.set_offline(True)
    phone.get_by_label("What we saw and heard").fill(SEEN)
    phone.get_by_label("What should get better").fill(CONCERN)
    kept(phone, "Kept on this device")
    assert len(drafts(phone)) == 1
    assert Draft.objects.get().boxes["part-seen"] == ["Calm lessons."]
    phone.context.set_offline(False)
    kept(phone, "Kept, 17 November 2026")
    gone_from(phone)
    assert Draft.objects.get().boxes["part-concerns"] == [CONCERN]


def agree_and_send(phone: Page) -> None:
    action = phone.get_by_role("group", name="Action 1", exact=True)
    action.get_by_label("What will be done?").fill("Look at Fridays with the team")
    action.get_by_label("Who will do it?").select_option("Hana Head")
    give_day(action, "1", "12")
    phone.get_by_role("button", name="Read it through and send it").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Read it through, then send it")
    assert CONCERN in phone.content()
    phone.get_by_role("button", name="Send it to the school").click()
    expect(phone.get_by_role("status").first).to_contain_text("The visit is sent")
    gone_from(phone)


def say_what_is_not_accurate(head: Page, visit: Visit) -> None:
    head.goto(to("one", visit.pk))
    head.get_by_role("link", name="Say whether it is accurate").click()
    head.get_by_label("No, something is not accurate").check()
    head.get_by_label("In your words: What should get better").fill("Since June, not since September.")
    head.get_by_role("button", name="Send the answer").click()
    expect(head.get_by_role("status").first).to_contain_text("Thank you")


def mend(phone: Page, visit: Visit) -> None:
    phone.goto(to("one", visit.pk))
    assert "Since June, not since September." in phone.content()
    phone.get_by_role("link", name="Mend it").click()
    phone.get_by_label("What should get better").fill("Attendance on Fridays has fallen since June.")
    phone.get_by_role("button", name="Send it anew").click()
    expect(phone.get_by_role("heading", name="What stands now")).to_be_visible()


def give_day(where: Any, day: str, month: str) -> None:
    for part, value in (("Day", day), ("Month", month), ("Year", "2026")):
        where.get_by_label(part, exact=True).fill(value)


def test_from_plan_to_done_on_a_phone(people: People, phone: Page, new_page: Callable[..., Page], sign_in, the_day_is):
    """Plan, write with the network cut midway, send, inaccurate, mended, the action comes due and is done."""
    plan_for_tomorrow(sign_in(phone, people.lead))
    the_day_is(date(2026, 11, 17))
    write_with_the_network_cut(phone)
    agree_and_send(phone)
    visit = Visit.objects.get()
    head = sign_in(new_page(width=320, height=640), people.head)
    say_what_is_not_accurate(head, visit)
    mend(phone, visit)
    head.goto(to("one", visit.pk))
    assert "has fallen since June" in head.content()
    assert CONCERN in head.content(), "what was said before stays"

    the_day_is(date(2026, 12, 3))
    phone.goto(to("record", ASHGROVE))
    phone.get_by_role("button", name="Write it up").click()
    before = phone.get_by_role("group", name="Look at Fridays with the team")
    expect(before).to_contain_text("overdue")
    before.get_by_label("What came of it?").fill("Fridays are better.")
    before.get_by_role("button", name=re.compile("^Done")).click()
    expect(phone.get_by_role("status").first).to_contain_text("Done: Look at Fridays")
    task = Task.objects.get()
    assert (task.state, task.ended_why, task.ended_on) == ("done", "Fridays are better.", date(2026, 12, 3))


def test_what_was_typed_without_a_connection_survives_the_page(people, held, phone, sign_in):
    visit = held()
    sign_in(phone, people.lead).goto(to("write", visit.pk))
    phone.context.set_offline(True)
    phone.get_by_label("What we saw and heard").fill(SEEN)
    kept(phone, "Kept on this device")
    phone.context.set_offline(False)
    phone.goto("about:blank")
    phone.goto(to("write", visit.pk))
    expect(phone.get_by_label("What we saw and heard")).to_have_value(SEEN)
    kept(phone, "Kept, ")
    assert Draft.objects.get().boxes["part-seen"] == [SEEN]


def test_drafts_on_the_device_go_at_sign_out_and_unsent_ones_are_asked_about(people, held, phone, sign_in):
    visit = held()
    sign_in(phone, people.lead).goto(to("write", visit.pk))
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    phone.on("dialog", answer)
    phone.route("**/keep/", lambda route: route.abort())
    phone.get_by_label("What we saw and heard").fill(NOTE)
    kept(phone, "Kept on this device")
    phone.get_by_role("button", name="Sign out").click()
    expect(phone.get_by_label("What we saw and heard")).to_have_value(NOTE)
    assert len(drafts(phone)) == 1
    phone.get_by_role("button", name="Sign out").click()
    expect(phone.get_by_role("link", name="Sign in")).to_be_visible()
    assert len(asked) == 2
    gone_from(phone)


def test_another_persons_draft_is_not_shown_on_the_same_device(people, held, phone, sign_in):
    visit = held()
    sign_in(phone, people.lead).goto(to("write", visit.pk))
    phone.route("**/keep/", lambda route: route.abort())
    phone.get_by_label("What we saw and heard").fill(SEEN)
    kept(phone, "Kept on this device")
    phone.context.clear_cookies()
    sign_in(phone, people.director).goto(to("write", visit.pk))
    expect(phone.get_by_label("What we saw and heard")).to_have_value("")


def test_two_who_write_at_once_see_both(people, held, phone, page, sign_in):
    visit = held()
    sign_in(phone, people.lead).goto(to("write", visit.pk))
    sign_in(page, people.coordinator).goto(to("write", visit.pk))
    phone.get_by_label("What we saw and heard").fill(SEEN)
    kept(phone, "Kept, ")
    page.get_by_label("What we saw and heard").fill("Loud lessons.")
    kept(page, "Lena Lead has written here meanwhile")
    page.get_by_role("button", name="Save for now").click()
    both = page.get_by_role("region", name="Table: what differs")
    expect(both).to_contain_text(SEEN)
    expect(both).to_contain_text("Loud lessons.")
    expect(page.get_by_label("What we saw and heard")).to_have_value("Loud lessons.")
    assert Draft.objects.get().boxes["part-seen"] == [SEEN]
    page.get_by_role("button", name="Save for now").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    assert Draft.objects.get().boxes["part-seen"] == ["Loud lessons."]


def test_the_writing_page_is_worked_by_keyboard(people, held, page, sign_in):
    visit = held()
    sign_in(page, people.lead).goto(to("write", visit.pk))
    page.get_by_label("Hana Head, headteacher").focus()
    page.keyboard.press("Space")
    page.get_by_label("What we saw and heard").focus()
    page.keyboard.type(SEEN)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.value") == "check":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Read it through, then send it")
    page.get_by_role("button", name="Send it to the school").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("The visit is sent")


def test_it_is_written_and_sent_without_javascript(people, held, new_page, sign_in):
    visit = held()
    page = sign_in(new_page(width=320, height=640, javascript=False), people.lead)
    page.goto(to("write", visit.pk))
    page.get_by_label("Hana Head, headteacher").check()
    page.get_by_label("What we saw and heard").fill(SEEN)
    page.get_by_role("button", name="Room for another action").click()
    expect(page.get_by_role("group", name="Action 3", exact=True)).to_be_visible()
    expect(page.get_by_label("What we saw and heard")).to_have_value(SEEN)
    page.get_by_role("button", name="Read it through and send it").click()
    page.get_by_role("button", name="Send it to the school").click()
    assert Visit.objects.get().state == Visit.State.SENT
