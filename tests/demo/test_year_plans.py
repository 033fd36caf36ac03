"""The people of the city and what is planned for their year: believable in number and in words, the same every time."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest

from alongside.floor.accounts.roles import roles
from demo import TODAY
from demo.accounts import PEOPLE
from demo.people import head_on
from demo.terms import in_term
from demo.world import World
from demo.year import BEGAN
from demo.year.banks import group_of
from demo.year.folk import Folk, district_of, folk, key_of
from demo.year.plans.concerns import concerns
from demo.year.plans.groups import group_meetings
from demo.year.plans.talks import talks
from demo.year.plans.visits import ANSWERED, Fate, VisitPlan, visits


@pytest.fixture(scope="module")
def people(city: World) -> Folk:
    return folk(city)


@pytest.fixture(scope="module")
def planned(city: World, people: Folk) -> list[VisitPlan]:
    return visits(city, people)


def test_there_is_an_account_for_each_role_with_a_password_of_three_words() -> None:
    assert {one.role for one in PEOPLE} == set(roles().roles)
    assert len({one.email for one in PEOPLE}) == len(PEOPLE)
    assert all(re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+", one.password) for one in PEOPLE)


def test_every_open_school_has_one_head_and_one_chair_and_the_head_is_whom_the_register_names(
    city: World, people: Folk
) -> None:
    for school in city.schools:
        if not school.open_on(TODAY):
            continue
        (head,) = people.at_school(school.urn, "head", TODAY)
        (_,) = people.at_school(school.urn, "chair", TODAY)
        told = head_on(city.city.name, school, TODAY)
        assert head.name == f"{told.first} {told.last}"


def test_some_heads_changed_within_the_year_and_some_are_interim(people: Folk) -> None:
    held = [held for one in people.people for held in one.holds if held.role == "head"]
    assert 60 <= sum(bool(one.since and BEGAN < one.since <= TODAY) for one in held) <= 140
    assert {"interim", "acting", "substantive"} == {one.kind for one in held}


def test_nobody_can_be_written_to_and_few_share_a_name(people: Folk) -> None:
    assert all(one.email.endswith(".example") and one.email == one.email.lower() for one in people.people)
    assert all(one.email.isascii() for one in people.people)
    names = Counter(one.name for one in people.people)
    assert max(names.values()) <= 3
    assert len(names) / len(people.people) > 0.97


def test_each_district_has_its_lead_with_about_forty_five_schools(city: World, people: Folk) -> None:
    keys = [key_of(name) for name in city.city.district_names]
    schools = Counter(district_of(city, school) for school in city.schools if school.open_on(TODAY))
    for key in keys:
        assert len(list(people.of("district-lead", key))) == 1
        assert 38 <= schools[key] <= 52
        assert list(people.of("engagement-coordinator", key))
        assert list(people.of("district-representative", key))
    kinds = {held.kind for one in people.people for held in one.holds if held.role == "district-representative"}
    assert kinds == {"primary", "secondary", "special", "nursery"}


def test_the_year_has_some_fifteen_hundred_contacts(city: World, planned: list[VisitPlan]) -> None:
    carried_out = [one for one in planned if one.sent]
    assert 550 <= len(carried_out) <= 800
    assert 350 <= len(talks(city)) <= 550
    fates = Counter(one.fate for one in planned)
    assert fates[Fate.ACCURATE] > 300
    assert min(fates[fate] for fate in Fate) >= 2
    seen = {one.school.urn for one in carried_out}
    open_now = [one for one in city.schools if one.kind.ofsted and one.open_on(TODAY)]
    assert len(seen & {one.urn for one in open_now}) / len(open_now) > 0.9


def test_visits_are_on_school_days_and_no_lead_has_more_than_two_a_day(planned: list[VisitPlan]) -> None:
    a_day = Counter((one.district, one.on) for one in planned)
    assert max(a_day.values()) <= 3  # what was told by hand may come upon two others
    assert all(in_term(one.on) and one.on.weekday() < 5 for one in planned if one.on != TODAY - timedelta(days=3))


def test_what_becomes_of_a_visit_comes_in_its_order(planned: list[VisitPlan]) -> None:
    for one in planned:
        assert one.school.open_on(one.on), one
        assert one.planned is None or one.planned < one.on
        days = [one.on, *filter(None, (one.sent, one.answered, one.replied))]
        assert days == sorted(days), one
        assert bool(one.answered) is (one.fate in ANSWERED), one
        assert one.fate is Fate.TO_COME or days[-1] < TODAY


def test_words_fit_the_school_and_leave_no_gap(city: World, planned: list[VisitPlan]) -> None:
    for one in planned:
        said = " ".join([one.said.findings, one.said.strengths, one.said.concerns, one.said.wrong, one.said.should])
        agreed = " ".join(errand.words for errand in one.said.agreed)
        assert not re.search(r"[{}]|\bNone\b", said + agreed), said
        low, high = one.school.life.ages
        for year in map(int, re.findall(r"Year (\d+)", said)):
            if group_of(one.school) == "primary" and one.said.about:
                assert low - 5 <= year <= high - 4, (one.school.life.stage.key, said)


def test_visits_do_not_all_say_the_same(planned: list[VisitPlan]) -> None:
    findings = Counter(one.said.findings for one in planned)
    assert max(findings.values()) <= 3
    assert len(findings) / len(planned) > 0.95


def test_the_plan_comes_out_the_same_twice(city: World, people: Folk, planned: list[VisitPlan]) -> None:
    assert folk(city) == people
    assert [repr(one.said) for one in visits(city, people)] == [repr(one.said) for one in planned]
    assert talks(city) == talks(city)


def test_ten_groups_meet_each_term_and_once_more_soon(city: World) -> None:
    held = Counter(one.district for one in group_meetings(city) if one.is_held)
    assert len(held) == 10
    assert set(held.values()) == {3}
    assert sum(not one.is_held for one in group_meetings(city)) == 10


def test_concerns_rise_and_fall_and_academies_are_referred(city: World) -> None:
    found = concerns(city)
    sorts = Counter(one.sort for one in found)
    assert sorts.keys() == {"concerns", "restricted", "referred", "strengths"}
    assert all(one.school.kind.academy for one in found if one.sort == "referred")
    assert any(one.closed for one in found)
    assert not any(one.told for one in found if one.sort == "restricted")


def test_the_head_of_harlow_green_has_a_visit_to_answer(city: World, planned: list[VisitPlan]) -> None:
    told = [one for one in planned if one.school.life.key == "improve-by-report-card"]
    assert [one.fate for one in told].count(Fate.WAITING) == 1
    here = [one for one in planned if one.district == "harlow-green"]
    assert any(one.fate is Fate.DISPUTED for one in here)
    assert any(one.fate is Fate.TO_WRITE for one in here)
