"""Two people of the office invite the same person at once: there is one account, and both invitations are told of."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User
from alongside.floor.audit.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
INVITERS = 4


def test_the_first_makes_the_account_and_the_others_renew_it() -> None:
    begin, faults = threading.Barrier(INVITERS), []  # type: ignore[var-annotated]

    def invite() -> None:
        try:
            begin.wait()
            actions.invite(email="new@partnership.example", by=None, at=NOW)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=invite) for _ in range(INVITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert User.objects.filter(email="new@partnership.example").count() == 1
    told = list(Entry.objects.order_by("number").values_list("action", flat=True))
    assert told == ["account.invited"] + ["account.invited-again"] * (INVITERS - 1)
