"""Published totals next to their schools, as a page reads them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.knowledge.opendata import queries as loads
from alongside.knowledge.results import checking
from alongside.knowledge.results.totals import Agreement
from tests.results.conftest import City

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


def test_a_page_can_hold_a_published_total_against_its_schools_in_three_queries(city_with_results: City) -> None:
    version = loads.head()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        total = checking.total_of("ks4-pupils", 2019, 330, on=ON, version=version)
    assert len(queries) <= 3
    assert total is not None
    assert (total.agreement, total.worked_out, total.schools) == (Agreement.SAME, 420, 4)


def test_where_nothing_is_published_of_an_area_there_is_nothing_to_hold(city_with_results: City) -> None:
    assert checking.total_of("census-pupils", 2019, 330, on=ON, version=loads.head()) is None
    assert checking.total_of("ks4-pupils", 2019, 331, on=ON, version=loads.head()) is None


def test_what_was_not_known_at_a_version_is_not_in_it(city_with_results: City) -> None:
    first = min(load.pk for load in city_with_results.loads.values())
    assert checking.total_of("ks4-pupils", 2019, 330, on=ON, version=first) is None
