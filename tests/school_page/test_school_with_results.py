"""The School page over published measures: beside others, as at a day, with its rows; and for the office, the facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from alongside.knowledge.results.school.gathering import gather
from alongside.knowledge.results.school.lines import line, lines
from alongside.knowledge.results.standing_out import standing_out
from tests.reading import body
from tests.results.conftest import City

pytestmark = pytest.mark.django_db

SECONDARY, PRIMARY = 910001, 910103


@pytest.fixture
def staff(ruth: Any, client_of: Callable[..., Any]) -> Any:
    cache.clear()
    return client_of(ruth)


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def panel(client: Any, urn: int, key: str, query: str = "") -> str:
    page = body(client.get(f"/schools/{urn}/{query}"))
    found = re.search(rf'aria-labelledby="panel-{key}">(.*?)</section>', page, re.DOTALL)
    return found.group(1) if found else ""


def test_results_stand_with_year_row_city_and_england(city_with_results: City, visitor: Any) -> None:
    cache.clear()
    said = panel(visitor, SECONDARY, "results")
    load = city_with_results.loads["2018-2019_england_ks4final.csv"].pk
    assert f'href="/data/loads/{load}/rows/2/"' in said
    text = words(said)
    assert re.search(r"Attainment 8 2018/19 .*? 41\.0 44\.2 46\.6", text)
    assert "Key stage 4 results, 2018/19, Department for Education, published" in text


def test_a_held_back_figure_says_why_and_is_no_zero(city_with_results: City, visitor: Any) -> None:
    cache.clear()
    said = words(panel(visitor, SECONDARY, "results"))
    assert re.search(r"Progress 8 2018/19 held back", said)
    assert "held back by the publisher because few pupils are meant" in said
    page = words(body(visitor.get(f"/schools/{SECONDARY}/?on=2020-03-01")))
    assert "Progress 8 of 2018/19, held back by the publisher because few pupils are meant" in page


def test_the_page_knows_only_what_was_out_by_the_day(city_with_results: City, visitor: Any) -> None:
    cache.clear()
    before = words(panel(visitor, SECONDARY, "results", "?on=2019-06-01"))
    after = words(panel(visitor, SECONDARY, "results", "?on=2020-03-01"))
    assert "2017/18" in before
    assert "2018/19" not in before
    assert "2018/19" in after


def test_what_is_not_loaded_is_said_to_be_not_known(city_with_results: City, visitor: Any) -> None:
    cache.clear()
    page = words(body(visitor.get(f"/schools/{PRIMARY}/")))
    assert re.search(r"Not known: .*key stage 2 results after 2018/19.*, which no loaded file has", page)


def test_without_a_set_of_similar_schools_the_page_says_so_or_shows_none(city_with_results: City, visitor: Any) -> None:
    cache.clear()
    said = words(panel(visitor, PRIMARY, "results"))
    assert "similar schools" in said.lower()
    assert "better than in similar schools" not in said
    assert "less good than in similar schools" not in said


def test_groups_are_told_with_the_gap_in_words(city_with_results: City, visitor: Any) -> None:
    cache.clear()
    said = words(panel(visitor, 910002, "groups"))
    assert "Disadvantaged pupils" in said
    assert "38.0" in said


@pytest.mark.parametrize("urn", [SECONDARY, PRIMARY])
def test_the_page_costs_at_most_twelve_queries(
    city_with_results: City, staff: Any, visitor: Any, urn: int, django_assert_max_num_queries: Any
) -> None:
    """A visitor's even where nothing is kept yet; who signs in is asked about what people write down besides, so there
    it is once the panels that change with a load are drawn, which they are once for everybody of the same roles."""
    for client in (visitor, staff):
        for address in (f"/schools/{urn}/", f"/schools/{urn}/?on=2019-06-01", f"/schools/{urn}/paper.pdf"):
            cache.clear()
            if client is staff:
                client.get(address)
            with django_assert_max_num_queries(12):
                client.get(address)


def test_panels_of_their_own_cost_at_most_twelve_queries(
    city_with_results: City, staff: Any, django_assert_max_num_queries: Any
) -> None:
    page = body(staff.get(f"/schools/{PRIMARY}/"))
    for address in re.findall(r'hx-get="([^"]+)"', page):
        cache.clear()
        with django_assert_max_num_queries(12, info=address):
            assert staff.get(address, headers={"HX-Request": "true"}).status_code == 200
        assert staff.get(address).status_code == 200


def test_facts_to_weigh_are_for_the_office(city_with_results: City, staff: Any, visitor: Any) -> None:
    assert "Facts to weigh" in body(staff.get(f"/schools/{PRIMARY}/"))
    for address in (f"/schools/{PRIMARY}/", f"/schools/{PRIMARY}/?on=2020-01-01"):
        said = body(visitor.get(address)).lower()
        assert "facts to weigh" not in said
        assert "vulnerab" not in said
    said = words(panel(staff, PRIMARY, "vulnerability"))
    assert "how it contests it" in said
    assert "makes no prediction of a grade" in said


def test_a_part_for_the_office_is_refused_to_others(
    city_with_results: City, visitor: Any, olive: Any, client_of: Any
) -> None:
    from alongside.knowledge.schools import panels

    for one in panels.registered():
        if one.apart and one.permission:
            address = f"/schools/{PRIMARY}/panels/{one.key}/"
            assert visitor.get(address).status_code == 302
            assert client_of(olive).get(address).status_code == 403
    assert visitor.get(f"/schools/{PRIMARY}/panels/nothing/").status_code == 404
    assert visitor.get(f"/schools/{PRIMARY}/panels/results/").status_code == 404


def test_lines_are_worked_out_from_one_read(city_with_results: City, django_assert_num_queries: Any) -> None:
    from datetime import date

    from alongside.knowledge.opendata.queries import head

    version = head()
    with django_assert_num_queries(2):  # who is similar, and the figures
        known = gather(PRIMARY, "primary", on=date(2026, 11, 16), version=version)
        told = lines(known, known.policy.measures, standing_out())
    assert [one.measure.key for one in told if one.measure.headline][:1] == ["ks2-rwm-expected"]
    nothing = known.policy.by_key["ks5-alevel-points"]
    assert line(known, nothing, standing_out()) is None
