"""Which process works on a load, and whether it still lives."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

SILENCE = timedelta(seconds=60)  # of a process on another machine, after which it is taken for dead


def this_one() -> str:
    pid = os.getpid()
    return f"{socket.gethostname()[:60]}:{pid}:{_began(pid)}"


def is_dead(worker: str, *, beat_at: datetime | None, at: datetime) -> bool:
    """Whether a process is gone: on this machine that is seen, of another it is inferred from a minute's silence."""
    host, _, process = worker.rpartition(":")[0].rpartition(":")
    if host == socket.gethostname()[:60] and process.isdigit():
        return not _lives(int(process), began=worker.rpartition(":")[2])
    return beat_at is None or not timedelta(0) <= at - beat_at <= SILENCE


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
