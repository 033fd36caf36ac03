"""Which year a file speaks of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.results import years
from alongside.knowledge.results.measures import measures


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2018-19", 2019), ("2018-2019_england_ks4final.csv", 2019), ("201819", 2019), ("2018/19", 2019),
        ("2018_19", 2019), ("2018%2F19", 2019), ("ks2_2016-2017_330.csv", 2017), ("1999-2000", None),
        ("2018", None), ("2018-20", None), ("2018-19_and_2019-20", None), ("2018-19_2018-2019", 2019),
        ("20181907", None), ("ks4.csv", None),
    ],
)  # fmt: skip
def test_a_school_year_is_told_by_its_two_years_and_by_nothing_less(text: str, year: int | None) -> None:
    assert years.year_in(text) == year


@given(st.integers(2000, 2098), st.sampled_from(["-", "/", "_", ""]), st.booleans())
def test_every_spelling_of_a_year_gives_the_year_it_ends_in(begins: int, between: str, short: bool) -> None:
    ends = begins + 1
    text = f"{begins}{between}{ends % 100:02d}" if short or not between else f"{begins}{between}{ends}"
    assert years.year_in(f"england_{text}.csv") == ends


@pytest.mark.parametrize(
    ("dataset", "name", "day"),
    [
        ("ks4", "2018-2019_england_ks4final.csv", date(2020, 2, 1)),
        ("ks4", "2018-2019_england_ks4provisional.csv", date(2019, 10, 17)),
        ("ks2", "2018-2019_england_ks2final.csv", date(2019, 12, 14)),
        ("ks2", "2018-2019_england_ks2provisional.csv", date(2019, 12, 14)),
        ("ks4-destinations", "2018-2019_england_ks4-pupdest.csv", date(2020, 2, 1)),
        ("ks4", "england_ks4final.csv", None),
    ],
)
def test_the_name_of_a_file_gives_the_usual_day_of_its_publication(dataset: str, name: str, day: date | None) -> None:
    assert years.day_by_name(dataset)(name) == day


def test_repeated_columns_tell_the_newest_year_that_they_repeat() -> None:
    headers = ["URN", "PTRWM_EXP", "PTRWM_EXP_17", "ptrwm_exp_18 ", "PTRWM_EXP_FSM6CLA1A_19", "PTRWM_EXP_3YR"]
    assert years.newest_repeated(headers, "PTRWM_EXP_") == 2018
    assert years.newest_repeated(["URN"], "PTRWM_EXP_") is None


def test_after_cancelled_years_the_next_is_the_one_in_which_something_was_published() -> None:
    assert years.next_held(measures().dataset_by_key["ks4"], 2019) == 2022
    assert years.next_held(measures().dataset_by_key["ks2"], 2019) == 2023
