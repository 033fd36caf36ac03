"""Months in which inspections were made."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.likelihood.calendar import inspecting_months, months_between, months_late
from alongside.knowledge.inspections.likelihood.policies import likelihoods

days = st.dates(date(2010, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2018, 9, 1), date(2019, 9, 1), 12),
        (date(2019, 9, 17), date(2020, 3, 17), 6),
        (date(2020, 3, 17), date(2021, 9, 1), 0),  # all of it in the pause
        (date(2019, 9, 1), date(2022, 9, 1), 18.52),  # 36 months less the pause
        (date(2022, 9, 1), date(2021, 9, 1), -12),
    ],
)
def test_the_pause_does_not_count(first: date, last: date, months: float) -> None:
    assert inspecting_months(first, last, likelihoods().pauses) == pytest.approx(months, abs=0.02)


@given(days, days)
def test_never_more_months_than_the_calendar_has(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert -1e-9 <= inspecting_months(first, last, likelihoods().pauses) <= months_between(first, last) + 1e-9


@given(days, days, days)
def test_lateness_grows_with_the_days(since: date, due: date, on: date) -> None:
    pauses = likelihoods().pauses
    later = on + timedelta(days=40)
    assert months_late(since, due, later, pauses) >= months_late(since, due, on, pauses) - 1e-9


def test_a_pause_since_the_wait_began_puts_the_usual_day_off() -> None:
    pauses = likelihoods().pauses
    plain = months_between(date(2022, 8, 31), date(2023, 9, 1))
    assert months_late(date(2021, 10, 1), date(2022, 8, 31), date(2023, 9, 1), pauses) == pytest.approx(plain)
    assert months_late(date(2017, 10, 1), date(2022, 8, 31), date(2023, 9, 1), pauses) < 0
