"""Says every so often that we live, while something is being done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import close_old_connections, connections

log = logging.getLogger(__name__)

BEATS = 8  # in a lease


@contextmanager
def beating(beat: Callable[[], bool], *, lease: timedelta) -> Iterator[None]:
    """Call `beat` from a thread of its own, some times in a lease, until it says False or we are done."""
    done = threading.Event()
    thread = threading.Thread(target=_beat, args=(beat, done, lease), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(beat: Callable[[], bool], done: threading.Event, lease: timedelta) -> None:
    try:
        while not done.wait(lease.total_seconds() / BEATS):
            try:
                if not beat():
                    return
            except Exception:
                log.exception("A heartbeat could not be written; tried again")
                close_old_connections()
    finally:
        connections.close_all()
