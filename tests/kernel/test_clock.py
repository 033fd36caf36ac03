"""The one clock: London's day, UTC's moment, and a day that the demo may fix."""

from __future__ import annotations

from datetime import UTC, date, datetime

from alongside.floor.kernel import clock


def test_on_a_fixed_day_it_is_that_day_and_time_still_passes(the_day_is):
    the_day_is(date(2025, 9, 1))
    first, second = clock.now(), clock.now()
    assert clock.today() == date(2025, 9, 1)
    assert first <= second
    assert first.tzinfo is UTC


def test_let_go_it_tells_the_real_day_again(the_day_is):
    the_day_is(date(2001, 1, 1))
    the_day_is(None)
    assert clock.today() > date(2026, 1, 1)


def test_a_day_ends_when_it_ends_in_london():
    assert clock.end_of(date(2025, 7, 1)) == datetime(2025, 7, 1, 22, 59, 59, 999999, tzinfo=UTC)
    assert clock.end_of(date(2025, 12, 1)) == datetime(2025, 12, 1, 23, 59, 59, 999999, tzinfo=UTC)
