"""Where the bytes of what people hand in lie: by their digest, outside the web root, a room for each kind.

Whose bytes they are is told by rows: a table says in policies/retention.yaml which of its fields names what it has in
which room (`shelf`). What no row names any more is taken away when retention is carried out.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings

# Bytes are put here before the row that names them: what came or was asked for again so lately is let be.
_SETTLED = timedelta(days=1)


def put(room: str, content: bytes) -> str:
    """Keep these bytes and return their digest. The same bytes are kept once; a file is there whole or not at all."""
    digest = sha256(content).hexdigest()
    path = path_of(room, digest)
    if path.is_file():
        os.utime(path)
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    Path(fresh).replace(path)
    return digest


def path_of(room: str, digest: str) -> Path:
    """Where the bytes of a digest lie. `room`: “visits”, “papers”."""
    return _room(room) / digest[:2] / digest


def unnamed(room: str, named: Iterable[str], *, at: datetime) -> list[str]:
    """What lies in a room under none of these digests, and has for a day."""
    known = set(named)
    return sorted(path.name for path in _lying(room, at) if path.name not in known)


def take_away(room: str, digests: Iterable[str], *, at: datetime) -> None:
    """These bytes are gone for good, but for what was put there again meanwhile."""
    gone = set(digests)
    for path in _lying(room, at):
        if path.name in gone:
            path.unlink(missing_ok=True)


def _room(room: str) -> Path:
    return Path(settings.FILES_ROOT) / room


def _lying(room: str, at: datetime) -> Iterator[Path]:
    before = (at - _SETTLED).timestamp()
    for path in _room(room).glob("??/*"):
        if path.is_file() and path.stat().st_mtime < before:
            yield path
