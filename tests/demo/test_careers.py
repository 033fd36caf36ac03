"""Inspections drawn by lot: plausible one by one, and in the whole."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from demo import TODAY
from demo.inspections import REPORT_CARD_WORDS, Framework, Inspection, Kind, framework_on, report_card_category
from demo.lives import School
from demo.terms import CHANGE_OF_FRAMEWORK, MONITORING_AGAIN, PAUSE, in_term, next_inspection_day
from demo.world import World


def _all(city: World) -> list[Inspection]:
    return [visit for visits in city.inspections.values() for visit in visits]


def test_every_framework_and_kind_occurs(city: World) -> None:
    found = Counter((visit.framework, visit.kind) for visit in _all(city))
    for framework in (Framework.AREAS, Framework.JUDGEMENTS, Framework.NO_OVERALL):
        assert all(found[framework, kind] > 5 for kind in Kind)
    assert found[Framework.REPORT_CARD, Kind.GRADED] > 30
    assert not found[Framework.REPORT_CARD, Kind.UNGRADED]


def test_reports_come_out_five_weeks_later_and_half_a_year_at_most(city: World) -> None:
    lags = sorted((visit.published - visit.started).days for visit in _all(city))
    assert 30 <= lags[len(lags) // 2] <= 40
    assert lags[0] >= 10
    assert lags[-1] <= 177


def test_nobody_is_inspected_before_the_school_opens_or_after_it_closes(city: World) -> None:
    for visit in _all(city):
        assert city.by_urn[visit.urn].open_on(visit.started)


def test_inspectors_stay_away_while_inspections_are_paused(city: World) -> None:
    for visit in _all(city):
        assert in_term(visit.started)
        first, last = PAUSE
        if visit.kind is Kind.MONITORING:
            assert not first <= visit.started < MONITORING_AGAIN
        else:
            assert not first <= visit.started <= last
            assert not CHANGE_OF_FRAMEWORK[0] <= visit.started <= CHANGE_OF_FRAMEWORK[1]


@pytest.mark.parametrize("day", [date(2020, 3, 18), date(2024, 8, 1), date(2025, 9, 9), date(2026, 10, 27)])
def test_the_next_inspection_day_is_a_tuesday_in_term(day: date) -> None:
    found = next_inspection_day(day)
    assert found >= day
    assert found.weekday() == 1
    assert in_term(found)


def test_grades_are_in_the_words_of_their_framework(city: World) -> None:
    for visit in _all(city):
        assert visit.framework is framework_on(visit.started)
        if visit.kind is not Kind.GRADED:
            assert visit.overall is None
        elif visit.framework is Framework.REPORT_CARD:
            assert set(visit.grades.values()) <= set(REPORT_CARD_WORDS)
            assert visit.safeguarding in ("Met", "Not met")
        else:
            assert set(visit.grades.values()) <= {1, 2, 3, 4}
            assert (visit.overall is None) is (visit.framework is Framework.NO_OVERALL)


def test_a_category_goes_with_something_inadequate(city: World) -> None:
    for visit in _all(city):
        if visit.category and visit.framework is Framework.REPORT_CARD:
            assert REPORT_CARD_WORDS[0] in visit.grades.values() or visit.safeguarding == "Not met"
        elif visit.category:
            assert 4 in {*visit.grades.values(), visit.overall} or visit.safeguarding == "No"


@pytest.mark.parametrize(
    ("urgent", "met", "category"),
    [
        ((), True, ""),
        (("governance",), True, "RSI"),
        (("curriculum", "achievement"), True, "RSI"),
        (("governance", "curriculum"), True, "SM"),
        (("governance",), False, "SM"),
        ((), False, "RSI"),
    ],
)
def test_the_category_of_a_report_card(urgent: tuple[str, ...], *, met: bool, category: str) -> None:
    assert report_card_category(dict.fromkeys(urgent, "Urgent improvement"), met=met) == category


def _mark(city: World, school: School) -> str:
    graded = [visit for visit in city.inspections_shown_for(school) if visit.kind is Kind.GRADED]
    published = [visit for visit in graded if visit.published <= TODAY]
    if not published:
        return "none"
    newest = published[-1]
    if newest.category or newest.overall == 4:
        return "category"
    poor = {3, 4, "Needs attention"} & {newest.overall, *newest.grades.values()}
    return "improve" if newest.overall == 3 or (newest.overall is None and poor) else "fine"


def test_most_schools_are_fine_and_a_few_are_in_a_category(city: World) -> None:
    listed = [school for school in city.schools if school.kind.ofsted and school.open_on(TODAY)]
    marks = Counter(_mark(city, school) for school in listed)
    assert 0.02 <= marks["category"] / len(listed) <= 0.045
    assert 0.06 <= marks["improve"] / len(listed) <= 0.12
    assert 4 <= marks["none"] <= 15


def test_a_sponsor_takes_over_a_school_that_was_found_wanting(city: World) -> None:
    for key, schools in city.by_life.items():
        for old, new in pairwise(schools):
            if "sponsor" in new.kind.name and new.opened > date(2017, 9, 1):
                before = [visit for visit in city.inspections[key] if visit.started < new.opened and visit.grades]
                assert max(grade for grade in before[-1].grades.values() if isinstance(grade, int)) >= 3, (key, old.urn)


def test_schools_are_seen_again_within_some_years(city: World) -> None:
    """But for the pause and the exemption of outstanding schools, nobody waits seven years."""
    for school in city.schools:
        visits = [visit for visit in city.inspections_shown_for(school) if visit.started > date(2021, 9, 1)]
        for earlier, later in pairwise(visits):
            assert later.started - earlier.started < timedelta(days=7 * 365)
