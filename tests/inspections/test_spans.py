"""Where the telling of a school's inspections is complete."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.facts import Span
from alongside.knowledge.inspections.spans import merged


def day(number: int) -> date:
    return date(2020, 1, 1) + timedelta(days=number)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(1, 5)], [(1, 5)]),
        ([(1, 5), (3, 9)], [(1, 9)]),
        ([(1, 5), (6, 9)], [(1, 9)]),  # the next day: nothing lies between
        ([(1, 5), (7, 9)], [(1, 5), (7, 9)]),
        ([(None, 5), (3, 4)], [(None, 5)]),
        ([(None, 5), (None, 9)], [(None, 9)]),
        ([(7, 9), (1, 5)], [(1, 5), (7, 9)]),
    ],
)
def test_spans_that_touch_are_one(spans, expected):
    def made(pairs):
        return [Span(None if first is None else day(first), day(last)) for first, last in pairs]

    assert list(merged(made(spans))) == made(expected)


def pairs() -> st.SearchStrategy[tuple[int | None, int]]:
    return st.tuples(st.none() | st.integers(0, 60), st.integers(0, 60)).filter(lambda pair: (pair[0] or 0) <= pair[1])


def covered(spans) -> set[int]:
    return {
        number
        for number in range(-1, 61)
        if any((span.first is None or span.first <= day(number)) and day(number) <= span.last for span in spans)
    }


@given(st.lists(pairs(), max_size=6), st.randoms())
def test_merging_keeps_every_day_and_forgets_the_order(given_pairs, random):
    spans = [Span(None if first is None else day(first), day(last)) for first, last in given_pairs]
    found = merged(spans)
    assert covered(found) == covered(spans)
    random.shuffle(spans)
    assert merged(spans) == found
    for before, after in pairwise(found):
        assert after.first is not None
        assert after.first > before.last + timedelta(days=1)
