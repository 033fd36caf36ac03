"""A file older than what is loaded fills in the past and hides nothing newer."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alongside.knowledge.inspections import queries
from alongside.knowledge.inspections.models import Listing, Telling
from alongside.knowledge.inspections.rules import standing
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import head
from tests.inspections import files
from tests.inspections.files import graded, previous, school

pytestmark = pytest.mark.django_db

KEY = "ofsted-latest-2025"
OTHERS = [school(100200 + at) | graded(f"99{at}", "14/03/2019", "20/04/2019", 100200 + at) for at in range(12)]


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Load]:
    """`loaded(2024, rows)` loads a file as at 31 August 2024, whatever the gate says."""

    def make(year: int, rows: Sequence[files.Row]) -> Load:
        path = files.written(tmp_path / f"latest_as_at_31_Aug_{year}.csv", files.header(KEY), [*rows, *OTHERS])
        load = files.load(path, yes=True, reason="an older file, on purpose")
        assert load.state in ("done", "unchanged"), load.says
        return load

    return make


def ash(overall: str = "3", **more: str) -> dict[str, str]:
    return (
        school(100001)
        | graded("2", "15/11/2021", "21/12/2021", 100001, overall)
        | previous("1", "28/09/2018", "25/11/2018", 100001, "3")
        | more
    )


def words(on: date = date(2026, 1, 31)) -> str:
    return standing(queries.history(100001, version=head()), on=on, urn=100001).words


def test_what_a_newer_file_confirmed_goes_on_to_hold(loaded):
    loaded(2023, [ash("3")])
    loaded(2025, [ash("3")])  # says the same, so nothing is written
    loaded(2024, [ash("2")])  # the older file disagrees
    assert words() == "Requires improvement"


def test_it_is_said_again_and_keeps_where_it_came_from(loaded):
    first = loaded(2023, [ash("3")])
    loaded(2025, [ash("3")])
    third = loaded(2024, [ash("2")])
    again = Telling.objects.get(number="2", as_at=date(2025, 8, 31))
    assert (again.load, again.said_in, again.overall) == (third.pk, first.pk, 3)
    inspection = queries.history(100001, version=head()).inspections[-1]
    assert (inspection.load, inspection.row) == (first.pk, 2)


def test_a_school_that_the_newer_file_no_longer_had_is_not_brought_back(loaded):
    loaded(2023, [])
    loaded(2025, [])
    loaded(2024, [ash()])
    assert list(Listing.objects.filter(urn=100001).order_by("as_at").values_list("as_at", "listed")) == [
        (date(2024, 8, 31), True),
        (date(2025, 8, 31), False),
    ]


def newer(number: str, before: str, start: str, published: str, before_start: str, before_published: str):
    return (
        school(100001)
        | graded(number, start, published, 100001, "2")
        | previous(before, before_start, before_published, 100001, "3")
    )


FILES = {
    2022: [ash("3")],
    2023: [ash("3")],
    2024: [newer("3", "2", "16/01/2024", "20/02/2024", "15/11/2021", "21/12/2021")],
    2025: [newer("3", "2", "16/01/2024", "20/02/2024", "15/11/2021", "21/12/2021") | {"Overall effectiveness": "1"}],
}


@pytest.mark.parametrize("order", list(itertools.permutations(FILES))[::4], ids=str)
def test_the_order_of_loading_is_nothing(loaded, order: tuple[int, ...]):
    for year in order:
        loaded(year, FILES[year])
    history = queries.history(100001, version=head())
    assert [(one.number, one.overall) for one in history.inspections] == [("1", 3), ("2", 3), ("3", 1)]
    (span,) = history.spans
    assert (span.first, span.last) == (date(2018, 11, 25), date(2025, 8, 31))


@pytest.mark.parametrize("order", [(2023, 2024, 2025), (2025, 2024, 2023)], ids=str)
def test_a_file_for_another_authority_confirms_nothing_here(loaded, tmp_path, order: tuple[Any, ...]):
    elsewhere = [row | {"URN": str(300000 + at), "Local authority": "Elsewhere"} for at, row in enumerate(OTHERS)]
    for year in order:
        if year == 2024:
            path = files.written(tmp_path / "latest_as_at_31_Aug_2024.csv", files.header(KEY), elsewhere)
            files.load(path, yes=True, reason="another authority alone")
        else:
            loaded(year, [ash("3")] if year == 2023 else [])
    (span,) = queries.history(100001, version=head()).spans
    assert span.last == date(2023, 8, 31)
