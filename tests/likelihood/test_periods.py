"""School-months: who waits, what was known, what came."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.knowledge.inspections.likelihood.lines import Turns, cases, pace, standing_in_line
from alongside.knowledge.inspections.likelihood.periods import learning_time, periods
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.policies import windows
from tests.likelihood.making import school, town, visit

TOWN = town(80)


def turns() -> Turns:
    return Turns(likelihoods(), windows())


def test_one_row_a_school_and_month_until_it_is_inspected() -> None:
    one = school(visit(date(2018, 5, 1)), visit(date(2023, 2, 7)), seen_from=date(2018, 1, 1))
    found = periods([one], date(2022, 12, 1), date(2023, 6, 1), turns())
    # In March the report is not out until the 14th: the school neither waits nor is done on the first of the month.
    assert [(row.first.month, row.inspected) for row in found] == [
        (12, False),
        (1, False),
        (2, True),
        (4, False),
        (5, False),
    ]
    assert [round(row.case.since) for row in found] == [38, 39, 40, 2, 3]


def test_months_of_which_no_file_tells_to_the_end_are_left_out() -> None:
    one = school(visit(date(2018, 5, 1)), seen_from=date(2018, 1, 1), told_until=date(2023, 1, 30))
    assert [row.first.month for row in periods([one], date(2022, 12, 1), date(2023, 6, 1), turns())] == [12]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.integers(0, 79))
def test_nothing_published_after_the_first_of_the_month_is_used(months: int, number: int) -> None:
    """Take away everything that was published later: every case of the month stays as it is."""
    on = date(2022, 1, 1) + timedelta(days=31 * months)
    on = on.replace(day=1)
    by_then = [
        one._replace(inspections=tuple(each for each in one.inspections if each.published and each.published <= on))
        for one in TOWN
    ]
    full, cut = turns(), turns()
    speed = pace(TOWN, on, full, date(2021, 9, 1))
    seen = {
        case.urn: case for case in cases(standing_in_line(TOWN, on, full, date(2021, 9, 1)), on, speed, full.policy)
    }
    kept = {
        case.urn: case for case in cases(standing_in_line(by_then, on, cut, date(2021, 9, 1)), on, speed, cut.policy)
    }
    between = set(kept) - set(seen)  # inspected, and the report not out
    assert all(
        (seen[urn].line, seen[urn].since, seen[urn].late) == (kept[urn].line, kept[urn].since, kept[urn].late)
        for urn in seen
    )
    assert all(any(each.started < on for each in TOWN[urn - TOWN[0].urn].inspections) for urn in between)


def test_who_has_waited_longest_stands_first_and_the_pace_makes_a_time_of_it() -> None:
    on = date(2023, 9, 1)
    some = [
        school(visit(date(2018, month, 5)), urn=100100 + month, seen_from=date(2018, 1, 1)) for month in range(1, 7)
    ]
    waiting = standing_in_line(some, on, turns(), None)
    found = cases(waiting, on, {"usual": 2.0}, likelihoods())
    assert [case.position for case in found] == [0, 0.5, 1, 1.5, 2, 2.5]


def test_a_line_whose_pace_is_not_known_goes_by_the_middle_of_its_window() -> None:
    on = date(2023, 9, 1)
    one = school(visit(date(2022, 9, 1), grade=3, after=0), seen_from=date(2018, 1, 1))
    (case,) = cases(standing_in_line([one], on, turns(), None), on, {"usual": 2.0}, likelihoods())
    assert case.position is not None
    assert abs(case.position - 0.75) < 0.02  # between 12 and 30 months after the report


def test_learning_begins_when_inspections_ran_evenly_again_and_ends_where_reports_are_out() -> None:
    first, last = learning_time(TOWN, date(2023, 9, 1), likelihoods())
    assert first == date(2022, 3, 1)
    assert last == date(2023, 9, 1)
    first, last = learning_time(TOWN, date(2026, 6, 1), likelihoods())
    assert first == date(2025, 12, 1)  # nothing before the report cards is learnt from
