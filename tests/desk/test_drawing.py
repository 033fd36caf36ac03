"""The map: every school that has a place is on it, the rarer marks on top, none hidden behind another."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from alongside.face.desk.presenters.drawing import TALLEST, WIDTH, Area, draw
from tests.desk.made import school, stands

SQUARE = {"type": "Polygon", "coordinates": [[[-2.0, 52.4], [-1.8, 52.4], [-1.8, 52.6], [-2.0, 52.6], [-2.0, 52.4]]]}
EAST = {"type": "Polygon", "coordinates": [[[-1.8, 52.4], [-1.6, 52.4], [-1.6, 52.6], [-1.8, 52.6], [-1.8, 52.4]]]}
AREAS = [Area("west", "Westside", SQUARE), Area("east", "Eastside", EAST)]


def test_each_school_is_drawn_where_it_stands() -> None:
    drawn = draw([school(1, latitude=52.41, longitude=-1.99), school(2, latitude=52.59, longitude=-1.61)], AREAS)
    (south_west, north_east) = sorted(drawn.layers[0].marks, key=lambda mark: mark.urn)
    assert south_west.x < drawn.width / 2 < north_east.x
    assert south_west.y > drawn.height / 2 > north_east.y


def test_districts_are_drawn_and_named() -> None:
    drawn = draw([school()], AREAS)
    assert [area.name for area in drawn.labels] == ["Westside", "Eastside"]
    assert all(area.path.startswith("M") and area.path.endswith("Z") for area in drawn.areas)


def test_the_concern_is_painted_last() -> None:
    marks = ["category", "no-concern", "improve", "not-inspected", "not-known"]
    drawn = draw([school(urn, stands=stands(mark)) for urn, mark in enumerate(marks, 1)], AREAS)
    assert [layer.key for layer in drawn.layers] == [
        "not-known", "not-inspected", "no-concern", "improve", "category",
    ]  # fmt: skip


def test_two_schools_at_one_gate_are_both_seen() -> None:
    drawn = draw([school(urn, latitude=52.5, longitude=-1.9) for urn in range(1, 6)], AREAS)
    points = [(mark.x, mark.y) for layer in drawn.layers for mark in layer.marks]
    assert len(set(points)) == 5
    nearest = min(math.dist(a, b) for a in points for b in points if a != b)
    assert nearest > drawn.size * 0.7


def test_a_school_without_a_place_is_named_beside_the_map() -> None:
    nowhere, astray = school(1, latitude=None), school(2, latitude=0.0, longitude=0.0)
    drawn = draw([nowhere, astray, school(3)], AREAS)
    assert set(drawn.off_the_map) == {nowhere, astray}
    assert drawn.count == 1


def test_without_boundaries_the_schools_fill_the_map() -> None:
    astray = school(9, latitude=0.0, longitude=0.0)
    drawn = draw([school(1), school(2, latitude=52.55), school(3, latitude=52.45), astray], [])
    assert drawn.count == 3
    assert drawn.areas == ()
    assert drawn.off_the_map == (astray,)


def test_with_nothing_to_draw_there_is_no_map() -> None:
    assert draw([], []).count == 0
    assert draw([school(latitude=None)], []).height == 0


def test_a_district_is_drawn_larger_with_its_neighbours_beside_it() -> None:
    drawn = draw([school()], AREAS, here="west")
    assert drawn.size > draw([school()], AREAS).size
    assert {area.key: area.is_here for area in drawn.areas} == {"west": True, "east": False}


places = st.tuples(st.floats(52.4, 52.6), st.floats(-2.0, -1.6))


@given(st.lists(places, min_size=1, max_size=40))
def test_wherever_schools_stand_all_are_on_the_sheet_or_named(at: list[tuple[float, float]]) -> None:
    schools = [school(urn, latitude=lat, longitude=lon) for urn, (lat, lon) in enumerate(at, 1)]
    for areas in ([], AREAS):
        drawn = draw(schools, areas)
        assert drawn.count + len(drawn.off_the_map) == len(schools)
        assert drawn.height <= WIDTH * TALLEST + 1
        assert drawn.count == len(schools) or not areas
