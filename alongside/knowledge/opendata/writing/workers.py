"""Which process works on a load, and whether it still lives."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

SILENCE = timedelta(seconds=60)  # of a process on another machine, after which it is taken for dead
LONG_SILENCE = timedelta(minutes=15)  # of a process that lives here, after which it is taken to be about something else

_at_work: set[int] = set()  # the loads that this very process works on


def this_one() -> str:
    pid = os.getpid()
    return f"{socket.gethostname()[:60]}:{pid}:{_began(pid)}"


@contextmanager
def at_work() -> Iterator[Callable[[int], None]]:
    """While this process works on the loads that it names. Should it leave one without being able to tell the database,
    it is not taken to be busy with it for ever.
    """
    mine: set[int] = set()

    def name(load_id: int) -> None:
        mine.add(load_id)
        _at_work.add(load_id)

    try:
        yield name
    finally:
        _at_work.difference_update(mine)


def is_dead(load_id: int, worker: str, *, beat_at: datetime | None, at: datetime) -> bool:
    """Whether nobody works on a load any more: on this machine that is seen, of another it is inferred from silence."""
    if worker == this_one():
        return load_id not in _at_work
    silence = at - beat_at if beat_at else LONG_SILENCE + SILENCE
    host, _, process = worker.rpartition(":")[0].rpartition(":")
    if host == socket.gethostname()[:60] and process.isdigit():
        return silence > LONG_SILENCE or not _lives(int(process), began=worker.rpartition(":")[2])
    return not timedelta(0) <= silence <= SILENCE


def _lives(pid: int, *, began: str) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _began(pid) == began and not _is_zombie(pid)


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _began(pid: int) -> str:
    """When the process began, as the system counts: a number given again to another process does not deceive."""
    return (_stat(pid) or [""] * 20)[19]


def _is_zombie(pid: int) -> bool:
    return (_stat(pid) or [""])[0] == "Z"
