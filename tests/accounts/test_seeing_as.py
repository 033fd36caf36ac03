"""Seeing the pages as a school sees them: who may, what can be done meanwhile (nothing), and what is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from alongside.config.urls import urlpatterns as all_addresses
from alongside.floor.accounts import actions, seeing_as
from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from alongside.floor.kernel import clock
from alongside.floor.web.audience import everyone
from tests.town import AT, BRIDGE, CANAL, LOCK, Town

pytestmark = pytest.mark.django_db

BANNER = "You see this as the head of"
STOP = "/account/see-as/stop/"
PLAIN = "/about/privacy/"


def begin(client: Client, urn: int = CANAL) -> HttpResponse:
    return client.post(f"/account/see-as/{urn}/")


def told(action: str) -> int:
    return Entry.objects.filter(action=action).count()


@pytest.fixture
def as_canal(town: Town, client_of: Callable[[User], Client]) -> Client:
    """The director, seeing as Canal Primary School."""
    client = client_of(town.director)
    assert begin(client)["Location"] == f"/schools/{CANAL}/"
    return client


def test_each_page_says_as_whom_one_sees_it(as_canal: Client, town: Town) -> None:
    said = as_canal.get(PLAIN).content.decode()
    assert BANNER in said
    assert "Canal Primary School" in said
    assert town.director.name not in said
    assert told("account.seeing-as-begun") == 1


def test_what_the_head_may_not_see_is_not_seen(as_canal: Client) -> None:
    assert as_canal.get("/data/").status_code == 403
    assert BANNER in as_canal.get("/data/").content.decode()


def test_one_stops_and_is_oneself_again(as_canal: Client) -> None:
    assert as_canal.post(STOP)["Location"] == f"/schools/{CANAL}/"
    assert as_canal.get("/data/").status_code == 200
    assert BANNER not in as_canal.get(PLAIN).content.decode()
    entry = Entry.objects.get(action="account.seeing-as-ended")
    assert entry.subject == f"school {CANAL}"
    assert entry.details.said == {"why": "they said so"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/", "/tasks/", "/schools/900001/", "/account/see-as/900002/"])
def test_nothing_can_be_sent_meanwhile(as_canal: Client, address: str, method: str) -> None:
    before = Entry.objects.count()
    answer = getattr(as_canal, method)(address)
    assert answer.status_code in (403, 404)
    if answer.status_code == 403:
        assert "You can only look" in answer.content.decode()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("address", ["/account/", "/account/signed-in/", "/account/second-factor/"])
def test_the_account_of_who_looks_is_not_the_schools(as_canal: Client, address: str) -> None:
    assert as_canal.get(address).status_code == 403


def test_signing_out_is_possible(as_canal: Client) -> None:
    assert as_canal.post("/account/sign-out/").status_code == 302
    assert as_canal.get("/data/").status_code == 302
    assert Entry.objects.get(action="account.seeing-as-ended").details.said == {"why": "they signed out"}


@everyone
def opens_a_letter(request: HttpRequest) -> HttpResponse:
    from django.db import transaction

    with transaction.atomic():
        journal.record(action="letter.opened", subject="letter 1", by=None, at=AT, details={})
    return HttpResponse(f"opened by {request.user}")


urlpatterns = [path("letter/", opens_a_letter), path("", include(all_addresses))]


@pytest.mark.urls("tests.accounts.test_seeing_as")
def test_what_a_look_writes_down_is_taken_back(
    as_canal: Client, town: Town, client_of: Callable[[User], Client]
) -> None:
    assert as_canal.get("/letter/").content == b"opened by The head of Canal Primary School"
    assert told("letter.opened") == 0
    client_of(town.head).get("/letter/")
    assert told("letter.opened") == 1


def test_a_district_lead_sees_only_as_the_schools_of_the_district(
    town: Town, client_of: Callable[[User], Client]
) -> None:
    client = client_of(town.lead)
    assert begin(client, BRIDGE).status_code == 403
    assert BANNER not in client.get(PLAIN).content.decode()
    assert begin(client, LOCK).status_code == 302


def test_nobody_else_may(town: Town, client_of: Callable[[User], Client], visitor: Client) -> None:
    for user in (town.head, town.chair, town.council, town.board, town.representative):
        assert begin(client_of(user)).status_code == 403
    assert begin(visitor)["Location"].startswith("/account/sign-in/")
    assert begin(client_of(town.director), 123456).status_code == 404
    assert told("account.seeing-as-begun") == 0


def test_after_an_hour_it_is_over(as_canal: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + seeing_as.LONGEST + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert as_canal.get("/data/").status_code == 200
    assert Entry.objects.get(action="account.seeing-as-ended").details.said == {"why": "the hour was over"}


def test_who_may_no_longer_is_oneself_at_once(as_canal: Client, town: Town) -> None:
    actions.give_posts(user=town.director, posts=[], by=None, at=AT)
    assert as_canal.get("/data/").status_code == 403
    assert BANNER not in as_canal.get(PLAIN).content.decode()
    assert told("account.seeing-as-ended") == 1


def test_who_sees_as_a_school_is_nobody_of_it(as_canal: Client, town: Town) -> None:
    """What the head said in confidence, or has waiting, is the head's own."""
    said = as_canal.get("/my-work/").content.decode()
    assert town.head.name not in said
    assert "The head of Canal Primary School" in said
