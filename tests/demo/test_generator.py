"""What comes out of the generator: the same every time, within the ranges of a city, and nobody real."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import shapely

from demo import TODAY
from demo.chance import Chance, share_out
from demo.city import lockside
from demo.deliveries import Posted, write_files
from demo.names import PLACES, SAINTS
from demo.world import World

ROOT = Path(__file__).resolve().parents[2]
# The areas in which Royal Mail has postcodes (2026-11).
_AREAS = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU
GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE
PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO
ZE"""
POSTCODE_AREAS = frozenset(_AREAS.split())


def _digests(posted: list[Posted]) -> dict[str, str]:
    return {post.delivery.name: hashlib.sha256(post.path.read_bytes()).hexdigest() for post in posted}


def test_the_same_bytes_come_out_twice(posted: list[Posted], tmp_path: Path) -> None:
    from tests.demo.conftest import SMALL

    assert _digests(write_files(tmp_path, SMALL)) == _digests(posted)


def test_the_order_of_hashing_makes_no_difference() -> None:
    program = (
        "from demo.city import lockside; from demo.world import world; import hashlib\n"
        "city = world(lockside(), 90)\n"
        "print(hashlib.sha256(repr((city.schools, city.inspections, list(city.links()))).encode()).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_city_of_450_has_what_a_city_has(city: World) -> None:
    open_now = [school for school in city.schools if school.open_on(TODAY)]
    maintained = [school for school in open_now if school.kind.maintained]
    kinds = Counter(school.life.stage.key for school in open_now)
    assert 445 <= len(open_now) <= 455
    assert 190 <= len(maintained) <= 215
    assert 25 <= kinds["nursery"] <= 29
    assert kinds.keys() >= {"primary", "infant", "junior", "secondary", "all-through", "special", "alternative"}
    assert kinds.keys() >= {"technical", "studio", "sixth form", "independent", "outside special"}
    assert 200 <= len(city.schools) - len(open_now) <= 300  # closed ones, most of them academies' predecessors


def test_every_district_has_its_share(city: World) -> None:
    districts = Counter(school.ground.district for school in city.schools if school.open_on(TODAY))
    assert len(districts) == 10
    assert min(districts.values()) >= 38


def test_numbers_are_given_once_and_are_nobodys(city: World) -> None:
    urns = [school.urn for school in city.schools]
    assert len(set(urns)) == len(urns)
    assert all(900_000 < urn < 1_000_000 for urn in urns)
    numbers = [visit.number for visits in city.inspections.values() for visit in visits]
    assert len(set(numbers)) == len(numbers)


def test_a_converter_keeps_its_number_and_a_sponsor_gets_a_new_one(city: World) -> None:
    for schools in city.by_life.values():
        for old, new in pairwise(schools):
            assert (old.number == new.number) is ("sponsor" not in new.kind.name)


def test_every_school_stands_in_its_district(city: World) -> None:
    for school in city.schools:
        ground = school.ground
        district = city.city.districts[ground.district].shape
        assert shapely.Point(ground.east, ground.north).distance(district) < 20


def test_districts_and_wards_cover_the_city_without_overlap() -> None:
    drawn = lockside()
    whole = drawn.outline.shape.area
    for areas in (drawn.districts, drawn.wards, drawn.seats):
        assert sum(area.shape.area for area in areas) == pytest.approx(whole, rel=0.002)
        assert shapely.union_all([area.shape for area in areas]).area == pytest.approx(whole, rel=0.002)


def test_some_schools_lie_in_another_seat_than_their_district_of_the_same_name(city: World) -> None:
    moved = [school for school in city.schools if school.ground.seat != school.ground.district]
    assert 0.03 < len(moved) / len(city.schools) < 0.3


def test_postcodes_are_of_an_area_that_does_not_exist(city: World) -> None:
    areas = {re.match("[A-Z]+", postcode.text)[0] for postcode in city.postcodes}  # type: ignore[index]
    assert areas == {"LK"}
    assert not areas & POSTCODE_AREAS


def test_no_school_is_called_like_one_of_birmingham(city: World, shared_data: Path) -> None:
    real = set()
    for name in ("2023-08-31", "2025-08-31"):
        path = shared_data / "ofsted" / f"{name}_state_funded_schools_five_authorities.csv"
        with path.open(encoding="cp1252", newline="") as file:
            real |= {_plain(row["School name"]) for row in csv.DictReader(file)}
    with (shared_data / "gias" / "2018_birmingham_spine.csv").open(encoding="utf-8", newline="") as file:
        real |= {_plain(row["SCHNAME"]) for row in csv.DictReader(file)}
    ours = {_plain(name) for school in city.schools for _, name in school.names}
    assert len(real) > 800
    assert not ours & real


def _plain(name: str) -> str:
    return re.sub("[^a-z ]", "", name.lower().replace("church of england", "cofe").replace("’", ""))


def test_words_are_fit_for_windows_1252() -> None:
    text = (ROOT / "demo" / "words.yaml").read_text("utf-8") + (ROOT / "demo" / "cast.yaml").read_text("utf-8")
    assert text.encode("cp1252").decode("cp1252") == text
    assert len(PLACES) > 2000
    assert len(SAINTS) == len(set(SAINTS)) == 40


def test_names_are_not_handed_out_twice_in_a_city(city: World) -> None:
    names = Counter(school.name_on(TODAY) for school in city.schools if school.open_on(TODAY))
    assert names.most_common(1)[0][1] == 1


def test_sharing_out_is_as_even_as_whole_numbers_allow() -> None:
    assert Counter(share_out(10, {"a": 1, "b": 1, "c": 1})) == {"a": 4, "b": 3, "c": 3}
    assert share_out(0, {"a": 1}) == []


def test_chance_depends_on_words_alone() -> None:
    assert Chance.of("a", 1).random() == Chance.of("a", 1).random()
    assert Chance.of("a", 1).random() != Chance.of("a", 2).random()
