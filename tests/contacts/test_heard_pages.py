"""The Heard page: what it counts, whom it names, to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.contacts.test_actions import post
from tests.reading import body, rows
from tests.town import BRIDGE, CANAL, LOCK, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def talked(town: Town) -> Town:
    """The head of Canal this term, its chair last term, somebody at Lock two years ago."""
    from alongside.work.contacts.actions import Party

    post(town)
    post(town, on=date(2026, 6, 1), parties=[Party(role="chair", person=town.person(town.chair), school=CANAL)])
    post(town, on=date(2024, 11, 1), school=LOCK, parties=[Party(role="head", name="Before Hugo", school=LOCK)])
    return town


def test_it_says_who_was_heard_this_term_and_who_was_not(talked: Town, client_of: Any) -> None:
    page = body(client_of(talked.director).get("/heard/"))
    assert "Autumn term 2026" in page
    assert "1 of 4" in page
    assert "3 heads have not been reached in the autumn term 2026." in page
    assert "4 chairs of governors have not been reached in the school year 2026/27." in page
    assert "in post since 9 November 2026 (seven days ago), and not heard yet" in page
    assert "whoever held the post before on 1 November 2024" in page
    assert "nobody is recorded" in page
    lists = page[page.index('id="not-reached"') :]
    assert lists.index("Bridge Primary") < lists.index("Lock Academy")
    assert "Canal Primary" not in lists[: lists.index("Chairs of governors")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"head": 1, "chair": 0}),
        ("?period=year", {"head": 1, "chair": 0}),
        ("?period=last-year", {"head": 0, "chair": 1}),
        ("?period=last-term", {"head": 0, "chair": 1}),
        ("?period=days&since=2024-01-01&until=2026-11-16", {"head": 2, "chair": 1}),
        ("?since=2024-11-01&until=2024-11-01", {"head": 1, "chair": 0}),
        ("?period=year&district=erdington", {"head": 0, "chair": 0}),
        ("?period=year&phase=primary&type=maintained", {"head": 1, "chair": 0}),
        ("?period=year&phase=secondary", {"head": 0, "chair": 0}),
    ],
)
def test_any_period_and_part_of_the_city(talked: Town, client_of: Any, query: str, found: dict[str, int]) -> None:
    client = client_of(talked.director)
    assert client.get(f"/heard/{query}").status_code == 200
    said = rows(body(client.get(f"/heard/counts.csv{query}")))
    whole = {row["Role"]: int(row["Schools heard"]) for row in said if row["By"] == "All"}
    assert (whole["Headteacher"], whole["Chair of governors"]) == (found["head"], found["chair"])
    for by in ("District", "Phase", "Type"):
        parts = [row for row in said if row["By"] == by]
        if parts:
            assert sum(int(row["Schools heard"]) for row in parts) == sum(found.values())


def test_each_count_leads_to_the_contacts_that_prove_it(talked: Town, client_of: Any) -> None:
    client = client_of(talked.director)
    page = body(client.get("/heard/?period=last-year"))
    address = "/contacts/?district=ladywood&amp;role=chair&amp;since=2025-09-01&amp;until=2026-08-31"
    assert address in page
    proof = body(client.get(address.replace("&amp;", "&")))
    assert "Chen Chair" in proof
    assert "Hana Head" not in proof


def test_the_lists_leave_whole(talked: Town, client_of: Any) -> None:
    client = client_of(talked.director)
    said = rows(body(client.get("/heard/not-reached/head.csv")))
    assert [row["URN"] for row in said] == [str(BRIDGE), "900004", str(LOCK)]
    assert (said[2]["Who"], said[2]["In post since"], said[2]["Last heard"]) == (
        "Hugo Head",
        "2026-11-09",
        "2024-11-01",
    )
    assert "Hugo Head" in body(client.get("/heard/not-reached/head.xlsx"))
    assert "School year 2026/27" in body(client.get("/heard/counts.xlsx?period=year"))
    assert client.get("/heard/not-reached/clerk.csv").status_code == 404
    assert client.get("/heard/counts.pdf").status_code == 404


def test_figures_are_for_more_people_than_names(talked: Town, client_of: Any, visitor: Any) -> None:
    assert visitor.get("/heard/").status_code == 302
    for user in (talked.head, talked.chair, talked.governor):
        assert client_of(user).get("/heard/").status_code == 403
    for user in (talked.council, talked.board, talked.representative):
        client = client_of(user)
        page = body(client.get("/heard/"))
        assert "Heard" in page
        assert "/contacts/" not in page
        assert "Bridge Primary" not in page
        assert client.get("/heard/not-reached/head.csv").status_code == 404
    page = body(client_of(talked.representative).get("/heard/?district=erdington"))
    assert "Erdington" not in page
    assert "1 of 2" in page


def test_it_asks_the_database_at_most_twelve_times(
    talked: Town, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(talked.director)
    client.get("/heard/")
    with django_assert_max_num_queries(12):
        client.get("/heard/")


def test_nothing_is_loaded_and_nobody_was_heard(db: None, client_of: Any, ruth: Any) -> None:
    page = body(client_of(ruth).get("/heard/"))
    assert "No school is loaded here yet" in page
    assert "Nobody has been heard in this period yet" in page
