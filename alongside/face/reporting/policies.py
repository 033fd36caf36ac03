"""The shapes of policies/contracts.yaml and policies/gap.yaml."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from alongside.floor.kernel import policy


class Change(policy.Part):
    """What was varied while a contract ran; `when` as the papers give it."""

    when: str
    says: str


class Contract(policy.Part):
    key: str = Field(pattern=r"^[0-9a-z-]{2,20}$")
    title: str
    first_day: date
    last_day: date | None = None
    term: str
    covers: tuple[str, ...]
    leaves_out: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    ours: str = ""

    def runs_on(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class Contracts(policy.Policy):
    """policies/contracts.yaml."""

    contracts: tuple[Contract, ...]

    @model_validator(mode="after")
    def _in_order(self) -> Contracts:
        days = [contract.first_day for contract in self.contracts]
        keys = {contract.key for contract in self.contracts}
        if days != sorted(set(days)) or len(keys) != len(days):
            raise ValueError("contracts: oldest first, each key and first day once")
        return self

    def begun(self, day: date) -> list[Contract]:
        """Those that had begun by a day, newest first."""
        return [contract for contract in reversed(self.contracts) if contract.first_day <= day]


class Groups(policy.Part):
    """Two groups of pupils (results.measures.GROUPS): how far the first lies behind the second."""

    lower: str
    upper: str


class GapPolicy(policy.Policy):
    """policies/gap.yaml."""

    least_years: int = Field(ge=2)
    few_schools: int = Field(ge=1)
    phases: tuple[str, ...]
    groups: tuple[Groups, ...] = ()


def contracts() -> Contracts:
    """The contracts of this installation. Raises PolicyError where the file is not right."""
    return policy.read("contracts", Contracts)


def gap_policy() -> GapPolicy:
    """How the gap is told. Raises PolicyError where the file is not right."""
    return policy.read("gap", GapPolicy)
