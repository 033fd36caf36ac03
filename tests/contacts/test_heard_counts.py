"""What is kept of who has been heard is what a slow count over every contact finds, whatever people do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contacts.test_actions import post
from tests.oracles import slow_heard
from tests.town import AT, BRIDGE, CANAL, FAR, LOCK, QUAY, TODAY, Town

pytestmark = pytest.mark.django_db

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["post", "post", "post", "again", "withdraw"]),
        st.sampled_from([CANAL, LOCK, BRIDGE, QUAY, FAR]),
        st.sampled_from(["head", "chair", "governor"]),
        st.sampled_from(["call", "email", "event"]),
        st.integers(0, 500),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_kept_counts_are_what_a_slow_count_finds(town: Town, steps: list[Any]) -> None:
    from django.db import transaction

    with transaction.atomic():
        for step in steps:
            _do(town, *step)
        assert slow_heard.kept_tallies() == slow_heard.tallies()
        for school in (CANAL, LOCK, BRIDGE, QUAY):
            for role in ("head", "chair"):
                assert _kept(school, role).last == slow_heard.last(school, role)
        before = slow_heard.kept_tallies()
        _recount()
        assert slow_heard.kept_tallies() == before
        transaction.set_rollback(True)


def _do(town: Town, what: str, school: int, role: str, kind: str, back: int, number: int) -> None:
    from alongside.work.contacts.actions import Party, withdraw_source

    source = f"visit {number}"
    if what == "withdraw":
        withdraw_source(source=source, why="By mistake", by=town.lead, at=AT)
        return
    parties = [Party(role=role, name="Somebody", school=school), Party(role="lead", name="Lena", ours=True)]
    if what == "again":
        parties.append(Party(role="head", name="Another", school=CANAL))
    post(town, parties=parties, school=school, kind=kind, on=TODAY - timedelta(days=back), source=source)


def _kept(school: int, role: str) -> Any:
    from alongside.work.contacts.models import LastHeard

    return LastHeard.objects.get(school=school, role=role)


def _recount() -> None:
    from alongside.work.contacts.heard import actions

    actions.recount(by=None, at=AT)


def test_counts_of_any_days_are_those_of_the_kept_periods(town: Town) -> None:
    from alongside.work.contacts.heard import queries, rules
    from alongside.work.contacts.heard.policies import heard

    policy = heard()
    post(town)
    post(town, on=TODAY - timedelta(days=30))
    term = rules.term_of(TODAY, policy)
    almost = rules.Period(term.begins, term.ends - timedelta(days=1), "almost the term")
    assert queries.counts(term, {}, policy) == queries.counts(almost, {}, policy)
    (cell,) = queries.counts(term, {"district": "ladywood"}, policy)
    assert (cell.schools, cell.takings, cell.role) == (1, 2, "head")
    assert queries.counts(term, {"district": "erdington"}, policy) == []


def test_schools_that_are_closed_or_of_elsewhere_are_waited_for_by_nobody(town: Town) -> None:
    from alongside.work.contacts.models import LastHeard

    listed = set(LastHeard.objects.listed().values_list("school", flat=True))
    assert listed == {CANAL, LOCK, BRIDGE, QUAY}


def test_the_longest_wait_comes_first_and_the_new_head_waits_since_she_began(town: Town) -> None:
    from alongside.work.contacts.heard import queries
    from alongside.work.contacts.heard.policies import heard

    policy = heard()
    post(town, on=date(2026, 6, 1))
    post(town, on=date(2026, 3, 1), school=LOCK, parties=_head_of(LOCK))
    found = list(queries.out_of_reach(policy.by_role["head"], {}, policy, on=TODAY))
    assert [(one.school, one.waiting_since) for one in found] == [
        (BRIDGE, None),
        (QUAY, None),
        (CANAL, date(2026, 6, 1)),
        (LOCK, date(2026, 11, 9)),
    ]
    post(town)
    reached = queries.out_of_reach(policy.by_role["head"], {}, policy, on=TODAY)
    assert CANAL not in [one.school for one in reached]
    assert [
        one.school for one in queries.out_of_reach(policy.by_role["head"], {"district": "erdington"}, policy, on=TODAY)
    ] == [
        BRIDGE,
        QUAY,
    ]


def _head_of(school: int) -> list[Any]:
    from alongside.work.contacts.actions import Party

    return [Party(role="head", name="Whoever it was", school=school)]


def test_a_change_of_head_begins_the_wait_anew(town: Town) -> None:
    from alongside.floor.accounts.roles import Place
    from alongside.knowledge.people import actions as people

    post(town, on=date(2026, 10, 1))
    assert _kept(CANAL, "head").met == date(2026, 10, 1)
    holding = town.person(town.head).holdings.get()
    people.end_holding(holding=holding, until=date(2026, 10, 31), why="Retired", by=town.director, at=AT)
    assert _kept(CANAL, "head").holder is None
    nina = people.record_person(name="Nina New", by=town.director, at=AT)
    people.hold(person=nina, role="head", where=Place(school=CANAL), since=date(2026, 11, 2), by=town.director, at=AT)
    now = _kept(CANAL, "head")
    assert (now.holder, now.last, now.met, now.waiting_since) == (nina, date(2026, 10, 1), None, date(2026, 11, 2))


def test_a_role_that_begins_by_the_calendar_is_seen_once_a_day(town: Town) -> None:
    from alongside.floor.accounts.roles import Place
    from alongside.knowledge.people import actions as people
    from alongside.work.contacts.heard import jobs

    nina = people.record_person(name="Nina New", by=town.director, at=AT)
    begins = date(2026, 11, 18)
    people.hold(person=nina, role="head", where=Place(school=QUAY), since=begins, by=town.director, at=AT)
    assert _kept(QUAY, "head").holder is None
    jobs.daily(AT + timedelta(days=2))
    assert (_kept(QUAY, "head").holder, _kept(QUAY, "head").waiting_since) == (nina, begins)


def test_the_command_says_what_it_counted(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import call_command

    post(town)
    call_command("recount")
    assert "five schools" in capsys.readouterr().out
