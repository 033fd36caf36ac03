"""The worked examples of policies/priority.yaml, each run as a test, and what the policy says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.knowledge.inspections.facts import Areas, History, Inspection, Span
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.facts import SchoolFacts
from alongside.work.priority.facts import Agreement, Facts, Holds
from alongside.work.priority.policies import Example, priority
from alongside.work.priority.rules import VerdictInFull, judge

URN = 100100
POLICY = priority()


def facts_of(example: Example) -> Facts:
    inspections = tuple(
        Inspection(
            number=f"1000000{at}",
            urn=one.urn or URN,
            kind=one.kind,
            era=one.era,
            started=one.started,
            published=one.published,
            overall=one.overall,
            category=one.category,
            safeguarding=one.safeguarding,
            areas=Areas(one.areas),
        )
        for at, one in enumerate(example.inspections)
    )
    spans = () if example.no_file else (Span(example.known_from, date(2026, 6, 30)),)
    on = example.day
    is_open = not (example.closed and example.closed < on) and not (example.opened and example.opened > on)
    school = SchoolFacts(
        urn=URN,
        name="Harbour Lane School",
        type=example.type,
        group=vocabulary.group_of(example.type),
        phase="primary",
        authority="Lockside",
        opened=example.opened,
        closed=example.closed,
        open_on_day=is_open,
        sixth_form=False,
    )
    agreements = tuple(Agreement(**agreed) for agreed in example.agreements)
    return Facts(school, History(URN, inspections, spans), on, agreements)


def judged(example: Example) -> VerdictInFull:
    return judge(facts_of(example), POLICY)


@pytest.mark.parametrize("example", POLICY.examples, ids=lambda example: example.says[:60])
def test_the_worked_examples_of_the_policy_come_out_as_it_says(example: Example):
    verdict = judged(example)
    assert verdict.status == example.status
    assert verdict.held == example.limbs
    assert verdict.headline == example.headline
    assert verdict.since == example.since
    unclear = [limb.key for limb in verdict.limbs if limb.holds is Holds.CANNOT_TELL]
    assert unclear == list(example.cannot_tell)


@pytest.mark.parametrize("example", POLICY.examples, ids=lambda example: example.says[:60])
def test_every_verdict_can_be_read_in_sentences(example: Example):
    verdict = judged(example)
    assert verdict.because
    assert len(verdict.because) <= 255
    for limb in verdict.limbs:
        assert limb.says
        assert bool(limb.missing) == (limb.holds is Holds.CANNOT_TELL)
    if verdict.status == "undetermined":
        assert verdict.missing
    if verdict.status == "listed":
        assert verdict.evidence


def test_the_policy_has_a_dozen_examples_and_more():
    assert len(POLICY.examples) >= 12


def test_every_type_the_policy_names_is_one_we_know():
    named = {*POLICY.in_contract, *(kind for part in POLICY.out_of_contract for kind in part.types)}
    assert named <= set(vocabulary.TYPES)


def test_every_maintained_type_is_in_contract_or_said_to_be_out():
    maintained = {key for key, kind in vocabulary.TYPES.items() if kind.group == vocabulary.MAINTAINED}
    out = {kind for part in POLICY.out_of_contract for kind in part.types}
    assert maintained == set(POLICY.in_contract) | (maintained & out)


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2015, 8, 31), None),
        (date(2015, 9, 1), "2015-09"),
        (date(2021, 8, 31), "2015-09"),
        (date(2021, 9, 1), "2021-09"),
        (date(2030, 1, 1), "2021-09"),
    ],
)
def test_the_definition_in_force_is_the_one_of_the_day(day, key):
    version = POLICY.version_on(day)
    assert (version.key if version else None) == key


def test_before_the_first_definition_nothing_can_be_told_and_the_verdict_says_so():
    example = POLICY.examples[0].model_copy(update={"day": date(2015, 8, 31)})
    verdict = judged(example)
    assert verdict.status == "undetermined"
    assert "1 September 2015" in verdict.missing
