from __future__ import annotations

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.schools import districts, geography
from alongside.knowledge.schools.districts import Map, policy_of_districts
from alongside.knowledge.schools.facts import Place
from alongside.knowledge.schools.partnership import partnership
from tests.schools.conftest import SEATS, squares

POLICY = policy_of_districts()
BOUNDARIES = {feature["properties"]["PCON17CD"]: feature["geometry"] for feature in json.loads(squares())["features"]}
MAP = Map(POLICY, BOUNDARIES)
KEYS = [next(district.key for district in POLICY.districts if district.code == code) for code in SEATS]


def test_the_partnership_and_its_districts_speak_of_the_same_authority() -> None:
    assert partnership().authority == POLICY.authority
    assert len(POLICY.districts) == 10
    assert POLICY.name_of("hall-green") == "Hall Green"
    assert POLICY.name_of("nowhere") == ""


@pytest.mark.parametrize("example", POLICY.examples, ids=lambda example: example.says)
def test_the_examples_of_the_policy_hold(example: districts.Example) -> None:
    found = example.decided or POLICY.of_constituency(example.constituency, example.as_at)
    assert found == example.district


def test_a_constituency_named_on_the_day_of_the_election_or_later_is_never_believed() -> None:
    assert POLICY.of_constituency("Birmingham, Yardley", date(2024, 7, 3)) == "yardley"
    assert POLICY.of_constituency("Birmingham, Yardley", date(2024, 7, 4)) == ""


@given(st.integers(0, 9), st.floats(0.001, 0.049), st.floats(0.001, 0.049))
def test_a_place_inside_a_district_is_in_it(number: int, east: float, north: float) -> None:
    assert MAP.find([Place(52.4 + north, -2.0 + 0.05 * number + east)]) == [KEYS[number]]


def test_a_place_just_outside_belongs_to_the_nearest_and_one_further_off_to_none() -> None:
    hundred_metres, kilometre = 100 / 111_200, 1000 / 111_200
    assert MAP.find([Place(52.4 - hundred_metres, -1.99), Place(52.4 - kilometre, -1.99)]) == [KEYS[0], ""]


def test_without_boundaries_no_place_is_in_a_district() -> None:
    empty = Map(POLICY, {})
    assert not empty
    assert empty.find([Place(52.4, -2)]) == [""]
    assert MAP.find([]) == []


def test_the_national_grid_comes_to_degrees_within_ten_metres() -> None:
    # The point by which the Ordnance Survey explains its sums: Caister water tower.
    ((latitude, longitude),) = geography.degrees_of([651410], [313177])
    assert latitude == pytest.approx(52.658007833, abs=0.0001)
    assert longitude == pytest.approx(1.716073973, abs=0.00015)
    assert geography.degrees_of([], []) == []


def test_the_middle_of_a_postcode_agrees_with_the_published_constituency(shared_data: Path) -> None:
    """For 443 of the city's 444 schools with a postcode in the city, in Ofsted's file of August 2023."""
    drawn = json.loads((shared_data / "boundaries/birmingham_districts_constituencies_2010_10.geojson").read_text())
    real = Map(POLICY, {one["properties"]["PCON17CD"]: one["geometry"] for one in drawn["features"]})
    with gzip.open(
        shared_data / "boundaries/birmingham_postcodes_ward_constituency_DERIVED.csv.gz", "rt", encoding="utf-8-sig"
    ) as file:
        places = {row["postcode"]: Place(float(row["lat"]), float(row["long"])) for row in csv.DictReader(file)}
    path = shared_data / "ofsted/2023-08-31_state_funded_schools_five_authorities.csv"
    with path.open(encoding="cp1252", newline="") as file:
        ours = [row for row in csv.DictReader(file) if row["Local authority"] == "Birmingham"]
    located = [row for row in ours if row["Postcode"] in places]
    found = real.find([places[row["Postcode"]] for row in located])
    said = [POLICY.of_constituency(row["Parliamentary constituency"], date(2023, 8, 31)) for row in located]
    assert (len(ours), len(located)) == (445, 444)
    assert sum(one == other for one, other in zip(found, said, strict=True)) == 443


def test_easting_and_northing_agree_with_the_postcode_in_the_real_city(shared_data: Path) -> None:
    drawn = json.loads((shared_data / "boundaries/birmingham_districts_constituencies_2010_10.geojson").read_text())
    real = Map(POLICY, {one["properties"]["PCON17CD"]: one["geometry"] for one in drawn["features"]})
    with (shared_data / "gias/2026-08_dfe_sap_establishment_birmingham79.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    spots = geography.degrees_of([int(row["Easting"]) for row in rows], [int(row["Northing"]) for row in rows])
    assert all(real.find([Place(*spot) for spot in spots]))
