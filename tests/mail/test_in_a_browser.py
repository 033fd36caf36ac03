"""A bulletin in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Post
from alongside.work.engagement.bulletins import actions as bulletins
from alongside.work.engagement.bulletins import queries
from alongside.work.engagement.bulletins.facts import Said
from alongside.work.engagement.bulletins.models import Copy
from tests.cast import person_holding

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_reader_opens_a_bulletin_in_a_browser_and_it_counts(ruth: User, page: Page):
    person_holding("Dora", Post("director", "partnership"))
    said = Said(subject="Attendance day", text="It is on Friday.", question="Do you come?", roles=("director",))
    sent = bulletins.write(said=said, by=ruth, at=AT)
    readers = queries.readers(said, on=AT.date())
    bulletins.send(bulletin=sent.pk, version=1, readers=readers, by=ruth, at=AT)
    page.goto(f"/bulletins/read/{Copy.objects.get().token}/")
    page.wait_for_load_state("networkidle")
    assert Copy.objects.get().opened_at is not None
