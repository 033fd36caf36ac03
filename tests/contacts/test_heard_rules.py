"""Terms, school years, and since when somebody waits."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.kernel.periods import AcademicYear
from alongside.work.contacts.heard import rules
from alongside.work.contacts.heard.policies import heard

DAYS = st.dates(date(2015, 9, 1), date(2035, 8, 31))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 1), "Autumn term 2026"),
        (date(2026, 12, 31), "Autumn term 2026"),
        (date(2027, 1, 1), "Spring term 2027"),
        (date(2027, 4, 16), "Summer term 2027"),
        (date(2027, 8, 31), "Summer term 2027"),
    ],
)
def test_a_day_lies_in_its_term(day: date, words: str) -> None:
    assert rules.term_of(day, heard()).words == words


@given(DAYS)
def test_the_terms_of_a_year_cover_it_without_gap_or_overlap(day: date) -> None:
    year = AcademicYear.of(day)
    terms = rules.terms_of(year, heard())
    assert (terms[0].begins, terms[-1].ends) == (year.first_day, year.last_day)
    assert all(after.begins - before.ends == timedelta(days=1) for before, after in itertools.pairwise(terms))
    term, whole = rules.kept_periods(day, heard())
    assert term.begins <= day <= term.ends
    assert (whole.begins, whole.ends) == (year.first_day, year.last_day)
    assert rules.is_kept(term.begins, term.ends, heard())
    assert rules.is_kept(whole.begins, whole.ends, heard())
    assert not rules.is_kept(term.begins + timedelta(days=1), term.ends, heard())


def test_the_term_before_the_first_is_the_last_of_the_year_before() -> None:
    autumn = rules.term_of(date(2026, 11, 16), heard())
    assert rules.before(autumn, "term", heard()).words == "Summer term 2026"
    assert rules.before(rules.year_of(date(2026, 11, 16)), "year", heard()).words == "School year 2025/26"


MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("last", "in_post", "met", "waiting"),
    [
        (None, None, None, None),
        (MAY, None, MAY, MAY),
        (None, MARCH, None, MARCH),
        (MAY, MARCH, MAY, MAY),
        (MAY, JUNE, None, JUNE),  # it was the head before who was met
        (MAY, MAY, MAY, MAY),
    ],
)
def test_whoever_is_new_waits_from_the_day_they_began(
    last: date | None, in_post: date | None, met: date | None, waiting: date | None
) -> None:
    assert rules.heard_in_post(last, in_post) == met
    assert rules.waiting_since(last, in_post) == waiting
