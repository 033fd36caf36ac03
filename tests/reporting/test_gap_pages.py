"""The gap of a made city: its size against counting pupils one by one, its pages, who may see them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from tests.reporting.conftest import CONCERN, OTHERS, PUPILS, TODAY, result

pytestmark = pytest.mark.django_db

KEY = "ks2-rwm-expected"


def mean(urns: Any, year: int) -> float:
    every = [result(urn, year) for urn in urns for _ in range(PUPILS[urn])]
    return sum(every) / len(every)


def found() -> Any:
    from alongside.face.reporting import gap_queries
    from alongside.knowledge.opendata.queries import head

    every = gap_queries.all_gaps(today=TODAY, version=head())
    return next(one for one in every if one.measure.key == KEY)


def test_the_gap_is_that_of_the_pupils_one_by_one(city: None) -> None:
    years = {one.gap.year: one for one in found().years}
    assert sorted(years) == [2019, 2023, 2024, 2025]
    for year in (2023, 2024, 2025):
        assert years[year].gap.size == pytest.approx(mean(OTHERS, year) - mean(CONCERN, year))
        assert (years[year].concern, years[year].others, years[year].not_placed) == (4, 8, 1)
    assert years[2024].stayed == 4


def test_a_year_is_judged_by_what_was_published_by_its_end(city: None) -> None:
    """In August 2019 the grades of 2021 were not published; one school alone was less than good since 2015."""
    year = next(one for one in found().years if one.gap.year == 2019)
    assert year.concern == 1
    assert (year.gap.size, year.gap.behind.ours) == (None, True)
    assert year.definition == "2015-09"


def test_the_rate_runs_over_years_that_compare_and_says_how_sure(city: None) -> None:
    one = found()
    breaks = dict(one.breaks)
    assert "definition of a Priority School changed" in " ".join(breaks.values())
    assert (one.change.first, one.change.last, one.change.years) == (2023, 2025, 3)
    assert one.change.per_year == pytest.approx(-2)
    assert one.change.way == "narrows"
    assert one.change.is_sure
    assert one.change.low == pytest.approx(-2)


def test_pupils_gaps_stand_beside_it(city: None) -> None:
    (disadvantaged,) = [one for one in found().pupils if one.groups.lower == "disadvantaged"]
    by_year = {gap.year: gap for gap in disadvantaged.city}
    lower = [result(urn, 2025) - 12 for urn in PUPILS for _ in range(10)]
    upper = [result(urn, 2025) + 5 for urn in PUPILS for _ in range(PUPILS[urn] - 10)]
    assert by_year[2025].size == pytest.approx(sum(upper) / len(upper) - sum(lower) / len(lower))


def test_before_a_year_is_over_it_has_no_gap(city: None) -> None:
    from alongside.face.reporting import gap_queries
    from alongside.face.reporting.policies import gap_policy
    from alongside.knowledge.opendata.queries import head

    placed = gap_queries.placed_in([2025, 2026], version=head(), policy=gap_policy(), today=date(2026, 8, 30))
    assert list(placed) == [2025]


def test_the_pages_say_it_in_words_with_its_table_and_name_no_school(city: None, ruth: Any, client_of: Any) -> None:
    client = client_of(ruth)
    page = client.get("/gap/").content.decode()
    size = round(mean(OTHERS, 2025) - mean(CONCERN, 2025))
    assert f"{size} percentage points behind" in page
    assert "has narrowed by 2.0 percentage points a year" in page
    one = client.get(f"/gap/{KEY}/").content.decode()
    assert "on four schools causing concern" in one
    assert "the same way" in one
    assert "not shown: too few" in one
    assert "Tests were cancelled" in one
    assert "<svg" in one
    assert "Disadvantaged pupils and pupils who are not disadvantaged" in one
    assert "Lock Primary" not in page + one
    assert client.get("/gap/nonsense/").status_code == 404


def test_the_gap_leaves_as_a_spreadsheet(city: None, ruth: Any, client_of: Any) -> None:
    client = client_of(ruth)
    said = b"".join(client.get(f"/gap.csv?measure={KEY}").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert [row["Year"] for row in rows] == ["2018/19", "2022/23", "2023/24", "2024/25"]
    assert rows[-1]["Schools causing concern"] == "4"
    assert client.get("/gap.csv?measure=nonsense").status_code == 404
    assert client.get("/gap.pdf").status_code == 404


@pytest.mark.parametrize("address", ["/gap/", "/gap.csv", f"/gap/{KEY}/"])
def test_the_gap_is_for_the_office_alone(city: None, visitor: Any, olive: Any, client_of: Any, address: str) -> None:
    assert visitor.get(address)["Location"].startswith("/account/sign-in/")
    assert client_of(olive).get(address).status_code == 403


def test_with_nothing_loaded_the_page_says_so(ruth: Any, client_of: Any) -> None:
    from django.core.cache import cache

    cache.clear()
    assert "The gap cannot be told yet" in client_of(ruth).get("/gap/").content.decode()


def test_a_cold_page_costs_few_queries(
    city: None, ruth: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    from django.core.cache import cache

    client = client_of(ruth)
    for address in ("/gap/", f"/gap/{KEY}/"):
        cache.clear()
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
