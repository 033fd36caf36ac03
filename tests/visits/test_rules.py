"""How often a school is seen, when it is due, and whose turn a visit is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.work.engagement.visits import policies, rules
from alongside.work.engagement.visits.rules import Need, SchoolFacts, Stand, VisitFacts

TODAY = date(2026, 11, 16)
POLICY = policies.tiers()
DAYS = policies.Days(write_up=3, answer=10, reply=5)
TIERS = [tier.key for tier in POLICY.tiers]


def facts_of(school: policies.ExampleSchool) -> SchoolFacts:
    usual, head = school.inspection_usual_in_days, school.head_for_days
    return SchoolFacts(
        urn=1,
        phase=school.phase,
        standing=school.standing,
        priority=school.priority,
        usual_from=None if usual is None else TODAY + timedelta(days=usual),
        head_since=None if head is None else TODAY - timedelta(days=head),
    )


@pytest.mark.parametrize("example", POLICY.examples, ids=lambda example: example.says)
def test_the_worked_examples_of_the_policy_hold(example):
    found = rules.tier_of(facts_of(example.school), POLICY, on=TODAY)
    assert found.tier.key == example.tier
    assert (example.because in found.because) if example.because else found.because == ()


SCHOOLS = st.builds(
    SchoolFacts,
    urn=st.just(1),
    phase=st.sampled_from(["", "nursery", "primary", "secondary"]),
    standing=st.sampled_from(["", "no-concern", "improve", "category", "not-inspected"]),
    priority=st.sampled_from([None, True, False]),
    usual_from=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    head_since=st.none() | st.dates(date(2000, 1, 1), date(2028, 1, 1)),
)
DATES = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(SCHOOLS, DATES)
def test_every_school_has_a_tier_and_no_tier_but_the_last_comes_without_a_reason(school, on):
    found = rules.tier_of(school, POLICY, on=on)
    assert found.tier.key in TIERS
    assert bool(found.because) == (found.tier != POLICY.tiers[-1])


@given(SCHOOLS, DATES)
def test_a_school_is_seen_no_less_often_for_being_listed(school, on):
    def place(priority: bool) -> int:
        facts = SchoolFacts(1, school.phase, school.standing, priority, school.usual_from, school.head_since)
        return TIERS.index(rules.tier_of(facts, POLICY, on=on).tier.key)

    assert place(True) <= place(False)


@given(DATES)
def test_what_is_not_known_makes_no_ground_hold(on):
    assert rules.tier_of(SchoolFacts(1), POLICY, on=on).tier == POLICY.tiers[-1]


def test_a_ground_that_names_nothing_holds_nowhere():
    assert not rules.holds(policies.Ground(words="nothing"), SchoolFacts(1, priority=True), on=TODAY)


def test_all_that_a_ground_names_must_be_so():
    ground = policies.Ground(words="a priority nursery", priority=True, phases=("nursery",))
    assert rules.holds(ground, SchoolFacts(1, phase="nursery", priority=True), on=TODAY)
    assert not rules.holds(ground, SchoolFacts(1, phase="primary", priority=True), on=TODAY)


YEAR = POLICY.tiers[-1]


@pytest.mark.parametrize(
    ("last", "planned", "need", "by"),
    [
        (None, None, Need.NEVER, None),
        (None, TODAY + timedelta(days=1), Need.PLANNED, None),
        (TODAY - timedelta(days=366), None, Need.OVERDUE, TODAY - timedelta(days=1)),
        (TODAY - timedelta(days=365), None, Need.SOON, TODAY),
        (TODAY - timedelta(days=351), None, Need.SOON, TODAY + timedelta(days=14)),
        (TODAY - timedelta(days=350), None, Need.LATER, TODAY + timedelta(days=15)),
        (TODAY - timedelta(days=360), TODAY + timedelta(days=5), Need.PLANNED, TODAY + timedelta(days=5)),
        (TODAY - timedelta(days=360), TODAY + timedelta(days=6), Need.SOON, TODAY + timedelta(days=5)),
        (TODAY - timedelta(days=400), TODAY, Need.PLANNED, TODAY - timedelta(days=35)),
        (TODAY - timedelta(days=400), TODAY + timedelta(days=1), Need.OVERDUE, TODAY - timedelta(days=35)),
    ],
)
def test_when_a_school_is_due(last, planned, need, by):
    found = rules.due(YEAR, POLICY, last=last, planned=planned, on=TODAY)
    assert (found.need, found.by) == (need, by)


@given(st.none() | DATES, st.none() | DATES, DATES)
def test_overdue_says_by_how_many_days_and_nothing_else_does(last, planned, on):
    found = rules.due(YEAR, POLICY, last=last, planned=planned, on=on)
    assert (found.overdue_days > 0) == (found.need is Need.OVERDUE)


@pytest.mark.parametrize(
    ("visit", "stand", "by", "overdue"),
    [
        (VisitFacts("planned", TODAY), Stand.PLANNED, TODAY, False),
        (VisitFacts("planned", TODAY - timedelta(days=1)), Stand.PLANNED, TODAY - timedelta(days=1), True),
        (VisitFacts("held", TODAY - timedelta(days=3)), Stand.TO_WRITE, TODAY, False),
        (VisitFacts("held", TODAY - timedelta(days=4)), Stand.TO_WRITE, TODAY - timedelta(days=1), True),
        (VisitFacts("sent", TODAY, sent=TODAY), Stand.WAITING, TODAY + timedelta(days=10), False),
        (
            VisitFacts("sent", TODAY, sent=TODAY - timedelta(days=11)),
            Stand.WAITING,
            TODAY - timedelta(days=1),
            True,
        ),
        (VisitFacts("sent", TODAY, TODAY, TODAY, True), Stand.SETTLED, None, False),
        (VisitFacts("sent", TODAY, TODAY, TODAY, False), Stand.TO_REPLY, TODAY + timedelta(days=5), False),
        (VisitFacts("sent", TODAY, TODAY, TODAY, False, TODAY), Stand.SETTLED, None, False),
        (VisitFacts("cancelled", TODAY), Stand.CANCELLED, None, False),
    ],
)
def test_whose_turn_a_visit_is(visit, stand, by, overdue):
    found = rules.standing(visit, DAYS, on=TODAY)
    assert (found.stand, found.by, found.overdue) == (stand, by, overdue)


def test_a_policy_whose_last_tier_has_grounds_would_leave_schools_out():
    said = POLICY.model_dump()
    said["tiers"] = said["tiers"][:2]
    with pytest.raises(ValueError, match="every school that is left"):
        policies.VisitTiers.model_validate(said)
