"""An authority's published figure, worked out again from its schools; and where the two differ, why that may be.

Pure. Counts are added up; anything else is averaged, each school by its pupils. Never is a number given from which the
figure of a few schools could be told whose figures the publisher holds back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.floor.kernel.missing import Missing
from alongside.floor.kernel.prose import counted, number, sentence
from alongside.knowledge.results.layers import places
from alongside.knowledge.results.measures import Measure, Protection
from alongside.knowledge.results.rollup import PROTECTS_PUPILS, plain_mean
from alongside.knowledge.results.values import Figure

_OVER_ENTRIES = (
    "It is an average over entries, and no table says how many entries each school had: what the schools come to "
    "cannot be worked out."
)


class Agreement(StrEnum):
    """How a published total stands to the schools below it."""

    SAME = "the same, rounded"
    OTHER_PUPILS = "other pupils are in it"
    DIFFERENT = "different, and the table does not say why"
    NOT_SHOWN = "not worked out, to protect pupils"
    CANNOT = "not to be worked out from the schools"
    NOTHING = "nothing to compare"


@dataclass(frozen=True, slots=True)
class School:
    """One school's figure. `funded`: whether it is a state-funded school, None where that is not known."""

    figure: Figure
    funded: bool | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What the schools come to (None where it is not to be shown), next to what is published.

    `schools` and `pupils` are those that count in it. `says`: sentences for the page, whole and in order.
    """

    agreement: Agreement
    worked_out: float | None
    published: Figure
    schools: int
    pupils: float | None
    says: tuple[str, ...]


def recompute(
    measure: Measure,
    schools: Sequence[School],
    published: Figure,
    protection: Protection,
    *,
    state_funded: bool = True,
) -> Total:
    """The published figure of an area against its schools. `published.cohort`: how many pupils it speaks of.

    `state_funded`: the published row counts state-funded schools, so that independent ones are left out here.
    """
    meant = [school.figure for school in schools if not (state_funded and school.funded is False)]
    known = [figure for figure in meant if figure.value is not None]
    if published.value is None or not known:
        return Total(Agreement.NOTHING, None, published, 0, None, ())
    if measure.over == "entries":
        return Total(Agreement.CANNOT, None, published, len(known), None, (_OVER_ENTRIES,))
    is_count = measure.unit == "pupils"
    mean = plain_mean(known)
    value = sum(figure.value or 0.0 for figure in known) if is_count else mean.value
    if value is None:
        return Total(Agreement.NOTHING, None, published, 0, None, ())
    pupils = value if is_count else mean.pupils
    held_back = [figure for figure in meant if figure.why in PROTECTS_PUPILS]
    gives_away = is_count and 0 < len(held_back) < protection.least_schools
    agreement = Agreement.NOT_SHOWN if gives_away else _agreement(measure, value, pupils, known, published)
    says = [*_beginning(agreement, len(known)), *_left_out(schools, meant, held_back)]
    if agreement is Agreement.OTHER_PUPILS:
        says += _others(published, pupils, is_count=is_count)
    if agreement is Agreement.DIFFERENT:
        says.append("The table does not say why the two differ.")
    return Total(agreement, None if gives_away else value, published, len(known), pupils, tuple(says))


def _agreement(
    measure: Measure, value: float, pupils: float | None, known: Sequence[Figure], published: Figure
) -> Agreement:
    assert published.value is not None
    apart = published.value - value
    if abs(apart) <= tolerance(measure, known, published):
        return Agreement.SAME
    if measure.unit == "pupils":
        return Agreement.OTHER_PUPILS if apart > 0 else Agreement.DIFFERENT
    return Agreement.OTHER_PUPILS if _could_be(measure, value, pupils, known, published) else Agreement.DIFFERENT


def tolerance(measure: Measure, known: Sequence[Figure], published: Figure) -> float:
    """How far apart rounding alone can put the two: half of the last decimal of the total, and of the schools'."""
    if measure.unit == "pupils":
        return 0.0
    of_schools = max((places(figure.value or 0.0) for figure in known), default=0)
    of_total = min(places(published.value or 0.0) or measure.decimals, of_schools)
    return 0.5 * 10**-of_total + 0.5 * 10**-of_schools + 1e-9


def _could_be(measure: Measure, value: float, pupils: float | None, known: Sequence[Figure], published: Figure) -> bool:
    """Whether pupils who are in the published figure, and in no school's here, could make the difference: whether their
    own average would be a possible one. Where it is not known how many they are, it cannot be told."""
    if published.cohort is None or pupils is None or published.value is None:
        return False
    others = published.cohort - pupils
    if others < 1:
        return False
    near = tolerance(measure, known, published)
    low, high = _possible(measure, known)
    theirs = [(wanted * published.cohort - value * pupils) / others for wanted in _around(published.value, near)]
    return max(theirs) >= low and min(theirs) <= high


def _around(value: float, near: float) -> tuple[float, float]:
    return (value - near, value + near)


def _possible(measure: Measure, known: Sequence[Figure]) -> tuple[float, float]:
    """Between which bounds an average of pupils can lie."""
    if measure.unit == "percent":
        return (0.0, 100.0)
    values = [figure.value or 0.0 for figure in known]
    room = max(values) - min(values)  # small schools lie further out than those that have a figure
    lowest = min(values) - room
    return (max(0.0, lowest) if min(values) >= 0 else lowest, max(values) + room)


def _beginning(agreement: Agreement, schools: int) -> list[str]:
    if agreement is Agreement.NOT_SHOWN:
        return [
            "What the schools come to is not shown: the figure of a school that is held back could be told from it."
        ]
    of = f"{counted(schools, 'school')} with a figure"
    if agreement is Agreement.SAME:
        return [f"Worked out from the {of}, it comes to the same, but for rounding."]
    return [f"Worked out from the {of}, it comes to something else."]


def _left_out(schools: Sequence[School], meant: Sequence[Figure], held_back: Sequence[Figure]) -> list[str]:
    says = []
    independent = len(schools) - len(meant)
    if independent:
        verb = "is" if independent == 1 else "are"
        says.append(
            f"The published figure counts state-funded schools; {counted(independent, 'independent school')} {verb} "
            "left out here too."
        )
    if len(held_back) == 1:
        says.append("One school of few pupils counts in the published figure, but its own is held back.")
    elif held_back:
        many = sentence(counted(len(held_back), "school")).rstrip(".")
        says.append(f"{many} of few pupils count in the published figure, but their own are held back.")
    others = [
        figure
        for figure in meant
        if figure.value is None and figure.why not in PROTECTS_PUPILS and figure.why is not Missing.NO_ENTRIES
    ]
    if others:
        verb = "has" if len(others) == 1 else "have"
        many = sentence(counted(len(others), "school")).rstrip(".")
        says.append(f"{many} {verb} no figure for another reason.")
    return says


def _others(published: Figure, pupils: float | None, *, is_count: bool) -> list[str]:
    total = published.value if is_count else published.cohort
    if total is None or pupils is None:
        return []
    more = round(total - pupils)
    return [
        f"The published figure counts {number(more)} pupils more than the schools listed here: those of schools whose "
        "figures are held back, and of schools that are not in the table, such as those that have closed, pupil "
        "referral units and hospital schools."
    ]
