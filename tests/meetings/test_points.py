"""*You said, we did*: raised, answered, told, overdue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.floor.accounts.waiting import Who
from tests.meetings.conftest import ASHGROVE, AT, CEDAR, LATER, TODAY, part_of, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(held: Any, people: Any) -> Any:
    """Hana and Carl of Ashgrove raised it at the meeting."""
    from alongside.work.meetings.points import actions
    from alongside.work.meetings.points.actions import By

    raised = [part_of(held, user) for user in (people.head, people.chair)]
    return actions.raise_point(
        series=held.series,
        meeting=held,
        item=held.items.first(),
        words="We wait months for an educational psychologist.",
        raised_by=[By(role=one.role, person=one.person, school=one.school) for one in raised],
        by=people.coordinator,
        at=AT,
    )


def answer(point: Any, people: Any, **said: Any) -> Any:
    from alongside.work.meetings.points import actions

    told: dict[str, Any] = {"state": "done", "words": "We asked the council: two more start in January."}
    return actions.answer(point=point.pk, version=version_of(point), **told | {"by": people.lead, "at": LATER} | said)


def test_a_point_names_who_raised_it_for_which_school_and_when_the_answer_is_due(point: Any) -> None:
    assert point.due == TODAY + timedelta(days=30)
    assert {(one.name, one.role, one.school_name) for one in point.raisers.all()} == {
        ("Hana Head", "head", "Ashgrove Primary School"),
        ("Carl Chair", "chair", "Ashgrove Primary School"),
    }


def test_who_raised_it_is_told_what_was_done(point: Any, people: Any) -> None:
    from alongside.floor.mail.models import Notice

    answer(point, people)
    told = {notice.to_name: notice.words for notice in Notice.objects.filter(thing=point.thing)}
    assert set(told) == {"Hana Head", "Carl Chair"}
    assert "You said: We wait months" in told["Carl Chair"]
    assert "two more start in January" in told["Carl Chair"]


def test_doing_promises_a_day_and_will_not_says_why(point: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord

    for wrong in (
        {"state": "doing"},
        {"state": "doing", "next_word": TODAY},
        {"state": "wont", "words": " "},
        {"state": "open"},
        {"state": "nonsense"},
    ):
        with pytest.raises(CannotRecord):
            answer(point, people, **wrong)
    found = answer(point, people, state="doing", words="We are asking.", next_word=date(2027, 1, 11))
    assert (found.is_waiting, found.due) == (True, date(2027, 1, 11))
    found = answer(point, people, state="wont", words="The council decides that, and it said no.")
    assert not found.is_waiting
    assert [one.state for one in found.history.order_by("history_id")] == ["open", "doing", "wont"]


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (30, False), (31, True), (400, True)])
def test_a_point_is_overdue_after_the_policy_s_days(point: Any, people: Any, days: int, overdue: bool) -> None:
    from alongside.work.meetings import own, presenters
    from alongside.work.meetings.points.models import Point

    on = TODAY + timedelta(days=days)
    assert presenters.point(point, on=on).overdue is overdue
    assert Point.objects.overdue(on).exists() is overdue
    assert own.overdue(Who(people.director), on).number == int(overdue)
    assert own.overdue(Who(people.far), on).number == 0  # of another district


def test_an_answered_point_is_never_overdue(point: Any, people: Any) -> None:
    from alongside.work.meetings.points.models import Point

    answer(point, people)
    assert not Point.objects.overdue(TODAY + timedelta(days=1000)).exists()


def test_a_point_needs_words_somebody_and_a_group_that_follows_points(held: Any, people: Any) -> None:
    from alongside.floor.kernel.refusals import CannotRecord
    from alongside.work.meetings.points import actions
    from alongside.work.meetings.points.actions import By

    right = {
        "series": held.series, "words": "x", "raised_by": [By(role="head", name="H")], "by": people.lead, "at": AT
    }  # fmt: skip
    for wrong in ({"words": " "}, {"raised_by": []}, {"on": TODAY + timedelta(days=1)}):
        with pytest.raises(CannotRecord):
            actions.raise_point(**{**right, **wrong})


def test_my_work_says_to_each_what_waits(point: Any, people: Any, django_assert_num_queries: Any) -> None:
    from alongside.knowledge.people.queries import person_of
    from alongside.work.meetings import own

    def lines(user: Any) -> list[tuple[bool, str]]:
        who = Who(user, person_of(user).pk)
        with django_assert_num_queries(1):
            return [(one.for_me, one.words) for one in own.to_answer(who, TODAY)]

    assert lines(people.lead)[0][0] is True
    assert lines(people.head) == [(False, "You raised: “We wait months for an educational psychologist.”")]
    assert lines(people.far) == []
    assert lines(people.other_head) == []
    with django_assert_num_queries(0):
        assert own.to_answer(Who(people.board), TODAY) == []
        assert own.to_do(Who(people.head), TODAY) == []
        assert own.entries(Who(people.board), TODAY) == []


def test_my_work_asks_who_is_invited_and_reminds_who_writes(
    plan: Any, people: Any, django_assert_num_queries: Any
) -> None:
    from alongside.knowledge.people.queries import person_of
    from alongside.work.meetings import own
    from alongside.work.meetings.planning import actions

    past, coming = plan(TODAY - timedelta(days=3)), plan(TODAY + timedelta(days=9))
    actions.invite(meeting=coming, by=people.coordinator, at=AT)

    def lines(user: Any) -> list[tuple[str, str]]:
        who = Who(user, person_of(user).pk)
        with django_assert_num_queries(1):
            return [(one.kind, one.address) for one in own.to_do(who, TODAY)]

    assert lines(people.head) == [("Meeting", f"/meetings/{coming.pk}/answer/")]
    assert lines(people.lead) == [
        ("Minutes", f"/meetings/{past.pk}/"),
        ("Meeting", f"/meetings/{coming.pk}/answer/"),
    ]
    assert lines(people.far) == []
    assert [entry.uid for entry in own.entries(Who(people.head, person_of(people.head).pk), TODAY)] == [coming.thing]


def test_the_school_page_finds_what_the_school_raised(point: Any) -> None:
    from alongside.work.meetings import queries

    assert queries.points_of_school(ASHGROVE) == [point]
    assert queries.points_of_school(CEDAR) == []
