"""What is shown of answers in confidence gives none of them away: tried by working out everything that can be."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.work.engagement.supported.rules import CITY, Count, Given, figures, held_back, reply_by

LEAST = 5
QUESTIONS = ["safe"]

counts = st.integers(0, 14).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
tables = st.lists(counts, min_size=1, max_size=4).map(
    lambda rows: {f"part {number}": Count(*row) for number, row in enumerate(rows)}
)


def possible(table: dict[str, Count], hidden: set[str]) -> list[dict[str, int]]:
    """Every table of counts that fits what is shown: the differencing attack, in full."""
    total = sum(one.part for one in table.values())
    ranges = [range(one.of + 1) if key in hidden else [one.part] for key, one in table.items()]
    every = (dict(zip(table, values, strict=True)) for values in itertools.product(*ranges))
    return [one for one in every if CITY in hidden or sum(one.values()) == total]


@given(tables)
def test_nobody_can_work_out_a_small_count_of_any_union_of_parts(table: dict[str, Count]):
    hidden = held_back(table, LEAST)
    fits = possible(table, hidden)
    assert {key: one.part for key, one in table.items()} in fits
    for size in range(1, len(table) + 1):
        for union in itertools.combinations(table, size):
            of = sum(table[key].of for key in union)
            values = {sum(one[key] for key in union) for one in fits}
            if len(values) == 1 and of:
                (exact,) = values
                assert min(exact, of - exact) >= LEAST, (union, hidden)


@given(tables)
def test_nobody_can_be_sure_of_a_few_in_a_part_that_is_held_back(table: dict[str, Count]):
    hidden = held_back(table, LEAST)
    fits = possible(table, hidden)
    for key in hidden - {CITY}:
        surely = min(one[key] for one in fits)
        surely_not = min(table[key].of - one[key] for one in fits)
        assert surely == 0 or surely >= LEAST
        assert surely_not == 0 or surely_not >= LEAST


@given(tables)
def test_every_count_that_is_shown_is_large_enough_on_both_sides(table: dict[str, Count]):
    hidden = held_back(table, LEAST)
    assert all(one.is_enough(LEAST) for key, one in table.items() if key not in hidden)
    if CITY not in hidden:
        assert sum(one.part for one in table.values()) >= LEAST


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        # Enough everywhere: all is shown.
        ({"a": (10, 30), "b": (12, 30)}, set()),
        # One is too small: the sum less the others would give it, so the smallest other goes with it.
        ({"a": (3, 40), "b": (12, 50), "c": (20, 60)}, {"a", "b"}),
        # Two that are too small, but three together: one more goes.
        ({"a": (1, 40), "b": (2, 40), "c": (20, 60), "d": (20, 50)}, {"a", "b", "d"}),
        # Too few in the whole city.
        ({"a": (1, 40), "b": (2, 40)}, {"a", "b", CITY}),
        # All but two answered: who is silent would be known.
        ({"a": (38, 40)}, {"a", CITY}),
        # None is as small as one.
        ({"a": (0, 40), "b": (12, 50), "c": (20, 60)}, {"a", "b"}),
        # Nobody there to be counted.
        ({}, {CITY}),
    ],
)
def test_parts_are_held_back(parts: dict[str, tuple[int, int]], hidden: set[str]):
    assert held_back({key: Count(*one) for key, one in parts.items()}, LEAST) == hidden


def test_a_part_whose_whole_is_held_back_is_held_back_too():
    told = {"a": Count(6, 12, most=30), "b": Count(10, 30), "c": Count(15, 30)}
    assert "a" in held_back(told, LEAST)


people = st.lists(
    st.tuples(
        st.sampled_from(["north", "south", "east"]),
        st.sampled_from(["head", "chair"]),
        st.sampled_from([None, "openly", "in confidence"]),
        st.booleans(),
    ),
    max_size=60,
)


def made(rows: list[tuple[str, str, str | None, bool]]) -> dict:
    asked = [(district, role) for district, role, _, _ in rows]
    answers = [Given(d, r, {"safe": yes}, how == "in confidence") for d, r, how, yes in rows if how]
    return figures(asked, answers, QUESTIONS, LEAST)


@given(people)
def test_no_figure_of_answers_in_confidence_is_below_the_least(rows):
    for parts in made(rows).values():
        for one in parts.values():
            for shown, whole in [(one.sealed, one.asked - one.open), (one.sealed_no["safe"], one.sealed)]:
                assert shown is None or (whole is not None and shown >= LEAST and whole - shown >= LEAST)
            for shown, whole in [(one.wide, one.asked), (one.wide_no["safe"], one.wide)]:
                assert shown is None or (whole is not None and shown >= LEAST and whole - shown >= LEAST)


@given(people)
def test_one_answer_in_confidence_more_or_less_never_shows_in_a_part_by_itself(rows):
    """Two rounds that differ in what one person said: where a figure of one part differs, that part is large enough."""
    sealed = [number for number, row in enumerate(rows) if row[2] == "in confidence"]
    if not sealed:
        return
    other = list(rows)
    district, role, how, yes = other[sealed[0]]
    other[sealed[0]] = (district, role, how, not yes)
    for way in ("district", "role"):
        before, after = made(rows)[way], made(other)[way]
        for part in before:
            assert before[part].sealed == after[part].sealed
            for one in (before[part], after[part]):
                assert one.sealed_no["safe"] is None or one.sealed_no["safe"] >= LEAST


@given(people)
def test_the_city_is_the_same_in_both_ways_of_dividing(rows):
    found = made(rows)
    assert found["district"][CITY] == found["role"][CITY]


@given(people)
def test_what_is_held_back_in_one_way_cannot_be_added_up_in_the_other(rows):
    ways = made(rows)
    for name in ("sealed", "wide"):
        for parts in ways.values():
            if parts[CITY] and getattr(parts[CITY], name) is None:
                assert all(getattr(one, name) is None for one in parts.values())


FEW = 2  # the same rules with a smaller least: every table can then be tried
small = st.integers(0, 5).flatmap(
    lambda cap: st.integers(0, cap).flatmap(
        lambda n: st.integers(0, n).flatmap(lambda no: st.tuples(st.just(cap), st.just(n), st.just(no)))
    )
)


@given(st.lists(small, min_size=1, max_size=3))
def test_answers_and_noes_together_give_nobody_away_either(table: list[tuple[int, int, int]]):
    """The whole attack on one way of dividing: who was asked and did not answer openly is known, all that is shown is
    known, and every table of answers and noes that fits is written down."""
    asked, answers = [], []
    for number, (cap, n, no) in enumerate(table):
        asked += [(f"part {number}", "head")] * cap
        answers += [Given(f"part {number}", "head", {"safe": one >= no}, True) for one in range(n)]
    shown = figures(asked, answers, QUESTIONS, FEW)["district"]
    keys = [f"part {number}" for number, (cap, _, _) in enumerate(table) if cap]
    caps = {key: shown[key].asked for key in keys}
    each = [
        [
            (n, no)
            for n in range(caps[key] + 1)
            for no in range(n + 1)
            if shown[key].sealed in (None, n) and shown[key].sealed_no["safe"] in (None, no)
        ]
        for key in keys
    ]
    city = shown[CITY]
    fits = [
        one
        for one in itertools.product(*each)
        if city.sealed in (None, sum(n for n, _ in one)) and city.sealed_no["safe"] in (None, sum(no for _, no in one))
    ]
    for size in range(1, len(keys) + 1):
        for union in itertools.combinations(range(len(keys)), size):
            answered = {sum(one[i][0] for i in union) for one in fits}
            noes = {sum(one[i][1] for i in union) for one in fits}
            room = sum(caps[keys[i]] for i in union)
            if len(answered) == 1 and room:
                assert min(answered) >= FEW
                assert room - min(answered) >= FEW
            if len(noes) == 1 and room:
                assert min(noes) >= FEW


def test_figures_add_up():
    rows = [(district, role, how, yes) for district in ("north", "south") for role in ("head", "chair")
            for how in ("openly", "in confidence", None) for yes in (True, False) for _ in range(6)]  # fmt: skip
    found = made(rows)
    city = found["district"][CITY]
    assert (city.asked, city.open, city.sealed) == (144, 48, 48)
    assert (city.open_no["safe"], city.wide_no["safe"], city.sealed_no["safe"]) == (24, 24, 24)
    assert found["role"]["head"].sealed_no["safe"] == 12


@pytest.mark.parametrize(
    ("answered", "sealed", "by"),
    [
        (date(2026, 11, 18), False, date(2026, 11, 28)),
        (date(2026, 11, 16), True, date(2026, 12, 2)),  # a Monday
        (date(2026, 11, 22), True, date(2026, 12, 2)),  # the Sunday of that week
        (date(2026, 11, 23), True, date(2026, 12, 9)),
    ],
)
def test_a_reply_is_due(answered: date, sealed: bool, by: date):
    assert reply_by(answered, 10, sealed=sealed) == by
