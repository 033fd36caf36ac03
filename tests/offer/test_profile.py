"""The profile of a district: rolled up from its schools, held against England, with the services that answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.offer.conftest import AT
from tests.results.conftest import absence, census
from tests.schools.conftest import Loading, gias, loaded, school, squares

__all__ = ["loaded"]

pytestmark = pytest.mark.django_db

# Six primary schools in each of two squares, as squares() draws the districts, and one secondary school in the first.
EASTING = {"ladywood": 415400, "erdington": 405200}
PRIMARIES = {district: range(910100 + 10 * n, 910106 + 10 * n) for n, district in enumerate(EASTING)}
SECONDARY = 910201
PUPILS = {urn: 100 + 10 * n for n, urn in enumerate([*PRIMARIES["ladywood"], *PRIMARIES["erdington"]])}
MEALS = {urn: (38.0 if urn in PRIMARIES["ladywood"] else 12.0) + urn % 10 for urn in PUPILS}


@pytest.fixture
def figures(today: date, loaded: Loading) -> None:
    loaded("constituencies_2017_12_31.geojson", squares())
    rows = [
        school(urn=urn, name=f"Lock Primary School {urn % 100}", number=2000 + urn % 100, easting=EASTING[district],
               northing=281500)
        for district, urns in PRIMARIES.items()
        for urn in urns
    ]  # fmt: skip
    rows.append(school(urn=SECONDARY, name="Bridge School", number=4001, phase="Secondary", northing=281500,
                       easting=EASTING["ladywood"]))  # fmt: skip
    loaded("edubasealldata20260301.csv", gias(*rows))
    loaded(
        "2022-2023_england_census.csv",
        census(
            *({"URN": urn, "NOR": pupils, "PNUMFSMEVER": f"{MEALS[urn]}%"} for urn, pupils in PUPILS.items()),
            {"URN": SECONDARY, "NOR": 900, "PNUMFSMEVER": "50.0%", "SCHOOLTYPE": "State-funded secondary"},
            {"LA": "NAT", "SCHOOLTYPE": "State-funded primary", "PNUMFSMEVER": "23.0%", "PNUMEAL": "40.0%",
             "PSENELSE": "2.5%", "PSENELK": "13.5%"},
        ),
    )  # fmt: skip
    loaded(
        "2022-2023_england_abs.csv",
        absence(
            *({"URN": urn, "PERCTOT": 6.0, "PPERSABS10": 20.0} for urn in PUPILS),
            {"LA": "NAT", "ESTAB": "PRI", "PERCTOT": 5.9, "PPERSABS10": 16.2},
        ),
    )


def lines_of(key: str, district: str = "ladywood") -> list[Any]:
    from alongside.knowledge.offer import gathering

    found = gathering.profiles_of_all(on=date(2026, 3, 9), known=gathering.version())[district]
    return next(list(lines) for need, lines in found if need.key == key)


def test_a_district_s_figure_is_that_of_its_pupils_one_by_one(figures: None) -> None:
    (meals,) = [line for line in lines_of("poverty") if line.phase == "primary"]
    here = [MEALS[urn] for urn in PRIMARIES["ladywood"] for _ in range(PUPILS[urn])]
    everywhere = [MEALS[urn] for urn in PUPILS for _ in range(PUPILS[urn])]
    assert meals.district.value == pytest.approx(sum(here) / len(here))
    assert meals.city.value == pytest.approx(sum(everywhere) / len(everywhere))
    assert (meals.year, meals.england.value, meals.shows) == (2023, 23.0, True)
    (elsewhere,) = [line for line in lines_of("poverty", "erdington") if line.phase == "primary"]
    assert elsewhere.shows is False


def test_absence_without_its_own_cohort_weighs_by_the_census(figures: None) -> None:
    lines = [line for line in lines_of("absence") if line.phase == "primary"]
    assert [line.district.pupils for line in lines] == [sum(PUPILS[urn] for urn in PRIMARIES["ladywood"])] * 2
    assert [line.shows for line in lines] == [False, True]


def test_one_secondary_school_is_not_shown_as_its_district(figures: None) -> None:
    (alone,) = [line for line in lines_of("poverty") if line.phase == "secondary"]
    assert (alone.district.value, alone.district.ours) == (None, True)
    assert alone.shows is None


def test_the_page_says_needs_answers_and_what_is_without_an_offer(figures: None, record: Any, visitor: Any) -> None:
    record(needs=["absence"], districts=["ladywood"])
    page = visitor.get("/districts/ladywood/profile/").content.decode()
    assert "Needs of Ladywood that no recorded service answers: Poverty." in page
    assert page.count("Need without an offer") == 1
    assert "Breakfast on the Canal" in page
    assert "not shown: too few" in page
    assert "Whether there is a need cannot be told: " in page
    assert "/offer/record/" not in page
    assert "The figures as a table" in page
    row = "/rows/15/"
    assert row in page


def test_what_is_published_for_the_authority_alone_says_so(figures: None, visitor: Any) -> None:
    from alongside.knowledge.offer import profiling
    from alongside.knowledge.offer.policies import Sign
    from alongside.knowledge.results.measures import measures
    from alongside.knowledge.results.queries import Area, Said
    from alongside.knowledge.results.queries import Figures as Of

    def said(area: str, value: float) -> Of:
        row = Said("absence", None, area, "all", 2024, date(2025, 3, 1), 1, None, 2, {"absence-overall": value})
        return Of({("absence", 2024): row})

    published = profiling.Published(
        {},
        {},
        {
            Area("authority", "Birmingham", "all"): said("Birmingham", 7.1),
            Area("england", "England", "all"): said("England", 6.0),
        },
    )
    sign = Sign(measure="absence-overall", side="above", against="england", margin=1)
    found = profiling.lines_of(sign, published, measures(), districts=["ladywood", "yardley"], authority="Birmingham")
    (line,) = found["yardley"]
    assert line.of_authority
    assert (line.value, line.england.value, line.shows) == (7.1, 6.0, True)


def test_an_offer_that_ended_or_has_not_begun_answers_nothing(
    figures: None, record: Any, ruth: Any, visitor: Any
) -> None:
    from alongside.knowledge.offer import actions

    record(name="Later", needs=["poverty"], districts=["ladywood"], starts_on=date(2026, 4, 1))
    over = record(name="Over", needs=["poverty"], districts=["ladywood"])
    actions.end(service=over.pk, version=1, on=date(2026, 3, 9), reason="The grant ran out", by=ruth, at=AT)
    page = visitor.get("/districts/ladywood/profile/").content.decode()
    assert "Need without an offer" in page
    assert "Later" not in page
    assert "Over" not in page


def test_the_office_is_led_to_record_what_is_missing(figures: None, ruth: Any, client_of: Any) -> None:
    page = client_of(ruth).get("/districts/ladywood/profile/").content.decode()
    assert "/offer/record/?need=poverty&amp;district=ladywood" in page


def test_the_profile_leaves_as_a_spreadsheet(figures: None, record: Any, visitor: Any) -> None:
    record(needs=["poverty"], districts=["ladywood"])
    said = b"".join(visitor.get("/districts/ladywood/profile.csv").streaming_content).decode("utf-8-sig")
    line = next(line for line in said.splitlines() if line.startswith("Poverty") and "primary" in line)
    assert "Breakfast on the Canal" in line
    assert ",yes," in line
    assert visitor.get("/districts/ladywood/profile.pdf").status_code == 404


@pytest.mark.parametrize("address", ["/districts/atlantis/profile/", "/districts/atlantis/profile.csv"])
def test_there_is_no_profile_of_a_district_that_is_not_ours(today: date, visitor: Any, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_with_nothing_loaded_the_profile_says_so(today: date, visitor: Any) -> None:
    page = visitor.get("/districts/ladywood/profile/").content.decode()
    assert "No file is loaded yet" in page
    assert "cannot be told" in page


def test_a_profile_costs_few_queries_cold_and_fewer_warm(
    figures: None, ruth: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    from django.core.cache import cache

    cache.clear()
    client = client_of(ruth)
    for most in (12, 8):
        with django_assert_max_num_queries(most):
            assert client.get("/districts/ladywood/profile/").status_code == 200
