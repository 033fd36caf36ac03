"""Needs, answers and old checks, by table and by property, beside a slow second reading."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.offer import rules
from alongside.knowledge.offer.policies import needs
from alongside.knowledge.offer.rules import Offered

DAY = date(2026, 3, 9)
KEYS = ("poverty", "absence", "health")
DISTRICTS = ("ladywood", "yardley")

days = st.dates(date(2025, 1, 1), date(2027, 1, 1))
services = st.builds(
    Offered,
    key=st.integers(1, 9),
    needs=st.lists(st.sampled_from(KEYS), unique=True).map(tuple),
    districts=st.none() | st.lists(st.sampled_from(DISTRICTS), unique=True).map(tuple),
    starts_on=days,
    ends_on=st.none() | days,
    checked_on=days,
)


def test_the_policy_s_examples_hold() -> None:
    policy = needs()
    assert policy.examples
    for example in policy.examples:
        found = rules.shows(
            value=example.district, reference=example.reference, side=example.side, margin=example.margin
        )
        assert found is example.there, example.says


@pytest.mark.parametrize(
    ("signs", "there"),
    [
        ([], None),
        ([None], None),
        ([False, None], None),
        ([False, False], False),
        ([False, True], True),
        ([None, True], True),
    ],
)
def test_a_need_is_there_by_one_sign_and_not_told_by_a_missing_one(
    signs: list[bool | None], there: bool | None
) -> None:
    assert rules.there(signs) is there


@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0, 50))
def test_above_and_below_are_mirror_images(value: float, reference: float, margin: float) -> None:
    above = rules.shows(value=value, reference=reference, side="above", margin=margin)
    assert above == rules.shows(value=-value, reference=-reference, side="below", margin=margin)
    if margin > 1e-6 and above:
        assert value > reference


@given(st.lists(services, max_size=6), st.sampled_from(DISTRICTS), days)
def test_what_is_without_an_offer_is_what_no_service_answers(found: list[Offered], district: str, on: date) -> None:
    said = rules.without_offer(found, KEYS, district=district, on=on)
    slow = []
    for need in KEYS:
        answered = False
        for one in found:
            here = one.districts is None or district in one.districts
            running = one.starts_on <= on and not (one.ends_on is not None and one.ends_on <= on)
            if need in one.needs and here and running:
                answered = True
        if not answered:
            slow.append(need)
    assert said == slow


@given(services, st.lists(services, max_size=4), days)
def test_one_more_service_never_leaves_more_without_an_offer(one: Offered, others: list[Offered], on: date) -> None:
    before = rules.without_offer(others, KEYS, district="ladywood", on=on)
    after = rules.without_offer([*others, one], KEYS, district="ladywood", on=on)
    assert set(after) <= set(before)


@given(days, st.integers(0, 500), st.integers(1, 400))
def test_a_check_is_old_from_the_day_after_the_limit(checked: date, later: int, limit: int) -> None:
    assert rules.is_stale(checked, on=checked + timedelta(later), days=limit) is (later > limit)


def test_every_need_says_something_where_nothing_is_loaded_of_it() -> None:
    for need in needs().needs:
        assert need.signs or need.nothing_loaded, need.key
