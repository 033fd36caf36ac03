"""What a table shows of many schools: the figure, of how many schools and pupils it is, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.floor.kernel.missing import Missing
from alongside.floor.kernel.prose import counted, plural
from alongside.knowledge.results import wording
from alongside.knowledge.results.measures import Measure, Measures
from alongside.knowledge.results.rollup import RolledUp
from alongside.knowledge.results.standing_out import standing_out, swing


@dataclass(frozen=True, slots=True)
class Shown:
    """`says`: the figure or, where there is none, a word; `more`: what stands small below it; `head`: above it."""

    says: str
    known: bool
    more: str = ""
    head: str = ""


NOBODY = Shown("no school", False)


def shown(found: RolledUp | None, measure: Measure, policy: Measures) -> Shown:
    if found is None:
        return NOBODY
    if found.value is not None:
        return Shown(wording.number(found.value, measure), True, _of(found, measure, policy))
    if found.ours:
        few = found.counted < policy.protection.least_schools
        return Shown("not shown", False, _schools(found.counted) if few else "to protect small numbers")
    if found.unweighed:
        return Shown("not averaged", False, _schools(found.schools))
    why = wording.SHORT[found.why or Missing.NOT_LOADED]
    return Shown(why, False, _schools(found.schools))


def _of(found: RolledUp, measure: Measure, policy: Measures) -> str:
    without = found.schools - found.counted
    schools = f"{found.counted} of {_schools(found.schools)}" if without else _schools(found.schools)
    if measure.unit == "pupils" or found.pupils is None:
        return schools
    chance = within(found, measure)
    return f"{schools}, {found.pupils:,.0f} pupils" + (f", ±{chance:.{measure.decimals}f}" if chance else "")


def _schools(count: int) -> str:
    """In figures, as a table has them."""
    return f"{count:,} {plural(count, 'school')}"


def within(found: RolledUp, measure: Measure) -> float | None:
    """How far chance alone moves a percentage of so many pupils; None where that cannot be said, as of a percentage of
    sessions. The rule is that of policies/standing_out.yaml."""
    if measure.unit != "percent" or not measure.cohort or not found.pupils or found.value is None:
        return None
    return swing(found.value, found.pupils, standing_out().deviations)


def held_back(found: RolledUp | None) -> str:
    """A sentence on the schools whose figure the publisher holds back; empty where there is none."""
    if found is None or not found.held_back:
        return ""
    schools = counted(found.held_back, "school")
    verb = "has its figure" if found.held_back == 1 else "have their figures"
    begins = f"{schools[0].upper()}{schools[1:]} {verb} held back by the publisher, to protect pupils"
    return f"{begins}; no figure here has them in it."


def counted_pupils(found: RolledUp, measure: Measure) -> str:
    schools = counted(found.counted, "school")
    if measure.unit == "pupils" or not found.pupils:
        return schools
    return f"{schools} and {found.pupils:,.0f} pupils"
