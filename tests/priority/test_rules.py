"""The verdict by property: three-valued answers that never say more than is known, and a second way to the same end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.facts import Category, Era, History, Inspection, Kind, Span
from alongside.knowledge.schools.facts import SchoolFacts
from alongside.knowledge.schools.vocabulary import group_of
from alongside.work.priority.facts import Agreement, Facts, Holds, Status
from alongside.work.priority.limbs import both, either
from alongside.work.priority.policies import BY_INSPECTION, priority
from alongside.work.priority.rules import VerdictInFull, judge
from tests.inspections.making import URN, inspection, judgements, report_card

POLICY = priority()
BEGIN, END = date(2016, 1, 1), date(2026, 6, 30)
MAINTAINED = SchoolFacts(URN, "Ash School", "community", "maintained", "primary", "Lockside", None, None, True, False)
ANSWERS = (True, False, None)


def verdict(history: History, on: date, school: SchoolFacts = MAINTAINED, *agreements: Agreement) -> VerdictInFull:
    return judge(Facts(school, history, on, agreements), POLICY)


@st.composite
def inspections(draw: st.DrawFn) -> Inspection:
    started = draw(st.dates(BEGIN, END - timedelta(days=100)))
    how: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"overall": 1},
                {"overall": 2},
                {"overall": 3},
                {"overall": 4},
                {"overall": 4, "category": Category.SPECIAL_MEASURES},
                {"overall": 4, "category": Category.SERIOUS_WEAKNESSES},
                judgements(2, 2, 2, 2),
                judgements(3, 2, 2, 2),
                judgements(4, 2, 2, 4),
                report_card(),
                report_card("inclusion:Needs attention"),
                report_card("inclusion:Urgent improvement", "leadership_and_governance:Urgent improvement"),
                {"kind": Kind.UNGRADED, "outcome": "School remains Good"},
                {"kind": Kind.MONITORING},
            ]
        )
    )
    published = draw(st.none() | st.integers(0, 90)) if draw(st.booleans()) else 30
    return inspection(
        started,
        None if published is None else started + timedelta(days=published),
        urn=draw(st.sampled_from([URN, URN, URN, 99])),
        **how,
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    found = sorted(draw(st.lists(inspections(), max_size=5)), key=lambda one: (one.started, one.published or date.max))
    first = draw(st.none() | st.dates(BEGIN, END))
    last = draw(st.dates(first or BEGIN, END))
    spans = draw(st.sampled_from([(), (Span(first, last),), (Span(None, END),)]))
    return History(URN, tuple(found), spans)


days = st.dates(date(2015, 9, 1), END)


@given(histories(), days)
def test_a_verdict_always_says_why(history: History, on: date):
    found = verdict(history, on)
    assert found.because
    assert bool(found.missing) == any(answer is None for answer in found.answers.values())
    assert (found.status is Status.LISTED) == bool(found.held)
    for limb in found.limbs:
        assert limb.says
        assert (limb.holds is Holds.CANNOT_TELL) == bool(limb.missing)
        if limb.holds is Holds.YES:
            assert limb.since is not None
            assert limb.since <= on
            assert limb.evidence


@given(histories(), days)
def test_knowing_more_never_turns_yes_into_no(history: History, on: date):
    """With every gap closed, what held still holds and what did not still does not."""
    doubtful = verdict(history, on)
    certain = verdict(history._replace(spans=(Span(None, END),)), on)
    for limb, answer in doubtful.answers.items():
        if answer is not None:
            assert certain.answers[limb] is answer, limb
    assert None not in certain.answers.values() or certain.status is Status.LISTED


@given(histories(), days, st.randoms())
def test_what_was_published_after_the_day_makes_no_difference(history: History, on: date, random: Any):
    by_then = tuple(one for one in history.inspections if one.published and one.published <= on)
    assert verdict(history, on).answers == verdict(history._replace(inspections=by_then), on).answers


@given(histories(), days)
def test_visits_without_grades_make_no_difference(history: History, on: date):
    graded = tuple(one for one in history.inspections if one.kind is Kind.GRADED)
    assert verdict(history, on).answers == verdict(history._replace(inspections=graded), on).answers


@given(histories(), days)
def test_since_is_the_first_day_of_an_unbroken_run(history: History, on: date):
    """The slow way: the verdict of every day on which something was published."""
    whole = history._replace(spans=(Span(None, END),))
    found = verdict(whole, on)
    if found.status is not Status.LISTED:
        assert found.since is None
        return
    days = sorted({one.published for one in whole.inspections if one.published and one.published <= on}, reverse=True)
    since = None
    for day in days:
        version = found.version.model_copy(update={"first_day": date(1990, 1, 1)})
        then = judge(Facts(MAINTAINED, whole, day), POLICY.model_copy(update={"versions": (version,)}))
        if then.status is not Status.LISTED:
            break
        since = day
    assert found.since == since
    assert not found.since_at_least


@given(histories(), days, st.sampled_from(["nursery", "academy-converter", "free-school", "sixth-form-centre"]))
def test_out_of_contract_is_out_whatever_the_grades(history: History, on: date, kind: str):
    found = verdict(history, on, replace(MAINTAINED, type=kind, group=group_of(kind)))
    assert (found.status, found.held, found.in_contract) == (Status.NOT_LISTED, (), False)
    assert found.because.startswith("Out of contract")
    assert set(found.answers) >= set(found.version.limbs)  # and yet every limb can be read


@given(histories(), days)
def test_a_school_that_was_not_open_is_not_listed(history: History, on: date):
    found = verdict(history, on, replace(MAINTAINED, closed=BEGIN, open_on_day=False))
    assert (found.status, found.because[:9]) == (Status.NOT_LISTED, "Not open:")


@given(histories(), days)
def test_without_a_type_nothing_is_claimed(history: History, on: date):
    found = verdict(history, on, replace(MAINTAINED, type="", group=""))
    assert found.status is Status.UNDETERMINED
    assert "what type" in found.missing


@given(histories(), st.dates(date(2021, 9, 1), END))
def test_the_headline_is_the_first_that_holds_in_the_order_of_the_definition(history: History, on: date):
    held = verdict(history, on).held
    order = ["special_measures", "serious_weaknesses", "twice_requires_improvement", "requires_improvement"]
    assert list(held) == [limb for limb in order if limb in held]


@given(histories(), st.dates(date(2021, 9, 1), END))
def test_both_definitions_list_the_same_schools_by_their_inspections(history: History, on: date):
    """Less than good, and the four limbs of today, are two ways to say the same grades: only their words differ."""
    found = verdict(history, on)
    now = either(*(found.answers[limb] for limb in BY_INSPECTION if limb in found.answers))
    earlier = POLICY.versions[0].model_copy(update={"first_day": date(1990, 1, 1)})
    then = judge(Facts(MAINTAINED, history, on), POLICY.model_copy(update={"versions": (earlier,)}))
    assert then.answers["less_than_good"] == now


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_both_and_either_keep_doubt_where_there_is_doubt(first: bool | None, second: bool | None):
    assert both(first, second) is (False if False in (first, second) else None if None in (first, second) else True)
    assert either(first, second) is (True if True in (first, second) else None if None in (first, second) else False)


class TestAgreements:
    """What people agree: the rule and its facts exist before anything records them."""

    GOOD = History(URN, (inspection(date(2021, 10, 5), date(2021, 11, 20)),), (Span(None, END),))
    POOR = History(URN, (inspection(date(2021, 10, 5), date(2021, 11, 20), overall=3),), (Span(None, END),))
    DAY = date(2025, 8, 31)

    def agreed(self, **how: Any) -> Agreement:
        said = {
            "limb": "vulnerable",
            "by_partnership_on": date(2025, 5, 12),
            "by_council_on": date(2025, 5, 20),
            "grounds": ("leadership",),
            "inspection_imminent": True,
            **how,
        }
        return Agreement(**said)

    @pytest.mark.parametrize(
        ("how", "listed"),
        [
            ({}, True),
            ({"by_council_on": None}, False),
            ({"by_council_on": date(2025, 9, 1)}, False),
            ({"until": date(2025, 8, 31)}, False),
            ({"until": date(2025, 9, 1)}, True),
            ({"grounds": ()}, False),
            ({"inspection_imminent": False}, False),
            ({"limb": "in_crisis", "grounds": (), "inspection_imminent": False}, True),
        ],
    )
    def test_an_agreement_lists_a_school_while_both_hold_to_it(self, how: dict[str, Any], listed: bool):
        found = verdict(self.GOOD, self.DAY, MAINTAINED, self.agreed(**how))
        assert (found.status is Status.LISTED) == listed

    def test_vulnerable_is_for_schools_that_no_inspection_lists(self):
        found = verdict(self.POOR, self.DAY, MAINTAINED, self.agreed())
        assert found.held == ("requires_improvement",)

    def test_crisis_comes_beside_what_inspections_say(self):
        found = verdict(self.POOR, self.DAY, MAINTAINED, self.agreed(limb="in_crisis"))
        assert found.held == ("requires_improvement", "in_crisis")

    def test_since_is_the_day_on_which_the_second_agreed(self):
        assert verdict(self.GOOD, self.DAY, MAINTAINED, self.agreed()).since == date(2025, 5, 20)


def test_where_the_opening_is_not_known_an_inspection_shows_that_the_school_was_open():
    unknown = replace(MAINTAINED, open_on_day=None)
    past = History(URN, (inspection(date(2021, 10, 5), date(2021, 11, 20), overall=3),), (Span(None, END),))
    assert verdict(past, date(2022, 1, 1), unknown).status is Status.LISTED
    assert verdict(History(URN, (), (Span(None, END),)), date(2022, 1, 1), unknown).status is Status.UNDETERMINED


def test_every_era_has_its_own_reading_of_requires_improvement():
    for how in ({"overall": 3}, judgements(2, 2, 2, 3), report_card("achievement:Needs attention")):
        past = History(URN, (inspection(date(2022, 1, 11), date(2022, 2, 20), **how),), (Span(None, END),))
        assert verdict(past, END).held == ("requires_improvement",), how.get("era", Era.OVERALL)
