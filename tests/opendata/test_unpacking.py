"""What comes packed, and what comes packed to do harm."""

from __future__ import annotations

import gzip
import io
import zipfile
from itertools import islice
from pathlib import Path

import pytest

from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files import unpacking

TEXT = b"URN,Name,Open date\n100001,Ash School,\n"


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(path: Path) -> bytes:
    with unpacking.opened(path) as blocks:
        return b"".join(blocks)


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        gzip.compress(TEXT),
        zipped(**{"register.csv": TEXT}),
        zipped(**{"folder/register.csv": TEXT, "__MACOSX/folder/._register.csv": b"x", "folder/.DS_Store": b"x"}),
        zipped(**{"register.csv": TEXT, "read me.txt": b"Open Government Licence"}),
    ],
    ids=["plain", "gz", "zip", "zip from a Macintosh", "zip with a read-me"],
)
def test_the_data_inside_is_found(made, content):
    assert read(made("register", content)) == TEXT


REFUSED = {
    "empty": (b"", "is empty"),
    "gz cut short": (gzip.compress(TEXT * 50)[:-12], "cut short"),
    "gz damaged": (gzip.compress(TEXT * 50)[:30] + b"xxxxxxxx" + gzip.compress(TEXT * 50)[38:], "damaged"),
    "zip cut short": (zipped(**{"a.csv": TEXT})[:-15], "damaged"),
    "zip of nothing": (zipped(**{"read me.txt": b""}), "no data file"),
    "zip of two": (zipped(**{"a.csv": TEXT, "b.csv": TEXT}), r"2 data files \(a.csv, b.csv\)"),
    "zip with a path upwards": (zipped(**{"../../etc/cron.d/a.csv": TEXT}), "points outside"),
    "zip with a whole path": (zipped(**{"/etc/a.csv": TEXT}), "points outside"),
    "zip with a drive": (zipped(**{"C:\\a.csv": TEXT}), "points outside"),
    "zip in a zip": (zipped(**{"a.zip": zipped(**{"a.csv": TEXT})}), "another archive"),
    "workbook": (zipped(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "Excel workbook"),
    "open document": (zipped(**{"mimetype": b"", "content.xml": b""}), "OpenDocument"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + b"x" * 50, "old Excel"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "web page": (b"\n <!DOCTYPE html><html>", "web page"),
    "utf-16": ("URN,Name".encode("utf-16"), "UTF-16"),
    "web page in gz": (gzip.compress(b"<html>"), "web page"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_is_refused_and_says_what_to_do(made, content, says):
    with pytest.raises(StructuralFault, match=says) as refused:
        read(made("register.csv", content))
    assert refused.value.remedy


def test_a_zip_bomb_is_refused_before_it_is_unpacked(made):
    bomb = zipped(**{"a.csv": b"0" * (unpacking.RATIO_COUNTS_FROM + (8 << 20))})
    assert len(bomb) < 100_000
    with unpacking.opened(made("a.zip", bomb)) as blocks:
        safe = [len(block) for block in islice(blocks, unpacking.RATIO_COUNTS_FROM // unpacking.BLOCK)]
        with pytest.raises(StructuralFault, match="made to do harm"):
            next(blocks)
    assert sum(safe) == unpacking.RATIO_COUNTS_FROM


def test_a_gz_bomb_is_refused(made):
    bomb = gzip.compress(b"0" * (unpacking.RATIO_COUNTS_FROM + (8 << 20)))
    with pytest.raises(StructuralFault, match="made to do harm"):
        read(made("a.csv.gz", bomb))


def test_a_locked_zip_is_refused(made):
    content = bytearray(zipped(**{"a.csv": TEXT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption, in both places that hold it
        content[content.index(mark) + at] |= 1
    with pytest.raises(StructuralFault, match="password"):
        read(made("a.zip", bytes(content)))


def test_a_zip_of_a_great_many_files_is_refused(made):
    content = zipped(**{f"{number}.csv": b"" for number in range(unpacking.MOST_MEMBERS + 1)})
    with pytest.raises(StructuralFault, match="1,001 files"):
        read(made("a.zip", content))
