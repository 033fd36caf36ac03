"""Gaps and their rate of change: by property, and against a slow second reading."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results import gaps
from alongside.knowledge.results.gaps import Gap, YearOfSchools
from alongside.knowledge.results.measures import Protection
from alongside.knowledge.results.rollup import RolledUp
from alongside.knowledge.results.values import Figure
from tests.results import slow_gaps

OPEN = Protection(least_pupils=1, least_schools=1, says="all is shown, for a test of the sums")
PROTECTED = Protection(least_pupils=11, least_schools=3, says="as in the policy")

values = st.floats(0, 100).map(lambda value: round(value, 1))
betters = st.sampled_from(["higher", "lower", "neither"])
school_years = st.lists(
    st.tuples(st.integers(1, 8), values, st.integers(1, 60), st.booleans()),
    min_size=1, max_size=8, unique_by=lambda one: one[0],
)  # fmt: skip
histories = st.dictionaries(st.integers(2016, 2026), school_years, min_size=2, max_size=6).map(
    lambda found: sorted(found.items())
)


def figures(schools: Any, year: int) -> dict[int, Figure]:
    return {urn: Figure("m", year, value, cohort=pupils) for urn, value, pupils, _ in schools}


def groups(schools: Any) -> tuple[frozenset[int], frozenset[int]]:
    return frozenset(one[0] for one in schools if one[3]), frozenset(one[0] for one in schools if not one[3])


def gap_of(schools: Any, better: str, protection: Protection = OPEN, year: int = 2025) -> Gap:
    inside, outside = groups(schools)
    return gaps.gap(
        figures(schools, year),
        inside,
        rest=outside,
        year=year,
        better=better,
        protection=protection,  # type: ignore[arg-type]
    )


def plain(year: int, size: float | None) -> Gap:
    nothing = RolledUp(None, None, 0, 0, None, 0)
    return Gap(year, nothing, nothing, size, None if size is not None else Missing.SUPPRESSED)


@given(school_years, betters)
def test_the_size_of_a_gap_is_what_counting_every_pupil_gives(schools: Any, better: str) -> None:
    found, slow = gap_of(schools, better), slow_gaps.size(schools, better)
    assert found.known is (slow is not None)
    if slow is not None:
        assert found.size == pytest.approx(float(slow), abs=1e-6)


@given(school_years)
def test_the_two_sides_are_mirror_images(schools: Any) -> None:
    turned = [(urn, value, pupils, not inside) for urn, value, pupils, inside in schools]
    one, other = gap_of(schools, "higher"), gap_of(turned, "higher")
    assert one.known is other.known
    if one.size is not None and other.size is not None:
        assert one.size == pytest.approx(-other.size, abs=1e-9)
        lower = gap_of(schools, "lower").size
        assert lower is not None
        assert lower == pytest.approx(-one.size, abs=1e-9)


@given(school_years, st.integers(1, 4))
def test_no_gap_is_shown_over_too_few_schools_or_pupils(schools: Any, least: int) -> None:
    protection = Protection(least_pupils=11, least_schools=least, says="s")
    found = gap_of(schools, "higher", protection)
    for group in groups(schools):
        pupils = sum(pupils for urn, _, pupils, _ in schools if urn in group)
        if len(group) < least or pupils < 11:
            assert found.size is None
            assert found.why is not None


@given(school_years)
def test_where_one_mean_is_withheld_the_city_s_does_not_give_it_away(schools: Any) -> None:
    found = gap_of(schools, "higher", PROTECTED)
    city_is_shown = len(schools) >= 3 and sum(one[2] for one in schools) >= 11
    if found.behind.ours and city_is_shown:
        assert found.others.value is None
    if found.others.ours and city_is_shown:
        assert found.behind.value is None


def test_a_held_back_figure_is_in_no_mean_and_is_counted() -> None:
    schools = [(urn, 50.0, 30, urn <= 3) for urn in range(1, 9)]
    told = figures(schools, 2025) | {2: Figure("m", 2025, None, Missing.SUPPRESSED)}
    inside, outside = groups(schools)
    found = gaps.gap(told, inside | {9}, rest=outside, year=2025, better="higher", protection=OPEN)
    assert (found.behind.schools, found.behind.counted, found.behind.held_back) == (3, 2, 1)
    assert found.size == 0


@given(st.lists(st.tuples(st.integers(2015, 2030), values), min_size=2, max_size=10, unique_by=lambda one: one[0]))
def test_the_slope_is_that_of_the_normal_equations(points: Any) -> None:
    slow = slow_gaps.slope([(x, slow_gaps.Fraction(y)) for x, y in points])
    assert gaps.slope(points) == pytest.approx(float(slow), abs=1e-6)


@given(
    st.lists(st.tuples(st.integers(2015, 2030), values), min_size=2, max_size=8, unique_by=lambda one: one[0]),
    st.floats(-50, 50),
    st.floats(-5, 5),
)
def test_moving_and_tilting_all_years_moves_and_tilts_the_line(points: Any, up: float, tilt: float) -> None:
    moved = [(x, y + up + tilt * (x - 2015)) for x, y in points]
    assert gaps.slope(moved) == pytest.approx(gaps.slope(points) + tilt, abs=1e-6)


@pytest.mark.parametrize("points", [[], [(2020, 1.0)], [(2020, 1.0), (2020, 2.0)]])
def test_one_year_has_no_slope(points: Any) -> None:
    with pytest.raises(ValueError, match="two different years"):
        gaps.slope(points)


@given(st.dictionaries(st.integers(2015, 2030), st.none() | values), st.sets(st.integers(2014, 2031), max_size=4))
def test_no_run_crosses_a_break_and_none_is_lost(sizes: Any, breaks: Any) -> None:
    every = [plain(year, size) for year, size in sizes.items()]
    found = gaps.runs(every, breaks)
    assert sorted(one.year for run in found for one in run) == sorted(
        year for year, size in sizes.items() if size is not None
    )
    for run in found:
        years = [one.year for one in run]
        assert years == sorted(years)
        assert not any(years[0] < at <= years[-1] for at in breaks)
    for before, after in pairwise(found):
        assert any(before[-1].year < at <= after[0].year for at in breaks)


def test_a_change_needs_its_years_and_says_which_way() -> None:
    run = [plain(2023, 10.0), plain(2024, 8.0), plain(2026, 4.0)]
    assert gaps.change(run[:2], least_years=3) is None
    found = gaps.change(run, least_years=3)
    assert found is not None
    assert found.per_year == pytest.approx(-2)
    assert (found.first, found.last, found.years, found.way) == (2023, 2026, 3, "narrows")
    assert found.fitted == pytest.approx((10.0, 4.0))
    assert not found.is_sure
    ahead = gaps.change([plain(2023, -1.0), plain(2024, -2.0), plain(2025, -3.0)], least_years=3)
    assert ahead is not None
    assert ahead.way == "widens"
    level = gaps.change([plain(2023, 5.0), plain(2024, 5.0), plain(2025, 5.0)], least_years=3)
    assert level is not None
    assert level.way == "stays"


@given(histories, betters)
def test_leaving_out_one_school_after_another_is_what_doing_it_slowly_gives(history: Any, better: str) -> None:
    years = [YearOfSchools(year, figures(schools, year), *groups(schools)) for year, schools in history]
    found, slow = gaps.reach(years, better=better), slow_gaps.reach(history, better)  # type: ignore[arg-type]
    assert (found is None) is (slow is None)
    if found and slow:
        assert found == pytest.approx((float(slow[0]), float(slow[1])), abs=1e-5)


@given(st.lists(st.tuples(values, st.integers(1, 60)), min_size=6, max_size=10), st.integers(2, 6))
def test_what_is_the_same_every_year_has_no_slope_whoever_is_left_out(told: Any, count: int) -> None:
    schools = [(urn, value, pupils, urn % 2 == 0) for urn, (value, pupils) in enumerate(told)]
    years = [YearOfSchools(year, figures(schools, year), *groups(schools)) for year in range(2020, 2020 + count)]
    assert gaps.reach(years, better="higher") == pytest.approx((0.0, 0.0), abs=1e-6)


@given(histories)
def test_where_nobody_says_how_many_pupils_every_school_weighs_the_same(history: Any) -> None:
    alike = [(year, [(urn, value, 1, inside) for urn, value, _, inside in schools]) for year, schools in history]
    years = [
        YearOfSchools(year, {urn: Figure("m", year, value) for urn, value, _, _ in schools}, *groups(schools))
        for year, schools in history
    ]
    found, slow = gaps.reach(years, better="higher"), slow_gaps.reach(alike, "higher")
    assert (found is None) is (slow is None)
    if found and slow:
        assert found == pytest.approx((float(slow[0]), float(slow[1])), abs=1e-5)


def test_of_pupils_compares_two_groups_of_the_same_schools() -> None:
    lower = {urn: Figure("m:disadvantaged", 2025, 40.0, cohort=10) for urn in range(4)}
    upper = {urn: Figure("m:others", 2025, 60.0 + urn, cohort=20) for urn in range(4)}
    found = gaps.of_pupils(lower, upper, {0, 1, 2, 9}, year=2025, better="higher", protection=PROTECTED)
    assert found.size == pytest.approx(21.0)
    few = gaps.of_pupils(lower, upper, {0, 1}, year=2025, better="higher", protection=PROTECTED)
    assert (few.size, few.why) == (None, Missing.SUPPRESSED)
