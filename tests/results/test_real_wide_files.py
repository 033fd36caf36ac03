"""The published performance tables themselves: every row is taken, or refused with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.schools.conftest import Loading, loaded

__all__ = ["loaded"]
pytestmark = pytest.mark.django_db

FILES = [
    # file, rows, format, year, schools, areas, the day given where its name has no year
    ("2016-2017_850_ks4final.csv", 126, "dfe-ks4", 2017, 123, 3, None),
    ("2017-2018_850_ks4final.csv", 124, "dfe-ks4", 2018, 121, 3, None),
    ("2016-850-ks2.csv", 331, "dfe-ks2", 2017, 328, 3, date(2018, 1, 20)),
    ("2017-850-ks2.csv", 331, "dfe-ks2", 2018, 328, 3, date(2019, 1, 20)),
    ("2018-850-ks2.csv", 334, "dfe-ks2", 2019, 331, 3, date(2019, 12, 20)),
    ("2016_birmingham_ks5final.csv", 87, "dfe-ks5", 2016, 86, 1, date(2017, 3, 20)),
    ("2017_birmingham_ks5final.csv", 82, "dfe-ks5", 2017, 81, 1, date(2018, 3, 20)),
    ("2018-19_birmingham_ks4_provisional_25cols.csv", 145, "dfe-ks4", 2019, 144, 1, None),
    ("2018-19_birmingham_ks4_pupil_destinations.csv", 89, "dfe-ks4-destinations", 2017, 88, 1, None),
    ("2022-23_birmingham_ks4_pupil_destinations.csv", 97, "dfe-ks4-destinations", 2021, 96, 1, None),
    ("2018-19_birmingham_abs.csv", 414, "dfe-absence", 2019, 414, 0, None),
    ("2022-23_birmingham_abs.csv", 411, "dfe-absence", 2023, 411, 0, None),
    ("2018-19_birmingham_census.csv", 486, "dfe-census", 2019, 486, 0, None),
    ("2022-23_birmingham_census.csv", 502, "dfe-census", 2023, 502, 0, None),
]


@pytest.mark.parametrize(("name", "rows", "key", "year", "schools", "areas", "as_at"), FILES, ids=lambda x: str(x)[:40])
def test_every_row_of_a_published_table_is_taken_for_its_year(
    loaded: Loading,
    shared_data: Path,
    name: str,
    rows: int,
    key: str,
    year: int,
    schools: int,
    areas: int,
    as_at: date | None,
) -> None:
    from alongside.knowledge.results.models import Result

    done = loaded(name, (shared_data / "performance" / name).read_bytes(), as_at=as_at)
    assert (done.state, done.format, done.rows_read, done.rows_taken) == ("done", key, rows, rows), done.says
    said_nothing = done.counts.get("rows without figures", 0)  # new and closed schools stand in the table, without any
    assert (done.counts["schools"] + said_nothing, done.counts.get("areas", 0)) == (schools, areas)
    assert said_nothing <= 9
    assert done.counts["cells_set_aside"] == 0
    assert done.unknown_columns == []
    assert set(Result.objects.values_list("year", flat=True)) == {year}
    assert Result.objects.count() == rows - said_nothing


def test_destinations_after_18_are_taken_as_others_read_them(loaded: Loading) -> None:
    from alongside.knowledge.results.models import Result

    header = "RECTYPE,LEA,ESTAB,URN,SCHNAME,NFTYPE,FEEDER,ICLOSE,TOT_COHORT,TOT_OVERALLPER,TOT_EDUCATIONPER,TOT_HEPER"
    rows = ["1,330,4001,910001,Bridge School,ACC,0,0,80,91%,62%,55%", "LA,330,,,,,,,9000,89%,60%,SUPP"]
    done = loaded("2022-2023_england_ks5-studest.csv", "\r\n".join([header, *rows]))
    assert (done.format, done.rows_taken, done.unknown_columns) == ("dfe-ks5-destinations", 2, [])
    school = Result.objects.get(urn=910001)
    assert (school.year, school.values["ks5-destinations-higher-education"]) == (2021, 55)


def test_the_table_of_staff_is_taken_as_others_read_it(loaded: Loading) -> None:
    from alongside.knowledge.results.models import Result

    text = (
        "URN,LA Number,Establishment Number,School Phase,Pupil:     Teacher Ratio\r\n910001,330,4001,Secondary,16.4\r\n"
    )
    done = loaded("2020-2021_england_swf.csv", text)
    assert (done.format, done.rows_taken, done.unknown_columns) == ("dfe-workforce", 1, [])
    assert Result.objects.get().values == {"workforce-pupils-per-teacher": 16.4}
