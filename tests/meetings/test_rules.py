"""Quorum and votes, by the policy's own examples and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.work.meetings import rules
from alongside.work.meetings.policies import Quorum, meetings
from alongside.work.meetings.rules import Someone

ROLES = ("head", "chair", "district-lead")
PEOPLE = st.lists(st.tuples(st.sampled_from(ROLES), st.booleans(), st.booleans()), max_size=12).map(
    lambda said: [Someone(key, *one) for key, one in enumerate(said)]
)
RULES = st.builds(
    Quorum,
    counts=st.sampled_from([("head",), ("head", "chair")]),
    least=st.integers(0, 6),
    share=st.integers(0, 100),
    each=st.dictionaries(st.sampled_from(("head", "chair")), st.integers(0, 3), max_size=2),
)


def test_the_policy_s_examples_come_out_as_it_says():
    policy = meetings()
    assert policy.examples
    for example in policy.examples:
        roles = [(role, True) for role in example.here] + [(role, False) for role in example.away]
        people = [Someone(key, role, here) for key, (role, here) in enumerate(roles)]
        found = rules.quorum(people, policy.kinds[example.kind].quorum)
        assert found.met is example.met, f"{example.says} {found.why}"


@given(people=PEOPLE, rule=RULES, role=st.sampled_from(ROLES))
def test_one_more_who_comes_uninvited_never_breaks_a_quorum(people, rule, role):
    before = rules.quorum(people, rule)
    after = rules.quorum([*people, Someone(99, role, True, False)], rule)
    assert after.met or not before.met


@given(people=PEOPLE, rule=RULES, data=st.data())
def test_barring_never_makes_a_quorum_and_everybody_barred_counts_nobody(people, rule, data):
    barred = data.draw(st.sets(st.sampled_from([one.key for one in people]))) if people else set()
    free, some = rules.quorum(people, rule), rules.quorum(people, rule, barred=barred)
    assert free.met or not some.met
    assert some.counted <= free.counted
    assert rules.quorum(people, rule, barred=[one.key for one in people]).counted == 0


@given(people=PEOPLE, rule=RULES)
def test_the_words_say_whether_it_is_met(people, rule):
    found = rules.quorum(people, rule)
    assert found.why.startswith("The quorum is met" if found.met else "The quorum is not met")


@pytest.mark.parametrize(
    ("able", "votes_for", "against", "abstained", "stands"),
    [
        (5, 3, 2, 0, True),
        (5, 1, 0, 4, True),
        (5, 5, 0, 1, False),  # six votes of five people
        (5, 0, 0, 0, False),  # nobody voted
        (5, 2, 2, 1, False),  # a tie carries nothing
        (5, 1, 3, 0, False),
        (3, -1, 0, 0, False),
    ],
)
def test_a_vote_stands_where_it_adds_up_and_carries(able, votes_for, against, abstained, stands):
    fault = rules.vote_fault(able, votes_for=votes_for, against=against, abstained=abstained)
    assert (fault == "") is stands
