"""What the newest files brought, in sentences with all their dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

from alongside.face.desk.presenters.changes import NewHead, Opening, Published, grouped, news

LOADED = datetime(2026, 11, 10, 9, tzinfo=UTC)
REGISTER = date(2026, 11, 13)
NAMES = {1: "Harlow Green Primary", 2: "Lockside Academy", 3: "Basin Street Infant School"}


def _report_card(urn: int = 1, published: date = date(2026, 11, 9)) -> Published:
    words = "Needs attention in 1 of 6 areas"
    return Published(urn, "report card", words, "improve", date(2026, 10, 6), published, LOADED, 7, 8412)


def test_an_inspection_is_told_with_its_three_dates() -> None:
    (item,) = news([_report_card()], [], [], NAMES)
    assert item.name == "Harlow Green Primary"
    assert item.says == "report card published: Needs attention in 1 of 6 areas"
    assert item.dates == "Inspected 6 October 2026, published 9 November 2026, loaded 10 November 2026"
    assert (item.load, item.row) == (7, 8412)


def test_an_opening_names_what_came_before() -> None:
    (item,) = news([], [Opening(2, "Lockside Academy", True, date(2026, 11, 1), ("A", "B"), REGISTER)], [], NAMES)
    assert item.says == "opened on 1 November 2026, in place of A and B"
    assert item.dates == "Register of 13 November 2026"


def test_a_closure_names_what_followed() -> None:
    closed = Opening(3, "Basin Street Infant School", False, date(2026, 10, 31), ("Basin Street Primary",), REGISTER)
    alone = Opening(2, "Lockside Academy", False, date(2026, 10, 31), (), REGISTER)
    with_successor, without = news([], [closed, alone], [], NAMES)
    assert with_successor.says == "closed on 31 October 2026; Basin Street Primary followed"
    assert without.says == "closed on 31 October 2026"


def test_heads_who_change_are_named_both() -> None:
    said = {
        item.urn: item.says
        for item in news([], [], [NewHead(1, "Ms A", "Mr B", REGISTER, 9), NewHead(2, "", "Mr C", REGISTER, 9)], NAMES)
    }
    assert said == {1: "Mr B is head, after Ms A", 2: "Mr C is named as head"}


def test_that_a_closed_school_names_no_head_is_no_news() -> None:
    closed = Opening(3, "Basin Street Infant School", False, date(2026, 10, 31), (), REGISTER)
    assert [item.kind for item in news([], [closed], [NewHead(3, "Ms A", "", REGISTER, 9)], NAMES)] == ["closed"]


def test_the_newest_comes_first() -> None:
    found = news([_report_card(1, date(2026, 10, 1)), _report_card(2, date(2026, 10, 30))], [], [], NAMES)
    assert [item.urn for item in found] == [2, 1]


def test_the_city_page_shows_the_first_of_each_sort_and_counts_the_others() -> None:
    found = news([_report_card(urn) for urn in range(1, 9)], [], [NewHead(1, "Ms A", "Mr B", REGISTER, 9)], NAMES)
    inspections, heads = grouped(found)
    assert (inspections.title, len(inspections.news), inspections.more) == ("Inspections published", 5, 3)
    assert (heads.title, heads.more) == ("Heads", 0)
    assert [group.more for group in grouped(found, whole=True)] == [0, 0]
