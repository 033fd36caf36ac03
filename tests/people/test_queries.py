"""Who holds which role, asked by whoever must reach somebody."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from alongside.floor.accounts import actions as accounts
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place
from alongside.knowledge.people import actions, queries
from alongside.knowledge.people.models import Holding, Person

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
TODAY = date(2026, 10, 1)


def person(name: str, email: str = "") -> Person:
    return actions.record_person(name=name, email=email, by=None, at=AT)


def holds(who: Person, role: str, where: Place = actions.PARTNERSHIP, **period: date) -> Holding:
    return actions.hold(person=who, role=role, where=where, by=None, at=AT, **period)  # type: ignore[arg-type]


def test_the_head_of_a_day_is_whoever_held_the_role_that_day() -> None:
    first, second = person("Ann Archer"), person("Bea Booth")
    holds(first, "head", Place(school=1), until=date(2026, 8, 31))
    holds(second, "head", Place(school=1), since=date(2026, 9, 1))
    assert [queries.head_of(1, on=day).person for day in (date(2026, 8, 31), date(2026, 9, 1))] == [first, second]  # type: ignore[union-attr]
    assert queries.head_of(2, on=TODAY) is None


def test_of_two_heads_the_one_who_began_last_is_asked() -> None:
    holds(person("Ann Archer"), "head", Place(school=1))
    second = holds(person("Bea Booth"), "head", Place(school=1), since=date(2026, 9, 20))
    assert queries.head_of(1, on=TODAY) == second


def test_a_chair_is_not_a_head() -> None:
    held = holds(person("Cat Crane"), "chair", Place(school=1))
    assert (queries.head_of(1, on=TODAY), queries.chair_of(1, on=TODAY)) == (None, held)


def test_a_school_with_a_lead_of_its_own_is_not_the_districts() -> None:
    of_district = holds(person("Dee Dale"), "district-lead", Place(district="northfield"))
    assert queries.leads_of(1, on=TODAY, district="northfield") == [of_district]
    own = holds(person("Eve East"), "district-lead", Place(school=1))
    assert queries.leads_of(1, on=TODAY, district="northfield") == [own]
    assert queries.leads_of(2, on=TODAY, district="northfield") == [of_district]


def test_a_school_of_no_district_has_no_lead() -> None:
    holds(person("Dee Dale"), "district-lead", Place(district="northfield"))
    assert queries.leads_of(404, on=TODAY) == []


def test_holders_are_those_of_a_place_and_a_role() -> None:
    who = person("Fay Ford")
    director = holds(who, "director")
    actions.record_body(key="board", name="The board", kind="board", by=None, at=AT)
    member = holds(who, "board-member", Place(body="board"))
    assert queries.holders(role="director", on=TODAY) == [director]
    assert queries.holders(body="board", on=TODAY) == [member]
    assert queries.holders(district="northfield", on=TODAY) == []


def test_whom_to_write_to_needs_an_address(ruth: User) -> None:
    assert queries.recipient(person("Gus Gale")) is None
    found = queries.recipient(person("Hal Hope", "hal@school.example"))
    assert found
    assert (found.email, found.name, found.user) == ("hal@school.example", "Hal Hope", None)
    written = queries.recipient(queries.person_of(ruth))  # type: ignore[arg-type]
    assert written
    assert written.user == ruth


def test_a_closed_account_gets_no_notice_but_its_owner_may_get_a_letter(ruth: User) -> None:
    accounts.close(user=ruth, by=None, at=AT)
    found = queries.recipient(Person.objects.get(user=ruth))
    assert found
    assert (found.email, found.user) == (ruth.email, None)


def test_whose_account_it_is_is_known(ruth: User) -> None:
    assert queries.person_of(ruth) == Person.objects.get(name="Ruth")
    assert queries.person_of(None) is None
