"""What the Data pages say of sources, of loads, and of what would change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from alongside.knowledge.opendata import load_pages, presenters
from alongside.knowledge.opendata.coverage import Covered
from alongside.knowledge.opendata.models import File, Load
from alongside.knowledge.opendata.queries import KeptRow
from alongside.knowledge.opendata.registry import Format

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
TODAY = date(2026, 11, 16)
S = Load.State


def load(**said: Any) -> Load:
    return Load(pk=7, file=File(name="a.csv", sha256="0" * 64, size=1, received_at=NOW), **{"asked_at": NOW, **said})


def form(key: str = "ofsted-2026", family: str = "ofsted-latest", stale: int | None = 45, page: str = "") -> Format:
    loader: Any = None  # nothing is read here
    return Format(key, family, f"Format {key}", "Ofsted", (), frozenset(), loader, stale_after_days=stale, page=page)


@pytest.mark.parametrize(
    ("as_at", "stale", "state", "says"),
    [
        (None, 45, "never", "Nothing loaded yet."),
        (
            date(2026, 10, 31),
            45,
            "fresh",
            "It speaks of 31 October 2026, 16 days ago. The next is wanted by 15 December 2026.",
        ),
        (
            date(2026, 8, 31),
            45,
            "stale",
            "It speaks of 31 August 2026, two months ago. A newer one was expected by 15 October 2026.",
        ),
        (
            date(2018, 12, 31),
            None,
            "fresh",
            "It speaks of 31 December 2018, seven years ago. No newer one is expected.",
        ),
    ],
)
def test_a_source_says_how_old_it_is(as_at: date | None, stale: int | None, state: str, says: str) -> None:
    loads = [load(family="ofsted-latest", format="ofsted-2026", as_at=as_at)] if as_at else []
    (source,) = presenters.sources([form(stale=stale)], loads, TODAY)
    assert (source.state, source.says) == (state, says)


def test_sources_that_need_something_come_first() -> None:
    formats = [form("a", "fresh"), form("b", "never"), form("c", "stale")]
    loads = [
        load(family="fresh", format="a", as_at=date(2026, 11, 1)),
        load(family="stale", format="c", as_at=date(2026, 1, 1)),
    ]
    found = presenters.sources(formats, loads, TODAY)
    assert [source.family for source in found] == ["stale", "fresh", "never"]
    assert presenters.summary(found) == [
        "Two of three sources are loaded.",
        "Format c is older than it should be.",
        "Never loaded: Format b.",
    ]


def test_a_family_is_named_by_the_format_that_was_loaded_or_else_by_the_newest_that_is_published() -> None:
    formats = [form("old", page="x"), form("new", page="x"), form("odd")]
    assert presenters.sources(formats, [], TODAY)[0].title == "Format new"
    loaded = [load(family="ofsted-latest", format="old", as_at=TODAY)]
    assert presenters.sources(formats, loaded, TODAY)[0].title == "Format old"


def test_before_the_first_file_the_page_says_which_to_take() -> None:
    (said,) = presenters.summary(presenters.sources([form()], [], TODAY))
    assert said.startswith("Nothing is loaded yet. Begin with")


@pytest.mark.parametrize("state", list(S))
def test_every_state_of_a_load_is_told(state: str) -> None:
    said = presenters.told(load(state=state))
    assert said.heading
    assert said.next or state == S.WORKING
    assert said.tone in presenters.TAGS


def test_a_check_with_alarms_asks_for_a_person() -> None:
    assert presenters.told(load(state=S.CHECKED)).tone == "good"
    assert presenters.told(load(state=S.CHECKED, alarms=[{"key": "older", "says": "Older."}])).tone == "ask"


def test_a_load_that_nobody_begins_is_said_to_be_slow() -> None:
    assert not presenters.is_slow(load(state=S.WAITING), NOW + timedelta(seconds=30))
    assert presenters.is_slow(load(state=S.WAITING), NOW + timedelta(seconds=61))
    assert not presenters.is_slow(load(state=S.WORKING), NOW + timedelta(hours=1))


def test_the_newest_word_on_a_file_is_what_waits_for_a_person() -> None:
    loads = [
        load(file_id=1, state=S.CHECKED),
        load(file_id=2, state=S.STOPPED),
    ]
    loads[0].pk, loads[1].pk = 1, 2
    live = load(file_id=1, state=S.DONE)
    live.pk = 3
    for one, file in zip((*loads, live), (1, 2, 1), strict=True):
        one.file_id = file
    assert presenters.waiting_for_a_person([*loads, live]) == [loads[1]]


def test_figures_leave_out_noughts_but_for_what_was_read_and_taken() -> None:
    found = load_pages.figures(load(rows_read=10, rows_taken=9, rows_refused=1, counts={"new": 3, "gone": 0}))
    assert [(one.number, one.says) for one in found] == [
        (10, "rows read"), (9, "rows taken"), (1, "row left out"), (3, "new"),
    ]  # fmt: skip


def test_the_preview_puts_the_uppermost_package_first() -> None:
    said = {
        "schools.profile": {
            "title": "The register",
            "says": ["Two schools would be new."],
            "open in Lockside": {"Maintained": 2},
        },
        "priority.verdict": {
            "title": "Priority Schools",
            "says": [],
            "schools that enter the list": [{"urn": 1, "name": "A", "authority": "Lockside", "why": "Twice"}],
        },
        "nothing": {"title": "Nothing", "says": []},
    }
    priority, register = load_pages.preview(load(preview=said))
    assert priority.heading == "Priority Schools"
    assert priority.lists[0].heading == "Schools that enter the list"
    (entry,) = priority.lists[0].first
    assert (entry.name, entry.says, entry.urn) == ("A", "Lockside · Twice", 1)
    assert register.sentences == ("Two schools would be new.",)
    assert [(one.name, one.says) for one in register.lists[0].first] == [("Maintained", "2")]


def test_a_preview_of_another_shape_is_shown_all_the_same() -> None:
    said = {"a": "Just a sentence.", "b": {"schools": 4, "names": ["A", "B"]}}
    second, first = load_pages.preview(load(preview=said))
    assert first.sentences == ("Just a sentence.",)
    assert second.sentences == ("Schools: 4.",)
    assert [entry.name for entry in second.lists[0].first] == ["A", "B"]


def test_the_others_of_a_long_list_are_folded() -> None:
    said = {"schools.profile": {"title": "The register", "schools that are new": [{"name": str(n)} for n in range(16)]}}
    (part,) = load_pages.preview(load(preview=said))
    assert (len(part.lists[0].first), len(part.lists[0].others)) == (8, 8)


def test_a_question_is_closed_once_the_file_was_taken_up_again() -> None:
    asked = load(state=S.CHECKED)
    assert load_pages.load_page(asked, None, None).asks
    assert not load_pages.load_page(asked, None, load(state=S.DONE)).asks


def test_changes_of_a_load_that_was_not_let_through_are_those_noted() -> None:
    noted = [["school 1", 1, "religious_character", "", "None"]] * 60
    found = load_pages.noted(load(counts={"changes_shown": noted}), [])
    assert len(found) == 60
    (first, *_) = load_pages.changes(found, {1: "Harlow Green Primary"})
    assert (first.subject, first.field, first.new) == ("Harlow Green Primary", "Religious character", "None")
    assert load_pages.changes(found, {})[0].subject == "School 1"


def test_a_row_leaves_out_what_says_nothing_and_cuts_what_is_endless() -> None:
    page = presenters.row(KeptRow(load(), 3, [("URN", "1"), ("Name", " "), ("", "x"), ("geometry", "9" * 1000)]))
    assert page.cells[:2] == (("URN", "1"), ("(no header)", "x"))
    assert page.cells[2][1].endswith("… (1,000 characters)")
    assert page.empty == 1


@pytest.mark.parametrize(
    ("have", "of", "said"), [(0, 0, "none to cover"), (0, 5, "0%"), (1, 999, "1%"), (998, 999, "99%"), (5, 5, "100%")]
)
def test_coverage_is_never_rounded_up_to_all_nor_down_to_none(have: int, of: int, said: str) -> None:
    assert Covered("x", have, of).per_cent == said
