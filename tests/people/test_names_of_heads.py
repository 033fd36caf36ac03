"""Whether two names are one person's: the policy's own examples, and what must hold of any two names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.people.heads.policies import Example, heads
from alongside.knowledge.people.heads.rules import Change, Named, changes, is_somebody, same_person, without_title

POLICY = heads()
PARTS = st.sampled_from(["Jane", "J", "J.", "Ann", "Smith", "Jones", "Patel-Shah", "O’Neill", "Mr", "Mrs", "Dr", "MBE"])
NAMES = st.lists(PARTS, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize("example", POLICY.examples, ids=lambda one: one.says)
def test_the_policys_examples_come_out_as_it_says(example: Example) -> None:
    assert same_person(example.a, example.b, POLICY) is example.same
    assert same_person(example.b, example.a, POLICY) is example.same


@given(NAMES, NAMES)
def test_which_name_comes_first_does_not_matter(a: str, b: str) -> None:
    assert same_person(a, b, POLICY) == same_person(b, a, POLICY)


@given(NAMES)
def test_a_somebody_is_the_same_as_themselves_however_written(name: str) -> None:
    if is_somebody(name, POLICY):
        for other in (name, name.upper(), f"  {name}  ", name.replace("-", " "), f"Dr {name}", f"{name} OBE"):
            assert same_person(name, other, POLICY)


@pytest.mark.parametrize("nobody", ["", "  ", "Vacant", "VACANCY", "TBC", "To be confirmed", "Mrs", "n/a"])
def test_a_word_that_stands_for_nobody_is_nobody(nobody: str) -> None:
    assert not is_somebody(nobody, POLICY)


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("Mr Ben Booth", "Ben Booth"),
        ("Rev. Dr Ann Ash", "Ann Ash"),
        ("Ben Booth", "Ben Booth"),
        ("Mrs", "Mrs"),
        ("", ""),
    ],
)
def test_a_title_is_taken_off_a_name(name: str, without: str) -> None:
    assert without_title(name, POLICY) == without


def named(name: str, day: int, load: int = 1) -> Named:
    return Named(name, date(2026, 9, day), load, 2)


def test_a_change_is_told_between_files_that_name_somebody() -> None:
    told = [named("Jane Smith", 1), named("", 2), named("Vacant", 3), named("Mrs J Smith", 4), named("Omar Khan", 5)]
    assert changes(told, POLICY) == [Change(told[3], told[4])]


def test_files_are_read_in_the_order_of_their_days_not_of_their_loading() -> None:
    older, newer = named("Jane Smith", 1, load=9), named("Omar Khan", 8, load=3)
    assert changes([newer, older], POLICY) == [Change(older, newer)]


@given(st.lists(st.tuples(NAMES, st.integers(1, 28)), max_size=6))
def test_there_are_fewer_changes_than_files_and_each_is_between_two_people(told: list[tuple[str, int]]) -> None:
    found = changes([named(name, day, load) for load, (name, day) in enumerate(told)], POLICY)
    assert len(found) <= max(0, len(told) - 1)
    for one in found:
        assert not same_person(one.was.name, one.now.name, POLICY)
        assert one.was.as_at <= one.now.as_at
