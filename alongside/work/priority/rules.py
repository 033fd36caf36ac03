"""Whether a school is a Priority School on a day, by the definition in force that day. Pure.

The answer has three values. A limb that holds is shown even where another is named first; where a limb cannot be told,
the verdict says what is missing. What a verdict rests on is worked out at once; its sentences when somebody reads them
(`reasons`), so that a country of schools is judged in moments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from alongside.knowledge.inspections.facts import Inspection
from alongside.knowledge.inspections.readings import as_it_stood
from alongside.knowledge.inspections.rules import Known, graded_by, known_on
from alongside.work.priority import reasons
from alongside.work.priority.facts import Facts, Holds, Limb, Status
from alongside.work.priority.limbs import Answer, both, either, meaning_of
from alongside.work.priority.policies import BY_INSPECTION, Priority, Version

Answers = dict[str, Answer]


class Grounds(NamedTuple):
    """What is known of a school's graded inspections on a day: oldest first, each as it stood that day."""

    graded: list[Inspection]
    known: Known

    @property
    def newest(self) -> Inspection | None:
        return self.graded[-1] if self.graded else None


class VerdictInFull:
    """What the definition makes of a school on a day: the answer, and on demand every limb with its evidence."""

    def __init__(
        self,
        facts: Facts,
        policy: Priority,
        version: Version | None,
        status: Status,
        *,
        grounds: Grounds | None = None,
        answers: Answers | None = None,
        outside: str = "",
        shut: str = "",
        missing: str = "",
    ) -> None:
        self.facts = facts
        self.policy = policy
        self.version = version
        self.status = status
        self.in_contract = not outside
        self.outside = outside  # why the contract does not reach the school
        self.shut = shut  # why it was not open
        self._missing = missing
        self._grounds = grounds
        self._answers = answers

    @property
    def urn(self) -> int:
        return self.facts.school.urn

    @property
    def name(self) -> str:
        return self.facts.school.name

    @property
    def definition(self) -> str:
        return self.version.key if self.version else ""

    @property
    def held(self) -> tuple[str, ...]:
        """Keys of the limbs that hold, the one that is named first at the front; empty outside the contract."""
        if self.status is not Status.LISTED:
            return ()
        return tuple(limb for limb, answer in self.answers.items() if answer)

    @property
    def headline(self) -> str:
        return self.held[0] if self.held else ""

    @cached_property
    def grounds(self) -> Grounds:
        return self._grounds or grounds_of(self.facts, self.facts.on)

    @cached_property
    def answers(self) -> Answers:
        """Every limb's answer in the order of the definition, also for schools outside the contract."""
        if self._answers is not None:
            return self._answers
        return answers_of(self.facts, self.version, self.policy, self.grounds) if self.version else {}

    @cached_property
    def spell(self) -> Spell:
        return spell_of(self)

    @property
    def since(self) -> date | None:
        """From which day it has been on the list without a break, by its inspections (else by what was agreed)."""
        return self.spell.listed if self.status is Status.LISTED else None

    @property
    def since_at_least(self) -> bool:
        """It may have been on the list for longer: no loaded file tells what was before."""
        return self.status is Status.LISTED and "" in self.spell.open_ended

    @cached_property
    def limbs(self) -> tuple[Limb, ...]:
        return tuple(reasons.limb(self, key) for key in self.answers)

    @property
    def evidence(self) -> tuple[reasons.Evidence, ...]:
        """What the limbs that hold rest on, each thing once."""
        said = [evidence for limb in self.limbs if limb.holds is Holds.YES for evidence in limb.evidence]
        return tuple(dict.fromkeys(said))

    @cached_property
    def missing(self) -> str:
        """What would have to be known. Empty where nothing is missing."""
        return self._missing or reasons.missing(self)

    @property
    def because(self) -> str:
        """The reason in one sentence."""
        return reasons.because(self)


class Spell(NamedTuple):
    """From when things have held without a break. `open_ended`: keys of limbs (and "" for the list) that may have held
    longer than the files tell."""

    listed: date | None
    limbs: dict[str, date]
    open_ended: frozenset[str]


def judge(facts: Facts, policy: Priority) -> VerdictInFull:
    """The verdict on a school on a day."""
    school, version = facts.school, policy.version_on(facts.on)
    if version is None:
        return VerdictInFull(facts, policy, None, Status.UNDETERMINED, missing=reasons.no_definition(policy))
    if school.type not in policy.in_contract_types:
        if school.type:
            outside = reasons.outside(school, policy)
            return VerdictInFull(facts, policy, version, Status.NOT_LISTED, outside=outside)
        return VerdictInFull(facts, policy, version, Status.UNDETERMINED, missing=reasons.NO_TYPE)
    if school.open_on_day is False:
        return VerdictInFull(facts, policy, version, Status.NOT_LISTED, shut=reasons.not_open(school, facts.on))
    grounds = grounds_of(facts, facts.on)
    if school.open_on_day is None and not any(one.urn == school.urn for one in grounds.graded):
        return VerdictInFull(
            facts, policy, version, Status.UNDETERMINED, grounds=grounds, missing=reasons.NOT_KNOWN_OPEN
        )
    answers = answers_of(facts, version, policy, grounds)
    listed = either(*answers.values())
    status = Status.LISTED if listed else (Status.UNDETERMINED if listed is None else Status.NOT_LISTED)
    return VerdictInFull(facts, policy, version, status, grounds=grounds, answers=answers)


