"""What waits for whom, in how many queries, and that a package's own lines come in by registering."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.floor.accounts import waiting
from alongside.floor.accounts.waiting import Card, Figure, Source, Waiting, Who
from tests.reading import body
from tests.tasks.test_tasks import agree
from tests.town import CANAL, TODAY, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def registered() -> Iterator[Any]:
    """What a test registers is gone after it."""
    before = dict(waiting._sources), dict(waiting._cards), dict(waiting._diaries)
    yield waiting.register
    for kept, was in zip((waiting._sources, waiting._cards, waiting._diaries), before, strict=True):
        kept.clear()
        kept.update(was)


def test_it_is_sorted_into_what_is_late_next_and_owed_by_others(town: Town, client_of: Any) -> None:
    late = agree(town, words="Was to be sent", due=TODAY - timedelta(days=3))
    agree(town, words="Comes next", due=TODAY + timedelta(days=5))
    agree(town, words="Much later", due=date(2027, 5, 1))
    page = body(client_of(town.head).get("/my-work/"))
    order = [page.index(words) for words in ("Overdue", "Was to be sent", "Comes next", "Due later", "Much later")]
    assert order == sorted(order)
    assert "three days late" in page or "3 days late" in page
    assert "One thing is overdue; one thing is due within two weeks." in page
    assert "Canal Primary School</a>: everything that is held" in page
    assert f"/tasks/{late.pk}/" in page
    lead = body(client_of(town.lead).get("/my-work/"))
    assert lead.index("You wait for others") < lead.index("Was to be sent")
    assert "Hana Head" in lead
    assert "Record a contact" in lead
    assert "Record a contact" not in page


def test_nothing_waits_and_it_says_so(town: Town, client_of: Any, visitor: Any) -> None:
    page = body(client_of(town.board).get("/my-work/"))
    assert "Nothing waits for you." in page
    assert "Overview" not in page
    assert visitor.get("/my-work/").status_code == 302


def test_packages_add_lines_and_cards_by_registering(town: Town, client_of: Any, registered: Any) -> None:
    def lines(who: Who, on: date) -> list[Waiting]:
        if not who.schools("head"):
            return []
        words = "Answer the visit of 3 November"
        return [
            Waiting(words=words, address="/visits/1/", kind="Visit", school=CANAL, since=date(2026, 11, 3)),
        ]

    def notices(who: Who, on: date) -> list[Waiting]:
        return [Waiting(words="Read the bulletin", address="/b/", kind="Bulletin", notice=True)]

    registered(Source("test", 1, lines))
    registered(Source("test-notices", 1, notices, apart=True))
    registered(
        Card("test", 1, "contacts.change", lambda who, on: Figure(number=3, words="visits overdue", address="/v/"))
    )
    page = body(client_of(town.head).get("/my-work/"))
    assert "Waiting for you" in page
    assert "Answer the visit of 3 November" in page
    assert "since 3 Nov 2026" in page
    assert "Read the bulletin" not in page
    assert "Read the bulletin" in body(client_of(town.head).get("/my-work/to-read/"))
    assert client_of(town.head).get("/my-work/overview/").status_code == 200
    assert "Visits overdue" not in body(client_of(town.head).get("/my-work/overview/"))
    assert "Visits overdue" in body(client_of(town.director).get("/my-work/overview/"))
    assert "Answer the visit" not in body(client_of(town.lead).get("/my-work/"))


def test_the_director_sees_whom_nobody_has_talked_to_and_a_lead_of_the_own_district(town: Town, client_of: Any) -> None:
    agree(town, due=TODAY - timedelta(days=1))
    page = body(client_of(town.director).get("/my-work/overview/"))
    assert "Heads not reached this term." in page
    assert "/heard/?role=head" in page
    assert "Task overdue." in page
    lead = body(client_of(town.lead).get("/my-work/overview/"))
    assert "/heard/?role=head&amp;district=ladywood" in lead
    assert body(client_of(town.head).get("/my-work/overview/")).count("card__figure") == 0


@pytest.mark.parametrize("who", ["director", "lead", "head", "chair", "council", "board", "representative", "governor"])
def test_my_work_and_together_ask_the_database_at_most_twelve_times(
    town: Town, client_of: Any, who: str, django_assert_max_num_queries: Any
) -> None:
    agree(town, owner=town.person(getattr(town, who)))
    agree(town, by=getattr(town, who))
    client = client_of(getattr(town, who))
    client.get("/my-work/")
    with django_assert_max_num_queries(12):
        client.get("/my-work/")
    with django_assert_max_num_queries(12):
        client.get("/my-work/overview/")
    with django_assert_max_num_queries(12):
        client.get("/together/")


def test_it_is_where_one_comes_after_signing_in() -> None:
    from django.conf import settings
    from django.shortcuts import resolve_url

    assert resolve_url(settings.LOGIN_REDIRECT_URL) == "/my-work/"
