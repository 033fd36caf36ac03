"""Numbers as published, and why one is missing. Arithmetic carries the reason through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from alongside.floor.kernel.missing import Missing

# How a reason stands in Result.values.
CODES = {
    "c": Missing.SUPPRESSED,
    "p": Missing.NOT_PUBLISHED,
    "z": Missing.NOT_APPLICABLE,
    "e": Missing.NO_ENTRIES,
    "u": Missing.UNRELIABLE,
    "r": Missing.NOT_RECORDED,
    "s": Missing.SMALL,
}
CODE_OF = {reason: code for code, reason in CODES.items()}


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one place in one year: a number, or why there is none.

    `low` and `high`: a published confidence interval. `cohort`: pupils it speaks of, None where nobody says. `load` and
    `row`: the file that says so, 0 for what was worked out here. `period`: the year as people say it, with the word
    *provisional* where it is; empty for what was worked out here.
    """

    measure: str
    year: int
    value: float | None
    why: Missing | None = None
    low: float | None = None
    high: float | None = None
    cohort: float | None = None
    published: date | None = None
    load: int = 0
    row: int = 0
    period: str = ""

    @property
    def provisional(self) -> bool:
        return self.period.endswith("provisional")

    @property
    def known(self) -> bool:
        return self.value is not None


def missing(measure: str, year: int, why: Missing = Missing.NOT_LOADED) -> Figure:
    return Figure(measure, year, None, why)


def gravest(reasons: Iterable[Missing | None]) -> Missing:
    """The reason to give for a sum that several missing figures spoil: what protects pupils comes first."""
    order = list(Missing)
    return min((reason for reason in reasons if reason), key=order.index, default=Missing.NOT_LOADED)


def difference(one: Figure, other: Figure) -> Figure:
    """`one` less `other`, of the measure and year of `one`; missing for the graver reason where either is missing."""
    if one.value is None or other.value is None:
        why = gravest(figure.why for figure in (one, other) if not figure.known)
        return replace(one, value=None, why=why, low=None, high=None, load=0, row=0)
    return replace(one, value=one.value - other.value, low=None, high=None, load=0, row=0)
