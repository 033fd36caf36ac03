"""The shape of policies/needs.yaml: needs, the measures that show them, and when a district has one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.kernel import policy

Side = Literal["above", "below"]


class Sign(policy.Part):
    """A measure that shows a need: it is there where the district lies `margin` or more on that `side` of `against`.

    The margin is in the measure's own unit, a percentage point for a percentage.
    """

    measure: str
    side: Side
    against: Literal["city", "england"] = "england"
    margin: float = Field(ge=0)
    why: str = ""


class Need(policy.Part):
    key: str = Field(pattern=r"^[a-z-]{2,40}$")
    name: str
    says: str
    signs: tuple[Sign, ...] = ()
    nothing_loaded: str = ""  # what to say where no measure of it is loaded


class Example(policy.Part):
    """A worked example; it runs as a test."""

    says: str
    side: Side
    margin: float
    district: float | None
    reference: float | None
    there: bool | None


class Needs(policy.Policy):
    """policies/needs.yaml."""

    stale_after_days: int = Field(ge=1)
    needs: tuple[Need, ...]
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Needs:
        keys = [need.key for need in self.needs]
        if len(set(keys)) != len(keys):
            raise ValueError("needs: each key stands once")
        return self

    @cached_property
    def by_key(self) -> Mapping[str, Need]:
        return {need.key: need for need in self.needs}


def needs() -> Needs:
    """The needs of this installation. Raises PolicyError where the file is not right."""
    return policy.read("needs", Needs)
