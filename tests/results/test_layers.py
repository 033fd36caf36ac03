"""What several files said of one place and year, laid over each other."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.results import layers

keys = st.sampled_from(["a", "a.low", "a.high", "a:girls", "b", "c"])
figures = st.one_of(st.integers(0, 9), st.floats(0, 9).map(lambda value: round(value, 1)), st.sampled_from("cpz"))
said = st.dictionaries(keys, figures, max_size=6)


def row(**values: object) -> SimpleNamespace:
    return SimpleNamespace(values=values)


def test_the_newest_word_on_each_figure_holds_and_knows_its_row() -> None:
    old, new = row(a=1, b=2), row(b=3, c=4)
    merged = layers.merged([old, new])
    assert merged.values == {"a": 1, "b": 3, "c": 4}
    assert (merged.source["a"], merged.source["b"]) == (old, new)


def test_the_interval_of_an_old_figure_is_not_laid_on_a_new_one() -> None:
    old = SimpleNamespace(values={"a": 1, "a.low": 0, "a.high": 2})
    assert layers.merged([old, row(a=5)]).values == {"a": 5}
    assert layers.merged([old, row(a=1)]).values == {"a": 1, "a.low": 0, "a.high": 2}


def test_the_same_figure_with_fewer_decimals_in_another_layout_changes_nothing() -> None:
    before = {"a": 39.4, "b": 39.4}
    assert layers.difference(before, {"a": 39, "b": 41}, foreign={"a", "b"}) == ({"b": 41}, {"b": (39.4, 41)})


def test_in_the_same_layout_it_is_a_change() -> None:
    assert layers.difference({"a": 39.4}, {"a": 39}) == ({"a": 39}, {"a": (39.4, 39)})


def test_a_reason_is_not_changed_by_another_layout_that_only_says_nothing_is_there() -> None:
    assert layers.difference({"a": "c"}, {"a": "p"}, foreign={"a"}) == ({}, {})


def test_a_figure_held_back_at_last_is_a_change() -> None:
    assert layers.difference({"a": 39.4}, {"a": "c"}, foreign={"a"}) == ({"a": "c"}, {"a": (39.4, "c")})


def test_what_a_file_has_a_column_for_and_says_nothing_of_is_blank_now() -> None:
    assert layers.difference({"a": 1, "b": 2}, {}, covers={"a"}) == ({"a": "r"}, {"a": (1, "r")})


@given(before=said, now=said)
def test_what_is_written_over_what_stood_gives_what_the_file_says(before: dict, now: dict) -> None:
    written, _ = layers.difference(before, now)
    both = layers.merged([SimpleNamespace(values=before), SimpleNamespace(values=written)])
    assert {key: both.values.get(key) for key in now} == now


@given(before=said)
def test_the_same_again_is_no_change(before: dict) -> None:
    assert layers.difference(before, before, covers=before.keys())[1] == {}


@given(old=st.floats(-99, 99).map(lambda value: round(value, 2)))
def test_rounding_is_coarser_and_never_the_other_way(old: float) -> None:
    rounded = round(old, 1)
    assert not layers.coarser(rounded, old) or rounded == old
    assert layers.coarser(old, rounded) or layers.places(old) < 2
