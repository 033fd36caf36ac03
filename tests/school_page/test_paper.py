"""One page about a school: always one A4 page, tagged, in our typeface, and never broken by what a file says."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.face.desk.paper import content, typesetting
from alongside.face.desk.presenters.school import Drawn, lead_of
from alongside.floor.audit import journal
from alongside.knowledge.schools.panels import Printed
from tests.reading import body
from tests.small_city import Lockside

HARMFUL = 'St #Mary $x$ *bold* @ref "quoted" <label> [y] \\ // /* #panic() #read("/etc/passwd") ` ~ _a_ £ é Ő'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="9" height="9"/></svg>'


def told(**said: Any) -> dict[str, Any]:
    return {
        "title": "Harlow Green Primary School, 16 November 2026",
        "about": "What is known",
        "partnership": "Lockside Education Partnership",
        "for": "Published facts",
        "name": "Harlow Green Primary School",
        "what": "Community school, primary.",
        "past": "",
        "needs": [],
        "so": [("", "It is so.")],
        "parts": [],
        "sources": ["Ofsted as at 31 October 2026"],
        "notes": ["No school is ranked."],
        "address": "https://alongside.example/schools/900001/",
        **said,
    }


def part(number: int, *, rows: int = 6, svg: str = "", words: str = "Some words of a part. ") -> dict[str, Any]:
    return {
        "title": f"Part {number}",
        "side": number % 2,
        "lines": [words * 3],
        "header": ["Measure", "School", "Similar"],
        "rows": [[f"{words}{row}", "64%", "60%"] for row in range(rows)],
        "svg": svg,
        "alt": "A picture of a line" if svg else "",
    }


def inside(pdf: bytes) -> bytes:
    """The PDF with its streams unpacked."""
    found = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(found)


def counted(pdf: bytes) -> int:
    """How many pages the PDF itself says it has."""
    said = inside(pdf)
    count = re.search(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", said) or re.search(rb"/Count\s+(\d+)", said)
    assert count
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", said)) == int(count.group(1))
    return int(count.group(1))


@pytest.mark.parametrize("parts", [0, 1, 6, 14, 40])
def test_it_is_one_page_however_much_there_is_to_say(parts: int) -> None:
    drawn = [part(number, svg=SVG if number == 0 else "") for number in range(parts)]
    said = told(parts=drawn, so=[("So:", "it is.")] * parts)
    assert typesetting.pages(said) == 1
    assert counted(typesetting.pdf(said)) == 1


def test_it_is_tagged_for_readers_who_listen() -> None:
    pdf = inside(typesetting.pdf(told(parts=[part(1, svg=SVG)])))
    for mark in (b"pdfuaid:part", b"/StructTreeRoot", b"/Lang", b"/MarkInfo", b"A picture of a line"):
        assert mark in pdf
    assert b"AtkinsonHyperlegibleNext" in pdf


def test_a_picture_without_words_is_refused() -> None:
    silent = part(1, svg=SVG) | {"alt": ""}
    with pytest.raises(RuntimeError, match="could not be set"):
        typesetting.pdf(told(parts=[silent]))


def test_no_name_breaks_it_or_puts_anything_in() -> None:
    plain = typesetting.pdf(told(name=HARMFUL, what=HARMFUL, so=[(HARMFUL, HARMFUL)], parts=[part(1, words=HARMFUL)]))
    assert counted(plain) == 1
    assert HARMFUL.split()[1].encode() not in b"root:x:0"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.lists(st.tuples(st.text(max_size=20), st.text(max_size=80)), max_size=4))
def test_any_words_are_set_as_words(name: str, sentences: list[tuple[str, str]]) -> None:
    assert typesetting.pages(told(name=name or "x", so=sentences, needs=sentences)) == 1


def test_the_same_words_are_the_same_page() -> None:
    assert typesetting.pages(told()) == 1
    assert len(typesetting.pdf(told())) == len(typesetting.pdf(told()))


def test_parts_go_where_there_is_room() -> None:
    long, short = Printed(rows=(("a", "b"),) * 20, header=("x", "y")), Printed(lines=("short",))
    panels = [
        Drawn(f"p{n}", f"P{n}", n, False, False, "", (), printed=one) for n, one in enumerate((long, short, short))
    ]
    sides = [one["side"] for one in content._in_columns([(panel, panel.printed) for panel in panels if panel.printed])]
    assert sides == [0, 1, 1]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Not known: key stage 2 results.", "Not known:"),
        ("It has not been inspected yet.", ""),
        (f"{'A long beginning of a sentence that goes on and on'}: here.", ""),
    ],
)
def test_a_sentence_is_read_by_its_beginning(text: str, lead: str) -> None:
    found = lead_of(text)
    assert found[0] == lead
    assert " ".join(part for part in found if part) == text


@pytest.mark.django_db
def test_everybody_has_the_published_page_and_the_office_that_for_a_visit(
    lockside: Lockside, ruth: Any, olive: Any, visitor: Any, client_of: Callable[..., Any]
) -> None:
    address = f"/schools/{lockside.urn('twice')}/paper.pdf"
    answer = visitor.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert re.search(r'inline; filename=".+ 2026-11-16\.pdf"', answer["Content-Disposition"])
    assert counted(answer.content) == 1
    visit = client_of(ruth).get(f"{address}?for=visit")
    assert counted(visit.content) == 1
    assert "no-store" in visit["Cache-Control"]
    assert visitor.get(f"{address}?for=visit")["Location"].startswith("/account/sign-in/")
    assert client_of(olive).get(f"{address}?for=visit").status_code == 403


@pytest.mark.django_db
def test_the_public_page_has_nothing_that_is_for_the_office(
    lockside: Lockside, ruth: Any, client_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[dict[str, Any]] = []
    monkeypatch.setattr(typesetting, "pdf", lambda given: said.append(given) or b"%PDF")
    client = client_of(ruth)
    address = f"/schools/{lockside.urn('twice')}/paper.pdf"
    client.get(address)
    client.get(f"{address}?for=visit")
    public, visit = said
    assert public["needs"] == []
    assert not {"Priority School", "Facts to weigh"} & {one["title"] for one in public["parts"]}
    assert {"Priority School", "Facts to weigh"} <= {one["title"] for one in visit["parts"]}
    assert "priority" not in str(public).lower()
    assert visit["needs"]
    assert f"Head of the journal: {journal.head()}." in public["notes"]


@pytest.mark.django_db
def test_the_page_is_as_at_the_day_asked_for(lockside: Lockside, visitor: Any) -> None:
    school = lockside.urn("twice")
    page = body(visitor.get(f"/schools/{school}/?on=2024-03-01"))
    assert f'href="/schools/{school}/paper.pdf?on=2024-03-01"' in page
    answer = visitor.get(f"/schools/{school}/paper.pdf?on=2024-03-01")
    assert "2024-03-01.pdf" in answer["Content-Disposition"]
    assert visitor.get(f"/schools/{school}/paper.pdf?on=2024-02-31").status_code == 404
    assert visitor.get("/schools/999999/paper.pdf").status_code == 404
