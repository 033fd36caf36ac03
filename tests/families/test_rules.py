"""What is suggested to a school that has no family, and why; by table and by property. No database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.results.similar.policies import similar_schools
from alongside.work.families.policies import Families, families
from alongside.work.families.rules import Circle, School, companions, kilometres, reasons_for, suggest

HERE = (52.48, -1.90)
POLICY = families()
FEATURES = similar_schools().features
TOPICS = ("attendance", "early-reading", "staff", "maths")


def school(urn: int = 1, **said: object) -> School:
    values = {"phase": "primary", "latitude": HERE[0], "longitude": HERE[1]} | said
    return School(urn, f"School {urn}", **values)  # type: ignore[arg-type]


def circle(*members: School, pk: int = 1) -> Circle:
    return Circle(pk, f"Family {pk}", members)


def why(one: School, *members: School) -> dict[str, str]:
    found = reasons_for(one, members, policy=POLICY, features=FEATURES, topics={"maths": "Mathematics"})
    return {reason.key: reason.words for reason in found}


NOWHERE = {"latitude": None, "longitude": None}
ALIKE = {"disadvantage": 40.0, "language": 30.0, "pupils": 400.0}


@pytest.mark.parametrize(
    ("mine", "theirs", "reason", "words"),
    [
        ({}, {"latitude": 52.49}, "near", "School 2 is 1.1 km away in a straight line."),
        ({}, NOWHERE, "near", ""),
        ({}, {"latitude": 52.99}, "near", ""),
        ({}, {}, "same-phase", "School 2 is of the same phase."),
        ({}, {"phase": "secondary"}, "same-phase", ""),
        ({"phase": ""}, {"phase": ""}, "same-phase", ""),
        ({}, {"phase": "secondary"}, "next-phase", "School 2, of the phase after, is 0.1 km away: pupils may move."),
        ({"phase": "secondary"}, {}, "next-phase", "School 2, of the phase before, is 0.1 km away: pupils may move."),
        ({}, {"phase": "secondary", "latitude": 52.53}, "next-phase", ""),
        ({"intake": ALIKE}, {"intake": ALIKE}, "intake", "The pupils of School 2 are much like those here."),
        ({"intake": ALIKE}, {"intake": ALIKE | {"disadvantage": 5.0}}, "intake", ""),
        (
            {"intake": ALIKE},
            {"intake": ALIKE | {"pupils": 1600.0}, "phase": "secondary"},
            "intake",
            "The pupils of School 2",
        ),
        ({"intake": ALIKE}, {}, "intake", ""),
        (
            {"good_at": frozenset({"maths"})},
            {"working_on": frozenset({"maths"})},
            "gives",
            "It works on “Mathematics”, which this school is good at.",
        ),
        (
            {"working_on": frozenset({"maths"})},
            {"good_at": frozenset({"maths"})},
            "gets",
            "It is good at “Mathematics”, which this school works on.",
        ),
        ({"good_at": frozenset({"maths"})}, {"good_at": frozenset({"maths"})}, "gives", ""),
    ],
)
def test_each_reason_speaks_for_itself(mine: dict, theirs: dict, reason: str, words: str) -> None:
    said = why(school(1, **mine), school(2, **theirs)).get(reason, "")
    assert said.startswith(words) if words else not said


def test_a_family_that_could_not_know_each_other_well_and_the_own_one_are_not_suggested() -> None:
    most = POLICY.suggestions.members_at_most
    full = circle(*(school(urn) for urn in range(2, 2 + most)), pk=1)
    nearly = circle(*(school(urn) for urn in range(2, 1 + most)), pk=2)
    own = circle(school(1), school(2), pk=3)
    empty = circle(pk=4)
    assert [one.family for one in suggest(school(), [full, nearly, own, empty], policy=POLICY)] == [2]


def test_nothing_that_speaks_for_it_is_no_suggestion() -> None:
    far = circle(school(2, latitude=55.0, phase="special"))
    assert suggest(school(), [far], policy=POLICY) == []


def test_companions_are_the_nearest_and_never_the_school_itself() -> None:
    others = [school(urn, latitude=HERE[0] + urn / 1000) for urn in (9, 3, 7, 1, 5)] + [school(8, **NOWHERE)]
    found = companions(school(), others, policy=POLICY)
    assert [one.urn for one, _ in found] == [3, 5, 7]
    assert [round(away, 1) for _, away in found] == [0.3, 0.6, 0.8]


def test_distances_are_over_the_ground() -> None:
    birmingham, leicester = school(), school(2, latitude=52.6369, longitude=-1.1398)
    assert kilometres(birmingham, leicester) == pytest.approx(54.2, abs=0.5)
    assert kilometres(birmingham, school(3, **NOWHERE)) is None


place = st.one_of(st.none(), st.floats(0, 0.2))
some_topics = st.frozensets(st.sampled_from(TOPICS))
intake: st.SearchStrategy = st.one_of(
    st.just({}), st.fixed_dictionaries({"disadvantage": st.floats(0, 80), "pupils": st.floats(1, 2000)})
)


@st.composite
def schools(draw: st.DrawFn, urn: int) -> School:
    north = draw(place)
    return School(
        urn,
        f"School {urn}",
        draw(st.sampled_from(["primary", "secondary", "special", ""])),
        None if north is None else HERE[0] + north,
        None if north is None else HERE[1] + draw(st.floats(0, 0.2)),
        draw(intake),
        draw(some_topics),
        draw(some_topics),
    )


@st.composite
def cities(draw: st.DrawFn) -> tuple[School, list[Circle]]:
    circles = [
        Circle(pk, f"Family {pk}", tuple(draw(schools(pk * 100 + number)) for number in range(draw(st.integers(0, 4)))))
        for pk in range(1, draw(st.integers(1, 6)) + 1)
    ]
    return draw(schools(1)), circles


@given(cities(), st.randoms(use_true_random=False))
def test_suggestions_are_ranked_reasoned_bounded_and_do_not_hang_on_any_order(city, chance) -> None:  # type: ignore[no-untyped-def]
    one, circles = city
    found = suggest(one, circles, policy=POLICY, features=FEATURES)
    mixed = [replace(some, members=tuple(chance.sample(some.members, len(some.members)))) for some in circles]
    chance.shuffle(mixed)
    again = suggest(one, mixed, policy=POLICY, features=FEATURES)
    assert [(each.family, round(each.points, 9)) for each in again] == [
        (each.family, round(each.points, 9)) for each in found
    ]
    assert len(found) <= POLICY.suggestions.most
    assert [each.points for each in found] == sorted((each.points for each in found), reverse=True)
    limits = _limits(POLICY)
    for each in found:
        assert each.reasons
        assert [why.points for why in each.reasons] == sorted((why.points for why in each.reasons), reverse=True)
        assert all(0 < why.points <= limits[why.key] + 1e-9 and why.words.endswith(".") for why in each.reasons)


@given(cities(), st.sampled_from(TOPICS))
def test_to_be_good_at_one_thing_more_never_makes_a_family_fit_less(city, topic) -> None:  # type: ignore[no-untyped-def]
    one, circles = city
    better = replace(one, good_at=one.good_at | {topic})
    for some in circles:
        if some.members:
            before = reasons_for(one, some.members, policy=POLICY, features=FEATURES, topics={})
            after = reasons_for(better, some.members, policy=POLICY, features=FEATURES, topics={})
            assert sum(why.points for why in after) >= sum(why.points for why in before) - 1e-9


def _limits(policy: Families) -> dict[str, float]:
    weights = policy.suggestions.weights
    return {
        "near": weights.near,
        "same-phase": weights.same_phase,
        "next-phase": weights.next_phase,
        "intake": weights.intake,
        "gives": weights.gives,
        "gets": weights.gets,
    }
