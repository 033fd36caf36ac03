"""policies/practice.yaml: the ladder of evidence, what can come of trying, what is checked before publishing."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from alongside.floor.kernel import policy


class Step(policy.Part):
    """A step of the ladder of evidence."""

    key: str
    name: str
    says: str


class Practice(policy.Policy):
    """The whole policy. `evidence`: the weakest first. `check`: what whoever publishes has made sure of."""

    evidence: tuple[Step, ...]
    worked: dict[str, str]
    check: tuple[str, ...]
    ask_again_months: int = Field(ge=1)

    @cached_property
    def steps(self) -> dict[str, Step]:
        return {one.key: one for one in self.evidence}

    def evidence_name(self, key: str) -> str:
        return self.steps[key].name if key in self.steps else key


def practice() -> Practice:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("practice", Practice)
