"""In which line a school waits, and since when."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.knowledge.inspections.facts import Inspection
from alongside.knowledge.inspections.likelihood.facts import School, Turn
from alongside.knowledge.inspections.likelihood.policies import likelihoods
from alongside.knowledge.inspections.likelihood.thumbs import thumbs_of
from alongside.knowledge.inspections.likelihood.turns import turn_of
from alongside.knowledge.inspections.policies import windows
from tests.likelihood.making import school, visit

ON = date(2023, 9, 1)
OTHER = 100999


def turn(one: School, on: date = ON) -> Turn | None:
    return turn_of(one, on, likelihoods(), windows())


@pytest.mark.parametrize(
    ("visits", "line", "since"),
    [
        ([visit(date(2019, 5, 1))], "usual", date(2019, 5, 1)),
        ([visit(date(2015, 5, 1)), visit(date(2019, 5, 1), grade=None)], "usual", date(2019, 5, 1)),
        ([visit(date(2022, 5, 1), grade=3)], "again", date(2022, 6, 5)),  # from the day of the report
        ([visit(date(2022, 5, 1), grade=4)], "again", date(2022, 6, 5)),
        ([visit(date(2013, 5, 1), grade=1)], "exempt", date(2013, 5, 1)),
        ([visit(date(2016, 5, 1), grade=1)], "usual", date(2016, 5, 1)),
        ([visit(date(2012, 5, 1), grade=1), visit(date(2018, 5, 1), grade=None)], "usual", date(2018, 5, 1)),
        (
            [
                visit(date(2015, 5, 1)),
                visit(date(2022, 5, 1), grade=None, outcome="School remains Good (Concerns) - S5 Next"),
            ],
            "asked",
            date(2022, 5, 1),
        ),
    ],
)
def test_the_last_inspection_says_in_which_line_a_school_waits(
    visits: list[Inspection], line: str, since: date
) -> None:
    found = turn(school(*visits))
    assert found is not None
    assert (found.line, found.since) == (line, since)


def test_a_new_school_waits_for_its_first() -> None:
    found = turn(school(opened=date(2021, 9, 1)))
    assert found is not None
    assert (found.line, found.since, found.latest) == ("first", date(2021, 9, 1), date(2024, 9, 1))


def test_an_academy_keeps_the_turn_of_a_good_school_and_begins_anew_after_another() -> None:
    good = turn(school(visit(date(2018, 5, 1), urn=OTHER), opened=date(2021, 9, 1)))
    poor = turn(school(visit(date(2018, 5, 1), grade=4, urn=OTHER), opened=date(2021, 9, 1)))
    assert good is not None
    assert poor is not None
    assert (good.line, good.since) == ("usual", date(2018, 5, 1))
    assert (poor.line, poor.since) == ("first", date(2021, 9, 1))


def test_nothing_is_said_of_a_school_that_has_not_opened_or_of_which_nothing_is_told() -> None:
    assert turn(school(opened=date(2024, 9, 1))) is None
    assert turn(school()) is None
    found = thumbs_of(school(), None, ON, likelihoods())
    assert (found.since_last, found.beyond_usual) == (None, None)


def test_a_report_that_is_not_out_changes_nothing() -> None:
    before, late = visit(date(2018, 5, 1)), visit(date(2023, 8, 20), after=40)
    assert turn(school(before, late)) == turn(school(before))


def test_outstanding_schools_were_in_no_line_of_their_own_before_the_exemption_ended() -> None:
    found = turn(school(visit(date(2013, 5, 1), grade=1)), date(2019, 9, 1))
    assert found is not None
    assert found.line == "usual"


def test_the_rules_of_thumb_are_days_and_nothing_else() -> None:
    one = school(visit(date(2018, 9, 12)))
    found = thumbs_of(one, turn(one), ON, likelihoods())
    assert found.since_last == 59  # months
    assert found.beyond_usual == -17  # the pause puts the end of August 2023 off
