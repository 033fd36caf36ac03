"""Academic years, and months added to a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.kernel.periods import AcademicYear, add_months

DAYS = st.dates(min_value=date(1980, 1, 1), max_value=date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 8, 31), "2024/25"),
        (date(2025, 9, 1), "2025/26"),
        (date(2026, 1, 1), "2025/26"),
        (date(1999, 12, 31), "1999/00"),
    ],
)
def test_an_academic_year_begins_on_the_first_of_september(day: date, year: str):
    assert str(AcademicYear.of(day)) == year


@given(DAYS)
def test_every_day_lies_in_its_academic_year_and_in_no_other(day: date):
    year = AcademicYear.of(day)
    assert year.first_day <= day <= year.last_day
    assert year.after(1).first_day == year.last_day + timedelta(days=1)
    assert year < year.after(1)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 15), 0, date(2025, 12, 15)),
        (date(2025, 12, 15), 30, date(2028, 6, 15)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 15), -1, date(2024, 12, 15)),
    ],
)
def test_months_are_added_and_a_shorter_month_ends_sooner(day: date, months: int, then: date):
    assert add_months(day, months) == then


@given(DAYS, st.integers(min_value=-120, max_value=120))
def test_the_month_is_right_and_the_day_never_later(day: date, months: int):
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)
