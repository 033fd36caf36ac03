"""The published files of other layouts than the performance tables: every row is taken, or passed over and counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.schools.conftest import Loading, loaded

__all__ = ["loaded"]
pytestmark = pytest.mark.django_db

FILES = [
    # file, rows, format, years, schools, areas, the day given where its name has no year
    ("2016_ks2_key_measures_birmingham.csv", 273, "key-ks2", {2016}, 273, 0, None),
    ("2017_ks2_key_measures_birmingham.csv", 290, "key-ks2", {2017}, 290, 0, None),
    ("2018_ks2_key_measures_birmingham.csv", 307, "key-ks2", {2018}, 307, 0, None),
    ("2016_ks4_key_measures_birmingham.csv", 127, "key-ks4", {2016}, 127, 0, None),
    ("2017_ks4_key_measures_birmingham.csv", 132, "key-ks4", {2017}, 132, 0, None),
    ("2018_ks4_key_measures_birmingham.csv", 145, "key-ks4", {2018}, 145, 0, None),
    ("2019_ks2_key_measures_birmingham.csv", 312, "key-ks2-2019", {2019}, 312, 0, None),
    ("2019_ks4_key_measures_birmingham.csv", 145, "key-ks4-2019", {2019}, 145, 0, None),
    ("2022-23_birmingham_secondary_ks4_subset.csv", 81, "ks4-subset", {2023}, 240, 0, None),
    ("2023-24_ees_ks4_information_about_schools_birmingham.csv", 147, "ees-ks4-information", {2024}, 147, 0, None),
    (
        "2015-24_la_maintained_revenue_balances_birmingham.csv",
        36,
        "ees-la-balances",
        set(range(2016, 2022)),
        0,
        36,
        None,
    ),
    ("2025-wk29_persistent_absence_la_birmingham.csv", 36, "ees-absence-weekly", {2025}, 0, 3, date(2025, 8, 10)),
    ("2024-25_absence_school_sample.json.gz", 1912, "list-absence", {2023, 2024, 2025}, 5627, 0, date(2026, 3, 1)),
    ("2025_ks2_school_sample.json.gz", 50, "list-ks2", {2023, 2024, 2025}, 300, 0, None),
    (
        "2025-26_lait_birmingham_neighbours_region_england.csv.gz",
        49023,
        "dfe-lait",
        set(range(2016, 2027)),
        0,
        574,
        date(2026, 3, 1),
    ),
]


@pytest.mark.parametrize(
    ("name", "rows", "key", "years", "schools", "areas", "as_at"), FILES, ids=lambda x: str(x)[:40]
)
def test_every_row_of_a_published_file_is_taken_for_its_year(
    loaded: Loading,
    shared_data: Path,
    name: str,
    rows: int,
    key: str,
    years: set[int],
    schools: int,
    areas: int,
    as_at: date | None,
) -> None:
    from alongside.knowledge.results.models import Result

    done = loaded(name, (shared_data / "performance" / name).read_bytes(), as_at=as_at)
    assert (done.state, done.format, done.rows_read, done.rows_taken) == ("done", key, rows, rows), done.says
    said_nothing = done.counts.get("rows without figures", 0)  # schools without such pupils stand in some of them
    assert (done.counts.get("schools", 0) + said_nothing, done.counts.get("areas", 0)) == (schools, areas)
    assert said_nothing <= 14
    assert done.counts["cells_set_aside"] == 0
    assert done.unknown_columns == []
    assert set(Result.objects.values_list("year", flat=True)) == years
