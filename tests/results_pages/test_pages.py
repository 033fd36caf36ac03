"""The pages of measures, of the small made city: what they say, what they hold back, what they cost."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.reading import body
from tests.results.conftest import SECONDARIES, City, ks4
from tests.schools.conftest import Loading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day(the_day_is: Any) -> None:
    cache.clear()
    the_day_is(date(2026, 3, 2))


def words(response: Any) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_measures_are_listed_by_kind_with_their_years(visitor: Client, city_with_results: City):
    page = visitor.get("/measures/")
    assert page.status_code == 200
    said = words(page)
    for title in ("What they learn", "How often they are there", "Where they go", "Who the pupils are"):
        assert title in said
    assert "2017/18 to 2018/19 · higher is better" in said
    assert '<a href="/measures/ks4-attainment8/">' in page.content.decode()


def test_a_measure_is_told_of_the_city_and_of_the_areas_around(visitor: Client, city_with_results: City):
    said = words(visitor.get("/measures/ks4-attainment8/"))
    assert "In 2018/19 the schools of Birmingham come to 44.2, over four schools and 420 pupils." in said
    assert "Published for the areas around: Birmingham 44.2 and England 46.6." in said
    assert "Since 2017/18 it is up by 1.0 point, which is better." in said
    assert "it comes to the same, but for rounding" in said
    assert "Higher is better." in said


def test_the_address_chooses_year_and_pupils(visitor: Client, city_with_results: City):
    said = words(visitor.get("/measures/ks4-attainment8/?year=2018&pupils=disadvantaged"))
    assert "In 2017/18 the schools of Birmingham come to 39.0, over four schools and 120 pupils." in said
    assert "Disadvantaged pupils." in said


def test_what_the_address_asks_for_in_vain_is_said(visitor: Client, city_with_results: City):
    said = words(visitor.get("/measures/ks4-attainment8/?year=1999&phase=nursery&pupils=left-handed"))
    assert "For the year that was asked for nothing is loaded" in said
    assert "No school of that phase has a figure." in said
    assert "Not published for that group of pupils." in said


def test_a_figure_that_is_held_back_is_counted_and_not_shown(visitor: Client, city_with_results: City, loaded: Loading):
    progress = ("SUPP", "0.1", "0.3", "-0.2")
    rows = ({"URN": urn, "P8MEA": said, "P8PUP": 90} for urn, said in zip(SECONDARIES, progress, strict=True))
    loaded("2016-2017_england_ks4final.csv", ks4(*rows))
    said = words(visitor.get("/measures/ks4-progress8/?year=2017"))
    assert "come to +0.07, over three schools and 270 pupils" in said
    assert "3 of 4 schools" in said
    assert "One school has its figure held back by the publisher, to protect pupils" in said


def test_no_mean_is_given_where_nobody_says_how_many_pupils_a_figure_is_of(visitor: Client, city_with_results: City):
    """The city's tables of 2018/19 have Progress 8 without the pupils whom it counts."""
    said = words(visitor.get("/measures/ks4-progress8/"))
    assert "no average of Birmingham’s schools is given" in said
    assert "not averaged" in said


def test_where_neither_way_is_better_no_change_is_called_so(visitor: Client, city_with_results: City):
    said = words(visitor.get("/measures/census-eal/"))
    assert "Neither way is better." in said
    assert "which is better" not in said


def test_what_is_shown_leaves_as_a_spreadsheet(visitor: Client, city_with_results: City):
    answer = visitor.get("/measures/ks4-attainment8.csv?year=2018")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    city = next(row for row in rows if row["Where"] == "Birmingham" and row["Phase"] == row["Type"] == "every")
    assert (city["Year"], city["Value"], city["Schools"], city["Pupils counted"]) == ("2017/18", "43.24", "4", "420")
    assert "Attainment 8" in body(visitor.get("/measures/ks4-attainment8.xlsx"))
    assert visitor.get("/measures/ks4-attainment8.pdf").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/measures/no-such/", "/measures/no-such.csv", "/schools/999999/similar/", "/schools/999999/similar.csv"],
)
def test_what_there_is_not_is_not_found(visitor: Client, city_with_results: City, address: str):
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/measures/", "/measures/ks4-attainment8/", "/measures/absence-overall/"])
def test_before_anything_is_loaded_the_pages_say_so(visitor: Client, address: str):
    page = visitor.get(address)
    assert page.status_code == 200
    assert "Nothing" in words(page)


def test_a_school_stands_beside_similar_schools(visitor: Client, city_with_results: City):
    page = visitor.get("/schools/910103/similar/")
    said = words(page)
    assert "Lock Primary School 3 beside similar schools" in said
    assert "these 5 had the most similar pupils in 2018/19" in said
    assert "How they do does not count." in said
    assert "too few similar schools have a figure to say what is usual" in said
    assert "It is not a ranking" in said
    listed = re.findall(r'<th scope="row"><a href="/schools/(\d+)/">', page.content.decode())
    assert sorted(map(int, listed)) == [910101, 910102, 910104, 910105, 910106]


def test_the_list_comes_by_closeness_or_by_name_and_never_by_a_result(visitor: Client, city_with_results: City):
    def order(address: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="/schools/(\d+)/">', visitor.get(address).content.decode())

    assert order("/schools/910103/similar/")[0] in ("910102", "910104")
    assert order("/schools/910103/similar/?sort=name") == ["910101", "910102", "910104", "910105", "910106"]
    assert order("/schools/910103/similar/?sort=ks2-rwm-expected") == order("/schools/910103/similar/")


def test_the_set_of_another_year_can_be_asked_for(visitor: Client, city_with_results: City):
    assert "similar pupils in 2017/18" in words(visitor.get("/schools/910103/similar/?year=2018"))
    assert "There is no set of similar schools for 2010/11" in words(visitor.get("/schools/910103/similar/?year=2011"))


def test_the_list_of_similar_schools_leaves_as_a_spreadsheet(visitor: Client, city_with_results: City):
    answer = visitor.get("/schools/910103/similar.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0]["URN"] == "910103"
    assert len(rows) == 6
    assert rows[1]["Why"].startswith(("Very close", "Close"))


@pytest.mark.parametrize(
    "address",
    [
        "/measures/",
        "/measures/ks4-attainment8/",
        "/measures/absence-overall/?phase=primary",
        "/schools/910103/similar/",
        "/schools/910003/similar/",
    ],
)
def test_a_page_costs_at_most_twelve_queries_and_none_but_one_when_kept(
    visitor: Client, city_with_results: City, address: str, django_assert_max_num_queries: Any
):
    with django_assert_max_num_queries(12):
        visitor.get(address)
    with django_assert_max_num_queries(2):
        visitor.get(address)


def test_the_school_page_names_its_nearest_similar_schools(visitor: Client, city_with_results: City):
    assert "/schools/910103/panels/similar/" in visitor.get("/schools/910103/").content.decode()
    panel = visitor.get("/schools/910103/panels/similar/")
    assert "By their pupils in 2018/19, five primary schools are held against it. The nearest:" in words(panel)
    assert 'href="/schools/910103/similar/"' in panel.content.decode()
