"""More room for SQLite while a load writes.

As it comes, it keeps 2 MB of pages at hand and copies its log back into the database after every 4 MB. A load writes a
hundred, and comes back to the same pages of the indexes time and again: with more of both it does so in half the time.
Measured in November 2026; a checkpoint keeps no other writer waiting.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ROOM = {
    "cache_size": -16_000,  # KiB, where negative
    "wal_autocheckpoint": 8_000,  # pages of 4 KiB
}


@contextmanager
def to_write() -> Iterator[None]:
    """On this connection, until it is done."""
    if connection.vendor != "sqlite":
        yield
        return
    before = {name: _pragma(name) for name in ROOM}
    try:
        for name, value in ROOM.items():
            _pragma(name, value)
        yield
    finally:
        for name, value in before.items():
            _pragma(name, value)


def _pragma(name: str, value: int | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if value is None else f"PRAGMA {name} = {value}")
        row = cursor.fetchone()
        return int(row[0]) if row else 0
