"""What is due for a concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.work.engagement.concerns.policies import CONCERN, STRENGTH, concerns
from alongside.work.engagement.concerns.rules import (
    CHASE,
    REFER,
    STEP,
    TELL,
    WEIGH,
    Due,
    Facts,
    Sent,
    still_to_refer,
    what_is_due,
)

DAY = date(2026, 3, 2)
FACTS = Facts(
    kind=CONCERN,
    weight="act",
    recorded_on=DAY,
    weighed_on=DAY,
    told_on=DAY,
    restricted=False,
    open=True,
    is_academy=False,
)


@pytest.mark.parametrize(
    ("change", "due"),
    [
        ({}, [(WEIGH, 42)]),
        ({"weight": "act-now"}, [(WEIGH, 14)]),
        ({"told_on": None}, [(TELL, 5), (WEIGH, 42)]),
        ({"told_on": None, "restricted": True}, [(WEIGH, 42)]),
        ({"open": False, "told_on": None}, []),
        ({"is_academy": True}, [(REFER, 10), (REFER, 10), (WEIGH, 42)]),
        ({"is_academy": True, "weight": "watch"}, [(WEIGH, 90)]),
        ({"is_academy": True, "kind": STRENGTH, "weight": "strong"}, [(WEIGH, 365)]),
        (
            {"is_academy": True, "referrals": (Sent("trust", DAY + timedelta(days=3), False),)},
            [(CHASE, 3), (REFER, 10), (WEIGH, 42)],
        ),
        (
            {
                "is_academy": True,
                "referrals": (Sent("trust", DAY, True), Sent("regional-director", DAY, True)),
            },
            [(WEIGH, 42)],
        ),
        ({"step_due": DAY + timedelta(days=1)}, [(STEP, 1), (WEIGH, 42)]),
        ({"weight": "a-weight-of-old"}, []),
    ],
)
def test_what_is_due(change, due):
    found = what_is_due(replace(FACTS, **change), concerns())
    assert [(one.what, (one.by - DAY).days) for one in found] == due


facts = st.builds(
    Facts,
    kind=st.sampled_from([CONCERN, STRENGTH]),
    weight=st.sampled_from(["watch", "act", "act-now", "strong", "unknown"]),
    recorded_on=st.just(DAY),
    weighed_on=st.dates(DAY, date(2027, 1, 1)),
    told_on=st.none() | st.just(DAY),
    restricted=st.booleans(),
    open=st.booleans(),
    is_academy=st.booleans(),
    referrals=st.lists(
        st.builds(Sent, st.sampled_from(["trust", "regional-director"]), st.just(DAY), st.booleans()), max_size=3
    ).map(tuple),
)


@given(facts)
def test_what_is_closed_is_done_and_what_is_open_is_weighed_again(one: Facts):
    due = what_is_due(one, concerns())
    assert due == sorted(due)
    if not one.open:
        assert due == []
    elif concerns().weight(one.weight):
        assert [x.what for x in due].count(WEIGH) == 1


@given(facts)
def test_only_concerns_of_academies_are_referred_and_each_once(one: Facts):
    sent = [x.to for x in one.referrals]
    to = still_to_refer(one.kind, one.weight, is_academy=one.is_academy, sent=sent, policy=concerns())
    assert not set(to) & set(sent)
    if to:
        assert one.is_academy
        assert one.kind == CONCERN


def test_a_day_is_overdue_when_it_is_past():
    assert not Due(DAY, WEIGH).overdue(DAY)
    assert Due(DAY, WEIGH).overdue(DAY + timedelta(days=1))
