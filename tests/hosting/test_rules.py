"""Room at a host, days that will do, whose turn it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.work.contacts.heard.policies import heard
from alongside.work.contacts.heard.rules import term_of
from alongside.work.sharing.hosting.policies import hosting
from alongside.work.sharing.hosting.rules import (
    Booking,
    Turn,
    VisitFacts,
    fault_of_days,
    full,
    next_room,
    room,
    standing,
    weekdays,
)

TODAY = date(2026, 11, 16)
MONDAY, SATURDAY, SPRING = date(2026, 11, 23), date(2026, 11, 28), date(2027, 1, 18)
DAYS = st.dates(date(2026, 9, 1), date(2027, 8, 31))
BOOKINGS = st.lists(st.builds(Booking, st.lists(DAYS, min_size=1, max_size=3).map(tuple)), max_size=8)


def test_who_waits_for_an_answer_takes_a_place_in_every_term_it_names() -> None:
    waits = [Booking((MONDAY, SPRING))]
    assert [one.words for one in full([MONDAY, SPRING], waits, most=1, terms=heard())] == [
        "Autumn term 2026",
        "Spring term 2027",
    ]
    assert full([MONDAY, SPRING], waits, most=2, terms=heard()) == []
    found = next_room(TODAY, waits, most=1, terms=heard())
    assert found
    assert found.words == "Summer term 2027"


@given(BOOKINGS, DAYS, st.integers(1, 5))
def test_a_host_is_never_booked_beyond_its_limit_by_whom_the_rule_lets_in(
    asked: list[Booking], day: date, most: int
) -> None:
    let_in: list[Booking] = []
    for one in asked:
        if not full(one.days, let_in, most=most, terms=heard()):
            let_in.append(one)
    term = term_of(day, heard())
    assert sum(any(term.begins <= one <= term.ends for one in booking.days) for booking in let_in) <= most
    assert room(let_in, most=most, term=term) >= 0


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ([], "at least one"),
        ([TODAY - timedelta(days=7)], "still to come"),
        ([TODAY + timedelta(days=371)], "within a year"),
        ([SATURDAY], "Saturday 28 November 2026 will not do: visitors can come on Mondays and Thursdays"),
        ([MONDAY + timedelta(days=7 * week) for week in range(6)], "5 days at most"),
        ([MONDAY, MONDAY + timedelta(days=3)], ""),
    ],
)
def test_days_that_will_not_do_are_told_why(days: list[date], says: str) -> None:
    fault = fault_of_days(days, open_on={0, 3}, today=TODAY, policy=hosting())
    assert says in fault
    assert bool(fault) == bool(says)


def test_days_of_the_week_in_words() -> None:
    assert [weekdays(one) for one in ([0], [4, 2], range(5), [])] == [
        "Mondays",
        "Wednesdays and Fridays",
        "any weekday",
        "no day",
    ]


@pytest.mark.parametrize(
    ("facts", "turn"),
    [
        ({"state": "asked"}, Turn.ANSWER),
        ({"state": "agreed", "on": TODAY + timedelta(days=1)}, Turn.COMING),
        ({"state": "agreed", "on": TODAY}, Turn.MADE),
        ({"state": "made", "on": TODAY}, Turn.TOOK_AWAY),
        ({"state": "made", "on": TODAY, "took_away": True, "look_on": TODAY + timedelta(days=42)}, Turn.LATER),
        ({"state": "made", "on": TODAY, "took_away": True, "look_on": TODAY}, Turn.WORKED),
        ({"state": "made", "on": TODAY, "took_away": True, "look_on": TODAY, "worked": False}, Turn.DONE),
        ({"state": "declined"}, Turn.DONE),
        ({"state": "called-off", "on": TODAY}, Turn.DONE),
    ],
)
def test_whose_turn_it_is(facts: dict[str, Any], turn: Turn) -> None:
    assert standing(VisitFacts(asked_on=TODAY, **facts), hosting(), on=TODAY).turn is turn
