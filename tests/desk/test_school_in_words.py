"""What the School page says of a school at its top, as at any day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.face.desk.presenters import school as page
from alongside.knowledge.schools.facts import Related, Said, SchoolAsAt, SchoolFacts
from tests.desk.made import TODAY


def said(value: Any, as_at: date = date(2026, 11, 13)) -> Said:
    return Said(value, "gias", as_at, 9, 12)


def as_at(on: date = TODAY, values: dict[str, Any] | None = None, **told: Any) -> SchoolAsAt:
    facts = {
        "urn": 900001,
        "name": "Harlow Green Primary School",
        "type": "community",
        "group": "maintained",
        "phase": "primary",
        "authority": "Lockside",
        "opened": None,
        "closed": None,
        "open_on_day": True,
        "sixth_form": None,
    }
    other = {name: told.pop(name) for name in list(told) if name not in facts}
    values = {"age_low": 3, "age_high": 11, "pupils": 412, "head": "Ms T Oduya"} if values is None else values
    return SchoolAsAt(
        SchoolFacts(**{**facts, **told}), on, 9, {name: said(value) for name, value in values.items()}, **other
    )


def test_a_school_is_told_in_a_sentence() -> None:
    assert page.what_it_is(as_at(), "Harlow Green") == (
        "Community school, primary, ages 3 to 11, in Harlow Green district, Lockside, with 412 pupils. "
        "Ms T Oduya is head."
    )


def test_what_no_file_says_is_left_out() -> None:
    assert page.what_it_is(as_at(values={}, authority=""), "") == "Community school, primary."
    assert page.what_it_is(as_at(values={}, type="", phase=""), "") == "School, in Lockside."


def test_pupils_and_head_are_not_told_of_a_day_before_the_file_that_says_so() -> None:
    assert "412" not in page.what_it_is(as_at(on=date(2019, 3, 1)), "")
    assert "Oduya" not in page.what_it_is(as_at(on=date(2019, 3, 1)), "")


def test_a_phase_that_the_type_settles_is_not_said_twice() -> None:
    assert page.what_it_is(as_at(values={}, type="community-special", phase="special"), "") == (
        "Community special school, in Lockside."
    )


@pytest.mark.parametrize(
    ("told", "tag", "says"),
    [
        ({}, "", ""),
        ({"closed": date(2027, 8, 31)}, "closing", "It is to close on 31 August 2027."),
        ({"open_on_day": None, "open_why": "No loaded file says."}, "not known", "No loaded file says."),
        ({"open_on_day": False, "opened": date(2027, 9, 1)}, "not open yet", "It opens on 1 September 2027."),
        (
            {"open_on_day": False, "closed": date(2020, 8, 31)},
            "closed",
            "It closed on 31 August 2020. No loaded file says what followed.",
        ),
        (
            {
                "open_on_day": False,
                "closed": date(2020, 8, 31),
                "successors": (Related(2, "Lockside Academy", "Successor"),),
            },
            "closed",
            "It closed on 31 August 2020. What followed:",
        ),
    ],
)
def test_whether_it_is_open_is_said_where_it_is_not_simply_so(told: dict[str, Any], tag: str, says: str) -> None:
    found = page.status(as_at(**told))
    assert (found[0], found[2]) == (tag, says)


def test_a_past_day_is_announced() -> None:
    then = as_at(on=date(2019, 3, 1))
    assert page.past(as_at(), today=TODAY, known=None) == ""
    assert page.past(then, today=TODAY, known=None) == "This is the school as it was on 1 March 2019."
    assert page.past(then, today=TODAY, known=date(2020, 1, 1)) == (
        "This is the school as it was on 1 March 2019, by the files that were loaded by 1 January 2020."
    )
    assert page.past(as_at(), today=TODAY, known=date(2020, 1, 1)) == (
        "This is the school by the files that were loaded by 1 January 2020."
    )


def test_a_day_before_all_files_is_said_to_be_one() -> None:
    early = as_at(on=date(2012, 3, 1), first_recorded=date(2023, 8, 31))
    assert "no loaded file speaks of a day so early" in page.past(early, today=TODAY, known=None).lower()


def test_numbers_with_a_slip_are_offered() -> None:
    alike = page.alike(103155)
    assert {103156, 103515, 203155, 130155} <= alike
    assert 103155 not in alike
    assert all(100_000 <= number <= 999_999 for number in alike)


def test_an_unknown_number_is_answered_with_what_may_help() -> None:
    nothing = page.missing(103155, known=None, elsewhere={}, related={}, loaded=False)
    assert nothing.says == "No published file has been loaded yet."
    near = page.missing(103155, known=None, elsewhere={103156: "Barford"}, related={}, loaded=True)
    assert near.near_title == "Numbers like it"
    assert near.near[0].address == "/schools/103156/"
    linked = page.missing(103155, known=date(2020, 1, 1), elsewhere={}, related={103200: "Fairway"}, loaded=True)
    assert "links it to another school" in linked.says
    assert linked.near[0].name == "Fairway"
