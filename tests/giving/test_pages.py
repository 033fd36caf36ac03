"""What a school gives and what it gets: the page, the paper, the table; nobody else's school; how to begin."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from alongside.floor.audit import journal
from alongside.work.ties.giving import presenters, queries
from tests.giving.making import story
from tests.hosting.making import AFTER
from tests.reading import body
from tests.town import BRIDGE, CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def later(town: Town, the_day_is: Any) -> None:
    the_day_is(AFTER.date())


def _streams(pdf: bytes) -> Iterator[bytes]:
    """The file, and what is packed inside it."""
    yield pdf
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(stream)


def test_the_page_tells_what_was_given_and_who_said_thank_you(town: Town, client_of: Any) -> None:
    urn = story(town)
    page = body(client_of(town.other_head).get(reverse("ties:giving", args=[urn])))
    assert "Lock Academy hosted a visit and helped another school." in page
    assert "So warm a welcome." in page
    assert "It saved us a term." in page
    assert "Visit another school" in page  # how to begin with what it has not got yet
    guests = body(client_of(town.head).get(reverse("ties:giving", args=[CANAL])))
    assert "Canal Primary School visited another school and was helped by another school." in guests
    assert "So warm" not in guests


def test_a_school_without_a_story_is_told_how_to_begin(town: Town, client_of: Any) -> None:
    page = body(client_of(town.head).get(reverse("ties:giving", args=[CANAL])))
    assert "The story begins here" in page
    assert "Tell whom you helped" in page


def test_the_paper_is_one_tagged_page_however_much_there_is(town: Town, client_of: Any) -> None:
    from alongside.work.ties.actions import End, post
    from alongside.work.ties.models import Tie

    urn = story(town)
    for number, kind in enumerate(Tie.Kind.values * 12):
        on = TODAY - timedelta(days=number)
        lasts = kind in ("family", "network")
        more = {"name": f"A rather long name of a family of schools, number {number}"} if lasts else {"until": on}
        post(
            ends=[End(kind=kind, school=urn, other=BRIDGE)],
            source=f"many {number}",
            since=on,
            **more,
            by=None,
            at=AFTER,
        )
    answer = client_of(town.other_head).get(reverse("ties:giving-paper", args=[urn]))
    inside = b"".join(_streams(answer.content))
    assert set(re.findall(rb"/Type\s*/Pages\b[^>]*?/Count \s*(\d+)", inside)) == {b"1"}
    for mark in (b"pdfuaid:part", b"/StructTreeRoot", b"/Lang", b"/MarkInfo"):
        assert mark in inside


def test_the_paper_carries_the_head_of_the_journal(town: Town) -> None:
    said = presenters.paper(queries.story(story(town), on=TODAY), address="", journal=journal.head())
    assert said["journal"] == f"Head of the journal: {journal.head()}."


def test_the_table_holds_each_deed(town: Town, client_of: Any) -> None:
    urn = story(town)
    answer = client_of(town.director).get(reverse("ties:giving-list", args=[urn, "csv"]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        "2026/27,gives,Visits hosted,Early reading and phonics,Canal Primary School,2026-11-23,2026-11-23",
        "2026/27,gives,Help to other schools,Mathematics,Canal Primary School,2026-11-12,2026-11-12",
    ]
    assert client_of(town.director).get(reverse("ties:giving-list", args=[urn, "pdf"])).status_code == 404


def test_it_is_seen_by_the_school_itself_and_the_office(town: Town, client_of: Any) -> None:
    for user in (town.other_head, town.council, town.board, town.representative):
        assert client_of(user).get(reverse("ties:giving", args=[CANAL])).status_code == 403, user
    for user in (town.head, town.chair, town.governor, town.far_lead, town.director):
        assert client_of(user).get(reverse("ties:giving", args=[CANAL])).status_code == 200, user
    assert client_of(town.director).get(reverse("ties:giving", args=[123])).status_code == 404
    assert client_of(town.head).get(reverse("ties:giving-own")).url == reverse("ties:giving", args=[CANAL])
    chosen = client_of(town.director).get(reverse("ties:giving-own"), {"school": "lock"})
    assert chosen.url == reverse("ties:giving", args=[LOCK])


def test_the_page_asks_little_of_the_database(town: Town, client_of: Any, django_assert_max_num_queries: Any) -> None:
    urn = story(town)
    client = client_of(town.other_head)
    client.get(reverse("ties:giving", args=[urn]))
    with django_assert_max_num_queries(12):
        client.get(reverse("ties:giving", args=[urn]))


def test_thanks_stand_on_the_page_of_the_school_that_helped(town: Town) -> None:
    from alongside.knowledge.schools.panels import Asked
    from alongside.work.sharing.helping import panels

    story(town)

    def asked(urn: int) -> Asked:
        school: Any = SimpleNamespace(facts=SimpleNamespace(urn=urn))
        return Asked(school, on=AFTER.date(), version=1, is_today=True, for_office=False)

    said = panels.thanked(asked(LOCK))
    assert said
    assert [(words, who) for words, who, _ in said["thanks"]] == [("It saved us a term.", "Canal Primary School")]
    assert panels.thanked(asked(CANAL)) is None


def test_practice_that_was_shared_and_tried_stands_on_both_pages(town: Town) -> None:
    from alongside.work.sharing.practice import actions
    from alongside.work.ties.giving import queries
    from tests.practice.making import published

    item = published(town)
    said = {"words": "It worked here too", "worked": "yes", "on": TODAY}
    actions.tried(item=item.pk, school=CANAL, **said, by=town.head, at=AFTER)
    for urn, kind in ((LOCK, "practice-shared"), (CANAL, "practice-tried")):
        lines = {line.kind.key: line for line in queries.story(urn, on=AFTER.date()).account.lines}
        assert [deed.name for deed in lines[kind].deeds] == [item.title]
