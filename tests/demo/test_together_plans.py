"""Three years of what schools do together: as many as the demo promises, in order, and nobody real among them."""

from __future__ import annotations

from collections import Counter

import pytest

from alongside.work.ties.topics import topics
from demo import TODAY
from demo.world import World
from demo.year import TOGETHER
from demo.year.banks import bank
from demo.year.folk import folk
from demo.year.plans.alone import Company, company, listed
from demo.year.plans.families import circles
from demo.year.plans.hosting import AFTER, Course, offers, visits
from demo.year.plans.reviewing import TOLD, cycles, elsewhere
from demo.year.plans.sharing import helps, items, strengths


@pytest.fixture(scope="module")
def around(city: World) -> Company:
    return company(city, folk(city))


def test_most_schools_are_in_a_family_some_in_several_circles_and_forty_in_none(city: World, around: Company) -> None:
    every = circles(city, around)
    families = [one for one in every if one.is_family]
    in_one = Counter(member.school.urn for one in families for member in one.members)
    assert max(in_one.values()) == 1
    assert len(in_one) == len(listed(city)) - len(around.alone) - len(around.thin)
    assert 10 <= len(around.alone) <= 14
    assert 26 <= len(around.thin) <= 34
    circles_of = Counter(member.school.urn for one in every for member in one.members)
    assert sum(number > 2 for number in circles_of.values()) > 50
    assert all(2 <= len(one.members) <= 9 for one in families)
    assert sum(bool(one.ended) for one in every) == 2
    assert any(member.left for one in every for member in one.members)
    assert min(one.since for one in every) >= TOGETHER
    assert len({one.name for one in every}) == len(every)
    assert around.came_in
    assert around.came_in.keys() <= in_one.keys()


def test_there_are_two_cycles_of_review_with_reviewers_for_their_schools(city: World, around: Company) -> None:
    first, second = cycles(city, around)
    assert first.told["ended"] < second.told["opened"] < TODAY < second.told["reviews_until"]
    for number, plan in enumerate((first, second)):
        schools = {one.school.urn for one in plan.joins}
        assert city.told(TOLD[number]).urn in schools
        assert len(schools) == len(plan.joins) > 30
        assert all(plan.told["opened"] < one.on <= plan.told["joins_by"] for one in plan.joins)
    recruited = Counter(one.school.urn for plan in (first, second) for one in plan.reviewers)
    assert max(recruited.values()) == 1
    assert sum(recruited.values()) * 2 > 34 * 2 + 44
    assert len({one.model for one in elsewhere(city, around)}) == 2


def test_two_hundred_write_ups_of_practice_differ_and_those_from_elsewhere_say_that_they_are_invented(
    city: World, around: Company
) -> None:
    found = items(city, around)
    assert 195 <= len(found) <= 210
    assert len({one.said["title"] for one in found}) == len(found)
    for one in found:
        assert "{" not in "".join(map(str, one.said.values())), one.said["title"]
        assert not topics().unknown(one.said["topics"])
        if one.school is None:
            assert one.said["where"].startswith("Invented: ")
            assert "made up for this demo" in one.said["source"] or "invented" in one.said["source"]
    assert sum(len(one.trials) for one in found) > 100
    assert {one.said["strength_of_evidence"] for one in found} == {"idea", "seen", "measured", "compared"}


def test_four_hundred_visits_are_in_every_state_and_help_too(city: World, around: Company) -> None:
    found = visits(city, around, offers(city, around))
    assert 380 <= len(found) <= 430
    assert {one.course for one in found} == set(Course)
    for one in found:
        assert one.asked < one.days[0], one
        assert one.on in one.days, one
        assert (one.course in AFTER) <= ((one.moved or one.on) < TODAY), one
        assert one.host is not one.guest
    ours = city.told(TOLD[0])
    assert any(one.host is ours and one.course is Course.WAITS for one in found)
    assert any(one.guest is ours and one.course is Course.COMING for one in found)
    assert {one.then for one in helps(city, around)} == {"waits", "confirmed", "thanked", "disputed"}
    assert {one.seen for one in strengths(city, around)} == {"own", "visit", "colleague", "inspection"}


def test_every_topic_of_the_words_is_one_of_the_policys() -> None:
    named = {one["topic"] for name, key in _TOLD for one in bank(name)[key]}
    assert not topics().unknown(named)
    assert not topics().unknown(bank("strengths")["said"])


_TOLD = (("hosting", "offers"), ("helping", "helped"), ("reviews", "focuses"))
