"""The city since a contract began: what is counted, what is compared, and why something is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.face.reporting import since, since_presenters
from alongside.face.reporting.policies import contracts
from alongside.face.reporting.since import Stood
from alongside.knowledge.inspections.facts import Era, Mark
from tests.reporting.conftest import CONCERN, OTHERS, PUPILS, result

days = st.dates(date(2014, 1, 1), date(2027, 1, 1))


@given(st.dictionaries(st.integers(2012, 2027), days), days)
def test_then_is_the_newest_year_out_by_the_first_day_and_now_the_newest_of_all(years: Any, first_day: date) -> None:
    found = since.ends(years, first_day)
    if not years:
        assert found is None
        return
    assert found is not None
    assert found.now == max(years)
    out = [year for year, published in years.items() if published <= first_day]
    assert found.after is (not out)
    assert found.then == (max(out) if out else min(years))


stood = st.builds(
    Stood,
    urn=st.integers(1, 99),
    district=st.sampled_from(["a", "b", ""]),
    maintained=st.booleans(),
    mark=st.sampled_from(list(Mark)),
    era=st.none() | st.sampled_from(list(Era)),
    category=st.none() | st.booleans(),
)


@given(st.lists(stood, max_size=30))
def test_every_school_is_counted_once_and_within_its_era(schools: list[Stood]) -> None:
    found = since.counted(date(2026, 1, 1), schools)
    judged = [one for one in schools if one.mark in since.JUDGED and one.era is not None]
    assert sum(era.total for era in found.eras) == len(judged)
    for era in found.eras:
        for mark, number in era.marks.items():
            assert number == sum(one.era is era.era and one.mark is mark for one in judged)
    assert found.in_category <= found.category_known <= found.schools


def test_the_contracts_say_which_runs_on_a_day() -> None:
    policy = contracts()
    assert [one.key for one in policy.contracts] == ["2015", "2018", "2021"]
    assert [one.key for one in policy.begun(date(2019, 1, 1))] == ["2018", "2015"]
    assert policy.begun(date(2015, 8, 31)) == []
    running = {
        day: [one.key for one in policy.contracts if one.runs_on(day)] for day in (date(2021, 1, 1), date(2026, 1, 1))
    }
    assert running == {date(2021, 1, 1): [], date(2026, 1, 1): ["2021"]}


@pytest.mark.django_db
def test_the_page_tells_then_and_now_in_each_era_s_own_terms(city: None, visitor: Any) -> None:
    page = visitor.get("/since/2021/").content.decode()
    assert "Birmingham since 1 September 2021" in page
    assert "Birmingham had 13 open state-funded schools on 1 September 2021, 13 of them maintained" in page
    # On the first day the grades of November 2021 were not published: the one before counts.
    assert "Of 13 schools of which it is known, one was in a category of concern then; of 13 today, none is." in page
    assert "Overall grade" in page
    assert "Our reading" in page


@pytest.mark.django_db
def test_a_measure_is_compared_or_says_why_not(city: None) -> None:
    from alongside.face.reporting import since_queries
    from alongside.knowledge.opendata.queries import head

    districts = since_queries.districts_of(head())
    found = {
        one.measure.key: one
        for one in since_queries.moved(date(2021, 9, 1), date(2026, 3, 9), version=head(), districts=districts)
    }
    tests_ = found["ks2-rwm-expected"]
    assert (tests_.ends.then, tests_.ends.now, tests_.ends.after) == (2019, 2025, False)
    every = [result(urn, 2025) for urn in (*CONCERN, *OTHERS) for _ in range(PUPILS[urn])]
    here = tests_.city
    # The special school is a state-funded school of the city too: twelve pupils, none at the standard.
    assert here.now.value == pytest.approx(sum(every) / (len(every) + 12))
    assert [year for year, _ in tests_.cancelled] == [2020, 2021, 2022]
    if not tests_.why_not:
        assert here.change == pytest.approx(here.now.value - here.then.value)
    absence = found["absence-overall"]
    assert absence.why_not.startswith("Not compared. ")
    assert absence.city.change is None
    assert {pair.place for pair in absence.districts} == {"ladywood", "erdington"}


@pytest.mark.django_db
def test_where_no_file_of_the_first_day_is_loaded_the_first_year_since_stands_in(city: None, visitor: Any) -> None:
    page = visitor.get("/since/2015/").content.decode()
    assert "the first year loaded since" in page
    assert "It was amended and its value reduced." in page


@pytest.mark.django_db
def test_tables_leave_as_spreadsheets(city: None, visitor: Any) -> None:
    said = b"".join(visitor.get("/since/2021/measures.csv").streaming_content).decode("utf-8-sig")
    assert "Ladywood" in said
    standing = b"".join(visitor.get("/since/2021/standing.csv").streaming_content).decode("utf-8-sig")
    assert "overall grade" in standing
    for wrong in ("/since/2021/nonsense.csv", "/since/2021/measures.pdf", "/since/1999/", "/since/1999/measures.csv"):
        assert visitor.get(wrong).status_code == 404


@pytest.mark.django_db
def test_a_contract_that_has_not_begun_has_no_page(city: None, visitor: Any, the_day_is: Any) -> None:
    assert visitor.get("/since/")["Location"] == "/since/2021/"
    the_day_is(date(2017, 1, 1))
    assert visitor.get("/since/2021/").status_code == 404
    assert visitor.get("/since/")["Location"] == "/since/2015/"


@pytest.mark.django_db
def test_with_nothing_loaded_the_page_says_so(visitor: Any) -> None:
    from django.core.cache import cache

    cache.clear()
    page = visitor.get("/since/2021/").content.decode()
    assert "No school of the city is loaded yet" in page


@pytest.mark.django_db
def test_a_cold_page_costs_few_queries(
    city: None, ruth: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    from django.core.cache import cache

    cache.clear()
    client = client_of(ruth)
    with django_assert_max_num_queries(12):
        assert client.get("/since/2021/").status_code == 200


def test_a_difference_is_said_with_which_way_is_better() -> None:
    from alongside.knowledge.results.measures import measures
    from alongside.knowledge.results.rollup import RolledUp

    def told(change: float, key: str) -> str:
        nothing = RolledUp(1.0, None, 5, 5, 100, 0)
        return since_presenters.change(since.Pair("", nothing, nothing, change), measures().by_key[key], compared=True)

    assert told(2.0, "ks2-rwm-expected") == "2 percentage points higher: better"
    assert told(0.5, "absence-overall") == "0.5 percentage points higher: less good"
    assert told(0.001, "absence-overall") == "the same"
