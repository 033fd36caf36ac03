from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.mail import actions, queries
from alongside.floor.mail.facts import Recipient
from alongside.floor.mail.models import Letter

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_who_has_no_account_is_always_written_to():
    actions.tell(
        to=[Recipient("head@school.example", "Hana")], kind="tasks", subject="A task", words="…", thing="task 1", at=AT
    )
    assert [letter.to for letter in Letter.objects.all()] == ["head@school.example"]


@pytest.mark.django_db
def test_who_prefers_a_digest_is_told_on_the_site_at_once(ruth: User):
    made = actions.tell(
        to=[Recipient(ruth.email, ruth.name, ruth)], kind="tasks", subject="A task", words="…", thing="task 1", at=AT
    )
    assert list(queries.unread(ruth)) == made
    assert not Letter.objects.exists()
