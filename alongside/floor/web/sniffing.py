"""What a file is, found by looking into it, never by its name. What could do harm is refused, in a sentence.

Photographs are drawn anew: where and with what they were taken is gone, and so is whatever was hidden behind the
picture. Documents are not opened: they are given out as downloads, by what was found here.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from typing import Protocol

import filetype
from PIL import Image, ImageOps

from alongside.floor.kernel.refusals import CannotRecord

PICTURES = ("JPEG", "PNG", "WEBP")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf", DOCX: "docx", XLSX: "xlsx", "text/plain": "txt"}
_QUALITY = 82
_LARGEST_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 5_000
_TAKEN = "Take a photograph (JPEG, PNG or WebP), a PDF, a Word document, an Excel sheet or plain text."


class Refused(CannotRecord):
    """Why a file is not taken, and what to do."""


class Limits(Protocol):
    """What is taken: megabytes a file, megapixels a picture, and how many pixels its longest side is made."""

    @property
    def megabytes(self) -> int: ...
    @property
    def megapixels(self) -> int: ...
    @property
    def longest_side(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is, and its bytes as they are kept. Pixels only of pictures."""

    media: str
    content: bytes
    width: int | None = None
    height: int | None = None

    @property
    def ending(self) -> str:
        return ENDINGS[self.media]


def look_into(content: bytes, limits: Limits) -> Found:
    """What these bytes are. Raises Refused."""
    if not content:
        raise Refused("The file is empty.")
    if len(content) > limits.megabytes * 1024 * 1024:
        raise Refused(f"The file is larger than {limits.megabytes} MB. Make it smaller, or send the part that matters.")
    guessed = filetype.guess_mime(content) or ""
    if guessed in ("image/jpeg", "image/png", "image/webp"):
        return _picture(content, limits)
    if guessed.startswith("image/"):
        raise Refused(f"A picture of this sort ({guessed.removeprefix('image/')}) is not taken. {_TAKEN}")
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return _text(content, guessed)


def _picture(content: bytes, limits: Limits) -> Found:
    """The picture drawn anew and made smaller, without anything but its pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower, and comes first
            opened = Image.open(io.BytesIO(content), formats=PICTURES)
        width, height = opened.size
        if width * height > limits.megapixels * 1_000_000:
            raise Refused(f"The picture has {width:,} by {height:,} points, more than we can look at. Make it smaller.")
        opened.draft("RGB", (limits.longest_side, limits.longest_side))  # a JPEG is then decoded no larger than needed
        drawn = ImageOps.exif_transpose(opened)
        drawn.thumbnail((limits.longest_side, limits.longest_side), Image.Resampling.LANCZOS)
        kept = io.BytesIO()
        _on_white(drawn).save(kept, "JPEG", quality=_QUALITY, optimize=True, exif=b"")
    except Image.DecompressionBombError:
        raise Refused("The picture has more points than we can look at. Make it smaller.") from None
    except (OSError, ValueError, SyntaxError):
        raise Refused("The picture is damaged: it cannot be read to its end. Take it again.") from None
    return Found("image/jpeg", kept.getvalue(), drawn.width, drawn.height)


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture of the pixels alone; what was transparent becomes white."""
    clear = picture.convert("RGBA")
    ground = Image.new("RGB", clear.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground


def _pdf(content: bytes) -> Found:
    if b"%%EOF" not in content[-2048:]:
        raise Refused("The PDF is damaged: its end is missing. Save it again and try once more.")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused("The file is a PDF and an archive at once. Save the document anew as a PDF.")
    if any(word in content for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile")):
        raise Refused("The PDF holds a program or another file. Print it to a new PDF and send that.")
    return Found("application/pdf", content)


def _office(content: bytes) -> Found:
    """A Word document or an Excel sheet, without programs, that unpacks to a reasonable size. It is not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("The file is a damaged archive. Save it again and try once more.") from None
    names = {part.filename for part in parts}
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise Refused("The file unpacks to far more than a document holds. Save it anew, without large pictures.")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("The file is locked by a password. Send it without one.")
    if any(
        name.lower().endswith((".bin", ".exe", ".js", ".vbs")) and "printersettings" not in name.lower()
        for name in names
    ):
        raise Refused("The document holds macros or another program. Save it without (as .docx or .xlsx).")
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return Found(DOCX, content)
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return Found(XLSX, content)
    raise Refused(f"The file is an archive, and what is inside cannot be looked at. {_TAKEN}")


def _text(content: bytes, guessed: str) -> Found:
    if guessed:
        raise Refused(f"A file of this sort ({guessed}) is not taken. {_TAKEN}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"We cannot tell what this file is. {_TAKEN}") from None
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
        raise Refused(f"We cannot tell what this file is. {_TAKEN}")
    start = text.lstrip().lower()
    if start.startswith("<") or "<script" in start or "<html" in start or "<svg" in start:
        raise Refused(f"The file is a web page or a drawing that could hold a program. {_TAKEN}")
    return Found("text/plain", content)
