"""Nearest on intake: by table, by the policy's own examples, and against a slow search that looks at every pair."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from math import log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.similar import rules, wording
from alongside.knowledge.results.similar.policies import Example, SimilarSchools, similar_schools
from alongside.knowledge.results.similar.rules import Intake

FEATURES = ("pupils", "disadvantage", "language", "support", "plans", "before")


def policy(**changed: object) -> SimilarSchools:
    return similar_schools().model_copy(update=changed)


def intake(urn: int, phase: str = "primary", **features: float | Missing) -> Intake:
    plain: dict[str, float | Missing] = {
        "pupils": 420, "disadvantage": 40.0, "language": 30.0, "support": 14.0, "plans": 3.0,
    }  # fmt: skip
    return Intake(urn, phase, plain | features)


@pytest.mark.parametrize("example", similar_schools().examples, ids=lambda example: example.says[:40])
def test_the_worked_examples_of_the_policy_come_out_as_they_say(example: Example):
    said = similar_schools()
    features = said.features_of(example.group)
    found = [rules.distance(rules.parts(example.school, other, features)) for other in example.others]
    assert found == list(example.distances)
    assert sorted(range(len(found)), key=lambda number: (found[number], number)) == list(example.order)


def test_no_feature_of_the_policy_is_a_result():
    """But for what secondary pupils had reached before they came, which the policy says."""
    of = measures()
    assert {of.by_key[key].kind for feature in similar_schools().features for key in feature.measures} == {"intake"}


def slow(schools: list[Intake], said: SimilarSchools) -> dict[int, list[tuple[int, float]]]:
    """Every pair, in plain arithmetic, without the rules' own code."""
    found = {}
    for one in schools:
        group = said.group_of_phase[one.phase]
        among = [other for other in schools if said.group_of_phase[other.phase] == group]
        features = []
        for feature in said.features_of(group):
            known = [
                other for other in among if not isinstance(other.features.get(feature.key, Missing.SMALL), Missing)
            ]
            if feature.must_be_known_in(group) or len(known) >= said.known_of * len(among):
                features.append(feature)
        apart = []
        for other in among:
            squares = weights = 0.0
            for feature in features:
                here, there = one.features.get(feature.key), other.features.get(feature.key)
                weights += feature.weight
                if isinstance(here, Missing) or isinstance(there, Missing) or here is None or there is None:
                    squares += feature.weight
                elif feature.scale == "ratio":
                    squares += feature.weight * (log(here / there) / log(feature.step)) ** 2
                else:
                    squares += feature.weight * ((here - there) / feature.step) ** 2
            if other.urn != one.urn:
                apart.append((round(sqrt(squares / weights), 3), other.urn))
        found[one.urn] = [(urn, distance) for distance, urn in sorted(apart)[: said.how_many]]
    return found


PERCENT = st.one_of(st.integers(0, 100).map(float), st.just(Missing.SUPPRESSED), st.just(Missing.NOT_PUBLISHED))
SCHOOL = st.fixed_dictionaries(
    {
        "pupils": st.integers(5, 2000).map(float),
        "disadvantage": st.integers(0, 100).map(float),
        "language": PERCENT,
        "support": PERCENT,
        "plans": PERCENT,
        "before": PERCENT,
    }
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["primary", "secondary", "all-through"]), SCHOOL), min_size=2, max_size=40))
def test_the_nearest_are_those_that_a_slow_search_finds(schools: list[tuple[str, Mapping[str, float | Missing]]]):
    said = policy(how_many=4, least=1)
    intakes = [Intake(100000 + number, phase, features) for number, (phase, features) in enumerate(schools)]
    groups = [said.group_of_phase[one.phase] for one in intakes]
    expected = slow(intakes, said)
    for one, group in zip(rules.nearest(intakes, said).schools, groups, strict=True):
        if groups.count(group) == 1:
            assert one.nearest == ()
            continue
        wanted = expected[one.urn]
        assert [distance for _, distance in one.nearest] == pytest.approx([d for _, d in wanted], abs=0.0011)
        clear = all(abs(a[1] - b[1]) > 0.002 for a, b in itertools.pairwise(wanted))
        assert not clear or [urn for urn, _ in one.nearest][:-1] == [urn for urn, _ in wanted][:-1]


def test_the_order_in_which_schools_come_makes_no_difference():
    chance = random.Random(7)
    schools = [
        intake(
            100000 + number, disadvantage=float(chance.randrange(0, 80, 20)), pupils=float(chance.choice([200, 400]))
        )
        for number in range(120)
    ]
    first = rules.nearest(schools, policy())
    chance.shuffle(schools)
    assert rules.nearest(schools, policy()) == first


def test_of_schools_at_the_same_distance_the_lower_urn_comes_first():
    schools = [intake(urn) for urn in (100009, 100003, 100007, 100001, 100005)]
    found = {one.urn: one for one in rules.nearest(schools, policy(how_many=3, least=1)).schools}
    assert found[100005].nearest == ((100001, 0.0), (100003, 0.0), (100007, 0.0))


def test_schools_of_other_phases_are_never_similar():
    schools = [intake(1, "primary"), intake(2, "secondary"), intake(3, "primary"), intake(4, "all-through")]
    found = {one.urn: one for one in rules.nearest(schools, policy(least=1)).schools}
    assert [urn for urn, _ in found[1].nearest] == [3]
    assert [urn for urn, _ in found[2].nearest] == [4]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"disadvantage": Missing.SUPPRESSED}, "free meals"),
        ({"pupils": Missing.NOT_LOADED}, "number of pupils"),
        ({"pupils": 0.0}, "number of pupils"),
    ],
)
def test_a_school_of_which_too_little_is_published_has_none_and_says_why(changed: dict[str, float], says: str):
    schools = [intake(urn) for urn in range(1, 9)] + [intake(99, **changed)]
    found = {one.urn: one for one in rules.nearest(schools, policy()).schools}
    assert found[99].nearest == ()
    assert says in found[99].why
    assert all(99 not in dict(one.nearest) for one in found.values())


def test_a_school_without_a_phase_has_none_and_says_why():
    found = rules.nearest([intake(1, ""), *(intake(urn) for urn in range(2, 9))], policy()).schools[0]
    assert (found.nearest, found.group) == ((), "")
    assert "phase" in found.why


def test_a_group_of_too_few_schools_has_no_similar_schools():
    found = rules.nearest([intake(urn, "special") for urn in range(1, 5)], policy())
    assert {one.why for one in found.schools} == {"The intake of only 4 special schools is loaded for that year."}


def test_a_feature_that_few_schools_tell_counts_for_none():
    schools = [intake(urn, before=5.0 if urn < 4 else Missing.NOT_PUBLISHED, phase="secondary") for urn in range(1, 11)]
    assert "before" not in rules.nearest(schools, policy()).used["secondary"]


def test_a_sentence_says_how_close_and_by_what_they_differ():
    said, of = similar_schools(), measures()
    one, other = intake(1).features, intake(2, support=23.0, plans=Missing.SUPPRESSED).features
    compared = rules.parts(one, other, said.features_of("primary"))
    told = wording.sentence(rules.distance(compared), compared, said, of)
    assert told == (
        "Close: it differs most in pupils with SEN support, 23.0% there and 14.0% here. "
        "Not known of both: education, health and care plan."
    )
    same = rules.parts(one, intake(2, disadvantage=40.5).features, said.features_of("primary"))
    assert wording.sentence(rules.distance(same), same, said, of) == (
        "Very close: alike in everything that is known of both."
    )
