"""The shapes of the policies that inspections are read by: policies/eras.yaml and policies/inspection_windows.yaml."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from alongside.floor.kernel import policy
from alongside.knowledge.inspections.facts import Era, Kind


class EraPart(policy.Part):
    """One way of grading, from its first day until the next one's."""

    key: Era
    title: str
    first_day: date | None
    words: str


class Eras(policy.Policy):
    """policies/eras.yaml."""

    eras: tuple[EraPart, ...]
    two_report_cards_from: date

    @model_validator(mode="after")
    def _in_order(self) -> Eras:
        days = [part.first_day or date.min for part in self.eras]
        if days != sorted(set(days)) or self.eras[0].first_day is not None:
            raise ValueError("eras: each begins after the one before it, and the first has no first day")
        return self

    def of(self, day: date) -> Era:
        """The era in which an inspection that began on this day was graded."""
        return next(part.key for part in reversed(self.eras) if (part.first_day or date.min) <= day)


class Interval(policy.Part):
    """How long after something an inspection is usual. Months, or whole academic years to the end of August."""

    months: int | None = None
    academic_years: int | None = None
    after: Literal["inspected", "published", "opened"] = "inspected"

    @model_validator(mode="after")
    def _one_measure(self) -> Interval:
        if (self.months is None) == (self.academic_years is None):
            raise ValueError("give months or academic_years, one of the two")
        return self


class Usual(policy.Part):
    """What is usual for schools of one kind: from when, by when, in which words, how sure."""

    when: Literal["new", "category", "needs_attention", "improve", "graded_next", "no_concern", "not_known"]
    earliest: Interval | None = None
    latest: Interval | None = None
    says: str
    sure: str


class Regime(policy.Part):
    """How inspections were timed from a day on."""

    first_day: date | None
    words: str
    usual: tuple[Usual, ...]

    @cached_property
    def rules(self) -> dict[str, Usual]:
        return {usual.when: usual for usual in self.usual}

    @model_validator(mode="after")
    def _whole(self) -> Regime:
        if missing := {"new", "category", "no_concern", "not_known"} - set(self.rules):
            raise ValueError(f"regimes: nothing is said for {', '.join(sorted(missing))}")
        return self


class Windows(policy.Policy):
    """policies/inspection_windows.yaml."""

    by_law_academic_years: int
    by_law_says: str
    counts: tuple[Kind, ...]
    graded_next_outcomes: tuple[str, ...]
    new_for_years: int
    regimes: tuple[Regime, ...]

    def regime_of(self, day: date) -> Regime:
        for regime in reversed(self.regimes):
            if regime.first_day is None or regime.first_day <= day:
                return regime
        raise LookupError(f"no regime is given for {day}")


def eras() -> Eras:
    return policy.read("eras", Eras)


def windows() -> Windows:
    return policy.read("inspection_windows", Windows)
