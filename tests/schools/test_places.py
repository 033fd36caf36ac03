"""Where schools stand and in which district, by what is loaded of boundaries, postcodes and coordinates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.schools.conftest import Loading, gias, school, squares, table, told

if TYPE_CHECKING:
    from alongside.knowledge.schools.models import Profile

pytestmark = pytest.mark.django_db

# In the second square (Erdington), and in the third (Hall Green), as squares() draws them.
IN_ERDINGTON = {"easting": 405200, "northing": 281500}
IN_HALL_GREEN = {"postcode": "B1 1AA", "lat": 52.42, "long": -1.88}
BOUNDARIES = "constituencies_2017_12_31.geojson"


def line(urn: int = 900001) -> Profile:
    from alongside.knowledge.schools.queries import profiles

    return profiles().get(urn=urn)


def district(urn: int = 900001) -> tuple[str, str]:
    return line(urn).district, line(urn).district_how


def test_a_school_belongs_to_the_district_in_which_gias_says_it_stands(loaded: Loading) -> None:
    loaded(BOUNDARIES, squares())
    loaded("edubasealldata20260101.csv", gias(school(**IN_ERDINGTON)))
    assert district() == ("erdington", "location")
    assert line().latitude == pytest.approx(52.43, abs=0.01)


def test_boundaries_that_come_later_give_the_districts_then(loaded: Loading) -> None:
    loaded("edubasealldata20260101.csv", gias(school(**IN_ERDINGTON)))
    assert district() == ("", "")
    load = loaded(BOUNDARIES, squares())
    assert district() == ("erdington", "location")
    assert load.counts["new"] == 10


def test_without_coordinates_the_middle_of_the_postcode_tells(loaded: Loading) -> None:
    loaded(BOUNDARIES, squares())
    loaded("edubasealldata20260101.csv", gias(school(postcode="b1 1aa")))
    assert district() == ("", "")
    loaded("postcodes_20210101.csv", table([IN_HALL_GREEN]))
    assert district() == ("hall-green", "postcode")
    assert (line().latitude, line().longitude) == (52.42, -1.88)


def test_coordinates_go_before_the_postcode(loaded: Loading) -> None:
    loaded(BOUNDARIES, squares())
    loaded("postcodes_20210101.csv", table([IN_HALL_GREEN]))
    loaded("edubasealldata20260101.csv", gias(school(postcode="B1 1AA", **IN_ERDINGTON)))
    assert district() == ("erdington", "location")


def test_a_school_of_another_authority_has_no_district_of_ours(loaded: Loading) -> None:
    loaded(BOUNDARIES, squares())
    loaded("edubasealldata20260101.csv", gias(school(authority="Solihull", **IN_ERDINGTON)))
    assert district() == ("", "")
    assert line().latitude is not None


def test_a_constituency_column_helps_only_from_a_file_before_july_2024(teller_format: None, loaded: Loading) -> None:
    loaded("told_20230831.csv", told({"urn": 900001, "name": "Canal Street", "seat": "Birmingham, Yardley"}))
    assert district() == ("yardley", "constituency")
    both = {"urn": 900002, "name": "Lock Lane", "seat": "Birmingham Yardley"}
    loaded("told_20250831.csv", told({"urn": 900001, "name": "Canal Street", "seat": "Birmingham Ladywood"}, both))
    assert district() == ("yardley", "constituency")  # the file of 2023 still says so
    assert district(900002) == ("", "")


def test_a_constituency_column_does_not_overrule_a_location(teller_format: None, loaded: Loading) -> None:
    loaded(BOUNDARIES, squares())
    loaded("postcodes_20210101.csv", table([IN_HALL_GREEN]))
    loaded("told_20230831.csv", told({"urn": 900001, "name": "Canal Street", "seat": "Birmingham, Yardley"}))
    loaded("edubasealldata20260101.csv", gias(school(postcode="B1 1AA")))
    assert district() == ("hall-green", "postcode")


def test_boundaries_are_told_apart_by_their_properties(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.models import Boundary

    for prefix in ("PCON24", "WD20", "LAD20"):
        loaded(f"{prefix}_20240101.geojson", squares(["E1"]).replace("PCON17", prefix))
    loaded("lower_20200101.geojson", squares(["E2"]).replace("PCON17CD", "lad20cd").replace("PCON17NM", "lad20nm"))
    kinds = Boundary.objects.at(head()).order_by("kind", "code").values_list("kind", "code")
    assert list(kinds) == [
        ("authority", "E1"), ("authority", "E2"), ("constituency-2024", "E1"), ("ward-2020", "E1"),
    ]  # fmt: skip


def test_an_area_loaded_again_replaces_itself_and_leaves_the_others(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.models import Boundary

    loaded(BOUNDARIES, squares())
    again = loaded(BOUNDARIES, squares())
    assert (again.state, again.counts["unchanged"]) == ("unchanged", 10)
    moved = loaded("moved_20180101.geojson", squares(["E14000560"], south=52.5))
    assert moved.counts["changed"] == 1
    assert Boundary.objects.at(head()).count() == 10


@pytest.mark.parametrize(
    ("says", "geometry"),
    [
        ("no area", {"type": "Point", "coordinates": [-1.9, 52.4]}),
        ("metres", {"type": "Polygon", "coordinates": [[[407000, 287000], [408000, 287000], [408000, 288000],
                                                        [407000, 287000]]]}),
        ("not closed", {"type": "Polygon", "coordinates": [[[-1.9, 52.4], [-1.8, 52.4], [-1.8, 52.5]]]}),
        ("no numbers", {"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]]}),
        ("nothing in it", {"type": "MultiPolygon", "coordinates": []}),
        ("no coordinates", {"type": "Polygon"}),
        ("not nested enough", {"type": "Polygon", "coordinates": [-1.9, 52.4]}),
    ],
)  # fmt: skip
def test_a_shape_that_is_no_area_in_britain_is_left_out(loaded: Loading, says: str, geometry: object) -> None:
    whole = json.loads(squares())
    whole["features"][0]["geometry"] = geometry
    load = loaded(BOUNDARIES, json.dumps(whole))
    assert (load.state, load.rows_refused) == ("done", 1), says


def test_postcodes_without_a_place_are_left_out(loaded: Loading) -> None:
    rows = [
        IN_HALL_GREEN,
        IN_HALL_GREEN | {"postcode": "B1 1AB", "lat": 99.999999, "long": 0},
        IN_HALL_GREEN | {"postcode": "X"},
    ]
    load = loaded("postcodes_20210101.csv", table(rows))
    assert (load.rows_taken, load.rows_refused) == (1, 2)
    again = loaded("postcodes_20210101.csv", table(rows))
    assert again.counts["unchanged"] == 1


def test_the_national_directory_of_postcodes_is_known_by_its_columns(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.models import Postcode

    row = {
        "pcds": "B1 1AA",
        "oslaua": "E08000025",
        "osward": "E05011151",
        "pcon": "E14001096",
        "lat": 52.4,
        "long": -1.9,
    }
    assert loaded("ONSPD_AUG_2026.csv", table([row])).format == "postcodes-onspd"
    kept = Postcode.objects.at(head()).get()
    assert (kept.postcode, kept.ward, kept.constituency_2010) == ("B11AA", "E05011151", "")


def test_drawn_districts_come_in_the_order_of_the_policy_also_without_boundaries(loaded: Loading) -> None:
    from alongside.knowledge.opendata.queries import head
    from alongside.knowledge.schools.queries import districts, drawn_districts

    assert [one.shape for one in drawn_districts(head())] == [None] * 10
    loaded(BOUNDARIES, squares())
    drawn = drawn_districts(head())
    assert [one.key for one in drawn] == [one.key for one in districts()]
    assert all(one.shape and one.load and one.row for one in drawn)
