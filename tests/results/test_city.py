"""The small made city of these tests: what other packages' tests stand on."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.results import queries
from alongside.knowledge.results.queries import Area
from tests.results.conftest import City

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


def test_the_city_has_results_of_two_years(city_with_results: City) -> None:
    assert {load.state for load in city_with_results.loads.values()} == {"done"}
    figures = queries.figures_of(910002, on=ON, version=loads.head())
    assert [(one.year, one.value) for one in figures.series("ks4-attainment8")] == [(2018, 42), (2019, 43)]
    assert figures.figure("ks4-attainment8:disadvantaged", 2019).cohort == 30
    assert figures.years("ks4-destinations") == [2016, 2017]
    assert queries.figures_of(910001, on=ON, version=loads.head()).figure("ks4-progress8", 2019).why is (
        Missing.SUPPRESSED
    )


def test_tables_of_figures_do_not_move_the_day_as_at_which_inspections_stand(city_with_results: City) -> None:
    from alongside.knowledge.inspections.following import newest_day

    register = city_with_results.loads["edubasealldata20260301.csv"]
    staging: Any = SimpleNamespace(load_id=loads.head(), as_at=date(2019, 1, 1))
    assert newest_day(staging) == register.as_at


def test_its_totals_are_areas_that_say_which_schools_they_count(city_with_results: City) -> None:
    found = queries.areas("ks4", on=ON, version=loads.head(), authority_code=330)
    assert set(found) == {Area("authority", "Birmingham", "state-funded"), Area("england", "England", "state-funded")}
    absent = queries.areas("absence", on=ON, version=loads.head())
    assert set(absent) == {Area("england", "England", "state-funded primary")}
