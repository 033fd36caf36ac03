"""When a difference is worth a word: large, more than chance, and never across a break."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.standing_out import (
    Example,
    change,
    compare,
    say_changes,
    say_first,
    standing_out,
    swing,
)
from alongside.knowledge.results.values import Figure
from tests.school_page.made import figure, figures, measure, series

POLICY = standing_out()
DAY = date(2019, 12, 31)
USUAL = figures(58, 60, 61, 62, 63, 64, 65, 66, 67, 68, 70)


@pytest.mark.parametrize("example", POLICY.examples, ids=lambda example: example.says)
def test_the_worked_examples_of_the_policy_hold(example: Example) -> None:
    asked = measures().by_key[example.measure]
    shown = Figure(example.measure, 2019, example.figure, low=example.low, high=example.high, cohort=example.cohort)
    if example.before is None:
        found = compare(shown, [Figure(example.measure, 2019, value) for value in example.others], asked, POLICY)
        assert ("cannot tell" if found is None else found.side if found.stands_out else "no") == example.expected
    else:
        before = Figure(example.measure, 2018, example.before, cohort=example.before_cohort)
        moved = change([before, shown], asked, POLICY)
        assert moved is not None
        assert (moved.side if moved.matters else "no") == example.expected


def test_every_measure_named_for_a_threshold_is_there() -> None:
    assert set(POLICY.least_of) <= set(measures().by_key)


@pytest.mark.parametrize(
    ("value", "cohort", "expected"),
    [(74, 60, False), (74, 400, True), (80, 60, True), (66, 4000, False), (50, 60, True), (54, 60, False)],
)
def test_a_percentage_stands_out_when_so_many_pupils_do_not_explain_it(
    value: float, cohort: float, expected: bool
) -> None:
    found = compare(figure(value, cohort=cohort), USUAL, measure(), POLICY)
    assert found is not None
    assert found.typical == 64
    assert found.rests == "pupils"
    assert found.stands_out is expected


def test_a_published_interval_decides_where_there_is_one() -> None:
    wide = compare(figure(80, low=60, high=100, cohort=500), USUAL, measure(), POLICY)
    narrow = compare(figure(80, low=75, high=85, cohort=5), USUAL, measure(), POLICY)
    assert wide is not None
    assert narrow is not None
    assert (wide.rests, wide.stands_out, narrow.stands_out) == ("interval", False, True)


def test_where_nobody_says_how_many_pupils_the_middle_half_decides() -> None:
    usual = figures(40, 45, 50, 55, 60, 64, 70, 75, 80, 85, 90)
    inside, outside = (compare(figure(value), usual, measure(), POLICY) for value in (75, 90))
    assert inside is not None
    assert outside is not None
    assert (inside.rests, inside.stands_out, outside.stands_out) == ("spread", False, True)


def test_figures_of_other_years_and_missing_ones_are_no_comparison() -> None:
    assert compare(figure(80), figures(*range(50, 70), year=2018), measure(), POLICY) is None
    assert compare(figure(80), [*figures(*[None] * 20), *figures(60, 61)], measure(), POLICY) is None
    assert compare(figure(None), USUAL, measure(), POLICY) is None


def test_lower_is_better_where_the_measure_says_so() -> None:
    absence = measure(better="lower", kind="attendance", headline=True)
    found = compare(figure(80, cohort=400), USUAL, absence, POLICY)
    assert found is not None
    assert found.side == "less good"
    assert say_first([found], POLICY, "less good", on=DAY) == [found]
    assert say_first([found], POLICY, "better", on=DAY) == []


def test_where_neither_way_is_better_nothing_is_said() -> None:
    found = compare(figure(90, cohort=400), USUAL, measure(better="neither", headline=True), POLICY)
    assert found is not None
    assert found.stands_out
    for side in ("better", "less good", "higher"):
        assert say_first([found], POLICY, side, on=DAY) == []


def test_only_headlines_are_said_and_not_too_many() -> None:
    plain = compare(figure(95, cohort=400), USUAL, measure("plain"), POLICY)
    told = [compare(figure(90 - n, cohort=400), USUAL, measure(f"head-{n}", headline=True), POLICY) for n in range(6)]
    chosen = say_first([one for one in [plain, *told] if one], POLICY, "better", on=DAY)
    assert [one.measure.key for one in chosen] == ["head-0", "head-1", "head-2"]


def test_what_is_years_old_is_not_said_at_the_top() -> None:
    found = compare(figure(90, cohort=400), USUAL, measure(headline=True), POLICY)
    assert found is not None
    assert say_first([found], POLICY, "better", on=date(2022, 12, 31)) == [found]
    assert say_first([found], POLICY, "better", on=date(2023, 1, 1)) == []


def test_a_change_is_said_from_one_year_to_the_next() -> None:
    found = change(series({2017: 52, 2018: 63}, cohort=400), measure(), POLICY)
    assert found is not None
    assert (found.matters, found.side, found.running) == (True, "better", 1)
    small = change(series({2017: 52, 2018: 63}, cohort=20), measure(), POLICY)
    assert small is not None
    assert not small.matters


def test_a_rise_for_the_third_year_is_counted() -> None:
    found = change(series({2015: 60, 2016: 52, 2017: 55, 2018: 58, 2019: 66}, cohort=400), measure(), POLICY)
    assert found is not None
    assert (found.running, found.since.value, found.since.year) == (3, 52, 2016)


@pytest.mark.parametrize(
    "told",
    [
        {2018: 60},
        {2017: 52, 2019: 63},
        {2017: 52, 2018: None},
        {2017: None, 2018: 52},
        {},
    ],
)
def test_no_change_is_worked_out_where_a_year_is_missing(told: dict[int, float | None]) -> None:
    assert change(series(told), measure(), POLICY) is None


def test_no_change_is_worked_out_across_a_break() -> None:
    broken = measure(breaks=[{"year": 2018, "why": "The test is another."}])
    assert change(series({2017: 52, 2018: 80}, cohort=900), broken, POLICY) is None
    found = change(series({2016: 40, 2017: 60, 2018: 70, 2019: 80}, cohort=900), broken, POLICY)
    assert found is not None
    assert (found.running, found.since.year) == (1, 2018)


values = st.one_of(st.none(), st.floats(0, 100).map(lambda value: round(value, 1)))


@given(st.lists(values, max_size=12), st.integers(2016, 2021), st.integers(1, 400))
def test_a_change_never_crosses_a_break_or_a_gap(told: list[float | None], broken: int, cohort: int) -> None:
    asked = measure(breaks=[{"year": broken, "why": "Another test."}])
    found = change(series(dict(enumerate(told, 2012)), cohort=cohort), asked, POLICY)
    if found is None:
        return
    assert found.now.year == found.before.year + 1
    assert found.since.year == found.now.year - found.running
    assert not found.since.year < broken <= found.now.year
    between = [told[year - 2012] for year in range(found.since.year, found.now.year + 1)]
    assert None not in between


@given(st.floats(0, 100), st.lists(st.floats(0, 100), min_size=10, max_size=40), st.integers(1, 500))
def test_what_stands_out_is_large_and_more_than_chance(value: float, others: list[float], cohort: int) -> None:
    found = compare(figure(value, cohort=cohort), figures(*others), measure(), POLICY)
    assert found is not None
    assert found.from_ <= found.typical <= found.to
    if found.stands_out:
        assert abs(found.difference) >= POLICY.threshold(found.measure) - 1e-6
        assert found.within is not None
        assert abs(found.difference) > found.within


@given(st.floats(0, 100), st.integers(1, 2000))
def test_more_pupils_swing_less(percent: float, pupils: int) -> None:
    assert 0 < swing(percent, pupils * 4, 1.96) <= swing(percent, pupils, 1.96) + 1e-9


@given(st.lists(st.floats(0, 100), min_size=2, max_size=6), st.integers(20, 400))
def test_only_changes_that_matter_are_said(told: list[float], cohort: int) -> None:
    found = change(series(dict(enumerate(told, 2015)), cohort=cohort), measure(headline=True), POLICY)
    assert found is not None
    assert (found in say_changes([found], POLICY, on=DAY)) is (found.matters and found.difference != 0)


def test_missing_figures_keep_their_reason() -> None:
    assert figure(None, why=Missing.UNRELIABLE).why is Missing.UNRELIABLE
