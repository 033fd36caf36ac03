"""A person puts a school into a district, and it stays there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.schools.conftest import Loading, gias, school, squares

if TYPE_CHECKING:
    from django.test import Client

    from alongside.floor.accounts.models import User
    from alongside.knowledge.schools.models import Profile

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 10, tzinfo=UTC)
PLACE = {"easting": 405200, "northing": 281500}  # in Erdington, as squares() draws it
Visits = Callable[["User"], "Client"]


@pytest.fixture
def placed(loaded: Loading) -> None:
    loaded("constituencies_2017_12_31.geojson", squares())
    rows = (school(**PLACE), school(urn=900002, number=2002, authority="Solihull"))
    loaded("edubasealldata20260101.csv", gias(*rows))


def line(urn: int = 900001) -> Profile:
    from alongside.knowledge.schools.queries import profiles

    return profiles().get(urn=urn)


def decide(by: User, district: str = "yardley", reason: str = "Its families live there", urn: int = 900001) -> None:
    from alongside.knowledge.schools.actions import override_district

    override_district(school=urn, district=district, reason=reason, by=by, at=AT)


def test_a_decision_holds_at_once_and_is_in_the_journal(placed: None, ruth: User) -> None:
    from alongside.floor.audit import journal
    from alongside.floor.audit.models import Entry

    decide(ruth)
    assert (line().district, line().district_how) == ("yardley", "a person")
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.subject, entry.by) == ("schools.district_decided", "school 900001", ruth)
    said = entry.details.said or {}
    assert said["before"] == "erdington"
    assert said["reason"] == "Its families live there"
    assert journal.verify() == []


def test_a_decision_survives_later_loads(placed: None, ruth: User, loaded: Loading) -> None:
    decide(ruth)
    loaded("edubasealldata20260201.csv", gias(school(pupils=1, **PLACE)))
    assert (line().district, line().pupils) == ("yardley", 1)
    loaded("moved_20180101.geojson", squares(south=52.41))
    assert line().district == "yardley"


def test_a_decision_made_before_a_school_moves_is_no_change_of_the_load(
    placed: None, ruth: User, loaded: Loading
) -> None:
    decide(ruth)
    assert loaded("edubasealldata20260201.csv", gias(school(**PLACE))).counts["fields"] == {}


def test_a_decision_can_be_taken_back(placed: None, ruth: User) -> None:
    decide(ruth)
    decide(ruth, district="", reason="Asked the head")
    assert (line().district, line().district_how) == ("erdington", "location")


@pytest.mark.parametrize(
    ("urn", "district", "reason", "says"),
    [
        (900001, "yardley", "  ", "Say why"),
        (900001, "atlantis", "Why not", "no district"),
        (900002, "yardley", "Why not", "not a school of Birmingham"),
        (900003, "yardley", "Why not", "no school with the URN 900003"),
        (900001, "", "Why not", "nothing to take back"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_reason(
    placed: None, ruth: User, urn: int, district: str, reason: str, says: str
) -> None:
    from alongside.knowledge.schools.actions import CannotDecide
    from alongside.knowledge.schools.models import DistrictOverride

    with pytest.raises(CannotDecide, match=says):
        decide(ruth, district, reason, urn)
    assert not DistrictOverride.objects.exists()


def address(urn: int = 900001) -> str:
    return reverse("schools:override", args=[urn])


def test_the_page_is_for_the_office_alone(placed: None, visitor: Client, olive: User, client_of: Visits) -> None:
    answer = visitor.get(address())
    assert answer.status_code == 302
    assert "next=" in answer["Location"]
    assert client_of(olive).get(address()).status_code == 403
    assert client_of(olive).post(address(), {"district": "yardley", "reason": "x"}).status_code == 403
    assert line().district == "erdington"


def test_the_page_says_where_the_school_is_now_and_how_that_is_known(
    placed: None, ruth: User, client_of: Visits
) -> None:
    page = client_of(ruth).get(address()).content.decode()
    assert "It is in Erdington now, by where GIAS says it stands." in page
    assert "take the decision back" not in page


def test_the_page_takes_a_decision_and_shows_it_afterwards(placed: None, ruth: User, client_of: Visits) -> None:
    answer = client_of(ruth).post(address(), {"district": "yardley", "reason": "Its families live there"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:school", args=[900001]))
    page = client_of(ruth).get(address()).content.decode()
    assert "Put into Yardley: Its families live there" in page
    client_of(ruth).post(address(), {"district": "as-located", "reason": "Asked the head"})
    assert line().district == "erdington"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"district": "yardley", "reason": " "}, "Why?"),
        ({"reason": "Because"}, "Which district"),
        ({"district": "atlantis", "reason": "Because"}, "atlantis"),
    ],
)
def test_the_page_says_what_is_missing(
    placed: None, ruth: User, client_of: Visits, said: dict[str, str], message: str
) -> None:
    answer = client_of(ruth).post(address(), said)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert line().district == "erdington"


def test_a_school_that_is_not_the_citys_has_no_such_page(placed: None, ruth: User, client_of: Visits) -> None:
    assert client_of(ruth).get(address(900002)).status_code == 404
    assert client_of(ruth).get(address(999999)).status_code == 404
