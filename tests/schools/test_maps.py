from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.schools import maps
from alongside.knowledge.schools.facts import Place
from tests.schools.conftest import squares

SHAPES = [feature["geometry"] for feature in json.loads(squares())["features"]]


@given(st.floats(-2.0, -1.5), st.floats(52.4, 52.45), st.sampled_from([320.0, 720.0, 1200.0]))
def test_every_place_of_the_areas_falls_on_the_drawing(longitude: float, latitude: float, width: float) -> None:
    frame = maps.frame(SHAPES, width=width)
    assert frame
    assert frame.holds(Place(latitude, longitude))


def test_north_is_up_and_east_is_right() -> None:
    frame = maps.frame(SHAPES)
    assert frame
    south_west, north_east = frame.point(Place(52.4, -2.0)), frame.point(Place(52.45, -1.5))
    assert south_west[0] < north_east[0]
    assert south_west[1] > north_east[1]


def test_a_degree_is_as_long_both_ways_on_the_ground() -> None:
    frame = maps.frame(SHAPES)
    assert frame
    assert 0.60 < frame.across / frame.down < 0.62  # the cosine of 52.4 degrees


def test_a_path_closes_each_ring_and_keeps_holes() -> None:
    frame = maps.frame(SHAPES)
    assert frame
    hole = [[-1.99, 52.41], [-1.97, 52.41], [-1.97, 52.43], [-1.99, 52.41]]
    path = frame.path({"type": "Polygon", "coordinates": [SHAPES[0]["coordinates"][0], hole]})
    assert path.count("M") == path.count("Z") == 2
    assert frame.path({"type": "Point", "coordinates": [0, 0]}) == ""


def test_nothing_to_draw_makes_no_drawing() -> None:
    assert maps.frame([]) is None
    frame = maps.frame([], places=[Place(52.4, -2.0)])
    assert frame
    assert frame.holds(Place(52.4, -2.0))


def test_a_label_stands_inside_its_area() -> None:
    place = maps.label_place(SHAPES[0])
    assert place
    assert -2.0 < place.longitude < -1.95
    assert 52.4 < place.latitude < 52.45
