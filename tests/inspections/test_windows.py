"""When the next inspection is usual, and by when the law wants it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.facts import Category, Inspection, Kind
from alongside.knowledge.inspections.policies import windows
from alongside.knowledge.inspections.rules import Window, standing, window
from tests.inspections.making import URN, history, inspection, report_card

POLICY = windows()
THEN, NOW = date(2025, 8, 31), date(2026, 10, 31)  # before and after the change of November 2025


def of(*inspections: Inspection, on: date = NOW, opened: date | None = None) -> Window:
    past = history(*inspections)
    found = standing(past, on=on, urn=URN, opened=opened)
    return window(
        past.inspections, urn=URN, mark=found.mark, newest=found.inspection, opened=opened, on=on, policy=POLICY
    )


GRADED = (date(2022, 11, 8), date(2022, 12, 14))

# Name, the inspection, the day, rule, earliest and latest usual, by law.
TABLE = [
    ("good, old rules", {}, THEN, "no_concern", date(2025, 11, 8), date(2027, 8, 31), date(2028, 8, 31)),
    ("good, new rules", {}, NOW, "no_concern", date(2025, 11, 8), date(2026, 11, 8), date(2028, 8, 31)),
    ("improve, old", {"overall": 3}, THEN, "improve", date(2023, 12, 14), date(2025, 6, 14), date(2028, 8, 31)),
    ("category, old", {"overall": 4}, THEN, "category", date(2023, 12, 14), date(2025, 6, 14), date(2028, 8, 31)),
    ("category, new", {"overall": 4}, NOW, "category", date(2023, 9, 14), date(2024, 12, 14), date(2028, 8, 31)),
]


@pytest.mark.parametrize(
    ("how", "on", "when", "earliest", "latest", "by_law"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_the_window_follows_standing_and_the_rules_of_the_day(
    how: dict[str, Any], on: date, when: str, earliest: date, latest: date, by_law: date
):
    found = of(inspection(*GRADED, **how), on=on)
    assert (found.when, found.earliest, found.latest, found.by_law) == (when, earliest, latest, by_law)
    assert found.why
    assert found.sure


def test_the_law_counts_from_the_end_of_the_academic_year_of_the_last_inspection():
    assert of(inspection(date(2022, 8, 31), date(2022, 9, 30))).by_law == date(2027, 8, 31)
    assert of(inspection(date(2022, 9, 1), date(2022, 9, 30))).by_law == date(2028, 8, 31)


def test_needs_attention_is_monitored_each_term():
    card = report_card("inclusion:Needs attention")
    found = of(inspection(date(2026, 1, 13), date(2026, 2, 20), **card))
    assert (found.when, found.monitored) == ("needs_attention", True)
    assert "once a term" in found.why


def test_special_measures_are_monitored():
    how = {"overall": 4, "category": Category.SPECIAL_MEASURES}
    assert of(inspection(*GRADED, **how)).monitored


def test_an_ungraded_visit_counts_as_the_last_inspection():
    found = of(
        inspection(*GRADED),
        inspection(date(2025, 3, 4), date(2025, 4, 10), kind=Kind.UNGRADED, outcome="School remains Good"),
    )
    assert found.by_law == date(2030, 8, 31)
    assert "(ungraded)" in found.why


def test_a_monitoring_visit_does_not():
    found = of(inspection(*GRADED), inspection(date(2025, 3, 4), date(2025, 4, 10), kind=Kind.MONITORING))
    assert found.by_law == date(2028, 8, 31)


@pytest.mark.parametrize("outcome", POLICY.graded_next_outcomes)
def test_a_visit_that_asked_for_a_graded_inspection_brings_it_nearer(outcome: str):
    visit = inspection(date(2025, 3, 4), date(2025, 4, 10), kind=Kind.UNGRADED, outcome=outcome)
    found = of(inspection(*GRADED), visit)
    assert (found.when, found.earliest, found.latest) == ("graded_next", date(2026, 3, 4), date(2027, 3, 4))


def test_a_new_school_is_due_within_its_first_three_years_and_the_law_sets_no_day():
    found = of(opened=date(2024, 9, 1))
    assert (found.when, found.latest, found.by_law) == ("new", date(2027, 9, 1), None)


def test_a_school_whose_predecessor_was_inspected_is_new():
    found = of(inspection(*GRADED, urn=100001, overall=3), opened=date(2024, 9, 1))
    assert found.when == "new"


def test_where_nothing_is_known_nothing_is_said():
    past = history(spans=())
    found = standing(past, on=NOW, urn=URN)
    due = window((), urn=URN, mark=found.mark, newest=None, opened=None, on=NOW, policy=POLICY)
    assert (due.when, due.earliest, due.latest, due.by_law) == ("not_known", None, None, None)
    assert due.state(NOW) == ""


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 11, 7), "not yet"),
        (date(2025, 11, 8), "open"),
        (date(2026, 11, 8), "open"),
        (date(2026, 11, 9), "late"),
        (date(2028, 8, 31), "late"),
        (date(2028, 9, 1), "past the law"),
    ],
)
def test_a_window_opens_grows_late_and_passes_the_law(on: date, state: str):
    assert of(inspection(*GRADED)).state(on) == state


def test_what_is_published_after_the_day_does_not_move_the_window():
    later = inspection(date(2025, 6, 3), date(2025, 9, 12))
    assert of(inspection(*GRADED), later, on=THEN).by_law == date(2028, 8, 31)


@given(
    st.dates(date(2012, 9, 1), date(2026, 8, 31)),
    st.integers(0, 120),
    st.sampled_from([1, 2, 3, 4]),
    st.dates(date(2012, 9, 1), date(2027, 8, 31)),
)
def test_a_window_never_ends_before_it_begins(started: date, days: int, overall: int, on: date):
    published = date.fromordinal(started.toordinal() + days)
    found = of(inspection(started, published, overall=overall), on=on)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    if found.by_law:
        assert found.by_law.month == 8
        assert found.by_law > started


def test_our_own_estimates_say_that_they_are_ours():
    for regime in POLICY.regimes:
        for usual in regime.usual:
            if usual.when in ("new", "graded_next"):
                assert "our estimate" in usual.sure
