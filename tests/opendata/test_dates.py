"""The day a file speaks of, from every spelling of names seen."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.knowledge.opendata.files import dates

STATE_FUNDED = "Management_information_-_state-funded_schools_-_"

NAMES = {
    "2025-08-31_state_funded_schools_five_authorities.csv": date(2025, 8, 31),
    f"{STATE_FUNDED}latest_inspections_as_at_31_Aug_2025.csv": date(2025, 8, 31),
    f"{STATE_FUNDED}latest_inspections_as_at_31_August_2026.csv": date(2026, 8, 31),
    f"{STATE_FUNDED}latest_inspections_at_31_Dec_2019.csv": date(2019, 12, 31),
    f"{STATE_FUNDED}all_inspections_-_year_to_date_published_by_31_Aug_2025.csv": date(2025, 8, 31),
    f"{STATE_FUNDED}all_inspections_-_year_to_date_published_by_30_Sep_2025.csv": date(2025, 9, 30),
    "Management_information_-_state-funded_schools_1_September_2015_to_31_August_2019.csv": date(2019, 8, 31),
    "State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv": date(2025, 8, 31),
    "edubasealldata20260907.csv": date(2026, 9, 7),
    "links_edubasealldata20250422.csv": date(2025, 4, 22),
    "2022-03-31_gias_groups_national.csv.gz": date(2022, 3, 31),
    "edubasealldata20260907 (1).csv": date(2026, 9, 7),
    "latest inspections as at 31 August 2026.csv": date(2026, 8, 31),
    "latest%20inspections%20as%20at%2031%20August%202026.csv": date(2026, 8, 31),
    "31-08-2025 inspections.csv": date(2025, 8, 31),
    "inspections 1st September 2025.csv": date(2025, 9, 1),
    "2025-09-15_downloaded_latest_inspections_as_at_31_August_2025.csv": date(2025, 8, 31),
    "2021-05_gias_search_results_LA936.csv.gz": None,
    "2018_birmingham_spine.csv": None,
    "2016-17_edubase_value_counts.zip": None,
    "schools.csv": None,
    "2025-13-45.csv": None,
    "99_Foo_2025.csv": None,
    "10343717 inspection 20259999.csv": None,
}


@pytest.mark.parametrize(("name", "day"), NAMES.items())
def test_the_day_is_read_from_the_name(name, day):
    assert dates.in_name(name) == day


def test_the_names_in_shared_data_that_begin_with_a_day_are_read(shared_data):
    names = [path.name for path in shared_data.rglob("20??-??-??_*")]
    assert names
    assert all(dates.in_name(name) == date.fromisoformat(name[:10]) for name in names)
