"""Papers of meetings, kept by their digest outside of what a web server serves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alongside.floor.audit import shelf
from alongside.floor.web.sniffing import DOCX, Refused, look_into

ROOM = "papers"
TYPES = {"pdf": "application/pdf", "docx": DOCX}


class Limits:
    """What a paper may be."""

    megabytes = 20
    megapixels = longest_side = 1  # no paper is a picture


@dataclass(frozen=True, slots=True)
class Kept:
    kind: str
    size: int
    sha256: str


def keep(content: bytes) -> Kept:
    """Keep a PDF or a Word document, by what it holds. The same file twice is kept once. Raises Refused."""
    found = look_into(content, Limits())
    kind = next((kind for kind, media in TYPES.items() if media == found.media), "")
    if not kind:
        raise Refused("A paper is a PDF or a Word document (.docx): save it as one of these.")
    return Kept(kind, len(found.content), shelf.put(ROOM, found.content))


def path_of(digest: str) -> Path:
    """Where the bytes of a paper lie."""
    return shelf.path_of(ROOM, digest)
