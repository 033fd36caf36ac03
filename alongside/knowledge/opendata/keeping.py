"""Keeping a file as it came: the bytes once, under their digest; the row that says when and as what it came."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from alongside.floor.accounts.models import User
from alongside.knowledge.opendata import queries
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files import unpacking
from alongside.knowledge.opendata.files.unpacking import LARGEST_PACKED
from alongside.knowledge.opendata.models import File

BLOCK = 1 << 20
LONGEST_NAME = 255


class Readable(Protocol):
    """What bytes can be read from: a file, an upload."""

    def read(self, size: int, /) -> bytes: ...


def keep(
    *,
    path: Path | None = None,
    stream: Readable | None = None,
    name: str = "",
    by: User | None = None,
    at: datetime,
    address: str = "",
) -> File:
    """Keep a file, given by its path or as an open stream, unaltered. The same bytes under the same name are kept once.

    Raises StructuralFault where it cannot be read, is empty or is far too large.
    """
    if path is not None:
        try:
            with path.open("rb") as opened:
                return keep(stream=opened, name=name or path.name, by=by, at=at, address=address)
        except OSError as error:
            why = "is a folder" if path.is_dir() else (error.strerror or "cannot be read").lower()
            raise StructuralFault(f"{path}: {why}.", remedy="Give the path of a file.") from None
    assert stream is not None
    sha256, size = _stored(stream)
    file, _ = File.objects.get_or_create(
        sha256=sha256,
        name=plain_name(name),
        defaults={"size": size, "received_at": at, "address": address},
    )
    return file


def keep_all_in(*, path: Path, at: datetime) -> list[File]:
    """Keep a file; or, where it is a zip with several data files (as GIAS makes them), each of these by itself."""
    try:
        with unpacking.several(path) as members:
            kept = [keep(stream=member, name=name, at=at) for name, member in members]
    except OSError:
        kept = []  # `keep` says what is wrong with it
    return kept or [keep(path=path, at=at)]


def plain_name(name: str) -> str:
    """The file's own name without folders, on one line, short enough to be kept with its ending.

    Ofsted's names are longer than a message may quote and end with the day the file speaks of, which must not be lost.
    """
    name = "".join(sign if sign.isprintable() else "·" for sign in name.replace("\\", "/").rpartition("/")[2]).strip()
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        kept = LONGEST_NAME - len(ending) - 1
        name = stem[:kept] + dot + ending if stem and kept > 0 else name[:LONGEST_NAME]
    return name or "file without a name"


def _stored(stream: Readable) -> tuple[str, int]:
    """Copy the bytes into their place; returns their digest and number. Half a copy is never left there."""
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=root, prefix=".coming-")
    try:
        with os.fdopen(handle, "wb") as copy:
            while block := stream.read(BLOCK):
                size += len(block)
                if size > LARGEST_PACKED:
                    raise StructuralFault(f"The file is larger than {LARGEST_PACKED:,} bytes, so it is not taken.")
                digest.update(block)
                copy.write(block)
            copy.flush()
            os.fsync(copy.fileno())
        place = queries.path_of(File(sha256=digest.hexdigest()))
        place.parent.mkdir(exist_ok=True)
        Path(temporary).replace(place)
    except OSError as error:
        why = (error.strerror or "it cannot be written").lower()
        raise StructuralFault(f"The file could not be kept: {why}.", remedy="Make room on the disk.") from None
    finally:
        Path(temporary).unlink(missing_ok=True)
    return digest.hexdigest(), size
