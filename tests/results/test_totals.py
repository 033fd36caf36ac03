"""Published totals against their schools, decided without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results import totals
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.totals import Agreement, School, Total
from alongside.knowledge.results.values import Figure

POLICY = measures()
PUPILS, PERCENT = "ks4-pupils", "ks4-basics-strong"


def of(
    key: str, *schools: tuple[float | Missing, float | None], published: float, cohort: float | None = None
) -> Total:
    figures = [
        School(
            Figure(key, 2019, None, value, cohort=pupils)
            if isinstance(value, Missing)
            else Figure(key, 2019, value, cohort=pupils),
            funded=True,
        )
        for value, pupils in schools
    ]
    return totals.recompute(POLICY.by_key[key], figures, Figure(key, 2019, published, cohort=cohort), POLICY.protection)


def test_counts_are_added_up() -> None:
    total = of(PUPILS, (100, None), (60, None), published=160)
    assert (total.agreement, total.worked_out) == (Agreement.SAME, 160)


def test_averages_weigh_each_school_by_its_pupils() -> None:
    total = of(PERCENT, (40.0, 100), (60.0, 300), published=55.0, cohort=400)
    assert (total.agreement, total.worked_out, total.pupils) == (Agreement.SAME, 55, 400)
    assert total.says == ("Worked out from the two schools with a figure, it comes to the same, but for rounding.",)


def test_rounding_of_schools_and_total_is_allowed_for_and_no_more() -> None:
    assert of(PERCENT, (40.0, 100), (61.0, 300), published=56.0, cohort=400).agreement is Agreement.SAME
    assert of(PERCENT, (40.4, 100), (60.4, 300), published=55.9, cohort=400).agreement is Agreement.DIFFERENT


def test_pupils_of_schools_that_are_held_back_may_make_the_difference() -> None:
    total = of(PERCENT, (40.5, 100), (60.5, 300), (Missing.SUPPRESSED, 20), published=53.4, cohort=420)
    assert total.agreement is Agreement.OTHER_PUPILS
    assert "One school of few pupils counts in the published figure, but its own is held back." in total.says
    assert any("20 pupils more" in sentence for sentence in total.says)


def test_pupils_who_could_never_make_the_difference_do_not_explain_it() -> None:
    total = of(PERCENT, (40.5, 100), (60.5, 300), (Missing.SUPPRESSED, 20), published=70.5, cohort=420)
    assert total.agreement is Agreement.DIFFERENT
    assert total.says[-1] == "The table does not say why the two differ."


@pytest.mark.parametrize("held_back", [1, 2])
def test_a_sum_that_would_give_away_a_few_schools_is_not_shown(held_back: int) -> None:
    total = of(PUPILS, (100, None), *[(Missing.SUPPRESSED, None)] * held_back, published=104)
    assert (total.agreement, total.worked_out) == (Agreement.NOT_SHOWN, None)
    assert not any(char.isdigit() for sentence in total.says for char in sentence)


def test_a_sum_over_enough_schools_that_are_held_back_is_shown() -> None:
    total = of(PUPILS, (100, None), *[(Missing.SUPPRESSED, None)] * 3, published=109)
    assert (total.agreement, total.worked_out) == (Agreement.OTHER_PUPILS, 100)


def test_independent_schools_are_left_out_of_a_state_funded_total() -> None:
    key = PERCENT
    schools = [School(Figure(key, 2019, 40.0, cohort=100), True), School(Figure(key, 2019, 90.0, cohort=50), False)]
    published = Figure(key, 2019, 40.0, cohort=100)
    here = totals.recompute(POLICY.by_key[key], schools, published, POLICY.protection)
    assert (here.agreement, here.schools) == (Agreement.SAME, 1)
    assert "one independent school is left out here too" in " ".join(here.says)
    there = totals.recompute(POLICY.by_key[key], schools, published, POLICY.protection, state_funded=False)
    assert there.schools == 2


def test_an_average_over_entries_is_not_weighed_by_pupils() -> None:
    total = of("ks5-alevel-points", (30.1, 100), (35.2, 50), published=32.0, cohort=150)
    assert (total.agreement, total.worked_out) == (Agreement.CANNOT, None)


def test_nothing_is_compared_with_a_total_that_is_missing() -> None:
    figure = Figure(PUPILS, 2019, None, Missing.NOT_PUBLISHED)
    assert totals.recompute(POLICY.by_key[PUPILS], [], figure, POLICY.protection).agreement is Agreement.NOTHING


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 200)), min_size=1, max_size=30))
def test_a_total_made_of_its_schools_and_rounded_always_agrees(schools: list[tuple[int, int]]) -> None:
    pupils = sum(number for _, number in schools)
    exact = sum(tenth / 10 * number for tenth, number in schools) / pupils
    shown = [(float(tenth / 10), float(number)) for tenth, number in schools]
    assert of(PERCENT, *shown, published=round(exact, 1), cohort=pupils).agreement is Agreement.SAME


@given(st.lists(st.integers(1, 300), min_size=1, max_size=30), st.integers(0, 2))
def test_a_count_never_lets_a_few_schools_be_told(schools: list[int], held_back: int) -> None:
    total = of(
        PUPILS, *[(n, None) for n in schools], *[(Missing.SUPPRESSED, None)] * held_back, published=sum(schools) + 4
    )
    assert (total.worked_out is None) is (held_back > 0)
