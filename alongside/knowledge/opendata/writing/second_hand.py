"""A second hand that writes while the loader reads on.

With a server (PostgreSQL) much of the time of a write is spent waiting for it: measured in November 2026, 3 of the 13
seconds of a country's first load. SQLite writes within our own process, where a second hand only gets in the way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection

Work = Callable[[], object]
MOST_WAITING = 3  # pieces of work that lie ready, each a few thousand rows: more would only cost memory


class OwnHand:
    """Does at once what it is given."""

    def do(self, work: Work) -> None:
        work()

    def wait(self) -> None:
        """Nothing is ever left to do."""

    def end(self) -> None:
        """Nothing is ever left to do."""


class SecondHand:
    """Does what it is given in order, in a thread and on a connection of its own. What went wrong with one piece is
    raised where a later one is given, or where somebody waits."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="load-writer")
        self._given: deque[Future[object]] = deque()

    def do(self, work: Work) -> None:
        while len(self._given) >= MOST_WAITING:
            self._next()
        self._given.append(self._thread.submit(work))

    def wait(self) -> None:
        """Until everything is done."""
        while self._given:
            self._next()

    def end(self) -> None:
        """Leave off: what is being written comes to its end, what lies ready is not begun."""
        for one in self._given:
            one.cancel()
        self._given.clear()
        self._thread.submit(lambda: connection.close())  # the thread's own, not ours
        self._thread.shutdown(wait=True)

    def _next(self) -> None:
        try:
            self._given.popleft().result()
        except BaseException:
            for one in self._given:
                one.cancel()
            self._given.clear()
            raise


def hand() -> OwnHand | SecondHand:
    """A second one where it helps: with a server, and not inside a transaction that another connection cannot see."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        return SecondHand()
    return OwnHand()
