"""The panels that speak of the school itself: each fact with the row of the file that tells it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.face.desk import panels
from alongside.knowledge.schools.facts import Membership, Related, Said
from alongside.knowledge.schools.panels import Asked
from tests.desk.made import TODAY
from tests.desk.test_school_in_words import as_at


def _asked(**told: Any) -> Asked:
    asked = Asked(as_at(**told), TODAY, 9, True, False)
    asked.shared["loaded"] = {9: datetime(2026, 11, 13, 9, tzinfo=UTC)}
    return asked


def _filled(said: Mapping[str, Any] | None) -> Mapping[str, Any]:
    assert said is not None
    return said


def test_facts_stand_with_their_source() -> None:
    said = _filled(panels.about(_asked(values={"laestab": 3302001, "pupils": 412, "census_date": "2026-01-15"})))
    (told,) = said["groups"]
    assert [(fact.label, fact.says) for fact in told.facts] == [
        ("LAESTAB", "3302001"), ("Pupils", "412, counted on 15 January 2026"),
    ]  # fmt: skip
    assert (told.source.source, told.source.load, told.source.row) == ("GIAS", 9, 12)
    assert told.source.loaded == datetime(2026, 11, 13, 9, tzinfo=UTC)


def test_what_two_files_say_stands_apart() -> None:
    gias = Said(1, "gias", date(2026, 11, 13), 9, 12)
    ofsted = Said(2, "ofsted", date(2026, 10, 31), 8, 99, confirmed=date(2026, 11, 1))
    facts = [panels.Fact(name, "x") for name in "abc"]
    told = panels.by_source([(ofsted, facts[0]), (gias, facts[1]), (gias, facts[2])], _asked())
    assert [[fact.label for fact in one.facts] for one in told] == [["b", "c"], ["a"]]
    assert (told[1].source.as_at, told[1].source.still) == (date(2026, 10, 31), date(2026, 11, 1))
    assert told[0].source.still is None
    assert told[1].source.loaded is None


@pytest.mark.parametrize(
    ("says", "address"),
    [
        ("www.harlow.example", "https://www.harlow.example"),
        ("http://harlow.example/a", "http://harlow.example/a"),
        ("HTTPS://harlow.example", "HTTPS://harlow.example"),
        ("javascript:alert(1)//.", ""),
        ("javascript://x.y", ""),
        ("data:text/html,.", ""),
        ("not an address", ""),
        ("none", ""),
    ],
)
def test_only_addresses_of_the_web_can_be_followed(says: str, address: str) -> None:
    assert panels._web(says) == address


def test_the_contact_card_has_the_address_in_lines() -> None:
    values = {
        "head": "Ms T Oduya",
        "head_job": "Principal",
        "street": "1 Wharf Lane",
        "town": "Lockside",
        "postcode": "LK1 1AA",
    }
    (told,) = _filled(panels.contact(_asked(values=values)))["groups"]
    assert [(fact.label, fact.says) for fact in told.facts] == [
        ("Principal", "Ms T Oduya"), ("Address", "1 Wharf Lane\nLockside\nLK1 1AA"),
    ]  # fmt: skip


def test_panels_with_nothing_to_say_are_left_out() -> None:
    assert panels.contact(_asked(values={})) is None
    assert panels.family(_asked()) is None


def test_the_family_tree_names_who_came_before_and_after() -> None:
    before = Related(2, "Basin Street Infants", "Predecessor", date(2026, 11, 1), 9, 4, known=True)
    said = _filled(
        panels.family(_asked(predecessors=(before,), groups=(Membership(5, "Canal Trust", "Multi-academy trust"),)))
    )
    assert said["before"][0].says == "Predecessor, since 1 November 2026"
    assert [(fact.label, fact.says) for fact in said["groups"]] == [("Multi-academy trust", "Canal Trust")]
    assert panels.family_says(said) == ["It follows Basin Street Infants."]


def test_a_merger_of_many_is_told_by_number() -> None:
    before = tuple(Related(urn, f"School {urn}", "Predecessor") for urn in range(2, 7))
    assert panels.family_says(_filled(panels.family(_asked(predecessors=before)))) == [
        "It follows five schools that came before."
    ]
