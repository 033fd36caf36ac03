"""Standing as at a day: in the terms of the era, from the day of publication, and only where it is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.knowledge.inspections import wording
from alongside.knowledge.inspections.facts import Category, Era, Kind, Mark, Span, Update
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.inspections.rules import latest_graded, standing
from tests.inspections.making import URN, history, inspection, judgements, report_card

DAY = date(2026, 6, 30)
GRADED = (date(2026, 1, 13), date(2026, 2, 20))

# What the newest graded inspection says, and the standing it gives.
READINGS = [
    ({"overall": 1}, Mark.NO_CONCERN, "Outstanding"),
    ({"overall": 2}, Mark.NO_CONCERN, "Good"),
    ({"overall": 3}, Mark.IMPROVE, "Requires improvement"),
    ({"overall": 4}, Mark.CONCERN, "Inadequate: no category stated"),
    ({"overall": 4, "category": Category.SPECIAL_MEASURES}, Mark.CONCERN, "Inadequate: special measures"),
    (judgements(1, 1, 1, 1), Mark.NO_CONCERN, "Outstanding in all 4 key judgements"),
    (judgements(2, 1, 1, 2), Mark.NO_CONCERN, "Good or better in all 4 key judgements"),
    (
        judgements(2, 2, 2, 2, safeguarding=False),
        Mark.NO_CONCERN,
        "Good or better in all 4 key judgements; safeguarding not effective",
    ),
    (judgements(2, 3, 2, 3), Mark.IMPROVE, "Requires improvement in 2 of 4 key judgements"),
    (judgements(2, 4, 2, 2), Mark.CONCERN, "Serious weaknesses: inadequate in 1 of 4 key judgements"),
    (judgements(4, 4, 2, 2), Mark.CONCERN, "Inadequate in 2 of 4 key judgements"),
    (report_card(), Mark.NO_CONCERN, "Expected standard or better in all 6 areas"),
    (report_card("inclusion:Needs attention"), Mark.IMPROVE, "Needs attention in 1 of 6 areas"),
    (
        report_card("early_years:Needs attention", "inclusion:Needs attention"),
        Mark.IMPROVE,
        "Needs attention in 2 of 7 areas",
    ),
    (
        report_card("inclusion:Urgent improvement"),
        Mark.CONCERN,
        "Requires significant improvement: urgent improvement in 1 of 6 areas",
    ),
]


@pytest.mark.parametrize(("how", "mark", "words"), READINGS, ids=[words for *_, words in READINGS])
def test_standing_is_said_in_the_terms_of_its_own_era(how: dict[str, Any], mark: Mark, words: str):
    found = standing(history(inspection(*GRADED, **how)), on=DAY, urn=URN)
    assert (found.mark, found.words, found.known) == (mark, words, True)
    assert found.era is how.get("era", Era.OVERALL)


@pytest.mark.parametrize(
    ("began", "words"), [(date(2012, 8, 31), "Satisfactory"), (date(2012, 9, 1), "Requires improvement")]
)
def test_grade_3_is_said_in_the_word_of_its_time(began: date, words: str):
    old = inspection(began, date(2012, 10, 1), overall=3)
    assert standing(history(old), on=DAY, urn=URN).words == words
    assert wording.grades(old)[0] == ("Overall effectiveness", words)


def test_standing_changes_on_the_day_of_publication():
    past = history(
        inspection(date(2022, 5, 3), date(2022, 6, 8)), inspection(date(2026, 1, 13), date(2026, 2, 20), overall=3)
    )
    assert standing(past, on=date(2026, 2, 19), urn=URN).words == "Good"
    assert standing(past, on=date(2026, 2, 20), urn=URN).words == "Requires improvement"


def test_ungraded_and_monitoring_visits_never_change_standing():
    past = history(
        inspection(date(2022, 5, 3), date(2022, 6, 8), overall=3),
        inspection(date(2024, 5, 3), date(2024, 6, 8), kind=Kind.UNGRADED, outcome="School remains Good"),
        inspection(date(2025, 5, 3), date(2025, 6, 8), kind=Kind.MONITORING, outcome="Taking effective action"),
    )
    assert standing(past, on=DAY, urn=URN).words == "Requires improvement"


def test_a_report_published_late_does_not_undo_a_newer_inspection():
    past = history(
        inspection(date(2016, 6, 14), date(2017, 10, 20), overall=4, category=Category.SPECIAL_MEASURES),
        inspection(date(2017, 3, 28), date(2017, 5, 15), overall=3),
    )
    assert standing(past, on=date(2017, 12, 31), urn=URN).words == "Requires improvement"


def test_the_grade_of_a_predecessor_is_shown_as_such():
    found = standing(history(inspection(*GRADED, urn=100001, overall=3)), on=DAY, urn=URN)
    assert (found.mark, found.predecessor) == (Mark.IMPROVE, 100001)
    assert "predecessor (URN 100001)" in found.why


def test_covered_and_not_inspected_is_not_inspected_yet():
    found = standing(history(), on=DAY, urn=URN)
    assert (found.mark, found.words, found.known) == (Mark.NOT_INSPECTED, "Not inspected yet", True)


def test_an_inspection_that_is_not_published_yet_is_no_standing():
    assert standing(history(inspection(date(2026, 1, 13), None)), on=DAY, urn=URN).mark is Mark.NOT_INSPECTED


class TestNotKnown:
    """What is not known says what is missing."""

    def test_no_file_covers_the_school(self):
        found = standing(history(spans=()), on=DAY, urn=URN)
        assert (found.mark, found.known) == (Mark.NOT_KNOWN, False)
        assert found.why == "no loaded file covers the inspections of this school"

    def test_the_day_lies_before_what_files_tell(self):
        found = standing(history(inspection(*GRADED), since=GRADED[1]), on=date(2026, 2, 19), urn=URN)
        assert found.mark is Mark.NOT_KNOWN
        assert "published before 20 February 2026" in found.why

    def test_the_day_lies_between_two_files(self):
        gap = [Span(date(2015, 1, 1), date(2020, 8, 31)), Span(date(2023, 3, 1), date(2025, 8, 31))]
        past = history(
            inspection(date(2014, 12, 2), date(2015, 1, 1)), inspection(date(2023, 1, 24), date(2023, 3, 1)), spans=gap
        )
        assert standing(past, on=date(2020, 8, 31), urn=URN).known
        between = standing(past, on=date(2020, 9, 1), urn=URN)
        assert between.mark is Mark.NOT_KNOWN
        assert "between 31 August 2020 and 1 March 2023" in between.why
        assert standing(past, on=date(2023, 3, 1), urn=URN).known

    def test_a_period_without_any_inspection_proves_nothing_of_what_was_before(self):
        found = standing(history(since=date(2019, 9, 1)), on=DAY, urn=URN)
        assert found.mark is Mark.NOT_KNOWN
        assert "before 1 September 2019" in found.why

    def test_but_a_school_opened_in_that_period_is_not_inspected_yet(self):
        found = standing(history(since=date(2019, 9, 1)), on=DAY, urn=URN, opened=date(2024, 9, 1))
        assert found.mark is Mark.NOT_INSPECTED


def test_after_the_last_file_the_newest_standing_goes_on_to_hold():
    past = history(inspection(*GRADED), spans=[Span(None, date(2026, 3, 31))])
    found = standing(past, on=date(2030, 1, 1), urn=URN)
    assert (found.words, found.known) == ("Good", True)


class TestGradesThatAVisitChanged:
    """Files since Nov 2025 date each grade: a later date means that a visit changed it."""

    CHANGED = Update("inclusion", "Expected standard", date(2026, 6, 10))

    def past(self, *first: str, updates: tuple[Update, ...] = (CHANGED,)):
        return history(inspection(*GRADED, updates=updates, **report_card(*first)))

    def test_the_first_grade_holds_until_the_day_of_the_second(self):
        past = self.past("inclusion:Needs attention")
        assert standing(past, on=date(2026, 6, 9), urn=URN).mark is Mark.IMPROVE
        assert standing(past, on=date(2026, 6, 10), urn=URN).mark is Mark.NO_CONCERN

    def test_where_only_the_later_grade_is_in_a_file_the_earlier_standing_is_not_known(self):
        card = report_card()
        del card["areas"]["inclusion"]
        past = history(inspection(*GRADED, updates=(self.CHANGED,), **card))
        assert standing(past, on=date(2026, 6, 9), urn=URN).mark is Mark.NOT_KNOWN
        assert standing(past, on=date(2026, 6, 10), urn=URN).mark is Mark.NO_CONCERN

    def test_a_category_may_be_lifted(self):
        lifted = (
            Update("category", None, date(2026, 6, 10)),
            Update("inclusion", "Needs attention", date(2026, 6, 10)),
        )
        past = history(
            inspection(
                *GRADED,
                updates=lifted,
                **report_card("inclusion:Urgent improvement", category=Category.SIGNIFICANT_IMPROVEMENT),
            )
        )
        assert standing(past, on=date(2026, 6, 9), urn=URN).mark is Mark.CONCERN
        assert standing(past, on=date(2026, 6, 10), urn=URN).mark is Mark.IMPROVE


def test_the_latest_graded_inspection_is_the_newest_published_by_the_day():
    first, second = inspection(date(2020, 1, 14), date(2020, 2, 20)), inspection(*GRADED)
    past = history(first, second)
    assert latest_graded(past, GRADED[1] - timedelta(days=1)) == first
    assert latest_graded(past, GRADED[1]) == second
    assert latest_graded(past, date(2019, 1, 1)) is None


def test_the_marks_of_the_rules_are_those_of_the_table():
    assert {mark.value for mark in Mark} == set(Standing.Mark.values)
    assert {mark.name: mark.value for mark in Mark} == {mark.name: mark.value for mark in Standing.Mark}
