"""Scores, held against a second, slow way of working them out."""

from __future__ import annotations

from itertools import product
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.likelihood.scores import auc, in_bands, in_fifths, measured, share_in_top

some = st.lists(st.tuples(st.integers(0, 12).map(lambda n: n / 12), st.booleans()), min_size=1, max_size=60)


def slow_auc(pairs: list[tuple[float, bool]]) -> float | None:
    yes, no = [s for s, was in pairs if was], [s for s, was in pairs if not was]
    if not yes or not no:
        return None
    return fmean(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in product(yes, no))


def slow_top(pairs: list[tuple[float, bool]], part: int) -> float | None:
    """The average over every order that ties allow, worked out seat by seat."""
    places = len(pairs) // part
    if not places:
        return None
    right = 0.0
    for place in range(places):
        score = sorted((s for s, _ in pairs), reverse=True)[place]
        right += fmean(was for s, was in pairs if s == score)
    return right / places


@given(some)
def test_pairs_in_the_right_order(pairs: list[tuple[float, bool]]) -> None:
    scores, inspected = [s for s, _ in pairs], [was for _, was in pairs]
    expected = slow_auc(pairs)
    assert auc(scores, inspected) == (None if expected is None else pytest.approx(expected))


@given(some, st.sampled_from((5, 10)))
def test_the_share_in_the_top(pairs: list[tuple[float, bool]], part: int) -> None:
    scores, inspected = [s for s, _ in pairs], [was for _, was in pairs]
    expected = slow_top(pairs, part)
    assert share_in_top(scores, inspected, part) == (None if expected is None else pytest.approx(expected))


@given(some)
def test_fifths_and_bands_hold_every_school_once(pairs: list[tuple[float, bool]]) -> None:
    scores, inspected = [s for s, _ in pairs], [was for _, was in pairs]
    for parts in (in_fifths(scores, inspected), in_bands(scores, inspected, (0.25, 0.5, 0.75))):
        assert sum(schools for _, _, schools in parts) == len(pairs)
        assert sum(share * schools for _, share, schools in parts) == pytest.approx(sum(inspected))
        assert sum(chance * schools for chance, _, schools in parts) == pytest.approx(sum(scores))
        assert list(parts) == sorted(parts, key=lambda one: -one[0])


def test_how_far_off_is_the_worst_fifth() -> None:
    found = measured([0.9] * 5 + [0.1] * 5, [True] * 5 + [False] * 5, is_chance=True)
    assert found.furthest_off == pytest.approx(10)
    assert measured([1.0, 0.0], [True, False]).furthest_off is None
