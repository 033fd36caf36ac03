"""policies/concerns.yaml: areas, sources, weights, directions, and the days after which something is due."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from alongside.floor.kernel import policy

Kind = Literal["concern", "strength"]
CONCERN, STRENGTH = "concern", "strength"
TRUST, REGIONAL_DIRECTOR = "trust", "regional-director"


class Weight(policy.Part):
    """How heavy something is. `refer`: an academy's concern of this weight is referred."""

    key: str
    name: str
    weigh_again_days: int
    refer: bool = False


class Referring(policy.Part):
    within_days: int
    chase_after_days: int
    to: dict[Literal["trust", "regional-director"], str]
    means: dict[str, str]


class Concerns(policy.Policy):
    """The whole policy. Names stand under their keys, weights from the lightest up."""

    tell_within_days: int
    referral: Referring
    areas: dict[str, str]
    sources: dict[str, str]
    weights: dict[Kind, tuple[Weight, ...]]
    directions: dict[str, str]

    @model_validator(mode="after")
    def _has_weights_of_both(self) -> Concerns:
        if set(self.weights) != {CONCERN, STRENGTH}:
            raise ValueError("weights: say them for concern and for strength")
        keys = [weight.key for weights in self.weights.values() for weight in weights]
        if len(set(keys)) != len(keys):
            raise ValueError("weights: each has a key of its own")
        return self

    def weight(self, key: str) -> Weight | None:
        """A weight by its key; None for one that an older policy had."""
        return next((one for weights in self.weights.values() for one in weights if one.key == key), None)

    def weight_name(self, key: str) -> str:
        found = self.weight(key)
        return found.name if found else key


def concerns() -> Concerns:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("concerns", Concerns)
