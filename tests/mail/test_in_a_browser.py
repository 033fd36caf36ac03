"""Letters, preferences and bulletins in a real browser: axe finds nothing wrong, and nothing is wider than a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Post
from alongside.floor.mail import actions, unsubscribing
from alongside.floor.mail.facts import Recipient
from alongside.floor.mail.outbox import actions as outbox
from alongside.floor.mail.outbox.facts import Fate, Outcome
from alongside.work.engagement.bulletins import actions as bulletins
from alongside.work.engagement.bulletins import queries
from alongside.work.engagement.bulletins.facts import Said
from alongside.work.engagement.bulletins.models import Copy
from tests.cast import person_holding

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paths(ruth: User) -> dict[str, list[str]]:
    """What Ruth sees, and what anybody sees by a link."""
    to = Recipient(ruth.email, ruth.name, ruth)
    letter = actions.post(to=to, subject="A visit on Monday", text="Hello", at=AT, key="one")
    taken = outbox.take(worker="one", at=AT)
    assert taken
    outbox.settle(letter=taken, outcome=Outcome(Fate.UNKNOWN, "The connection was lost"), at=AT)
    actions.tell(to=[to], kind="tasks", subject="You took on a task", words="By Friday.", thing="", at=AT)
    person_holding("Dora", Post("director", "partnership"))
    said = Said(subject="Attendance day", text="It is on Friday.", question="Do you come?", roles=("director",))
    draft, sent = (bulletins.write(said=said, by=ruth, at=AT) for _ in range(2))
    readers = queries.readers(said, on=AT.date())
    bulletins.send(bulletin=sent.pk, version=1, readers=readers, by=ruth, at=AT)
    stop = unsubscribing.address(unsubscribing.Token(kinds=("tasks",), user=ruth.pk)).partition("/mail/")[2]
    return {
        "ruth": [
            "/mail/",
            f"/mail/{letter.pk}/",
            f"/mail/{letter.pk}/cancel/",
            "/mail/work/",
            "/mail/notices/",
            "/mail/preferences/",
            "/bulletins/",
            "/bulletins/write/",
            f"/bulletins/{draft.pk}/",
            f"/bulletins/{sent.pk}/",
            "/bulletins/received/",
        ],
        "anybody": [f"/mail/{'' if stop.startswith('stop') else 'stop/'}{stop}", _read()],
    }


def _read() -> str:
    return f"/bulletins/read/{Copy.objects.get().token}/"


def test_pages_are_accessible_and_fit_a_phone(
    paths: dict[str, list[str]],
    ruth: User,
    page: Page,
    phone: Page,
    sign_in: Callable[..., Any],
    axe: Any,
    sideways: Any,
):
    for path in paths["anybody"]:
        phone.goto(path)
        assert axe(phone) == [], path
        assert sideways(phone) == [], path
    sign_in(page, ruth)
    sign_in(phone, ruth)
    for path in paths["ruth"]:
        page.goto(path)
        assert axe(page) == [], path
        phone.goto(path)
        assert sideways(phone) == [], path


def test_a_reader_opens_a_bulletin_in_a_browser_and_it_counts(paths: dict[str, list[str]], page: Page):
    page.goto(paths["anybody"][1])
    page.wait_for_load_state("networkidle")
    assert Copy.objects.get().opened_at is not None
