"""A verdict in sentences: why each limb holds, does not hold, or cannot be told, and on what evidence. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alongside.floor.kernel.prose import joined
from alongside.floor.web.words import day
from alongside.knowledge.inspections import wording
from alongside.knowledge.inspections.facts import Inspection
from alongside.knowledge.inspections.readings import CategoryReading, reading_of
from alongside.knowledge.schools.facts import SchoolFacts
from alongside.knowledge.schools.vocabulary import type_name
from alongside.work.priority.facts import Evidence, Holds, Limb, Status
from alongside.work.priority.policies import BY_AGREEMENT, Priority

if TYPE_CHECKING:
    from alongside.work.priority.rules import VerdictInFull

NO_TYPE = "no loaded file says what type of school it was on that day"
NOT_KNOWN_OPEN = "no loaded file says whether the school was open on that day"


def no_definition(policy: Priority) -> str:
    return f"no definition of a Priority School is known for days before {day(policy.versions[0].first_day)}"


def outside(school: SchoolFacts, policy: Priority) -> str:
    """Why the contract does not reach a school of this type."""
    for part in policy.out_of_contract:
        if school.type in part.types or school.group in part.groups:
            return part.says
    return f"the contract covers maintained schools, and this is another kind ({type_name(school.type)})"


def not_open(school: SchoolFacts, on: date) -> str:
    if school.closed and school.closed < on:
        return f"the school had closed by then (its last day was {day(school.closed)})"
    if school.opened and school.opened > on:
        return f"the school had not opened by then (it opened on {day(school.opened)})"
    return "the school was not open on that day"


def limb(verdict: VerdictInFull, key: str) -> Limb:
    """One limb of a verdict with its sentence and evidence."""
    holds = Holds.of(verdict.answers[key])
    name = verdict.policy.name_of(key)
    if key in BY_AGREEMENT:
        return _agreed(verdict, key, name, holds)
    rests_on = _rests_on(verdict, key)
    missing = _missing_for(verdict, key) if holds is Holds.CANNOT_TELL else ""
    says = f"cannot be told: {missing}" if missing else _says(verdict, key, holds)
    return Limb(
        key=key,
        name=name,
        holds=holds,
        says=says,
        since=verdict.spell.limbs.get(key) if holds is Holds.YES else None,
        since_at_least=holds is Holds.YES and key in verdict.spell.open_ended,
        missing=missing,
        evidence=tuple(_evidence(verdict, one) for one in rests_on),
    )


def because(verdict: VerdictInFull) -> str:
    """The reason for a verdict in one sentence, without a full stop."""
    if verdict.status is Status.UNDETERMINED:
        return f"Cannot be told: {verdict.missing}"
    if verdict.outside:
        return f"Out of contract: {verdict.outside}"
    if verdict.shut:
        return f"Not open: {verdict.shut}"
    newest = verdict.grounds.newest
    if verdict.status is Status.LISTED:
        names = joined([verdict.policy.name_of(key).lower() for key in verdict.held])
        return f"{names[:1].upper()}{names[1:]}{_by(newest) if _inspected(verdict) else ''}"
    if newest is None:
        return "Not inspected yet, and nothing else is agreed"
    if newest.urn != verdict.urn:
        return f"Its newest grade was given to a predecessor (URN {newest.urn}), which does not by itself list it"
    return f"Its standing is: {reading_of(newest).words}{_by(newest)}"


def missing(verdict: VerdictInFull) -> str:
    """What would settle the limbs that cannot be told; each thing once."""
    told = [_missing_for(verdict, key) for key, answer in verdict.answers.items() if answer is None]
    return "; ".join(dict.fromkeys(filter(None, told)))


def _inspected(verdict: VerdictInFull) -> bool:
    return any(key not in BY_AGREEMENT for key in verdict.held)


def _by(newest: Inspection | None) -> str:
    return f" (inspection published {day(newest.published)})" if newest else ""


def _evidence(verdict: VerdictInFull, inspection: Inspection) -> Evidence:
    whose = "" if inspection.urn == verdict.urn else f" Given to a predecessor, URN {inspection.urn}."
    return Evidence(f"{wording.in_full(inspection)}.{whose}", inspection)


def _rests_on(verdict: VerdictInFull, key: str) -> list[Inspection]:
    count = 2 if key == "twice_requires_improvement" else 1
    return list(reversed(verdict.grounds.graded[-count:]))


def _says(verdict: VerdictInFull, key: str, holds: Holds) -> str:
    newest = verdict.grounds.newest
    if newest is None:
        return "the school has not been inspected yet"
    if newest.urn != verdict.urn:
        return f"the newest grade was given to a predecessor (URN {newest.urn}); it is no ground by itself"
    reading = reading_of(newest)
    if key in ("special_measures", "serious_weaknesses"):
        return _category_says(reading.category, key, holds)
    if key == "twice_requires_improvement":
        return _twice_says(verdict, holds)
    return f"by the newest graded inspection: {reading.words}"


def _category_says(category: CategoryReading, key: str, holds: Holds) -> str:
    if holds is Holds.NO and category.in_category:
        applies = category.category.words if category.category else "a category that the file does not state"
        return f"{applies} applies instead: {category.why}"
    if holds is Holds.YES and key == "serious_weaknesses" and category.category is None:
        return f"{category.why}; we list it here"
    return category.why


def _twice_says(verdict: VerdictInFull, holds: Holds) -> str:
    graded = verdict.grounds.graded
    if len(graded) < 2:
        return "there is only one graded inspection"
    newest, before = graded[-1], graded[-2]
    if holds is Holds.YES:
        return f"{reading_of(before).words} (published {day(before.published)}), then {reading_of(newest).words}"
    if before.urn != verdict.urn:
        return f"the inspection before it was of a predecessor (URN {before.urn}), and the two are not counted together"
    return f"the two newest graded inspections say: {reading_of(before).words}; then {reading_of(newest).words}"


def _missing_for(verdict: VerdictInFull, key: str) -> str:
    known, newest = verdict.grounds.known, verdict.grounds.newest
    if not known.newest or newest is None:
        return known.why or "no loaded file covers the school"
    if key == "twice_requires_improvement":
        floor = known.floor
        if floor is not None:
            return f"no loaded file tells of the graded inspection before the one published {day(newest.published)}"
    reading = reading_of(newest)
    if not reading.whole:
        return f"the grades that inspection {newest.number} carried on that day are in no loaded file"
    if reading.category.possible:
        return f"which category applies after inspection {newest.number}: {reading.category.why}"
    return f"the loaded file gives no grade for inspection {newest.number}"


def _agreed(verdict: VerdictInFull, key: str, name: str, holds: Holds) -> Limb:
    facts = verdict.facts
    agreed = [one for one in facts.agreements if one.limb == key and one.in_force(facts.on)]
    if holds is Holds.CANNOT_TELL:
        says = "agreed, but it cannot be told whether an inspection already lists the school"
    elif agreed:
        says = f"agreed by the partnership and the council on {day(agreed[0].agreed_on())}: {agreed[0].why}"
        if holds is Holds.NO:
            says += "; it adds nothing, because an inspection lists the school or a ground is missing"
    else:
        says = "no such agreement of the partnership and the council is recorded for that day"
    evidence = tuple(Evidence(says) for _ in agreed[:1]) if holds is Holds.YES else ()
    since = verdict.spell.limbs.get(key) if holds is Holds.YES else None
    return Limb(key, name, holds, says, since, evidence=evidence)
