"""Photographs and documents: what is taken, what is refused, how it is given out."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from alongside.floor.audit import shelf
from alongside.floor.web import sniffing
from alongside.work.engagement.visits.files import actions
from alongside.work.engagement.visits.models import Attachment, Visit
from alongside.work.engagement.visits.policies import Files, templates
from tests.visits.conftest import AT

if TYPE_CHECKING:
    from tests.visits.conftest import People

LIMITS = Files(most=3, megabytes=1, longest_side=400, megapixels=4)
SCRIPT = b"<html><script>alert(1)</script></html>"


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **how: Any) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, "teal").save(kept, kind, **how)
    return kept.getvalue()


def with_place() -> bytes:
    """A photograph that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Phonemaker"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 29.0, 10.0), 3: "W", 4: (1.0, 54.0, 0.0)})
    return picture(exif=exif)


def packed(*names: str, **content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content.get(name, b"<x/>"))
    return kept.getvalue()


def png_that_says_it_is(width: int, height: int) -> bytes:
    """A few bytes that promise a picture of any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml", "xl/printerSettings/printerSettings1.bin")
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_drawn_anew_and_made_smaller(kind):
    found = sniffing.look_into(picture(kind), LIMITS)
    assert (found.media, found.width, found.height) == ("image/jpeg", 400, 300)
    assert Image.open(io.BytesIO(found.content)).size == (400, 300)


def test_where_and_with_what_a_photograph_was_taken_is_gone():
    taken = with_place()
    assert b"Phonemaker" in taken
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(0x8825)
    kept = sniffing.look_into(taken, LIMITS).content
    assert b"Phonemaker" not in kept
    assert b"Exif" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_a_photograph_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    found = sniffing.look_into(picture(exif=exif), LIMITS)
    assert found.width is not None
    assert found.height is not None
    assert found.width < found.height


def test_what_hides_behind_a_picture_is_gone():
    found = sniffing.look_into(picture() + SCRIPT + packed("evil.exe"), LIMITS)
    assert SCRIPT not in found.content
    assert b"evil.exe" not in found.content


def test_what_was_transparent_becomes_white():
    kept = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(kept, "PNG")
    found = sniffing.look_into(kept.getvalue(), LIMITS)
    assert Image.open(io.BytesIO(found.content)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (PDF, "application/pdf"),
        (DOCX, sniffing.DOCX),
        (XLSX, sniffing.XLSX),
        ("Notes: café, 3 < 4\n".encode(), "text/plain"),
    ],
)
def test_documents_are_taken_as_they_are(content, media):
    found = sniffing.look_into(content, LIMITS)
    assert (found.media, found.content) == (media, content)


@pytest.mark.parametrize(
    ("what", "content", "sentence"),
    [
        ("nothing", b"", "empty"),
        ("too large", b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
        ("a page called a photograph", SCRIPT, "web page"),
        ("a page after a line of text", b"Hello\n" + SCRIPT, "web page"),
        (
            "a drawing with a program",
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
            "web page or a drawing",
        ),
        ("a drawing after a declaration", b'<?xml version="1.0"?><svg/>', "web page or a drawing"),
        ("a picture of enormous size", png_that_says_it_is(60_000, 60_000), "more points than we can look at"),
        ("a picture a little too large", png_that_says_it_is(2_001, 2_000), "more than we can look at"),
        ("a picture that breaks off", picture()[:2000], "damaged"),
        ("a picture that holds other bytes", png_that_says_it_is(100, 100), "damaged"),
        ("a picture of another sort", b"GIF89a" + b"\0" * 30, "not taken"),
        ("a PDF with a program", PDF.replace(b"<< >>", b"<< /S /JavaScript >>", 1), "holds a program"),
        ("a PDF without its end", b"%PDF-1.7\nabc", "its end is missing"),
        ("a PDF that is an archive", PDF + packed("evil.exe") + b"%%EOF", "archive at once"),
        ("an archive", packed("a.txt"), "archive"),
        ("a document with macros", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        ("a damaged archive", b"PK\x03\x04 and nothing more", "damaged archive"),
        ("a program", b"MZ" + b"\x90\0" * 200, "not taken"),
        ("bytes", b"\xff\x00\x80\x81" * 30, "cannot tell what"),
        ("a text with control signs", b"abc\x07def", "cannot tell what"),
    ],
)
def test_what_could_do_harm_is_refused_in_a_sentence(what, content, sentence):
    with pytest.raises(sniffing.Refused, match=sentence):
        sniffing.look_into(content, LIMITS)


def test_a_document_that_unpacks_to_far_more_than_it_says_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("word/document.xml", b"\0" * (101 * 1024 * 1024))
    assert len(kept.getvalue()) < 1024 * 1024
    with pytest.raises(sniffing.Refused, match="unpacks to far more"):
        sniffing.look_into(kept.getvalue(), LIMITS)


@pytest.fixture
def attached(people: People, held: Callable[..., Visit]) -> Callable[..., Attachment]:
    visit = held()

    def attach(name: str = "reading corner.JPG", content: bytes | None = None, **more: Any) -> Attachment:
        said = {"visit": visit.pk, "says": "The reading corner", "by": people.lead, "at": AT, **more}
        return actions.attach(name=name, content=content or with_place(), **said)

    return attach


@pytest.mark.django_db
def test_a_file_lies_under_its_digest_outside_the_web_root(attached, settings):
    made = attached()
    path = shelf.path_of(actions.ROOM, made.digest)
    assert path.is_relative_to(settings.FILES_ROOT)
    assert not path.is_relative_to(settings.STATIC_ROOT)
    assert path.read_bytes()[:3] == b"\xff\xd8\xff"
    assert made.name == "reading corner.jpg"
    assert attached().digest == made.digest, "the same bytes are kept once"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\photos\\class 3.jpeg", "class 3.jpg"),
        ('a"b\r\nX: y.jpg', "a-b-X- y.jpg"),
        ("....", "file.jpg"),
        ("report.pdf.exe", "report.pdf.jpg"),
    ],
)
def test_a_file_is_called_by_what_it_is(attached, name, called):
    assert attached(name).name == called


@pytest.mark.django_db
def test_a_visit_has_as_many_files_as_the_policy_allows(attached):
    for number in range(templates().files.most):
        attached(content=f"Note {number}".encode())
    with pytest.raises(actions.CannotRecord, match="files already"):
        attached(content=b"One more")


@pytest.mark.django_db
def test_a_file_is_given_out_to_who_may_and_can_do_nothing(people, attached, client_of):
    made = attached("notes.html", b"Plain notes, no page.")
    answer = client_of(people.lead).get(reverse("visits:file", args=[made.pk]))
    assert answer["Content-Type"] == "text/plain"
    assert answer["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    b"".join(answer.streaming_content)
    for user in (people.head, people.chair, people.council, people.far, people.board):
        assert client_of(user).get(reverse("visits:file", args=[made.pk])).status_code == 403


@pytest.mark.django_db
def test_the_school_gets_the_files_that_are_for_it_once_it_is_sent(people, attached, client_of):
    from alongside.work.engagement.visits.writing import actions as writing
    from alongside.work.engagement.visits.writing.written import Present, Written

    shown, hidden = attached(), attached(content=b"For us alone", to_school=False)
    present = (Present(name="Hana Head", role="head", person=people.head.person),)
    written = Written(parts={"seen": "Calm."}, present=present)
    writing.send(visit=shown.visit_id, written=written, by=people.lead, at=AT)
    hana = client_of(people.head)
    answer = hana.get(reverse("visits:file", args=[shown.pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("inline")
    b"".join(answer.streaming_content)
    assert hana.get(reverse("visits:file", args=[hidden.pk])).status_code == 404
    page = hana.get(reverse("visits:one", args=[shown.visit_id])).content.decode()
    assert "The reading corner" in page
    assert hidden.name not in page
    with pytest.raises(actions.CannotRecord, match="has been sent"):
        actions.detach(attachment=shown.pk, by=people.lead, at=AT)


@pytest.mark.django_db
def test_a_file_is_added_and_taken_off_by_the_form(people, held, client_of):
    visit, lena = held(), client_of(people.lead)
    page = reverse("visits:files", args=[visit.pk])
    refused = lena.post(page, {"file": SimpleUploadedFile("photo.jpg", SCRIPT, "image/jpeg"), "says": "A photograph"})
    assert refused.status_code == 422
    assert "web page" in refused.content.decode()
    assert not Attachment.objects.exists()
    assert lena.post(page, {"file": SimpleUploadedFile("p.jpg", picture()), "says": "A door"}).status_code == 302
    made = Attachment.objects.get()
    assert "A door" in lena.get(page).content.decode()
    lena.post(reverse("visits:file-remove", args=[made.pk]))
    assert lena.get(reverse("visits:file", args=[made.pk])).status_code == 404


@pytest.mark.django_db
def test_only_who_writes_the_visit_adds_and_takes_off(people, attached, client_of):
    made = attached()
    for user in (people.head, people.far, people.council, people.board):
        assert client_of(user).post(reverse("visits:file-remove", args=[made.pk])).status_code == 403
        assert client_of(user).get(reverse("visits:files", args=[made.visit_id])).status_code == 403


@pytest.mark.django_db
def test_bytes_go_with_the_last_row_that_names_them(attached, django_capture_on_commit_callbacks):
    from alongside.floor.audit import actions as audit
    from alongside.floor.audit.models import Entry

    old, other = attached(), attached(content=b"Another file")
    same = attached(at=AT.replace(year=AT.year + 7))
    stranger = shelf.put(actions.ROOM, b"Put here before a row that never came")
    there = [shelf.path_of(actions.ROOM, one) for one in (old.digest, other.digest, stranger)]

    def carry_out(years: int) -> list[bool]:
        then = AT.replace(year=AT.year + years)
        with django_capture_on_commit_callbacks(execute=True):
            audit.carry_out(on=then.date(), by=None, at=then)
            audit.clear_shelf(by=None, at=then)
        return [path.is_file() for path in there]

    assert carry_out(8) == [True, False, False], "a younger row names the first of them still"
    assert set(Attachment.objects.all()) == {same}
    told = Entry.objects.get(action="retention.bytes-taken-away")
    assert (told.subject, told.details.said["digests"]) == ("shelf visits", sorted([other.digest, stranger]))
    assert carry_out(15) == [False, False, False]


def test_bytes_of_today_are_let_be_for_their_row_may_be_on_its_way(settings, tmp_path):
    from datetime import UTC, datetime

    settings.FILES_ROOT = tmp_path
    shelf.put("visits", b"Just handed in")
    assert shelf.unnamed("visits", [], at=datetime.now(UTC)) == []
