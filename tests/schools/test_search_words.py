from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.schools import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St Mary's", "Saint Marys"),
        ("St. Mary’s", "st mary's"),
        ("Lock Lane C of E Primary School", "lock lane church of england prim sch"),
        ("Lock Lane CofE", "Lock Lane C.E."),
        ("Holy Lock RC", "holy lock roman catholic"),
        ("Holy Lock Catholic", "Holy Lock R.C."),
        ("Wharf Jnr", "Wharf Junior"),
        ("Wharf Infants", "wharf infant"),
        ("Lock & Wharf", "lock and wharf"),
        ("SS Peter and Paul", "St Peter & Paul"),
        ("École Wharf", "ecole wharf"),
        ("Wharf-side", "wharf side"),
    ],
)
def test_two_spellings_come_to_the_same(one: str, other: str) -> None:
    assert words.asked_for(one) == words.asked_for(other)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("330/2001", ["3302001"]),
        ("330 2001", ["3302001"]),
        ("b33 8qb", ["b338qb"]),
        ("B33  8QB", ["b33", "8qb"]),
        ("B33", ["b33"]),
        ("900001", ["900001"]),
        ("   ", []),
        ("&", ["and"]),
        ("!!!", []),
    ],
)
def test_numbers_and_postcodes_are_put_together(typed: str, asked: list[str]) -> None:
    assert words.asked_for(typed) == asked


def test_a_list_is_sorted_without_the_and_with_saints_together() -> None:
    names = ["The Wharf School", "Saint Anne's", "St Bede's", "Wharf Lane"]
    assert sorted(names, key=words.sort_name) == ["Saint Anne's", "St Bede's", "Wharf Lane", "The Wharf School"]


@given(st.text(max_size=300))
def test_a_name_is_found_by_itself(name: str) -> None:
    written = words.plain(name)
    told = words.searchable(words.spelt(written), written, urn=1, laestab=None, postcode="B1 1AA", town="Town")
    assert len(words.sort_name(name)) <= 255
    for word in words.asked_for(name[:100]):
        if words.asked_for(name) == words.asked_for(name[:200]) and len(name) <= 100:
            assert f" {word}" in told
