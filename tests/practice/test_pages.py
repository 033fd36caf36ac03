"""The pages of practice: written, read over, published, tried, found, retired."""

from __future__ import annotations

from typing import Any

import pytest

from tests.practice.making import published, write, written
from tests.reading import body, rows
from tests.town import CANAL, LOCK, TODAY, Town

pytestmark = pytest.mark.django_db
DAY = {"on_day": TODAY.day, "on_month": TODAY.month, "on_year": TODAY.year}


def form(town: Town, **said: Any) -> dict[str, Any]:
    return written(town) | {"ask": str(town.person(town.other_head).pk)} | said


def test_a_head_writes_reads_over_and_publishes(town: Town, client_of: Any) -> None:
    from alongside.work.sharing.practice.models import Item

    client = client_of(town.other_head)
    assert client.post("/practice/write/", form(town)).status_code == 302
    made = Item.objects.get()
    assert (made.school, made.state) == (LOCK, "draft")
    page = f"/practice/{made.pk}/"
    assert client_of(town.head).get(page).status_code == 404
    assert client.post(f"{page}publish/", {"seen": 1}).status_code == 422
    assert client.post(f"{page}publish/", {"seen": 1, "read_over": "on"}).status_code == 302
    assert "A call home on the first morning" in body(client_of(town.governor).get(page))
    late = client.post(f"{page}change/", form(town, seen=1, title="Another", read_over="on"))
    assert late.status_code == 422
    assert client.post(f"{page}change/", form(town, seen=2, title="Another")).status_code == 422
    assert client.post(f"{page}change/", form(town, seen=2, title="Another", read_over="on")).status_code == 302
    assert client_of(town.head).get(f"{page}change/").status_code == 403


def test_another_school_says_what_came_of_it(town: Town, client_of: Any) -> None:
    made = published(town)
    page = f"/practice/{made.pk}/"
    said = {"school": CANAL, "worked": "no", "words": "Nobody answers before ten.", **DAY}
    assert client_of(town.head).post(f"{page}tried/", said).status_code == 302
    assert client_of(town.other_head).get(f"{page}tried/").status_code == 404
    assert client_of(town.governor).get(f"{page}tried/").status_code == 403
    assert client_of(town.head).post(f"{page}tried/", said | {"school": LOCK}).status_code == 422
    assert "It did not work here" in body(client_of(town.governor).get(page))
    assert "tried here by 1 school" in body(client_of(town.head).get("/practice/?from=tried"))


def test_the_list_is_narrowed_by_topic_phase_evidence_words_and_origin(town: Town, client_of: Any) -> None:
    published(town)
    abroad = {"school": None, "source": "https://practice.example/talk", "where": "Portugal", "by": town.director}
    published(town, title="Talk first", topics=["speaking"], phases=[], strength_of_evidence="studied", **abroad)
    client = client_of(town.head)

    def found(query: str) -> set[str]:
        return {row["Title"] for row in rows(body(client.get(f"/practice/list.csv{query}")))}

    call, talk = "A call home on the first morning", "Talk first"
    assert found("") == {call, talk}
    assert found("?topic=attendance") == {call}
    assert found("?phase=primary") == {talk}
    assert found("?phase=secondary") == {call, talk}
    assert found("?evidence=compared") == {talk}
    assert found("?from=elsewhere") == {talk}
    assert found("?from=ours") == {call}
    assert found("?q=oracy in portugal") == {talk}
    assert found("?q=mornings") == {call}
    assert found("?q=nothing+like+it") == set()
    assert "Portugal" in body(client.get("/practice/?from=elsewhere"))
    assert "Nothing is written up for this" in body(client.get("/practice/?topic=money"))


def test_it_is_retired_with_a_reason_which_who_comes_by_reads(town: Town, client_of: Any) -> None:
    made = published(town)
    page = f"/practice/{made.pk}/"
    assert client_of(town.head).get(f"{page}retire/").status_code == 403
    gone = {"seen": 2, "why": "The calls go out by themselves."}
    assert client_of(town.other_head).post(f"{page}retire/", gone).status_code == 302
    assert "The calls go out by themselves." in body(client_of(town.head).get(page))
    assert made.title not in body(client_of(town.head).get("/practice/"))
    assert made.title not in body(client_of(town.head).get("/practice/?state=retired"))
    assert made.title in body(client_of(town.other_head).get("/practice/?state=retired"))


def test_the_office_writes_up_what_is_from_elsewhere_and_a_head_does_not(town: Town, client_of: Any) -> None:
    from alongside.work.sharing.practice.models import Item

    said = form(town, where="Wales", source="https://practice.example/")
    del said["ask"]
    assert client_of(town.director).post("/practice/write/", said).status_code == 302
    assert Item.objects.get().school is None
    assert client_of(town.head).get(f"/practice/write/?school={LOCK}").status_code == 403
    assert client_of(town.council).get("/practice/").status_code == 403
    draft = write(town)
    assert client_of(town.far_lead).get(f"/practice/{draft.pk}/publish/").status_code == 403
