"""Papers of meetings, kept by their digest outside of what a web server serves."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from alongside.floor.web import shelf

ROOM = "papers"
LARGEST = 20 * 1024 * 1024
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class NotAPaper(Exception):
    """What is wrong with the file, and what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    kind: str
    size: int
    sha256: str


def keep(content: bytes) -> Kept:
    """Keep a file. The same file twice is kept once. Raises NotAPaper."""
    if len(content) > LARGEST:
        raise NotAPaper("The file is larger than 20 MB: make it smaller, or split it.")
    kind = kind_of(content)
    if not kind:
        raise NotAPaper("A paper is a PDF or a Word document (.docx): save it as one of these.")
    return Kept(kind, len(content), shelf.put(ROOM, content))


def kind_of(content: bytes) -> str:
    """pdf or docx by what a file holds, never by its name; empty for anything else."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(content)) as parts:
                names = set(parts.namelist())
        except zipfile.BadZipFile:
            return ""
        is_word = {"[Content_Types].xml", "word/document.xml"} <= names
        return "docx" if is_word and "word/vbaProject.bin" not in names else ""
    return ""


def path_of(digest: str) -> Path:
    """Where the bytes of a paper lie."""
    return shelf.path_of(ROOM, digest)
