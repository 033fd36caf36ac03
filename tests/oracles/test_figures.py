"""Published performance tables through the loaders, against a second reading of the same files by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from alongside.knowledge.results import queries, totals
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.totals import Agreement
from alongside.knowledge.results.values import Figure
from tests.oracles import slow_figures

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
GIVEN = {
    "2016-850-ks2.csv": date(2018, 1, 20),
    "2018-850-ks2.csv": date(2019, 12, 20),
    "2017_birmingham_ks5final.csv": date(2018, 3, 20),
}
WANTED = 20  # figures of each table
ALL = (*slow_figures.FILES, "2017-850-ks2.csv", "2018-19_birmingham_ks4_pupil_destinations.csv")


@pytest.fixture(scope="module")
def tables(
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    shared_data: Path,
) -> Iterator[Path]:
    """The tables of the list, loaded once; the folder in which they lie."""
    from django.core.management import call_command
    from django.test import override_settings

    from alongside.knowledge.opendata import actions

    folder = shared_data / "performance"
    with override_settings(FILES_ROOT=tmp_path_factory.mktemp("files")), django_db_blocker.unblock():
        for name in ALL:
            file = actions.keep(path=folder / name, by=None, at=AT)
            given = GIVEN.get(name) or (date(2018, 12, 20) if name == "2017-850-ks2.csv" else None)
            load = actions.load(file=file, by=None, at=AT, as_at=given, yes=True, reason="a test")
            assert load.state == "done", load.says
        yield folder
        call_command("flush", verbosity=0, interactive=False)


def version() -> int:
    from alongside.knowledge.opendata.queries import head

    return head()


@pytest.mark.django_db
@pytest.mark.parametrize("name", slow_figures.FILES)
def test_twenty_figures_drawn_at_random_equal_the_file(tables: Path, name: str) -> None:
    year, columns = slow_figures.FILES[name]
    chance = random.Random(name)
    cells = [
        (int(row["URN"]), column, row[column])
        for row in slow_figures.schools(tables / name)
        for column in columns
        if row[column].strip()
    ]
    numbers = [cell for cell in cells if isinstance(slow_figures.said(cell[2]), float)]
    words = [cell for cell in cells if not isinstance(slow_figures.said(cell[2]), float)]
    drawn = [*chance.sample(numbers, WANTED), *chance.sample(words, min(5, len(words)))]
    found = queries.figures_of_many({urn for urn, _, _ in drawn}, on=AT.date(), version=version())
    for urn, column, cell in drawn:
        figure = found[urn].figure(columns[column], year)
        expected = slow_figures.said(cell)
        assert (figure.value if figure.known else str(figure.why)) == expected, (urn, column, cell)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "record"), [("2016-2017_850_ks4final.csv", "4"), ("2016-850-ks2.csv", "3")])
def test_the_total_of_an_authority_stands_as_published_and_apart_from_its_schools(
    tables: Path, name: str, record: str
) -> None:
    year, columns = slow_figures.FILES[name]
    row = slow_figures.total(tables / name, record)
    dataset = measures().dataset_of(next(iter(columns.values()))).key
    found = queries.areas(dataset, on=AT.date(), version=version(), authority_code=850)
    figures = next(figures for area, figures in found.items() if area.name == "Hampshire")
    for column, key in columns.items():
        assert figures.figure(key, year).value == slow_figures.said(row[column]), column


INDEPENDENT = ("IND", "INDSPEC", "NMSS")

# key, file, how the record of an authority is marked, year, what holds between the total and the schools
TOTALS = [
    ("ks2-pupils", "2016-850-ks2.csv", "3", 2017, Agreement.SAME),
    ("ks2-pupils", "2018-850-ks2.csv", "3", 2019, Agreement.SAME),
    ("ks2-rwm-expected", "2016-850-ks2.csv", "3", 2017, Agreement.SAME),
    ("ks2-rwm-expected", "2018-850-ks2.csv", "3", 2019, Agreement.SAME),
    ("ks2-reading-progress", "2018-850-ks2.csv", "3", 2019, Agreement.SAME),
    ("ks2-reading-score", "2017-850-ks2.csv", "3", 2018, Agreement.SAME),
    ("ks4-progress8", "2016-2017_850_ks4final.csv", "4", 2017, Agreement.SAME),
    ("ks4-progress8", "2017-2018_850_ks4final.csv", "4", 2018, Agreement.SAME),
    ("ks4-attainment8", "2017-2018_850_ks4final.csv", "4", 2018, Agreement.SAME),
    ("ks4-progress8-pupils", "2016-2017_850_ks4final.csv", "4", 2017, Agreement.OTHER_PUPILS),
    ("ks4-pupils", "2016-2017_850_ks4final.csv", "4", 2017, Agreement.DIFFERENT),
    ("ks4-destinations-pupils", "2022-23_birmingham_ks4_pupil_destinations.csv", "LA", 2021, Agreement.OTHER_PUPILS),
    ("ks4-destinations-sustained", "2022-23_birmingham_ks4_pupil_destinations.csv", "LA", 2021, Agreement.SAME),
    ("ks4-destinations-sustained", "2018-19_birmingham_ks4_pupil_destinations.csv", "LA", 2017, Agreement.SAME),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "name", "record", "year", "agreement"), TOTALS)
def test_totals_equal_the_published_rows_or_say_why_not(
    tables: Path, key: str, name: str, record: str, year: int, agreement: Agreement
) -> None:
    policy = measures()
    rows = slow_figures.schools(tables / name)
    found = queries.figures_of_many([int(row["URN"]) for row in rows], on=AT.date(), version=version())
    code = int(rows[0]["LEA"])
    areas = queries.areas(policy.dataset_of(key).key, on=AT.date(), version=version(), authority_code=code)
    published: Figure = next(f.figure(key, year) for area, f in areas.items() if area.level == "authority")
    schools = [
        totals.School(found[urn].figure(key, year), row["NFTYPE"] not in INDEPENDENT)
        for row in rows
        if (urn := int(row["URN"])) in found
    ]
    total = totals.recompute(policy.by_key[key], schools, published, policy.protection)
    assert total.agreement is agreement, (total, published)
    assert total.says
