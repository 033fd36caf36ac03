"""Means, shares and sums over schools: right to the last digit, honest about what is missing, giving nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results import protecting, rollup
from alongside.knowledge.results.measures import Protection
from alongside.knowledge.results.values import Figure

PROTECTION = Protection(least_pupils=11, least_schools=3, says="small numbers")
LAX = Protection(least_pupils=1, least_schools=1, says="none")


def figure(value: float | None, cohort: float | None = None, why: Missing | None = None) -> Figure:
    return Figure("m", 2019, value, why if value is None else None, cohort=cohort)


HELD = figure(None, why=Missing.SUPPRESSED)
VALUES = st.one_of(
    st.builds(
        figure, st.integers(-50, 1000).map(lambda tenths: tenths / 10), st.one_of(st.none(), st.integers(0, 300))
    ),
    st.builds(figure, st.none(), st.one_of(st.none(), st.integers(0, 300)), st.sampled_from(list(Missing))),
)


def slow_mean(figures: Sequence[Figure]) -> Fraction | None:
    """Pupil by pupil, in fractions."""
    known = [one for one in figures if one.value is not None]
    if any(one.cohort is not None for one in known):
        pupils = [Fraction(str(one.value)) for one in known for _ in range(int(one.cohort or 0))]
    else:
        pupils = [Fraction(str(one.value)) for one in known]
    return sum(pupils, Fraction()) / len(pupils) if pupils else None


@given(st.lists(VALUES, max_size=12))
def test_a_mean_is_the_mean_over_every_pupil_counted_one_by_one(figures: list[Figure]):
    found, slow = rollup.mean(figures, LAX), slow_mean(figures)
    if slow is None:
        assert found.value is None
        assert found.why is not None
    else:
        assert found.value == pytest.approx(float(slow), abs=1e-9)
    assert found.schools == len(figures)
    assert found.held_back == sum(one.why in rollup.PROTECTS_PUPILS for one in figures)


@given(st.lists(VALUES, max_size=12))
def test_a_mean_is_shown_only_of_enough_schools_and_enough_pupils(figures: list[Figure]):
    found = rollup.mean(figures, PROTECTION)
    if found.value is not None:
        assert found.counted >= 3
        assert found.pupils is None or found.pupils >= 11
    elif found.ours:
        assert found.why is Missing.SUPPRESSED
        assert found.pupils is None


@given(st.lists(VALUES, max_size=8), st.lists(VALUES, max_size=8))
def test_what_is_held_back_changes_no_mean(figures: list[Figure], others: list[Figure]):
    held = [figure(None, one.cohort, Missing.SUPPRESSED) for one in others]
    one, other = rollup.mean(figures, PROTECTION), rollup.mean([*figures, *held], PROTECTION)
    assert (one.value, one.counted, one.pupils) == (other.value, other.counted, other.pupils)


@given(st.lists(VALUES, max_size=10))
def test_a_sum_is_of_all_or_of_none(figures: list[Figure]):
    found = rollup.total(figures, LAX)
    beside = (Missing.NOT_APPLICABLE, Missing.NOT_LOADED)
    missing = [one.why for one in figures if one.value is None and one.why not in beside]
    if missing:
        assert found.value is None
        assert found.why in missing
    elif found.value is not None:
        assert found.value == pytest.approx(float(sum(Fraction(str(one.value)) for one in figures if one.known)))


def test_a_sum_with_one_figure_held_back_is_held_back():
    found = rollup.total([figure(4), figure(120), figure(60), HELD], PROTECTION)
    assert (found.value, found.why, found.held_back) == (None, Missing.SUPPRESSED, 1)


def test_a_share_counts_the_schools_for_which_both_numbers_are_known():
    parts = [figure(10), figure(5), figure(3), HELD, figure(7)]
    wholes = [figure(100), figure(50), figure(50), figure(30), figure(None, why=Missing.NOT_PUBLISHED)]
    found = rollup.share(parts, wholes, PROTECTION)
    assert (found.value, found.counted, found.schools, found.held_back) == (9.0, 3, 5, 1)


def test_a_share_of_lists_that_do_not_match_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        rollup.share([figure(1)], [], PROTECTION)


def test_schools_count_the_same_where_nobody_says_how_many_pupils_they_have():
    found = rollup.mean([figure(10), figure(20), figure(60)], PROTECTION)
    assert (found.value, found.weighted) == (30, False)


def test_where_schools_must_be_weighed_and_nobody_says_by_what_there_is_no_mean():
    found = rollup.plain_mean([figure(10), figure(20), figure(60)], must_weigh=True)
    assert (found.value, found.why, found.unweighed) == (None, Missing.NOT_RECORDED, True)
    assert rollup.plain_mean([figure(10, 100), figure(20)], must_weigh=True).value == 10
    assert not rollup.plain_mean([HELD], must_weigh=True).unweighed


def test_what_is_an_average_over_entries_is_not_averaged_again():
    found = rollup.cannot([figure(32.5, 80), HELD])
    assert (found.value, found.unweighed, found.schools, found.held_back) == (None, True, 2, 1)


def test_nothing_counted_says_the_gravest_reason():
    found = rollup.mean([HELD, figure(None, why=Missing.NOT_APPLICABLE)], PROTECTION)
    assert (found.why, found.ours) == (Missing.SUPPRESSED, False)


# --- a differencing attack on a whole table


def cube(placed: dict[int, tuple[int, int]]) -> dict[tuple[int | None, int | None], list[int]]:
    """Schools by district and phase, with every margin: what a page shows."""
    return {
        (district, phase): [urn for urn, (d, p) in placed.items() if district in (None, d) and phase in (None, p)]
        for district, phase in product((None, 0, 1, 2), (None, 0, 1))
    }


def attack(shown: dict[object, tuple[frozenset[int], float, float]]) -> dict[frozenset[int], tuple[float, float]]:
    """Everything that taking means from each other tells: sets of schools, their pupils, their points. Slow: it goes on
    joining and parting sets until nothing new comes up."""
    known = {urns: (pupils, points) for urns, pupils, points in shown.values()}
    fresh = set(known)
    while fresh:
        found = {}
        for one, other in combinations(known, 2):
            if one not in fresh and other not in fresh:
                continue
            small, large = sorted((one, other), key=len)
            if small < large:
                found[large - small] = tuple(a - b for a, b in zip(known[large], known[small], strict=True))
            if not small & large:
                found[large | small] = tuple(a + b for a, b in zip(known[large], known[small], strict=True))
        fresh = {urns for urns in found if urns and urns not in known}
        known |= {urns: found[urns] for urns in fresh}
        if len(known) > 400:
            break
    return known


SCHOOLS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(1, 40), st.integers(0, 1000)), min_size=1, max_size=10
)


@settings(max_examples=60)
@given(SCHOOLS)
def test_no_mean_too_small_to_be_shown_can_be_worked_out_from_those_that_are(schools: list[tuple[int, int, int, int]]):
    placed = {urn: (district, phase) for urn, (district, phase, _, _) in enumerate(schools)}
    figures = {urn: figure(tenths / 10, pupils) for urn, (_, _, pupils, tenths) in enumerate(schools)}
    groups = cube(placed)
    found = protecting.means(groups, figures, PROTECTION)
    shown = {
        key: (frozenset(groups[key]), one.pupils or 0.0, (one.pupils or 0.0) * one.value)
        for key, one in found.items()
        if one.value is not None
    }
    told = attack(shown)
    for key, one in found.items():
        urns = frozenset(groups[key])
        pupils = sum(figures[urn].cohort or 0 for urn in urns)
        if urns and (len(urns) < 3 or pupils < 11):
            assert one.value is None
            assert urns not in told


def test_a_lone_small_district_takes_another_with_it():
    placed = {1: "north", 2: "north", **dict.fromkeys(range(3, 7), "south"), **dict.fromkeys(range(7, 13), "west")}
    groups = {place: [urn for urn, where in placed.items() if where == place] for place in ("north", "south", "west")}
    figures = {urn: figure(40.0 + urn, 30) for urn in placed}
    found = protecting.means({**groups, "city": list(placed)}, figures, PROTECTION)
    assert [key for key, one in found.items() if one.value is None] == ["north", "south"]
    assert found["south"].ours
    assert found["city"].value == pytest.approx(46.5)


def test_of_what_an_attack_needs_the_least_wanted_goes():
    placed = {1: "north", 2: "north", **dict.fromkeys(range(3, 7), "south"), **dict.fromkeys(range(7, 13), "west")}
    groups = {place: [urn for urn, where in placed.items() if where == place] for place in ("north", "south", "west")}
    figures = {urn: figure(40.0, 30) for urn in placed}
    wanted = {"south": 9, "city": 0}
    found = protecting.means(
        {**groups, "city": list(placed)}, figures, PROTECTION, keep=lambda place: wanted.get(place, 5)
    )
    assert [place for place, one in found.items() if one.value is None] == ["north", "city"]


def test_a_table_without_small_groups_is_shown_whole():
    groups = {"north": [1, 2, 3], "south": [4, 5, 6], "city": [1, 2, 3, 4, 5, 6]}
    found = protecting.means(groups, {urn: figure(40.0, 30) for urn in range(1, 7)}, PROTECTION)
    assert all(one.value == 40 for one in found.values())


def test_sums_are_protected_as_means_are_also_of_schools_without_pupils():
    groups = {"north": [1], "south": [2, 3, 4], "west": [5, 6, 7], "city": [1, 2, 3, 4, 5, 6, 7]}
    counts = {1: 0, 2: 30, 3: 40, 4: 50, 5: 60, 6: 70, 7: 80}
    found = protecting.totals(groups, {urn: figure(count, count) for urn, count in counts.items()}, PROTECTION)
    assert [place for place, one in found.items() if one.value is None] == ["north", "south"]
    assert (found["west"].value, found["city"].value) == (210, 330)


def test_a_group_of_schools_without_figures_says_why_and_takes_nothing_with_it():
    groups = {"north": [1], "south": [4, 5, 6], "city": [1, 4, 5, 6]}
    found = protecting.means(groups, {1: HELD, **{urn: figure(40.0, 30) for urn in (4, 5, 6)}}, PROTECTION)
    assert (found["north"].why, found["north"].ours) == (Missing.SUPPRESSED, False)
    assert found["south"].value == found["city"].value == 40
    assert found["city"].held_back == 1
