"""policies/families.yaml: kinds of families, what a suggestion rests on, which figures members may share."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.kernel import policy


class Kind(policy.Part):
    """A kind of family. `agreed`: one that a school proposes stands once the office agrees; without it, whoever runs it
    records it. `counts`: a school that is in one is not without a family. `tie`: what its membership is in the ledger.
    """

    title: str
    says: str
    tie: Literal["family", "network", "trust"]
    agreed: bool = False
    counts: bool = False


class Weights(policy.Part):
    """How much each reason counts at most."""

    near: float = Field(ge=0)
    same_phase: float = Field(ge=0)
    next_phase: float = Field(ge=0)
    intake: float = Field(ge=0)
    gives: float = Field(ge=0)
    gets: float = Field(ge=0)


class Suggestions(policy.Part):
    """What a suggestion rests on. Distances are straight, in kilometres; intakes are apart by steps, as in
    policies/similar_schools.yaml."""

    most: int = Field(ge=1)
    far_km: float = Field(gt=0)
    next_phase_km: float = Field(gt=0)
    alike_steps: float = Field(gt=0)
    topics_count: int = Field(ge=1)
    members_at_most: int = Field(ge=2)
    weights: Weights


class Families(policy.Policy):
    """policies/families.yaml. `figures`: keys of measures by the phase of the school."""

    kinds: dict[str, Kind]
    next_phases: tuple[tuple[str, str], ...]
    suggestions: Suggestions
    figures: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _one_kind_counts(self) -> Families:
        if not any(kind.counts for kind in self.kinds.values()):
            raise ValueError("kinds: at least one counts as a school's family")
        return self

    @property
    def counting(self) -> list[str]:
        """The kinds that make a school one with a family."""
        return [key for key, kind in self.kinds.items() if kind.counts]


def families() -> Families:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("families", Families)
