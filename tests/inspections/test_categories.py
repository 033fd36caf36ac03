"""The category of concern in each era: what the file states wins; else the era's own rule, and said to be derived."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alongside.knowledge.inspections.facts import Category, Era, Mark
from alongside.knowledge.inspections.rules import category_of, reading_of
from tests.inspections.making import inspection, judgements, report_card

SM, SWK, RSI, NTI = (
    Category.SPECIAL_MEASURES,
    Category.SERIOUS_WEAKNESSES,
    Category.SIGNIFICANT_IMPROVEMENT,
    Category.NOTICE_TO_IMPROVE,
)
URGENT = "Urgent improvement"
LEADERSHIP = f"leadership_and_governance:{URGENT}"
TEACHING = f"curriculum_and_teaching:{URGENT}"


def said(**how: Any) -> Any:
    return inspection(date(2025, 1, 14), date(2025, 2, 20), **how)


# What the inspection says; the category, whether the file states it, whether one applies at all.
TABLE = [
    ("stated special measures", {"overall": 4, "category": SM}, (SM, True, True)),
    ("stated serious weaknesses", {"overall": 4, "category": SWK}, (SWK, True, True)),
    ("historic notice to improve", {"overall": 4, "category": NTI}, (NTI, True, True)),
    ("inadequate, none stated", {"overall": 4}, (None, False, True)),
    ("requires improvement", {"overall": 3}, (None, False, False)),
    ("four judgements good", judgements(2, 2, 2, 2), (None, False, False)),
    ("stated beside judgements", judgements(4, 3, 3, 4, category=SM), (SM, True, True)),
    ("leadership inadequate alone", judgements(3, 3, 3, 4), (SWK, False, True)),
    ("behaviour inadequate alone", judgements(2, 4, 2, 2), (SWK, False, True)),
    ("quality of education inadequate: which, cannot be told", judgements(4, 2, 2, 2), (None, False, True)),
    ("personal development inadequate: which, cannot be told", judgements(3, 3, 4, 3), (None, False, True)),
    ("safeguarding alone: incomplete, no category", judgements(2, 1, 2, 2, safeguarding=False), (None, False, False)),
    ("safeguarding and requires improvement", judgements(3, 2, 2, 2, safeguarding=False), (SWK, False, True)),
    ("no judgement at all", {"era": Era.JUDGEMENTS}, (None, False, None)),
    ("report card without urgent areas", report_card(), (None, False, False)),
    ("needs attention is no category", report_card("inclusion:Needs attention"), (None, False, False)),
    ("one urgent area", report_card(TEACHING), (RSI, False, True)),
    ("leadership urgent alone", report_card(LEADERSHIP), (RSI, False, True)),
    ("leadership and another urgent", report_card(LEADERSHIP, TEACHING), (SM, False, True)),
    ("safeguarding not met alone", report_card(safeguarding=False), (RSI, False, True)),
    ("leadership urgent, safeguarding not met", report_card(LEADERSHIP, safeguarding=False), (SM, False, True)),
    ("two urgent, leadership not among them", report_card(TEACHING, f"achievement:{URGENT}"), (RSI, False, True)),
    ("what the file states wins over the rule", report_card(LEADERSHIP, TEACHING, category=RSI), (RSI, True, True)),
]


@pytest.mark.parametrize(("how", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_category_is_read_by_the_era(how: dict[str, Any], expected: tuple[Any, ...]):
    found = category_of(said(**how))
    assert (found.category, found.stated, found.in_category) == expected
    assert found.why


@pytest.mark.parametrize("how", [row[1] for row in TABLE if not row[2][1]], ids=[r[0] for r in TABLE if not r[2][1]])
def test_what_the_file_does_not_state_is_never_said_to_be_stated(how: dict[str, Any]):
    assert "the file states special" not in category_of(said(**how)).why


@pytest.mark.parametrize("how", [row[1] for row in TABLE if row[2][2]], ids=[row[0] for row in TABLE if row[2][2]])
def test_a_school_in_a_category_is_marked_so(how: dict[str, Any]):
    assert reading_of(said(**how)).mark is Mark.CONCERN


def test_where_it_cannot_be_told_which_both_are_named():
    assert category_of(said(**judgements(4, 2, 2, 4))).possible == (SM, SWK)
