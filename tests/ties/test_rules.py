"""The rule that says whether a school stands alone, by the policy's examples, by properties and by a slow oracle."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.work.ties.isolation import rules
from alongside.work.ties.isolation.policies import WHOLE, Example, isolation
from alongside.work.ties.isolation.rules import RANK, Fact, judge
from alongside.work.ties.picture.rules import bridges
from tests.oracles import slow_ties

ON = date(2026, 11, 22)
KINDS = tuple(isolation().by_key)
EVERY = frozenset(KINDS)

_facts = st.builds(
    lambda kind, since, lasted, company: Fact(
        kind,
        ON - timedelta(days=since),
        None if lasted is None and kind in rules.LASTING else ON - timedelta(days=since - (lasted or 0)),
        company or kind not in isolation().company_kinds,
    ),
    st.sampled_from(KINDS),
    st.integers(-30, 1500),
    st.none() | st.integers(0, 900),
    st.booleans(),
)
facts = st.lists(_facts, max_size=12)
recorded = st.sets(st.sampled_from(KINDS))


@pytest.mark.parametrize("example", isolation().examples, ids=lambda one: one.says)
def test_the_examples_of_the_policy_come_out_as_it_says(example: Example) -> None:
    policy = isolation()
    absent = {kind for group in policy.coverage if group.key in example.not_recorded for kind in group.kinds}
    ties = []
    for one in example.ties:
        since, ended = ON - timedelta(days=one.days_ago), one.ended_days_ago
        over = since if one.kind not in rules.LASTING else ON - timedelta(days=ended) if ended is not None else None
        ties.append(Fact(one.kind, since, over, one.company))
    found = judge(ties, EVERY - absent, policy, on=ON)
    assert (found.state, Fraction(found.points, WHOLE)) == (example.state, example.points)
    assert {group.key for group in found.missing} == (set(example.not_recorded) if found.state == "unknown" else set())


@settings(max_examples=150)
@given(facts, _facts, recorded)
def test_a_tie_more_never_makes_a_school_more_alone(known: list[Fact], more: Fact, recorded: set[str]) -> None:
    policy = isolation()
    before, after = (judge(ties, recorded, policy, on=ON) for ties in (known, [*known, more]))
    assert after.points >= before.points
    assert RANK[after.at_least] >= RANK[before.at_least]
    if before.state != "unknown" and after.state != "unknown":
        assert RANK[after.state] >= RANK[before.state]
    assert before.state == "unknown" or after.state != "unknown"  # what is known stays known


@settings(max_examples=100)
@given(facts, recorded, st.sampled_from(KINDS))
def test_what_is_recorded_elsewhere_takes_nothing_from_a_school(
    known: list[Fact], recorded: set[str], kind: str
) -> None:
    before, after = (judge(known, kinds, isolation(), on=ON) for kinds in (recorded, recorded | {kind}))
    assert after.points == before.points
    assert after.at_least == before.at_least
    assert before.state in ("unknown", after.state)


@given(facts, recorded)
def test_a_school_is_never_said_to_be_alone_for_want_of_what_nobody_records(
    known: list[Fact], recorded: set[str]
) -> None:
    policy = isolation()
    found = judge(known, recorded, policy, on=ON)
    absent = [group for group in policy.coverage if not set(group.kinds) & recorded]
    best = known + [Fact(kind, ON, ON) for group in absent for kind in group.kinds for _ in range(4)]
    if found.state in ("alone", "thin"):
        assert judge(best, recorded, policy, on=ON).at_least == found.state
    assert bool(found.missing) == (found.state == "unknown")


@settings(max_examples=60, deadline=None)
@given(facts, recorded, st.integers(-200, 800))
def test_the_sums_are_those_of_a_slow_reckoning(known: list[Fact], recorded: set[str], later: int) -> None:
    on = ON + timedelta(days=later)
    found = judge(known, recorded, isolation(), on=on)
    state, points = slow_ties.state(known, recorded, on)
    assert abs(Fraction(found.points, WHOLE) - points) <= Fraction(len(known), WHOLE)  # each tie is cut to thousandths
    assert Fraction(found.points, WHOLE) != points or found.state == state


@given(facts)
def test_without_a_tie_more_a_school_only_falls_and_the_day_is_the_first(known: list[Fact]) -> None:
    policy = isolation()
    day = rules.falls_on(known, EVERY, policy, on=ON)
    begun = [fact for fact in known if fact.since <= ON]
    now = RANK[judge(begun, EVERY, policy, on=ON).at_least]
    if day is None:
        later = [ON + timedelta(days=days) for days in (1, 400, 5000)]
        assert all(RANK[judge(begun, EVERY, policy, on=one).at_least] >= now for one in later)
    else:
        assert RANK[judge(begun, EVERY, policy, on=day - timedelta(days=1)).at_least] >= now
        assert RANK[judge(begun, EVERY, policy, on=day).at_least] < now


def test_a_line_of_the_list_says_what_a_tie_adds_and_why_no_more() -> None:
    policy = isolation()

    def told(kind: str, since: date, until: date | None = None, *, company: bool = True) -> tuple[int, str]:
        found = rules.counted("it", Fact(kind, since, until, company), policy, on=ON)
        return found.worth // WHOLE, found.why

    ago = {days: ON - timedelta(days=days) for days in (1, 730, 2000)}
    assert told("family", ago[2000]) == (40, "")
    assert told("family", ago[2000], company=False) == (0, "no other school belongs to it yet")
    assert told("family", ago[2000], ago[1]) == (0, "it is over")
    assert told("review-received", ago[730], ago[730]) == (15, "it lies some time back")
    assert told("meeting", ago[2000], ago[2000]) == (0, "it lies too far back")
    assert told("visit", ON + timedelta(days=1)) == (0, "it has not begun yet")
    assert told("a-kind-of-their-own", ago[1]) == (0, "this kind of tie does not count")


_urns = st.integers(1, 9)


@given(
    st.dictionaries(_urns, st.sets(st.sampled_from("abc"), max_size=2).map(lambda some: tuple(sorted(some)))),
    st.lists(st.tuples(_urns, _urns).filter(lambda pair: pair[0] != pair[1]), max_size=6),
    st.lists(st.sets(_urns, max_size=5), max_size=3),
)
def test_bridges_are_those_that_looking_at_every_two_schools_finds(
    groups_of: dict[int, tuple[str, ...]], pairs: list[tuple[int, int]], circles: list[set[int]]
) -> None:
    tied = {frozenset(pair) for pair in pairs}
    tied |= {frozenset((one, two)) for circle in circles for one in circle for two in circle if one != two}
    found = bridges(groups_of, pairs, circles)
    for first, second in (("a", "b"), ("a", "c"), ("b", "c")):
        slow = {
            one
            for one in groups_of
            for two in groups_of
            if (frozenset((one, two)) in tied or one == two)
            for here, there in ((first, second), (second, first))
            if here in groups_of[one] and there in groups_of[two] and (one != two or here != there)
        }
        assert found.between.get((first, second), frozenset()) == slow
        assert ((first, second) in found.gaps("abc")) == (not slow)
