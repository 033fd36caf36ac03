"""What the City page says in sentences and counts, and to whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

from alongside.face.desk.presenters import city, tables
from alongside.face.desk.presenters.city import Source
from tests.desk.made import TODAY, judged, school, stands

SUMMER = date(2027, 8, 31)


def _source(family: str, publisher: str, as_at: date) -> Source:
    return Source(family, family, publisher, as_at, datetime(2026, 11, 13, tzinfo=UTC), 1)


def _total(*marks: str) -> tables.Counts:
    return tables.line("", "Lockside", [school(urn, stands=stands(mark)) for urn, mark in enumerate(marks)], TODAY)


def test_the_lede_says_how_many_and_of_which_days() -> None:
    sources = [
        _source("ofsted-latest", "Ofsted", date(2026, 10, 31)),
        _source("gias-establishments", "the register", date(2026, 11, 13)),
        _source("boundaries", "", date(2018, 12, 31)),
    ]
    assert city.lede(440, 10, sources, TODAY) == (
        "440 open schools in ten districts. Monday 16 November 2026, "
        "with Ofsted to 31 October 2026 and the register to 13 November 2026."
    )
    assert city.lede(1, 0, [], TODAY) == "One open school. Monday 16 November 2026, with no file loaded yet."


def test_standing_is_told_in_whole_sentences() -> None:
    said = city.sentences("Lockside", _total("no-concern", "no-concern", "improve", "category", "not-inspected"), [])
    assert said == [
        "Two of four schools whose last graded inspection is published have no named concern.",
        "One has something to improve and one is in a category of concern.",
        "One has not been inspected yet.",
    ]


def test_what_is_not_known_is_told_too() -> None:
    assert city.sentences("Lockside", _total("not-known", "not-known"), []) == [
        "No loaded file says how two schools stand.",
    ]
    assert city.sentences("Lockside", _total(), []) == []


def test_a_district_is_put_beside_the_city() -> None:
    here, whole = _total("no-concern", "improve"), _total("no-concern", "no-concern", "no-concern", "improve")
    assert city.beside(here, whole) == ["That is 50% here, and 75% in the whole of Lockside."]
    assert city.beside(_total("not-known"), whole) == []


def test_an_inherited_standing_is_said_to_be_one() -> None:
    inherited = school(stands=stands(predecessor=900009))
    said = city.sentences("Lockside", tables.line("", "", [inherited], TODAY), [inherited])
    assert said[-1].startswith("The standing of one school rests on an inspection of the school that came before")


def test_the_office_is_told_what_needs_it() -> None:
    late = stands("category", due_earliest=date(2024, 1, 1), due_latest=date(2025, 1, 1), due_by_law=date(2028, 8, 31))
    schools = [school(1, stands=late, judged=judged()), school(2, judged=judged("not-listed"))]
    total = tables.line("", "Lockside", schools, TODAY)
    stale = [Source("ofsted-latest", "Ofsted’s latest inspections", "Ofsted", date(2026, 1, 1), None, 1, is_stale=True)]
    cards = city.office_cards(total, 3, stale, scope={"district": "ashbrook"}, summer=SUMMER)
    assert [(card.figure, card.says) for card in cards] == [
        (1, "of two maintained schools is on the list of Priority Schools"),
        (1, "school with an inspection usual by 31 August 2027, one of them before today"),
        (3, "changes in the newest files"),
        (1, "file overdue: Ofsted’s latest inspections"),
    ]
    assert cards[0].address == "/schools/?verdict=listed&district=ashbrook"
    assert [card.act for card in cards] == [True, True, False, True]


def test_nothing_is_said_of_a_list_that_was_never_computed() -> None:
    cards = city.office_cards(tables.line("", "", [school()], TODAY), 0, [], scope={}, summer=SUMMER)
    assert not any("Priority" in card.says for card in cards)


def test_the_public_is_told_of_standing_alone() -> None:
    schools = [school(1, stands=stands("category"), judged=judged())]
    cards = city.public_cards(tables.line("", "", schools, TODAY), 2, scope={})
    said = " ".join(card.says + card.address for card in cards)
    assert "Priority" not in said
    assert "verdict" not in said
    assert "due" not in said


def test_districts_stand_side_by_side_in_the_agreed_order() -> None:
    schools = [school(1, district="b"), school(2, district="a"), school(3, district="b"), school(4, district="")]
    lines = tables.by_district(schools, [("a", "Ashbrook"), ("b", "Bridge"), ("c", "Canal")], TODAY)
    assert [(line.name, line.schools) for line in lines] == [
        ("Ashbrook", 1), ("Bridge", 2), ("Canal", 0), ("District not known", 1),
    ]  # fmt: skip


def test_phases_come_in_their_order_and_unknown_words_last() -> None:
    schools = [school(1, phase="secondary"), school(2, phase="Stage 7"), school(3, phase="nursery")]
    assert [line.name for line in tables.by_phase(schools, TODAY)] == ["Nursery", "Secondary", "Stage 7"]


def test_types_come_by_group_and_then_by_number() -> None:
    kinds = ["academy-converter", "community", "foundation", "community"]
    lines = tables.by_type([school(urn, type=kind) for urn, kind in enumerate(kinds)], TODAY)
    assert [line.name for line in lines] == ["Community school", "Foundation school", "Academy converter"]


def test_a_share_is_never_rounded_up_to_all() -> None:
    nearly = tables.line(
        "", "", [school(n, stands=stands("improve" if n == 0 else "no-concern")) for n in range(400)], TODAY
    )
    assert nearly.no_concern_said == "99%"
    assert tables.line("", "", [school()], TODAY).no_concern_said == "100%"
    assert tables.line("", "", [], TODAY).no_concern_share == 0
