"""When an inspection is usual, in the words of a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.face.desk.presenters import due
from alongside.face.desk.presenters.due import Due
from tests.desk.made import TODAY, school, stands


@pytest.mark.parametrize(
    ("earliest", "latest", "by_law", "where", "says"),
    [
        (None, None, None, Due.UNKNOWN, ""),
        (date(2024, 1, 1), date(2025, 1, 1), date(2026, 8, 31), Due.LAW, "in law by August 2026"),
        (date(2024, 1, 1), date(2025, 1, 1), date(2027, 8, 31), Due.LATE, "usual by January 2025"),
        (date(2026, 1, 1), date(2027, 8, 31), date(2028, 8, 31), Due.THIS_YEAR, "usual by August 2027"),
        (date(2026, 1, 1), date(2027, 9, 1), date(2028, 8, 31), Due.OPEN, "usual by September 2027"),
        (date(2027, 5, 16), date(2028, 9, 1), date(2029, 8, 31), Due.OPENING, "from May 2027"),
        (date(2027, 5, 17), date(2028, 9, 1), date(2029, 8, 31), Due.LATER, "from May 2027"),
        (None, None, date(2029, 8, 31), Due.OPEN, "usual by August 2029"),
    ],
)
def test_a_day_lies_somewhere_in_the_window(
    earliest: date | None, latest: date | None, by_law: date | None, where: Due, says: str
) -> None:
    standing = stands(due_earliest=earliest, due_latest=latest, due_by_law=by_law)
    assert due.due(standing, TODAY) is where
    assert due.said(standing, TODAY) == says


days = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2035, 1, 1)))


@given(st.lists(st.tuples(days, days, days), max_size=20))
def test_every_school_is_counted_at_most_once(windows: list[tuple[date | None, date | None, date | None]]) -> None:
    schools = [
        school(urn, stands=stands(due_earliest=e, due_latest=latest, due_by_law=law))
        for urn, (e, latest, law) in enumerate(windows)
    ]
    counts = due.counts(schools, TODAY)
    assert counts.past <= counts.by_summer
    assert counts.by_summer + counts.soon <= len(schools)


def test_the_school_year_ends_in_august() -> None:
    assert due.summer(date(2026, 8, 31)) == date(2026, 8, 31)
    assert due.summer(date(2026, 9, 1)) == date(2027, 8, 31)
