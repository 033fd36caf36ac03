"""The measures of the policy: complete enough for a page, and none that says what it should not."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from alongside.knowledge.results.formats import all_formats
from alongside.knowledge.results.formats.wide import keys_of
from alongside.knowledge.results.measures import Dataset, Measure, measures
from alongside.knowledge.schools import vocabulary

POLICY = measures()
OF_SCHOOLS = [measure for measure in POLICY.measures if not measure.area_only]


def test_there_are_enough_of_them_and_of_every_kind() -> None:
    assert len(OF_SCHOOLS) >= 60
    assert {"results", "attendance", "intake", "destinations"} <= {measure.kind for measure in OF_SCHOOLS}
    assert 4 <= sum(measure.headline for measure in OF_SCHOOLS) <= 24


@pytest.mark.parametrize("measure", POLICY.measures, ids=lambda measure: measure.key)
def test_a_measure_is_told_in_plain_words(measure: Measure) -> None:
    assert measure.means.endswith("."), measure.key
    assert 8 <= len(measure.means.split()) <= 70
    assert len(measure.short) <= 52
    assert not re.search(r"\b(KS[245]|PTRWM|SEN|EAL|FSM|pts)\b|[_%]", f"{measure.name} {measure.short} {measure.means}")
    assert all(phase in vocabulary.PHASES for phase in measure.phases)


def test_intake_and_what_is_taught_are_neither_better_nor_worse() -> None:
    for measure in OF_SCHOOLS:
        if measure.kind == "intake" or "entered" in measure.key:
            assert measure.better == "neither", measure.key


def test_no_two_measures_of_a_dataset_claim_the_same_column_but_those_that_may() -> None:
    for dataset in POLICY.datasets:
        named = [set(map(str.casefold, of)) for measure in POLICY.of(dataset.key) for of in keys_of(measure).values()]
        headers = Counter(header for of in named for header in of)
        assert [header for header, times in headers.items() if times > 1] == [], dataset.key


def test_percentages_of_pupils_name_the_measure_that_counts_them() -> None:
    lacking = [
        measure.key
        for measure in OF_SCHOOLS
        if measure.unit == "percent" and measure.dataset.startswith(("ks2", "ks4", "census")) and not measure.cohort
    ]
    assert lacking == []


def test_groups_of_a_measure_have_their_own_cohort_where_there_is_one() -> None:
    cohort = POLICY.by_key[POLICY.by_key["ks4-attainment8"].cohort]
    assert set(POLICY.by_key["ks4-attainment8"].groups) <= set(cohort.groups)


@pytest.mark.parametrize(
    ("key", "one", "other", "comparable"),
    [
        ("ks2-rwm-expected", 2017, 2018, False),
        ("ks2-reading-score", 2017, 2019, True),
        ("ks2-writing-expected", 2016, 2017, True),
        ("ks4-attainment8", 2016, 2017, False),
        ("ks4-attainment8", 2017, 2019, True),
        ("ks4-attainment8", 2019, 2022, False),
        ("ks4-attainment8", 2023, 2024, True),
        ("ks4-progress8", 2017, 2018, False),
        ("ks4-basics-strong", 2017, 2019, True),
        ("absence-overall", 2019, 2022, False),
    ],
)
def test_a_series_breaks_where_the_instrument_changed(key: str, one: int, other: int, comparable: bool) -> None:
    assert (POLICY.by_key[key].comparable(one, other) is None) is comparable


@pytest.mark.parametrize(
    ("key", "year", "held"),
    [
        ("ks4-attainment8", 2019, True),
        ("ks4-attainment8", 2020, False),
        ("ks4-progress8:girls", 2025, False),
        ("ks4-progress8", 2026, False),
        ("ks4-progress8", 2024, True),
        ("ks2-reading-progress", 2024, False),
        ("ks2-rwm-expected", 2022, False),
        ("ks2-rwm-expected", 2023, True),
        ("ks4-ebacc-score", 2017, False),
        ("ks4-ebacc-score", 2018, True),
    ],
)
def test_a_year_in_which_nothing_was_published_says_why(key: str, year: int, held: bool) -> None:
    assert (POLICY.not_held(key, year) == "") is held


@pytest.mark.parametrize("dataset", POLICY.datasets, ids=lambda dataset: dataset.key)
def test_the_day_of_publication_and_the_year_belong_together(dataset: Dataset) -> None:
    for year in range(2016, 2027):
        assert dataset.year_by(dataset.published_on(year)) == year
        provisional = dataset.provisional_on(year)
        assert provisional is None or dataset.year_by(provisional) == year
        assert dataset.is_over(year, dataset.published_on(year))


def test_a_year_is_said_as_people_say_it() -> None:
    assert POLICY.dataset_by_key["ks4"].words(2019) == "2018/19"
    assert POLICY.dataset_by_key["ks4"].first_day(2019) == date(2018, 9, 1)


def test_every_measure_of_schools_is_in_some_layout_that_can_be_loaded() -> None:
    columns = {column.name for form in all_formats() for column in form.columns}
    wide = {"ks2", "ks4", "ks5", "census", "absence", "ks4-destinations", "ks5-destinations"}
    assert [measure.key for measure in OF_SCHOOLS if measure.dataset in wide and measure.key not in columns] == []
