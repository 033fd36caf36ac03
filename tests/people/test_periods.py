"""Roles over periods: the row, its copy on the account and the database say the same of every day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.floor.accounts.models import User, _read, written
from alongside.floor.accounts.roles import Place
from alongside.knowledge.people import actions, queries
from alongside.knowledge.people.models import Holding

AT = datetime(2026, 9, 1, 9, tzinfo=UTC)
SCHOOLS = count(1)  # a school of its own for each example
DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))
PERIODS = st.tuples(st.none() | DAYS, st.none() | DAYS).filter(lambda one: None in one or one[0] <= one[1])


@given(PERIODS, DAYS)
def test_the_account_carries_a_role_for_the_same_days_as_the_row(
    period: tuple[date | None, date | None], day: date
) -> None:
    held = Holding(role="head", scope="school", school=1, since=period[0], until=period[1])
    kept = _read(written(held.post))
    assert kept == held.post
    assert kept.held_on(day) == held.held_on(day)


@given(PERIODS)
def test_a_role_is_held_on_its_first_and_last_day_and_not_beside_them(period: tuple[date | None, date | None]) -> None:
    since, until = period
    held = Holding(role="head", scope="school", school=1, since=since, until=until)
    if since:
        assert held.held_on(since)
        assert not held.held_on(since - timedelta(days=1))
    if until:
        assert held.held_on(until)
        assert not held.held_on(until + timedelta(days=1))


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(periods=st.lists(PERIODS, min_size=1, max_size=5), day=DAYS)
def test_the_database_finds_the_roles_of_a_day_as_the_rows_say(
    periods: list[tuple[date | None, date | None]], day: date
) -> None:
    urn = next(SCHOOLS)
    person = actions.record_person(name="Ada Archer", by=None, at=AT)
    for since, until in periods:
        actions.hold(person=person, role="head", where=Place(school=urn), since=since, until=until, by=None, at=AT)
    found = set(queries.holders(role="head", school=urn, on=day))
    assert found == {one for one in Holding.objects.at_school(urn) if one.held_on(day)}


@pytest.mark.django_db
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(days=st.lists(DAYS, min_size=2, max_size=5, unique=True).map(sorted))
def test_where_one_head_follows_another_every_day_has_one(days: list[date]) -> None:
    urn = next(SCHOOLS)
    people = [actions.record_person(name=f"Head {number}", by=None, at=AT) for number, _ in enumerate(days)]
    held = [
        actions.hold(person=one, role="head", where=Place(school=urn), since=day, by=None, at=AT)
        for one, day in zip(people, days, strict=True)
    ]
    for one, following in pairwise(held):
        last = following.since - timedelta(days=1)  # type: ignore[operator]
        actions.end_holding(holding=one, until=last, why="", by=None, at=AT)
    for day in (days[0], *days, date(2021, 6, 1)):
        assert len(queries.holders(role="head", school=urn, on=day)) == 1
        head = queries.head_of(urn, on=day)
        assert head
        assert head.person == people[max(number for number, first in enumerate(days) if first <= day)]


@pytest.mark.django_db
def test_the_account_follows_every_change_of_its_roles() -> None:
    person = actions.record_person(name="Ada Archer", email="ada@school.example", by=None, at=AT)
    held = actions.hold(person=person, role="head", where=Place(school=1), since=date(2020, 1, 1), by=None, at=AT)
    user, _ = actions.give_account(person=person, by=None, at=AT)

    def held_on(day: date) -> list[str]:
        return [post.role for post in User.objects.get(pk=user.pk).posts_on(day)]

    assert (held_on(date(2019, 12, 31)), held_on(date(2020, 1, 1))) == ([], ["head"])
    person.refresh_from_db()
    held = actions.change_holding(
        holding=held.pk, version=1, kind="interim", since=date(2020, 2, 1), until=None, by=None, at=AT
    )
    assert (held_on(date(2020, 1, 31)), held_on(date(2020, 2, 1))) == ([], ["head"])
    actions.end_holding(holding=held, until=date(2020, 3, 1), why="", by=None, at=AT)
    assert (held_on(date(2020, 3, 1)), held_on(date(2020, 3, 2))) == (["head"], [])
