"""Which ties count, for how much and how long: the shape of policies/isolation.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.kernel import policy

WHOLE = 1000  # a point is kept as so many thousandths, so that nothing is rounded twice
State = Literal["connected", "thin", "alone", "unknown"]


class Kind(policy.Part):
    """A kind of tie. `one`: as a sentence names one. `company`: it counts only where another school shares it."""

    key: str
    one: str
    weight: int = Field(ge=0, le=1000)
    most: int = Field(ge=0, le=1000)
    full_days: int = Field(ge=0, le=3660)
    gone_days: int = Field(ge=0, le=3660)
    company: bool = False

    @model_validator(mode="after")
    def _fades(self) -> Kind:
        if self.gone_days < self.full_days:
            raise ValueError(f"{self.key}: gone_days comes after full_days")
        return self

    @cached_property
    def scale(self) -> tuple[int, ...]:
        """Thousandths of a point by age in days; beyond the end, nothing. Age 0: it lasts, or is of that very day."""
        full = self.weight * WHOLE
        falling = self.gone_days - self.full_days
        return tuple(
            full if age <= self.full_days else full * (self.gone_days - age) // falling
            for age in range(max(1, self.gone_days))
        )


class Group(policy.Part):
    """Kinds of which one must be recorded somewhere, before who has none is said to have none."""

    key: str
    words: str
    kinds: tuple[str, ...] = Field(min_length=1)


class Invitation(policy.Part):
    """What a school is written, where nobody writes other words."""

    subject: str
    words: str


class ExampleTie(policy.Part):
    """A tie of an example. Without `ended_days_ago` a membership lasts, and what took place on a day is over."""

    kind: str
    days_ago: int
    ended_days_ago: int | None = None
    company: bool = True


class Example(policy.Part):
    """A worked example: these ties, all kinds recorded but those of `not_recorded`, make this state."""

    says: str
    ties: tuple[ExampleTie, ...]
    state: State
    points: int
    not_recorded: tuple[str, ...] = ()


class Isolation(policy.Policy):
    """policies/isolation.yaml."""

    connected_at: int
    thin_at: int
    kinds: tuple[Kind, ...]
    coverage: tuple[Group, ...]
    new_days: int
    later_days: int
    ask_days: int
    invitation: Invitation
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def _can_be_followed(self) -> Isolation:
        keys = [kind.key for kind in self.kinds]
        if len(set(keys)) != len(keys):
            raise ValueError("kinds: each stands once")
        if not 0 < self.thin_at <= self.connected_at:
            raise ValueError("thin_at lies above nothing, and not above connected_at")
        for group in self.coverage:
            if unknown := set(group.kinds) - set(keys):
                raise ValueError(f"coverage: there is no kind {', '.join(sorted(unknown))}")
        return self

    @cached_property
    def by_key(self) -> Mapping[str, Kind]:
        return {kind.key: kind for kind in self.kinds}

    @cached_property
    def scales(self) -> Mapping[str, tuple[int, ...]]:
        return {kind.key: kind.scale for kind in self.kinds}

    @cached_property
    def longest(self) -> int:
        """Days after which no tie counts that is over."""
        return max((kind.gone_days for kind in self.kinds), default=0)

    @cached_property
    def company_kinds(self) -> frozenset[str]:
        return frozenset(kind.key for kind in self.kinds if kind.company)


def isolation() -> Isolation:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("isolation", Isolation)
