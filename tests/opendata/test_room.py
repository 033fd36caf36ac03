"""A load that writes has more room in SQLite, and leaves the connection as it found it."""

from __future__ import annotations

import pytest
from django.db import connection

from alongside.knowledge.opendata.writing import room


def kept() -> dict[str, int]:
    if connection.vendor != "sqlite":
        return {}
    found = {}
    with connection.cursor() as cursor:
        for name in room.ROOM:
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    return found


@pytest.mark.django_db
def test_a_connection_is_left_as_it_was_also_by_a_load_that_breaks_off() -> None:
    before = kept()
    with pytest.raises(KeyError):
        _load_that_breaks_off(room.ROOM if before else {})
    assert kept() == before


def _load_that_breaks_off(wanted: dict[str, int]) -> None:
    with room.to_write():
        assert kept() == wanted
        raise KeyError