def grounds_of(facts: Facts, on: date) -> Grounds:
    """What a verdict rests on: the graded inspections published by the day, as they stood, and what is known."""
    graded = graded_by(facts.history, on)
    known = known_on(facts.history, graded[-1] if graded else None, on, facts.school.opened)
    return Grounds([as_it_stood(one, on) if one.updates else one for one in graded], known)


def answers_of(facts: Facts, version: Version, policy: Priority, grounds: Grounds) -> Answers:
    """Each limb of a version: yes, no, or None where it cannot be told."""
    by_inspection = _by_inspection(facts.school.urn, policy, grounds)
    answers: Answers = {}
    for limb in version.limbs:
        answers[limb] = by_inspection[limb] if limb in by_inspection else _by_agreement(facts, limb, by_inspection)
    return answers


_NONE: Answers = dict.fromkeys(BY_INSPECTION, False)
_NOT_KNOWN: Answers = dict.fromkeys(BY_INSPECTION)


def _by_inspection(urn: int, policy: Priority, grounds: Grounds) -> Answers:
    if not grounds.known.newest:
        return _NOT_KNOWN
    newest = grounds.newest
    if newest is None or newest.urn != urn:
        return _NONE  # not inspected, or only under a predecessor's number: shown, but no ground by itself
    meaning = meaning_of(newest, policy.values)
    if meaning.worse is False:
        return _NONE
    return {
        "special_measures": meaning.special_measures,
        "serious_weaknesses": meaning.serious_weaknesses,
        "twice_requires_improvement": both(meaning.worse, _before(urn, policy, grounds)),
        "requires_improvement": meaning.requires_improvement,
        "less_than_good": meaning.worse,
    }


def _before(urn: int, policy: Priority, grounds: Grounds) -> Answer:
    """Whether the graded inspection before the newest one also required improvement, or was worse, at the same URN."""
    floor = grounds.known.floor
    if len(grounds.graded) < 2:
        return False if floor is None else None
    before = grounds.graded[-2]
    if floor is not None and (before.published is None or before.published < floor):
        return None
    return before.urn == urn and meaning_of(before, policy.values).worse


def _by_agreement(facts: Facts, limb: str, by_inspection: Answers) -> Answer:
    agreed = [one for one in facts.agreements if one.limb == limb and one.in_force(facts.on)]
    if limb != "vulnerable":
        return bool(agreed)
    # Those agreed vulnerable are, by the definition, schools without one of the judgements above.
    sound = any(one.grounds and one.inspection_imminent for one in agreed)
    judged = either(*by_inspection.values())
    return both(sound, None if judged is None else not judged)


def spell_of(verdict: VerdictInFull) -> Spell:
    """Back from the day through every publication, as long as a limb, or the list, holds without a break."""
    since: dict[str, date] = {}
    open_ended: set[str] = set()
    for key, day, sure in _back(verdict):
        since[key] = day
        (open_ended.discard if sure else open_ended.add)(key)
    facts = verdict.facts
    for agreement in facts.agreements:
        agreed = agreement.agreed_on()
        if agreed and verdict.answers.get(agreement.limb) and agreement.in_force(facts.on):
            since[agreement.limb] = min(agreed, since.get(agreement.limb, agreed))
    listed = since.pop("", None)
    return Spell(listed or min(since.values(), default=None), since, frozenset(open_ended))


def _back(verdict: VerdictInFull) -> Iterator[tuple[str, date, bool]]:
    """Each limb (and "" for the list) with the days it held on, newest first, and whether it surely began there."""
    facts, version, policy, known = verdict.facts, verdict.version, verdict.policy, verdict.grounds.known
    if version is None or not known.newest:
        return
    running = {limb for limb in version.limbs if limb in BY_INSPECTION and verdict.answers[limb]}
    running |= {""} if running else set()
    last: dict[str, date] = {}
    for day in _days(verdict.grounds.graded, facts, known.floor):
        answers = _by_inspection(facts.school.urn, policy, grounds_of(facts._replace(on=day), day))
        on_list = either(*(answers[limb] for limb in version.limbs if limb in answers))
        for key in sorted(running):
            answer = answers[key] if key else on_list
            if answer:
                last[key] = day
            else:
                running.discard(key)
                if key in last:
                    yield key, last[key], answer is False
    for key in sorted(running & last.keys()):
        yield key, last[key], known.floor is None


def _days(graded: Sequence[Inspection], facts: Facts, floor: date | None) -> list[date]:
    """The days on which the school's standing changed, newest first."""
    days = {one.published for one in graded if one.published}
    days |= {
        update.on
        for one in facts.history.inspections
        for update in one.updates
        if update.on <= facts.on and one.published is not None
    }
    return sorted((day for day in days if floor is None or day >= floor), reverse=True)
