"""policies/topics.yaml: each key that it names elsewhere is there, and names are found by key."""

from __future__ import annotations

from alongside.knowledge.inspections.facts import AREA_WORDS
from alongside.knowledge.offer.policies import needs
from alongside.knowledge.schools.vocabulary import PHASES
from alongside.work.engagement.concerns.policies import concerns
from alongside.work.ties.topics import topics


def test_every_key_that_a_topic_names_stands_in_the_policy_that_it_comes_from():
    areas, wanted = set(concerns().areas), {one.key for one in needs().needs}
    for topic in topics().topics:
        assert set(topic.phases) <= set(PHASES), topic.key
        assert set(topic.areas) <= areas, topic.key
        assert set(topic.needs) <= wanted, topic.key
        assert set(topic.inspected) <= set(AREA_WORDS), topic.key


def test_every_area_and_every_need_has_a_topic():
    for area in concerns().areas:
        assert topics().of_area(area), area
    for need in needs().needs:
        assert topics().of_need(need.key), need.key


def test_names_come_in_the_order_of_the_policy_and_an_old_key_is_said_in_words():
    assert topics().names(["mathematics", "early-years", "gone-away"]) == [
        "The early years",
        "Mathematics",
        "Gone away",
    ]


def test_a_primary_school_is_not_offered_the_sixth_form():
    offered = {key for _, some in topics().choices("primary") for key, _ in some}
    assert "early-years" in offered
    assert "sixth-form-and-work" not in offered
