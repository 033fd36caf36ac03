"""What a build may do without, because it can be begun again: waiting for the disk, and slow passwords."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.hashers import get_hasher
from django.db import connection

_ROUNDS = 20_000
_PRAGMAS = {"synchronous": "OFF", "cache_size": "-64000", "temp_store": "MEMORY", "wal_autocheckpoint": "16000"}
_GARBAGE = (50_000, 20, 20)


@contextmanager
def building() -> Iterator[None]:
    """Until the build is done: what a crash would spoil is built anew anyway, and the passwords of the demo are told to
    everybody, so that nothing is won by making them slow to guess. Who signs in has theirs kept the slow way."""
    hasher: Any = get_hasher("default")
    collected = gc.get_threshold()
    rounds = hasher.iterations
    hasher.iterations = _ROUNDS
    gc.set_threshold(*_GARBAGE)
    try:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for name, value in _PRAGMAS.items():
                    cursor.execute(f"PRAGMA {name} = {value}")
        yield
    finally:
        hasher.iterations = rounds
        gc.set_threshold(*collected)
        connection.close()  # whoever comes next waits for the disk again
