"""Counts, lists and distances in time as a sentence says them."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.floor.kernel import prose


@pytest.mark.parametrize(
    ("count", "says"),
    [(0, "no schools"), (1, "one school"), (10, "ten schools"), (11, "11 schools"), (24_000, "24,000 schools")],
)
def test_a_count_is_said_with_its_noun(count: int, says: str) -> None:
    assert prose.counted(count, "school") == says


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("school", "schools"),
        ("nursery", "nurseries"),
        ("day", "days"),
        ("is", "are"),
        ("has", "have"),
        ("inspection", "inspections"),
        ("match", "matches"),
        ("class", "classes"),
        ("authority", "authorities"),
    ],
)
def test_a_noun_or_verb_takes_its_plural(one: str, many: str) -> None:
    assert prose.plural(2, one) == many
    assert prose.plural(1, one) == one


def test_a_list_ends_with_and() -> None:
    assert prose.joined([]) == ""
    assert prose.joined(["a"]) == "a"
    assert prose.joined(["a", "b"]) == "a and b"
    assert prose.joined(["a", "b", "c"], "or") == "a, b or c"


def test_a_sentence_begins_with_a_capital_and_ends_once() -> None:
    assert prose.sentence("ten schools are on the list") == "Ten schools are on the list."
    assert prose.sentence("CofE schools.") == "CofE schools."
    assert prose.sentence(" ") == ""


@pytest.mark.parametrize(
    ("since", "says"),
    [
        (date(2026, 11, 16), "today"),
        (date(2026, 11, 15), "yesterday"),
        (date(2026, 11, 4), "12 days ago"),
        (date(2026, 6, 16), "five months ago"),
        (date(2020, 6, 16), "six years ago"),
        (date(2026, 11, 19), "in three days"),
    ],
)
def test_a_distance_in_time_is_said_as_people_say_it(since: date, says: str) -> None:
    assert prose.ago(since, date(2026, 11, 16)) == says
