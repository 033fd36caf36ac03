"""Opening a kept file as a stream of bytes, packed or not, and never more of it than is safe."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from alongside.knowledge.opendata.faults import StructuralFault

LARGEST_PACKED = 400 * 2**20  # bytes; the largest published file is 65 MB (2026-09)
LARGEST_UNPACKED = 1000 * 2**20
LARGEST_RATIO = 150  # published files shrink to a tenth or a twentieth
RATIO_COUNTS_FROM = 20 * 2**20  # unpacked bytes
MOST_MEMBERS = 1000
BLOCK = 1 << 16

_NOT_DATA = {"", ".ds_store", "thumbs.db", "desktop.ini"}
_NOT_DATA_ENDINGS = {".txt", ".md", ".pdf", ".docx", ".html"}
_OTHER_FORMS = (
    (b"%PDF", "This is a PDF."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel workbook."),
    (b"\x89PNG", "This is a picture."),
    (b"7z\xbc\xaf", "This is a 7-Zip archive."),
    (b"Rar!", "This is a RAR archive."),
    (b"SQLite format 3", "This is a database."),
)
TAKE_THE_CSV = "Take the CSV from the publisher's page, or open the file, save it as CSV and load that."


@contextmanager
def opened(path: Path) -> Iterator[Iterator[bytes]]:
    """The bytes of the data inside a file, block by block: as it is, out of .gz, or the one data file of a .zip.

    Raises StructuralFault when opened or while it is read.
    """
    size = path.stat().st_size
    if size == 0:
        raise StructuralFault("The file is empty.", remedy="Download it again.")
    if size > LARGEST_PACKED:
        raise StructuralFault(
            f"The file has {size:,} bytes; nothing larger than {LARGEST_PACKED:,} is taken.",
            remedy="Check that it is the file you meant.",
        )
    with path.open("rb") as stream:
        start = stream.read(16)
        stream.seek(0)
        if start.startswith(b"PK"):
            with _member(stream) as member:
                yield _blocks(member, size)
        elif start.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=stream) as member:
                yield _blocks(member, size)
        else:
            _refuse_other_forms(start)
            yield _blocks(stream, None)


def data_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The data files in a zip, without what systems and publishers put beside them."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise StructuralFault(
            f"The zip holds {len(members):,} files.", remedy="Take out the one you mean and load that."
        )
    return [member for member in members if _may_be_data(member.filename)]


def _may_be_data(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
        raise StructuralFault(
            "A name in the zip points outside it, as the name of a harmless file never does.",
            value=name,
            remedy="Do not open this file; download it again from the publisher's page.",
        )
    return not (
        name.endswith("/")
        or "__MACOSX" in path.parts
        or path.name.lower() in _NOT_DATA
        or path.name.startswith("._")
        or path.suffix.lower() in _NOT_DATA_ENDINGS
    )


@contextmanager
def several(path: Path) -> Iterator[Iterator[tuple[str, _Member]]]:
    """The data files in a zip that holds more than one, each with its name; nothing where it does not."""
    with path.open("rb") as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            yield iter(())
            return
        members = [] if _OTHER_ZIPS & set(archive.namelist()) else data_members(archive)
        yield ((member.filename, _Member(archive, member)) for member in (members if len(members) > 1 else []))


class _Member:
    """One file in a zip, read no further than is safe."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self._blocks = _safe(archive, member)

    def read(self, size: int, /) -> bytes:
        return next(self._blocks, b"")


def _safe(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with _open(archive, member) as stream:
        yield from _blocks(stream, member.compress_size)


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    if member.flag_bits & 0x1:
        raise StructuralFault("The zip is locked with a password.", remedy="Unlock it and load the file inside.")
    if member.filename.lower().endswith((".zip", ".gz")):
        raise StructuralFault("There is another archive inside the zip.", remedy="Take it out and load that.")
    try:
        return archive.open(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise _damaged("zip") from error


@contextmanager
def _member(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged("zip") from error
    with archive:
        _refuse_workbooks(archive)
        members = data_members(archive)
        if len(members) != 1:
            names = ", ".join(member.filename for member in members[:5])
            raise StructuralFault(
                f"The zip holds {len(members)} data files ({names})." if members else "The zip holds no data file.",
                remedy="Take out the one you mean and load that.",
            )
        with _open(archive, members[0]) as member:
            yield member


_OFFICE = "[Content_Types].xml"
_OTHER_ZIPS = {_OFFICE, "mimetype"}


def _refuse_workbooks(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if _OFFICE in names:
        raise StructuralFault("This is an Excel workbook or a Word document.", remedy=TAKE_THE_CSV)
    if "mimetype" in names and "content.xml" in names:
        raise StructuralFault("This is an OpenDocument spreadsheet.", remedy=TAKE_THE_CSV)


def _refuse_other_forms(start: bytes) -> None:
    for sign, what in _OTHER_FORMS:
        if start.startswith(sign):
            raise StructuralFault(what, remedy=TAKE_THE_CSV)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise StructuralFault("The file is in UTF-16.", remedy="Save it as “CSV UTF-8” and load that.")
    if start.lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise StructuralFault("This is a web page, not the file behind it.", remedy=TAKE_THE_CSV)


def _blocks(stream: IO[bytes] | gzip.GzipFile, packed: int | None) -> Iterator[bytes]:
    """The blocks of a stream. Where it comes out of `packed` bytes, no more than is likely of an honest file."""
    limit = LARGEST_UNPACKED
    if packed is not None:
        limit = min(limit, max(RATIO_COUNTS_FROM, packed * LARGEST_RATIO))
    total = 0
    while True:
        try:
            block = stream.read(BLOCK)
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise _damaged("archive") from error
        if not block:
            return
        total += len(block)
        if total > limit:
            raise StructuralFault(
                f"The file unpacks to more than {limit:,} bytes, as no published file does: it may be made to do harm.",
                remedy="Download it again from the publisher's page.",
            )
        if packed is not None and total == len(block):
            _refuse_other_forms(block[:16])
        yield block


def _damaged(what: str) -> StructuralFault:
    return StructuralFault(f"The {what} is damaged or cut short.", remedy="Download it again.")
