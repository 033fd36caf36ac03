"""A school sees what is said of it and how to contest it; the council what its contract reaches; nobody else more."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache

from alongside.floor.accounts.roles import Post
from alongside.knowledge.schools.models import Profile
from alongside.work.priority.models import Verdict
from tests.cast import person_holding
from tests.people.register import says
from tests.small_city import Lockside, lockside, small_files

__all__ = ["lockside", "small_files"]
pytestmark = pytest.mark.django_db

PANELS = ("priority", "vulnerability", "next-inspection", "likelihood")
CONTEST = "tell your District Lead or write to the partnership"


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return unescape(content.decode("utf-8-sig"))


def shown(client: Any, urn: int) -> set[str]:
    found = re.findall(r'id="panel-([a-z-]+)"', body(client.get(f"/schools/{urn}/")))
    return {key for key in found if key in PANELS}


@pytest.fixture
def listed(lockside: Lockside) -> int:
    return Verdict.objects.current().filter(status="listed").values_list("urn", flat=True).order_by("urn")[0]


@pytest.fixture
def academy(lockside: Lockside) -> int:
    return Profile.objects.current().filter(authority="Lockside", group="academy", status="open").order_by("urn")[0].urn


@pytest.fixture
def council(lockside: Lockside, client_of: Callable[..., Any]) -> Any:
    return client_of(person_holding("Cora Council", Post("council-officer", "partnership")))


@pytest.mark.parametrize("role", ["head", "chair"])
def test_a_school_sees_what_is_said_of_it_and_how_to_contest_it(
    listed: int, academy: int, role: str, client_of: Callable[..., Any], visitor: Any
) -> None:
    client = client_of(person_holding("Hal Head", Post(role, "school", str(listed))))
    assert shown(client, listed) == set(PANELS)
    page = body(client.get(f"/schools/{listed}/"))
    assert "Not public. Seen by the partnership’s office" in page
    assert CONTEST in page
    assert "What the school is told" in body(client.get(f"/schools/{listed}/panels/likelihood/"))
    assert shown(client, academy) == set()
    assert shown(visitor, listed) == set()


def test_what_one_is_shown_is_not_kept_for_another(listed: int, client_of: Callable[..., Any], visitor: Any) -> None:
    """The same panels are drawn once for all who may see them, and never for who may not."""
    head = client_of(person_holding("Hal Head", Post("head", "school", str(listed))))
    other = client_of(person_holding("Olaf Other", Post("head", "school", "999999")))
    for order in ((head, other, visitor), (visitor, other, head)):
        cache.clear()
        assert [bool(shown(client, listed)) for client in order] == [client is head for client in order]


@pytest.mark.parametrize("role", ["governor", "clerk"])
def test_a_governor_sees_no_more_than_the_public(listed: int, role: str, client_of: Callable[..., Any]) -> None:
    client = client_of(person_holding("Gus Gale", Post(role, "school", str(listed))))
    assert shown(client, listed) == set()
    assert client.get(f"/priority/{listed}/").status_code == 403


def test_a_head_reads_the_verdict_on_the_own_school_and_never_the_list(
    listed: int, academy: int, client_of: Callable[..., Any]
) -> None:
    client = client_of(person_holding("Hal Head", Post("head", "school", str(listed))))
    page = body(client.get(f"/priority/{listed}/"))
    assert CONTEST in page
    assert 'href="/priority/"' not in page
    assert client.get(f"/priority/{listed}.json").status_code == 200
    for address in ("/priority/", "/priority/list.csv", f"/priority/{academy}/", f"/priority/{academy}.json"):
        assert client.get(address).status_code == 403
    for address in ("/forecast/", "/forecast/list.csv"):
        assert client.get(address).status_code == 403


def test_the_council_sees_the_maintained_schools_of_its_list(listed: int, academy: int, council: Any) -> None:
    rows = body(council.get("/priority/list.csv"))
    assert str(listed) in rows
    assert str(academy) not in rows
    assert council.get("/priority/").status_code == 200
    assert council.get(f"/priority/{listed}/").status_code == 200
    assert council.get(f"/priority/{academy}/").status_code == 403
    assert shown(council, listed) == set(PANELS)
    assert shown(council, academy) == set()


def test_a_school_that_left_the_contract_is_no_more_the_councils_whatever_day_is_asked(
    lockside: Lockside, listed: int, council: Any
) -> None:
    address = "/priority/list.csv?on=2026-10-01&authority=Lockside"
    assert str(listed) in body(council.get(address))
    says(listed, group="academy")
    assert str(listed) not in body(council.get(address))
    assert council.get(f"/priority/{listed}/?on=2026-10-01").status_code == 403
    assert "Priority School</h2>" not in body(council.get(f"/schools/{listed}/?on=2026-10-01"))


def test_a_maintained_school_of_another_authority_is_not_this_councils(listed: int, council: Any) -> None:
    says(listed, authority="Elsewhere")
    assert council.get(f"/priority/{listed}/").status_code == 403
