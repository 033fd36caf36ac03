"""Somebody leaves: the account is closed, and what they did stays."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alongside.floor.accounts.models import User
from alongside.floor.audit.models import Entry

pytestmark = pytest.mark.django_db


def run(email: str) -> str:
    said = StringIO()
    call_command("close_account", email, stdout=said)
    return said.getvalue().strip()


def test_closing_an_account_is_said_and_journalled(ruth: User) -> None:
    assert run("RUTH@partnership.example") == "The account of Ruth is closed."
    ruth.refresh_from_db()
    assert not ruth.is_active
    assert not ruth.is_office
    assert Entry.objects.get().action == "account.closed"


def test_closing_it_twice_leaves_one_entry(ruth: User) -> None:
    run(ruth.email)
    assert run(ruth.email) == "The account of Ruth was closed already."
    assert Entry.objects.count() == 1


def test_an_address_without_an_account_is_said_to_have_none() -> None:
    with pytest.raises(CommandError, match="no account with the address nobody@"):
        run("nobody@partnership.example")
