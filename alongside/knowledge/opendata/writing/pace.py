"""Leaving other writers their turn on SQLite, which lets one write at a time.

A waiting writer tries again at least every tenth of a second. So it gets its turn within a second if, that often, the
loader leaves the database alone for a little longer than that. Mostly it does so anyway, while it reads on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

GAP = 0.11  # seconds: longer than a waiting writer sleeps between two tries
LONGEST_WITHOUT = 0.4


class Pace:
    """Keeps count of when others last had a gap. A test gives its own clock."""

    def __init__(
        self,
        *,
        one_writer: bool | None = None,
        ticks: Callable[[], float] = time.monotonic,
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        self._one_writer = connection.vendor == "sqlite" if one_writer is None else one_writer
        self._ticks = ticks
        self._rest = rest
        self._busy_since: float | None = None
        self._ended: float | None = None

    @contextmanager
    def write(self) -> Iterator[None]:
        """Around one short write transaction: rests before it where others have not had a gap for too long."""
        if not self._one_writer:
            yield
            return
        now = self._ticks()
        if self._ended is None or now - self._ended >= GAP or self._busy_since is None:
            self._busy_since = now
        elif now - self._busy_since >= LONGEST_WITHOUT:
            self._rest(GAP - (now - self._ended))
            self._busy_since = self._ticks()
        try:
            yield
        finally:
            self._ended = self._ticks()
