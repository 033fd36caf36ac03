"""Where the bytes of what people hand in lie: by their digest, outside the web root, a room for each kind."""

from __future__ import annotations

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings


def put(room: str, content: bytes) -> str:
    """Keep these bytes and return their digest. The same bytes are kept once; a file is there whole or not at all."""
    digest = sha256(content).hexdigest()
    path = path_of(room, digest)
    if path.is_file():
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
    return Path(settings.FILES_ROOT) / room / digest[:2] / digest
