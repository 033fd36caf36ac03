"""No school alone: the list, one school's ties, the picture, and asking schools in, as people use them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.reading import body, rows
from tests.ties.making import cover, tied
from tests.town import BRIDGE, CANAL, LOCK, QUAY, TODAY, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(town: Town) -> Town:
    """Canal is connected, Bridge has few ties, Lock was visited once, of Quay all lies long ago."""
    cover(QUAY)
    for number, school in enumerate((CANAL, BRIDGE)):
        tied("family", school, source=f"family 3/{number}", circle="family 3", name="Canal Family")
    tied("review-received", CANAL, source="review 1")
    tied("visit", LOCK, source="visit 1", ago=20)
    return town


def test_the_list_says_who_stands_alone_why_and_who_asks(city: Town, client_of: Any) -> None:
    client = client_of(city.director)
    page = body(client.get("/ties/alone/"))
    assert "Two schools of 4 stand alone, and 1 has few ties." in page
    assert "Nobody is asked to bring any of them in yet." in page
    assert "Only a visit from the partnership." in page
    assert "Nothing that still counts." in page
    assert "Only a family of schools." in page
    assert page.index("Quay School") < page.index("Lock Academy") < page.index("Bridge Primary")
    assert 'href="/ties/schools/900001/"' not in page
    assert "Have somebody ask" in page
    said = rows(body(client.get("/ties/alone.csv?state=all")))
    assert [(row["School"], row["State"]) for row in said] == [
        ("Quay School", "alone"),
        ("Lock Academy", "alone"),
        ("Bridge Primary School", "few ties"),
        ("Canal Primary School", "connected"),
    ]
    assert said[3]["What counts"] == "a family of schools: 40; a review by peers: 30"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [QUAY, LOCK, BRIDGE]),
        ("?state=alone", [QUAY, LOCK]),
        ("?state=connected", [CANAL]),
        ("?district=ladywood", [LOCK]),
        ("?phase=primary&state=all", [BRIDGE, CANAL]),
        ("?type=academy", [LOCK]),
        ("?new=yes", []),
        ("?asked=yes", []),
        ("?asked=no&state=thin", [BRIDGE]),
        (f"?on={TODAY - timedelta(days=15)}", [CANAL, BRIDGE, QUAY, LOCK]),
        (f"?on={TODAY + timedelta(days=400)}&district=ladywood", [LOCK]),
        ("?district=nowhere&phase=x&on=never&page=9", [QUAY, LOCK, BRIDGE]),
    ],
)
def test_filters_live_in_the_address(city: Town, client_of: Any, query: str, found: list[int]) -> None:
    client = client_of(city.director)
    assert client.get(f"/ties/alone/{query}").status_code == 200
    assert [int(row["URN"]) for row in rows(body(client.get(f"/ties/alone.csv{query}")))] == found


def test_a_head_sees_every_tie_of_the_own_school_kindly_put(city: Town, client_of: Any) -> None:
    lock = client_of(city.other_head)
    assert lock.get("/ties/").headers["Location"] == f"/ties/schools/{LOCK}/"
    page = body(lock.get(f"/ties/schools/{LOCK}/"))
    assert "One tie holds your school, and it fades: so far it stands alone, which is ours to change." in page
    assert "Visit from the partnership" in page
    assert "10, in full until" in page
    assert "Lena Lead" in page
    assert lock.get(f"/ties/schools/{CANAL}/").status_code == 403
    canal = body(client_of(city.head).get(f"/ties/schools/{CANAL}/"))
    assert "Two ties hold your school: it is well connected." in canal
    assert "Canal Family" in canal


def test_a_school_is_asked_in_as_somebodys_task_and_answers(city: Town, client_of: Any) -> None:
    from alongside.work.tasks.models import Task
    from alongside.work.ties.models import Asking

    lead = client_of(city.lead)
    assert lead.get(f"/ties/schools/{BRIDGE}/ask/").status_code == 403  # another's district
    day = TODAY + timedelta(days=10)
    form = {
        "owner": city.person(city.lead).pk,
        "due_day": day.day,
        "due_month": day.month,
        "due_year": day.year,
        "words": "",
    }
    assert lead.post(f"/ties/schools/{LOCK}/ask/", form).headers["Location"] == f"/ties/schools/{LOCK}/"
    task = Task.objects.get()
    assert task.words.startswith("Ask Lock Academy in")
    assert (task.due, task.school, task.shown_to_school) == (day, LOCK, False)
    assert "Lena Lead, by 26 November 2026" in body(lead.get("/ties/alone/?asked=yes"))
    assert "Lena Lead is to ask this school already" in body(lead.post(f"/ties/schools/{LOCK}/ask/", form))
    asking = Asking.objects.get()
    head = client_of(city.other_head)
    page = body(head.get(f"/ties/invitations/{asking.pk}/"))
    assert "Lena Lead is to ask you by 26 November 2026" in page
    head.post(f"/ties/invitations/{asking.pk}/", {"state": "coming", "words": "Gladly", "seen": asking.version})
    asking.refresh_from_db()
    task.refresh_from_db()
    assert (asking.state, asking.said, asking.then) == ("coming", "Gladly", "alone")
    assert (task.state, task.ended_why) == ("done", "Would like to come in. Gladly")


def test_a_wave_goes_to_head_and_chair_and_is_looked_at_a_term_later(
    city: Town, client_of: Any, the_day_is: Any
) -> None:
    from alongside.floor.mail.models import Letter
    from alongside.work.ties.models import Wave

    director = client_of(city.director)
    form = body(director.get("/ties/waves/new/"))
    assert form.count("checked") == 2  # those that stand alone
    words = {"title": "Autumn 2026", "subject": "Come to us, {name}", "words": "Dear {name}, {school} is missed."}
    director.post("/ties/waves/new/", {**words, "schools": [LOCK, QUAY, BRIDGE]})
    wave = Wave.objects.get()
    page = body(director.get(f"/ties/waves/{wave.pk}/"))
    assert "At 1 school nobody is recorded to write to" in page
    assert client_of(city.other_head).get(f"/ties/invitations/{wave.askings.get(school=LOCK).pk}/").status_code == 404
    director.post(f"/ties/waves/{wave.pk}/send/", {"seen": wave.version})
    letters = {letter.to_name: letter for letter in Letter.objects.filter(thing__startswith="invitation")}
    assert letters.keys() == {"Hugo Head", "Hilda Head"}
    assert letters["Hugo Head"].subject == "Come to us, Hugo Head"
    assert letters["Hugo Head"].text.startswith("Dear Hugo Head, Lock Academy is missed.")
    director.post(f"/ties/waves/{wave.pk}/send/", {"seen": wave.version + 1})
    assert Letter.objects.filter(thing__startswith="invitation").count() == 2
    page = body(director.get(f"/ties/waves/{wave.pk}/"))
    assert "Three schools that nobody could call connected were asked in." in page
    assert "By 16 November 2026, no schools of these have more to hold them." in page
    tied("family", LOCK, source="family 3/7", ago=-30, circle="family 3", name="Canal Family")
    tied("visit-made", LOCK, source="hosting 1", ago=-40)
    the_day_is(date(2027, 6, 1))
    page = body(director.get(f"/ties/waves/{wave.pk}/"))
    assert "A term later, one school of these has more to hold them." in page
    assert "Autumn 2026" in body(director.get("/ties/waves/"))


def test_the_picture_shows_bridges_and_gaps_and_its_table_says_the_same(city: Town, client_of: Any) -> None:
    client = client_of(city.director)
    page = body(client.get("/ties/picture/"))
    assert "The widest bridge lies between Erdington and Ladywood: two schools." in page
    assert page.count('class="ties-mark--alone"') == 3  # and the legend
    said = {row["District"]: row for row in rows(body(client.get("/ties/picture.csv")))}
    assert (said["Ladywood"]["Bridges to"], said["Ladywood"]["Tied beyond it"]) == ("Erdington 2", "1")
    page = body(client.get("/ties/picture/?kind=review"))
    assert "No school’s tie joins Erdington and Ladywood." in page
    families = rows(body(client.get("/ties/picture.csv?by=family")))
    assert [(row["Family"], row["Schools"]) for row in families] == [
        *(("Canal Family", "2"), ("Some family", "1"), ("In no family yet", "1"))
    ]


def test_pages_ask_the_database_seldom(city: Town, client_of: Any, django_assert_max_num_queries: Any) -> None:
    client, head = client_of(city.director), client_of(city.other_head)
    for address in ("/ties/alone/", f"/ties/schools/{LOCK}/", "/ties/picture/", "/ties/waves/"):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
    with django_assert_max_num_queries(12):
        head.get(f"/ties/schools/{LOCK}/")


def test_together_says_it_too(city: Town, client_of: Any) -> None:
    client = client_of(city.director)
    assert "Schools stand alone." in body(client.get("/together/"))
    assert "Two schools stand alone, 1 has few ties." in body(client.get("/together/"))
    assert "No school should be on its own" in body(client_of(city.other_head).get("/together/"))
