"""Figures of many schools as one: means weighted by pupils, shares, sums. Arithmetic that knows why one is missing.

A mean is of the schools that have a figure, and says of how many; a sum is of all or of none. What the publisher holds
back is in neither. How small a mean may be, and what two of them together may give away, is the policy's
(`Measures.protection`): `protecting.py` looks at a whole table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Protection
from alongside.knowledge.results.values import Figure, gravest

PROTECTS_PUPILS = frozenset({Missing.SUPPRESSED, Missing.UNRELIABLE})


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What many figures come to; else why not.

    `schools`: how many were meant; `counted`: how many have a figure; `held_back`: whose figure the publisher holds
    back. `pupils`: of the schools counted, None where nobody says how many; then each school counts the same.
    `ours`: it is this house that does not show it, because too few schools or pupils are behind it, or because
    together with others it would tell of too few. `unweighed`: figures there are, but nobody says over how many pupils
    or entries each is, so that no mean can be told.
    """

    value: float | None
    why: Missing | None
    schools: int
    counted: int
    pupils: float | None
    held_back: int
    ours: bool = False
    unweighed: bool = False

    @property
    def weighted(self) -> bool:
        return self.pupils is not None

    def withheld(self) -> RolledUp:
        """The same without its value and its pupils."""
        return RolledUp(None, Missing.SUPPRESSED, self.schools, self.counted, None, self.held_back, ours=True)


def mean(figures: Sequence[Figure], protection: Protection) -> RolledUp:
    """The mean over the pupils of all schools that have a figure. A school of unknown size weighs nothing, unless none
    is known: then all schools weigh the same. One of no pupils weighs nothing either."""
    found = plain_mean(figures)
    return found if found.value is None or is_enough(found, protection) else found.withheld()


def plain_mean(figures: Sequence[Figure], *, must_weigh: bool = False) -> RolledUp:
    """The mean without protection: for `protecting.py`, which looks at a whole table at once.

    `must_weigh`: schools of unknown size are not taken as equal, which would set one year on another footing than the
    next, but leave the mean unknown."""
    known = [figure for figure in figures if figure.value is not None]
    sized = [figure for figure in known if figure.cohort is not None]
    if any(figure.cohort for figure in sized):
        counted = [figure for figure in sized if figure.cohort]
        pupils: float | None = sum(figure.cohort or 0.0 for figure in counted)
        value: float | None = sum((figure.value or 0.0) * (figure.cohort or 0.0) for figure in counted) / (pupils or 1)
    elif must_weigh and known and not sized:
        return replace(_rolled(figures, None, len(known), None, Missing.NOT_RECORDED), unweighed=True)
    else:
        counted, pupils = ([], 0.0) if sized else (known, None)
        value = sum(figure.value or 0.0 for figure in counted) / len(counted) if counted else None
    return _rolled(figures, value, len(counted), pupils)


def share(parts: Sequence[Figure], wholes: Sequence[Figure], protection: Protection) -> RolledUp:
    """What percentage the parts are of the wholes, over the schools for which both are known. `parts` and `wholes` are
    counts of pupils, school by school in the same order; raises ValueError where they are not as many."""
    both = [
        (part, whole)
        for part, whole in zip(parts, wholes, strict=True)
        if part.value is not None and whole.value is not None and whole.value > 0
    ]
    pupils = sum(whole.value or 0.0 for _, whole in both)
    value = 100 * sum(part.value or 0.0 for part, _ in both) / pupils if pupils else None
    unknown = [part if part.value is None else whole for part, whole in zip(parts, wholes, strict=True)]
    found = _rolled(unknown, value, len(both), pupils)
    return found if value is None or is_enough(found, protection) else found.withheld()


def total(figures: Sequence[Figure], protection: Protection) -> RolledUp:
    """The sum, of all or of none: where one is missing, the sum is missing for the gravest reason. What does not apply
    to a school, or was never loaded for it, is no part of it."""
    found = plain_total(figures)
    return found if found.value is None or is_enough(found, protection) else found.withheld()


def plain_total(figures: Sequence[Figure]) -> RolledUp:
    """The sum without protection: for `protecting.py`."""
    meant = [figure for figure in figures if figure.why not in (Missing.NOT_APPLICABLE, Missing.NOT_LOADED)]
    missing = [figure.why for figure in meant if figure.value is None]
    known = [figure.value for figure in meant if figure.value is not None]
    value = sum(known) if known and not missing else None
    return _rolled(figures, value, len(known), value, gravest(missing) if missing else None)


def cannot(figures: Sequence[Figure]) -> RolledUp:
    """What stands where a mean cannot be told from the schools: they are averages over what nobody counted."""
    known = sum(figure.known for figure in figures)
    return replace(_rolled(figures, None, known, None), unweighed=bool(known))


def is_enough(found: RolledUp, protection: Protection) -> bool:
    """Whether a mean over so many schools and pupils may be shown. No pupils at all are nobody's secret."""
    few_pupils = found.pupils is not None and 0 < found.pupils < protection.least_pupils
    return found.counted >= protection.least_schools and not few_pupils


def _rolled(
    figures: Sequence[Figure],
    value: float | None,
    counted: int,
    pupils: float | None,
    why: Missing | None = None,
) -> RolledUp:
    if value is None:
        why = why or gravest(figure.why for figure in figures if figure.value is None)
    return RolledUp(
        value=value,
        why=None if value is not None else why,
        schools=len(figures),
        counted=counted,
        pupils=pupils,
        held_back=sum(figure.why in PROTECTS_PUPILS for figure in figures),
    )
