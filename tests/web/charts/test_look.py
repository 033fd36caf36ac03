"""Series are told apart without colours: in a black-and-white print, and by those who see few of them."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.floor.web.charts import palette, parts
from alongside.floor.web.charts.lining import runs
from alongside.floor.web.charts.parts import Break, Line, Point, Scale
from tests.web.charts import made
from tests.web.test_colours import GROUNDS, TOKENS, linear, luminance

SVG = "{http://www.w3.org/2000/svg}"


def test_no_two_series_share_dash_and_no_two_share_shape_and_filling():
    dashes = [look.dash for look in palette.LOOKS]
    shapes = [(look.shape, look.hollow) for look in palette.LOOKS]
    assert len(set(dashes)) == len(dashes)
    assert len(set(shapes)) == len(shapes)


def contrast(one: str, other: str) -> float:
    low, high = sorted(luminance(linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_series_stands_out_from_every_ground(ground: str):
    faint = [look.colour for look in palette.LOOKS if contrast(look.colour, TOKENS[ground]) < 3]
    assert faint == []


def test_strong_and_plain_bars_differ_in_lightness_alone():
    assert contrast(palette.STRONG, palette.PLAIN) >= 3


def test_a_picture_drawn_without_colour_still_tells_its_lines_apart():
    root = ElementTree.fromstring(made.lines(6).svg)
    drawn = [node for node in root.iter(f"{SVG}path") if node.get("stroke-width") in ("2", "3.2")]
    told = {(node.get("stroke-dasharray"), node.get("stroke-width")) for node in drawn}
    assert len(told) >= 6


def test_each_line_has_its_name_written_beside_it_and_no_two_names_meet():
    root = ElementTree.fromstring(made.lines(6).svg)
    places = {}
    for node in root.iter(f"{SVG}text"):
        if node.text in made.NAMES:
            places[node.text] = float(node.get("transform", "").removeprefix("translate(").split(",")[1].rstrip(")"))
    assert set(places) == set(made.NAMES)
    assert min(abs(one - other) for one, other in combinations(places.values(), 2)) >= 14


def test_a_picture_with_more_series_than_can_be_told_apart_is_refused():
    with pytest.raises(ValueError, match="at most 8"):
        palette.look(8)


VALUES = st.lists(st.one_of(st.none(), st.floats(-100, 100)), min_size=1, max_size=12)


@given(VALUES, st.sets(st.integers(0, 11)))
def test_no_line_runs_across_a_gap_or_a_break(values: list[float | None], broken: set[int]):
    years = [f"{2010 + place}" for place in range(len(values))]
    line = Line("x", tuple(Point(year, value) for year, value in zip(years, values, strict=True)))
    found = runs(line, [Break(str(2010 + place), "new") for place in broken], years)
    assert [point for run in found for point in run] == [point for point in line.points if point.value is not None]
    for run in found:
        for before, after in pairwise(run):
            assert int(after.at) == int(before.at) + 1
            assert int(after.at) - 2010 not in broken


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9), st.booleans())
def test_an_axis_holds_its_values_in_a_few_steps(values: list[float], zero: bool):
    least, most, step = parts.ends(values, Scale(), zero=zero)
    assert least <= min(values) + step * 1e-6
    assert most >= max(values) - step * 1e-6
    assert 1 <= len(parts.ticks(least, most, step)) <= 9
    assert not zero or least <= 0 <= most


@pytest.mark.parametrize(
    ("scale", "value", "words"),
    [
        (Scale(after="%"), 45.5, "46%"),
        (Scale(decimals=1, after="%"), 45.25, "45.2%"),
        (Scale(decimals=2), -0.211, "−0.21"),
        (Scale(before="£"), -1200.0, "−£1,200"),
        (Scale(decimals=1), -0.04, "0.0"),
    ],
)
def test_values_are_written_as_people_write_them(scale: Scale, value: float, words: str):
    assert scale.words(value) == words
