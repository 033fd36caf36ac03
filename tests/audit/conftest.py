"""The journal of these tests, and the triggers that the other tests go without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from alongside.floor.audit.models import Entry
    from tests.audit.writing import Write


@pytest.fixture
def write(db: None) -> Write:
    from django.db import transaction

    from alongside.floor.audit import journal
    from alongside.floor.audit.models import Entry
    from tests.audit.writing import NOW

    def some(count: int = 1, **more: Any) -> Entry:
        for _ in range(count):
            at = NOW + timedelta(minutes=Entry.objects.count())
            said = {"action": "load.let-through", "subject": "load 12", "by": None, "at": at, "details": {}}
            with transaction.atomic():
                entry = journal.record(**(said | more))
        return entry

    return some


@pytest.fixture
def guarded(db: None) -> Iterator[None]:
    """The database as it is in use, with its triggers."""
    from django.db import connection

    from alongside.floor.audit import triggers

    triggers.install(connection)
    yield
    triggers.remove(connection)
