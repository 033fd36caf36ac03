"""Two writers at once: one waits for the other, and the journal has neither gap nor fork."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections, connection, transaction

from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from tests.audit.writing import NOW

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 4, 15


def write_some(name: str, begin: threading.Barrier, faults: list[BaseException]) -> None:
    try:
        begin.wait()
        for number in range(EACH):
            with transaction.atomic():
                journal.record(action="a", subject=f"{name} {number}", by=None, at=NOW, details={"n": number})
    except BaseException as fault:
        faults.append(fault)
    finally:
        close_old_connections()
        connection.close()


def test_many_writers_at_once_leave_one_chain_without_gaps() -> None:
    begin, faults = threading.Barrier(WRITERS), []  # type: ignore[var-annotated]
    threads = [
        threading.Thread(target=write_some, args=(f"writer {number}", begin, faults)) for number in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert list(Entry.objects.values_list("number", flat=True)) == list(range(1, WRITERS * EACH + 1))
    assert journal.verify() == []


def test_an_entry_whose_action_fails_leaves_no_gap() -> None:
    for fails in (False, True, False):
        try:
            with transaction.atomic():
                journal.record(action="a", subject="s", by=None, at=NOW, details={})
                if fails:
                    raise RuntimeError("the action failed after its entry was written")
        except RuntimeError:
            pass
    assert [entry.number for entry in Entry.objects.all()] == [1, 2]
    assert journal.verify() == []
