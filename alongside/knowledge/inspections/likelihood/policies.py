"""The shape of policies/likelihood.yaml."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.kernel import policy


class Pause(policy.Part):
    """A stretch without routine inspections. `resumed`: the first day on which they were made again."""

    first: date
    resumed: date
    words: str
    source: str


class Framework(policy.Part):
    """A change of framework or rules. `carries_over`: whether what was learnt before it still tells when."""

    first_day: date
    words: str
    carries_over: bool
    why: str
    source: str


class Exemption(policy.Part):
    """Outstanding schools that were not inspected for years and are taken in order since."""

    last_inspected_before: date
    ended: date
    says: str
    source: str


class Line(policy.Part):
    """A line in which schools wait. `windows`: keys of the rules of policies/inspection_windows.yaml that lead here.

    `forgets`: a later inspection makes a file of latest inspections forget an ungraded one that a school here had.
    `like`: the line whose experience is taken where this one has none.
    """

    key: str
    title: str
    windows: tuple[str, ...] = ()
    forgets: Literal["never", "when old", "always"] = "never"
    like: str = ""
    says: str


class Feature(policy.Part):
    """Something the model is shown, and in which direction alone it may move the chance."""

    key: Literal["position", "late", "since", "line", "month", "phase"]
    direction: Literal["up", "down", "either"]
    says: str
    reason: str


class Training(policy.Part):
    """What the model learns from, and when there is too little of it."""

    months: int = Field(gt=0)
    least_events: int = Field(gt=0)
    least_events_to_try: int = Field(gt=0)
    least_months: int = Field(gt=0)
    published_within_days: int = Field(gt=0)
    forgotten_after_months: int = Field(gt=0)
    pace_over_months: int = Field(gt=0)
    pace_needs_months: int = Field(gt=0)
    pace_needs_events: int = Field(gt=0)
    held_out_share: float = Field(gt=0, lt=1)
    held_out_least_events: int = Field(gt=0)


class Page(policy.Part):
    """Which forecaster the page uses. A rule of thumb gives an order and no chance: the model is used where its order
    is no worse (`worse_by_at_most`, of AUC) and its chances come true in each fifth (`true_within_points` of 100)."""

    uses: Literal["model where it holds", "window"]
    worse_by_at_most: float
    true_within_points: float
    checked_over_months: int
    why: str
    contest: str
    stale_after_days: int


class Likelihoods(policy.Policy):
    """policies/likelihood.yaml."""

    horizons_months: tuple[int, ...]
    bands: tuple[float, ...]
    lines: tuple[Line, ...]
    features: tuple[Feature, ...]
    pauses: tuple[Pause, ...]
    frameworks: tuple[Framework, ...]
    exemption: Exemption
    training: Training
    page: Page

    @cached_property
    def line_of(self) -> dict[str, str]:
        """The line that a rule of windows leads to."""
        return {window: line.key for line in self.lines for window in line.windows}

    @cached_property
    def by_key(self) -> dict[str, Line]:
        return {line.key: line for line in self.lines}

    @model_validator(mode="after")
    def _whole(self) -> Likelihoods:
        if missing := {"first", "again", "asked", "usual", "exempt"} ^ {line.key for line in self.lines}:
            raise ValueError(f"lines: each of first, again, asked, usual and exempt once; see {', '.join(missing)}")
        if list(self.horizons_months) != sorted(set(self.horizons_months)):
            raise ValueError("horizons_months: in order, each once")
        days = [framework.first_day for framework in self.frameworks]
        if days != sorted(days):
            raise ValueError("frameworks: in order of their first day")
        return self

    def learns_from(self, on: date) -> Framework | None:
        """The newest change by a day over which history does not carry; None where there is none."""
        breaks = [one for one in self.frameworks if one.first_day <= on and not one.carries_over]
        return breaks[-1] if breaks else None


def likelihoods() -> Likelihoods:
    return policy.read("likelihood", Likelihoods)
