"""What may point at a child is found before anything is published."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.work.sharing.practice.policies import practice
from alongside.work.sharing.practice.rules import doubts, is_old
from alongside.work.ties.finding import asked_for, weighed


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Write to someone@school.example", True),
        ("Ring 0121 496 0123 before nine.", True),
        ("born 3 May 2015", True),
        ("DOB: 03/05/2015", True),
        ("Number A123456789012 in the list", True),
        ("Two boys in Year 5 came back.", False),
        ("We sat with 3 newly arrived pupils.", False),
        ("A girl who had not spoken for a year", False),
        ("The pupil called Sam was absent", False),
        ("Child A came back", False),
    ],
)
def test_what_may_point_at_a_child_is_told(text: str, never: bool) -> None:
    assert [one.never for one in doubts(text)] == [never], doubts(text)


@pytest.mark.parametrize(
    "text",
    [
        "All pupils in Year 7 read for twenty minutes a day.",
        "Sessions missed fell from 8.1 to 6.2 per cent between 2023 and 2025.",
        "Ninety pupils took part; it cost 1,200 pounds.",
        "Every child who came to breakfast was met at the door.",
        "The one thing that children said: start later.",
    ],
)
def test_a_usual_sentence_raises_no_doubt(text: str) -> None:
    assert doubts(text) == []


@given(st.text(max_size=200), st.text(max_size=60))
def test_more_words_never_take_a_doubt_away(text: str, more: str) -> None:
    assert {one.words for one in doubts(text)} <= {one.words for one in doubts(text, more)}


def test_the_ladder_of_evidence_begins_with_an_idea() -> None:
    assert practice().evidence[0].key == "idea"
    assert is_old(date(2023, 1, 1), date(2026, 1, 2), months=36)
    assert not is_old(date(2023, 1, 1), date(2026, 1, 1), months=36)


def test_small_words_and_plurals_do_not_decide_what_is_found() -> None:
    assert asked_for("Who near me could help with Phonics?") == ["phonic"]
    assert asked_for("who can help") == ["who", "can", "help"]
    assert weighed(("Families and the family", 2), ("Families", 4)) == {"family": 4}


@given(st.text(max_size=80))
def test_what_is_kept_is_found_by_each_of_its_words(text: str) -> None:
    kept = weighed((text, 1))
    assert all(any(word.startswith(asked) for word in kept) for asked in asked_for(text) if asked in kept)
    assert all(asked_for(word) for word in kept)
