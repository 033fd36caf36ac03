"""Which inspection came of a call, by the policy's own examples and by property."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alongside.knowledge.inspections.facts import Areas, Era, Inspection, Kind
from alongside.work.engagement.ofsted import rules
from alongside.work.engagement.ofsted.policies import calls
from alongside.work.engagement.ofsted.rules import CallFacts, Stage

CALLED = date(2026, 11, 16)


def inspection(number: str = "1", began: date = date(2026, 11, 17), **said) -> Inspection:
    told = {"kind": Kind.GRADED, "era": Era.REPORT_CARD, "published": began + timedelta(days=30)}
    return Inspection(number, 100001, started=began, **told | said)


def test_the_policy_s_examples_come_out_as_it_says():
    policy = calls()
    assert policy.examples
    for example in policy.examples:
        call = CallFacts(example.kind, example.called)
        found = inspection(began=example.began, kind=Kind(example.was))
        assert rules.may_come_of(call, found, policy) is example.same, example.says


def test_what_is_not_published_matches_nothing():
    assert rules.match(CallFacts("full", CALLED), [inspection(published=None)], calls()) is None


@given(
    days=st.lists(st.integers(-400, 400), max_size=8),
    kinds=st.lists(st.sampled_from(list(Kind)), min_size=8, max_size=8),
    said=st.sampled_from(sorted(calls().kinds)),
    starts=st.none() | st.integers(0, 14),
)
def test_a_match_lies_within_the_policy_s_days_and_none_lies_nearer(days, kinds, said, starts):
    policy = calls()
    begins = CALLED + timedelta(days=starts) if starts is not None else None
    call = CallFacts(said, CALLED, begins)
    known = [
        inspection(str(number), CALLED + timedelta(days=day), kind=kind)
        for number, (day, kind) in enumerate(zip(days, kinds, strict=False))
    ]
    found = rules.match(call, known, policy)
    possible = [one for one in known if rules.may_come_of(call, one, policy)]
    assert (found is None) is (not possible)
    if found:
        assert -policy.begins_before_call_by <= (found.started - CALLED).days <= policy.begins_after_call_within
        wanted = begins or CALLED + timedelta(days=1)
        assert all(abs((found.started - wanted).days) <= abs((one.started - wanted).days) for one in possible)


def test_where_it_stands_day_by_day():
    policy, call = calls(), CallFacts("full", CALLED, date(2026, 11, 17))

    def on(day: date, **said) -> Stage:
        told = {"feedback_on": None, "published": False, "ended": False} | said
        return rules.stage(call, on=day, policy=policy, **told)

    assert on(CALLED) == Stage.CALLED
    assert on(date(2026, 11, 18)) == Stage.UNDER_WAY
    assert on(date(2026, 11, 18), feedback_on=date(2026, 11, 18)) == Stage.WAITING
    assert on(CALLED + timedelta(days=policy.waits_long_after_days)) == Stage.WAITING
    assert on(CALLED + timedelta(days=policy.waits_long_after_days + 1)) == Stage.LONG
    assert on(CALLED, published=True) == Stage.PUBLISHED
    assert on(CALLED, published=True, ended=True) == Stage.ENDED


def test_what_was_said_stands_beside_what_was_published():
    found = inspection(areas=Areas(inclusion="Strong standard", achievement="Needs attention"), safeguarding=True)
    said = rules.beside({"inclusion": "Strong standard", "achievement": "Urgent improvement"}, None, found)
    assert [(one.what, one.differs) for one in said] == [
        ("Inclusion", False), ("Achievement", True), ("Safeguarding", False)
    ]  # fmt: skip
    assert rules.beside({}, None, inspection()) == []
