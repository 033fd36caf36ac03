"""Who reads a part, by the pure rule against a second way of saying it; and numbers that say nothing of any school."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.town import TODAY

KINDS = ("focus", "self-review", "strength", "next", "summary", "reply", "action", "look", "reflection")
DAYS = [TODAY + timedelta(days=number) for number in range(-2, 3)]
URNS, PEOPLE, FAMILIES, DISTRICTS = (1, 2, 3), (11, 12, 13), ("family 1", "family 2"), ("north", "south")


def viewers() -> st.SearchStrategy[Any]:
    from alongside.work.peer_review.reviews.consent import Viewer

    return st.builds(
        Viewer,
        person=st.none() | st.sampled_from(PEOPLE),
        heads=st.frozensets(st.sampled_from(URNS), max_size=1),
        schools=st.frozensets(st.sampled_from(URNS), max_size=2),
        districts=st.frozensets(st.sampled_from(DISTRICTS), max_size=1),
        families=st.frozensets(st.sampled_from(FAMILIES)),
        office=st.booleans(),
    ).map(_whole)


def _whole(viewer: Any) -> Any:
    from dataclasses import replace

    return replace(viewer, schools=viewer.schools | viewer.heads)


def given_to() -> st.SearchStrategy[Any]:
    from alongside.work.peer_review.reviews.consent import Given

    keys = {
        "person": [str(one) for one in PEOPLE],
        "school": [str(one) for one in URNS],
        "family": list(FAMILIES),
        "district": list(DISTRICTS),
        "office": [""],
        "all-schools": [""],
    }
    audience = st.sampled_from([(to, key) for to, several in keys.items() for key in several])
    return st.builds(
        lambda to, since, until, taken_back: Given(
            to=to[0], key=to[1], since=since, until=until, taken_back=taken_back
        ),
        audience,
        st.sampled_from(DAYS),
        st.none() | st.sampled_from(DAYS),
        st.booleans(),
    )


def parts() -> st.SearchStrategy[Any]:
    from alongside.work.peer_review.reviews.consent import PartFacts

    return st.builds(
        PartFacts,
        school=st.sampled_from(URNS),
        kind=st.sampled_from(KINDS),
        person=st.none() | st.sampled_from(PEOPLE),
        agreed=st.booleans(),
        in_pack=st.booleans(),
        reviewers=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
        reviewers_until=st.none() | st.sampled_from(DAYS),
        given=st.lists(given_to(), max_size=3).map(tuple),
    )


def said_otherwise(part: Any, viewer: Any, on: date) -> bool:
    """The same in other words: all reasons there are for somebody to read a part, each asked for by itself."""
    me = {
        ("person", str(viewer.person)) if viewer.person is not None else None,
        *(("school", str(urn)) for urn in viewer.schools),
        *(("family", key) for key in viewer.families),
        *(("district", key) for key in viewer.districts),
        ("office", "") if viewer.office else None,
        ("all-schools", "") if viewer.office or viewer.schools else None,
    }
    now = {(one.to, one.key) for one in part.given if not one.taken_back and one.since <= on <= (one.until or on)}
    reasons = {
        "its head": part.school in viewer.heads,
        "it is theirs": part.kind in ("action", "reflection") and viewer.person in {part.person} - {None},
        "a reviewer": viewer.person in part.reviewers
        and on <= (part.reviewers_until or on)
        and (part.kind in ("strength", "next", "summary", "reply") or (part.in_pack and part.kind in KINDS[:2])),
        "it was given": bool(now & me)
        and part.kind != "reflection"
        and (part.agreed or part.kind in ("focus", "self-review", "action", "look")),
    }  # fmt: skip
    return any(reasons.values())


@settings(max_examples=400)
@given(part=parts(), viewer=viewers(), on=st.sampled_from(DAYS))
def test_whoever_reads_a_part_has_one_of_the_reasons_there_are(part: Any, viewer: Any, on: date) -> None:
    from alongside.work.peer_review.reviews.consent import may_read

    assert may_read(part, viewer, on=on) is said_otherwise(part, viewer, on)
    assert may_read(part, None, on=on) is False


@given(part=parts(), viewer=viewers(), on=st.sampled_from(DAYS))
def test_what_is_taken_back_from_everybody_is_read_by_nobody_but_the_school_and_its_team(
    part: Any, viewer: Any, on: date
) -> None:
    from dataclasses import replace

    from alongside.work.peer_review.reviews.consent import may_read

    back = replace(part, given=tuple(replace(one, taken_back=True) for one in part.given))
    if may_read(back, viewer, on=on):
        assert part.school in viewer.heads or viewer.person in {part.person, *part.reviewers}


@pytest.mark.parametrize("kind", KINDS)
def test_the_office_reads_nothing_that_it_was_not_given(kind: str) -> None:
    from alongside.work.peer_review.reviews.consent import PartFacts, Viewer, may_read

    director = Viewer(person=11, office=True)
    assert not may_read(PartFacts(school=1, kind=kind, agreed=True), director, on=TODAY)


FEWEST = 3  # as five, in smaller worlds


@pytest.mark.parametrize("classes", [2, 3, 4])
def test_what_is_not_told_of_a_class_cannot_be_worked_out(classes: int) -> None:
    """Whoever sees a table, knows how many schools there are and how it was made still finds several answers to how
    many are in each class that is not told by itself; and nothing that is told is small, nor what is left beside it."""
    from alongside.work.peer_review.reviews.effect.rules import protected

    most = 12
    behind = defaultdict(list)
    for numbers in product(range(most), repeat=classes):
        if sum(numbers) < most:
            behind[sum(numbers), tuple(protected(dict(enumerate(numbers)), FEWEST))].append(numbers)
    for (whole, told), worlds in behind.items():
        for _, number in told:
            assert FEWEST <= number <= whole - FEWEST
        alone = {group[0] for group, _ in told if len(group) == 1}
        for key in set(range(classes)) - alone if whole else ():
            assert len({numbers[key] for numbers in worlds}) > 1, (told, whole, worlds)


@given(number=st.integers(0, 40), rest=st.integers(0, 40))
def test_a_class_is_told_only_where_it_and_the_rest_are_enough(number: int, rest: int) -> None:
    from alongside.work.peer_review.reviews.effect.rules import told

    found = told(number, number + rest, 5)
    assert found == (number if number >= 5 and rest >= 5 else None)


def test_tables_appear_when_all_had_time_to_say() -> None:
    from alongside.work.peer_review.reviews.effect.rules import stages

    found = [(one.months, one.told_on) for one in stages(date(2026, 3, 31), (6, 12), 60)]
    assert found == [(0, date(2026, 5, 30)), (6, date(2026, 11, 29)), (12, date(2027, 5, 30))]


def test_nothing_that_decides_on_priority_schools_knows_reviews() -> None:
    """The report is never used for the verdict: nothing in work/priority imports reviews, or asks for their tables."""
    from tests.conventions.house import sources

    found = [one.where for one in sources("alongside/work/priority") if "peer_review" in one.text]
    assert found == []
    assert list(sources("alongside/work/priority"))
