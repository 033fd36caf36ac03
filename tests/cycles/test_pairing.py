"""Who reviews whom: rules by table, the objective against every possible choice, the solver against the greedy one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.work.peer_review.cycles.pairing import days, explaining, greedy, rules, solving
from alongside.work.peer_review.cycles.pairing.board import Board, edges_of
from alongside.work.peer_review.cycles.pairing.facts import Request, Reviewer, School, Teams
from alongside.work.peer_review.cycles.policies import peer_review

FIRST, LAST = date(2027, 1, 11), date(2027, 1, 29)
HERE, NEAR, FAR = (52.48, -1.90), (52.50, -1.90), (53.40, -2.20)


def school(urn: int = 1, **said: object) -> School:
    return School(**({"urn": urn, "phase": "primary", "at": HERE} | said))  # type: ignore[arg-type]


def reviewer(key: int = 1, **said: object) -> Reviewer:
    plain = {"school": 100 + key, "at": NEAR, "phases": frozenset({"primary"}), "can_lead": True,
             "trained_until": date(2028, 1, 1)}  # fmt: skip
    return Reviewer(key=key, **(plain | said))  # type: ignore[arg-type]


def request(schools: list[School], reviewers: list[Reviewer], **said: object) -> Request:
    plain = {"first": FIRST, "last": LAST, "days": 2, "team": 2} | said
    return Request(tuple(schools), tuple(reviewers), **plain)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of_school", "of_reviewer", "of_request", "rule"),
    [
        ({}, {}, {}, None),
        ({}, {"school": 1}, {}, "own-school"),
        ({}, {"interests": frozenset({1})}, {}, "interest"),
        ({}, {"trained_until": None}, {}, "trained"),
        ({}, {"trained_until": LAST - timedelta(days=1)}, {}, "trained"),
        ({}, {"trained_until": LAST}, {}, None),
        ({}, {"can_lead": False}, {}, "lead"),
        ({}, {"phases": frozenset({"secondary"})}, {}, "phase"),
        ({}, {"phases": frozenset({"nursery"})}, {}, None),
        ({"phase": ""}, {"phases": frozenset({"secondary"})}, {}, None),
        ({}, {"at": FAR}, {}, "distance"),
        ({}, {"at": None}, {}, None),
        ({"trusts": frozenset({"t"})}, {"trusts": frozenset({"t"})}, {}, "trust"),
        ({"trusts": frozenset({"t"}), "same_trust": True}, {"trusts": frozenset({"t"})}, {}, None),
        ({"families": frozenset({"f"})}, {"families": frozenset({"f", "g"})}, {}, "family"),
        ({"families": frozenset({"f"}), "same_family": True}, {"families": frozenset({"f"})}, {}, None),
        ({}, {}, {"before": frozenset({(101, 1)})}, "cycle-before"),
        ({}, {}, {"before": frozenset({(1, 101)})}, None),
        ({}, {"away": ((FIRST, LAST),)}, {}, "free"),
        ({"not_between": ((FIRST, date(2027, 1, 28)),)}, {}, {}, "free"),
        ({"not_between": ((FIRST, date(2027, 1, 27)),)}, {}, {}, None),
        ({}, {"away": ((date(2027, 1, 12), LAST),), "phases": frozenset({"primary"})}, {"days": 1}, None),
    ],
)
def test_each_rule_keeps_away_whom_it_should(
    of_school: dict[str, object], of_reviewer: dict[str, object], of_request: dict[str, object], rule: str | None
):
    policy = peer_review()
    asked = request([school(**of_school)], [reviewer(**of_reviewer)], **of_request)
    found = list(rules.why_not(asked.schools[0], asked.reviewers[0], asked, policy, lead=True))
    assert found == ([rule] if rule else [])
    if rule in policy.may_be_relaxed and rule != "distance":
        aside = replace(asked, relaxed=frozenset({rule}))
        assert list(rules.why_not(asked.schools[0], asked.reviewers[0], aside, policy, lead=True)) == []


def test_a_review_does_not_go_over_a_weekend():
    asked = request([school()], [reviewer()], days=3)
    begins = asked.begins((1 << len(asked.calendar)) - 1)
    assert {asked.calendar[number].weekday() for number in range(15) if begins >> number & 1} == {0, 1, 2}


def test_a_team_keeps_the_rules_between_teams_too():
    policy = peer_review()
    two = request([school(101), school(102)], [reviewer(1), reviewer(2), reviewer(3, school=101)])
    assert [one.rule for one in rules.broken({101: (2,), 102: (1,)}, two, policy)] == ["reciprocal", "reciprocal"]
    assert [one.rule for one in rules.broken({102: (1, 3), 101: (None,)}, two, policy)] == ["one-of-a-school"]
    assert [one.rule for one in rules.broken({102: (3, 3), 101: (None,)}, two, policy)] == ["one-of-a-school"]
    many = request([school(urn) for urn in (1, 2, 3)], [reviewer(1, most=2)])
    assert {one.rule for one in rules.broken({1: (1,), 2: (1,), 3: (1,)}, many, policy)} == {"limit"}
    assert rules.broken({1: (1,), 2: (1,), 3: (1,)}, replace(many, relaxed=frozenset({"limit"})), policy) == []


POINTS = st.tuples(st.floats(52.4, 52.6), st.floats(-2.0, -1.8))
SPANS = st.lists(st.sampled_from([(FIRST, date(2027, 1, 20)), (date(2027, 1, 13), date(2027, 1, 15))]), max_size=1)


@st.composite
def requests(draw: st.DrawFn, most_schools: int = 3, most_reviewers: int = 4) -> Request:
    """Small cycles in which schools also give reviewers, so that the rules between teams have something to do."""
    circles = st.frozensets(st.sampled_from("ab"), max_size=1)
    phases = st.sampled_from(["primary", "secondary", "nursery"])
    topics = st.frozensets(st.sampled_from("xyz"), max_size=2)
    urns = range(1, draw(st.integers(1, most_schools)) + 1)
    schools = [
        school(
            urn, phase=draw(phases), at=draw(POINTS), wants=draw(topics), trusts=draw(circles),
            same_trust=draw(st.booleans()), not_between=tuple(draw(SPANS)),
        )
        for urn in urns
    ]  # fmt: skip
    reviewers = [
        reviewer(
            key, school=draw(st.sampled_from([*urns, 50, None])), at=draw(st.none() | POINTS),
            phases=draw(st.frozensets(phases, min_size=1)), knows=draw(topics), trusts=draw(circles),
            can_lead=draw(st.booleans()), most=draw(st.integers(1, 2)), reviews=draw(st.integers(0, 6)),
            owes=draw(st.integers(-1, 1)), away=tuple(draw(SPANS)),
        )
        for key in range(1, draw(st.integers(0, most_reviewers)) + 1)
    ]  # fmt: skip
    before = draw(st.frozensets(st.tuples(st.sampled_from([*urns, 50]), st.sampled_from([*urns, 50])), max_size=2))
    return request(schools, reviewers, before=before)


def every_choice(asked: Request) -> Iterator[Teams]:
    """Every way to fill the seats of two, also with nobody."""
    keys = [None, *(one.key for one in asked.reviewers)]
    pairs = [(lead, other) for lead in keys for other in keys]
    for chosen in itertools.product(pairs, repeat=len(asked.schools)):
        yield dict(zip((one.urn for one in asked.schools), chosen, strict=True))


@settings(max_examples=40, deadline=None)
@given(requests(most_schools=2, most_reviewers=4))
def test_no_other_choice_that_keeps_the_rules_counts_more(asked: Request):
    policy = peer_review()
    best = max(
        rules.objective(teams, asked, policy) for teams in every_choice(asked) if not rules.broken(teams, asked, policy)
    )
    found = solving.solve(asked, policy)
    assert found.objective == best == found.bound
    assert rules.broken(found.teams, asked, policy) == []
    assert rules.objective(found.teams, asked, policy) == found.objective


@settings(max_examples=40, deadline=None)
@given(requests(most_schools=6, most_reviewers=9), st.booleans())
def test_it_is_never_worse_than_the_greedy_choice(asked: Request, as_if_many: bool):
    """Also where only the likeliest are looked at: what the solver then leaves open is filled from all."""
    policy = peer_review()
    with pytest.MonkeyPatch.context() as patch:
        if as_if_many:
            patch.setattr(solving, "MANY", 0)
            patch.setattr(solving, "LIKELIEST", 3)
        found = solving.solve(asked, policy)
    plain = greedy.fill(Board(asked, policy), edges_of(asked, policy)).teams()
    assert rules.broken(plain, asked, policy) == []
    assert rules.broken(found.teams, asked, policy) == []
    assert found.objective >= found.greedy == rules.objective(plain, asked, policy)


@settings(max_examples=40, deadline=None)
@given(requests(most_schools=4, most_reviewers=6))
def test_every_empty_seat_is_explained_and_what_is_advised_helps(asked: Request):
    policy = peer_review()
    teams = solving.solve(asked, policy).teams
    short = explaining.missing(teams, asked, policy)
    empty = sum(asked.team - sum(key is not None for key in team) for team in teams.values())
    assert sum(one.seats for one in short) == empty
    for one in short:
        assert sum(number for _, number in one.kept) == len(asked.reviewers)
        for relief in one.reliefs:
            if relief.rule in explaining.TO_MEND:
                continue
            aside = replace(asked, relaxed=frozenset({relief.rule}))
            lead, *others = teams[one.school]
            team = (relief.reviewer, *others) if one.lead else (lead, *others, relief.reviewer)
            assert rules.broken({**teams, one.school: team}, aside, policy) == []


def test_one_slot_short_says_which_school_lacks_whom_and_why():
    policy = peer_review()
    people = [reviewer(1), reviewer(2, can_lead=False), reviewer(3, trained_until=None), reviewer(4, at=(52.75, -1.9))]
    asked = request([school()], people[:1] + people[2:])
    (short,) = explaining.missing(solving.solve(asked, policy).teams, asked, policy)
    assert (short.school, short.lead, short.seats) == (1, False, 1)
    assert dict(short.kept) == {"one-of-a-school": 1, "trained": 1, "distance": 1}
    assert {(one.rule, one.reviewer) for one in short.reliefs} == {("trained", 3), ("distance", 4)}
    assert explaining.missing({1: (1, 2)}, request([school()], people), policy) == []


def test_teams_that_stand_stay_and_count():
    policy = peer_review()
    asked = request([school(101), school(102)], [reviewer(1, most=1), reviewer(2, most=1)], fixed={102: (1,)})
    found = solving.solve(asked, policy)
    assert found.teams == {101: (None,)}  # 101 gives to 102, so 102 cannot give to 101; and 1 is at the limit
    assert found.objective == rules.objective({}, asked, policy) > 0


@settings(max_examples=40, deadline=None)
@given(requests(most_schools=4, most_reviewers=5))
def test_the_days_of_a_team_are_free_for_all_of_it_and_nobody_is_in_two_places(asked: Request):
    teams = solving.solve(asked, peer_review()).teams
    found = days.days_of(teams, asked)
    seen: set[tuple[int, date]] = set()
    for urn, chosen in found.items():
        assert len(chosen) in (0, asked.days)
        for day in chosen:
            assert not any(first <= day <= last for first, last in asked.school_of[urn].not_between)
            for key in filter(None, teams[urn]):
                assert not any(first <= day <= last for first, last in asked.reviewer_of[key].away)
                assert (key, day) not in seen
                seen.add((key, day))
