"""The shape of policies/ofsted_calls.yaml: who is told of a call, and which published inspection came of it."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from alongside.floor.accounts.roles import roles
from alongside.floor.kernel import policy


class Kind(policy.Part):
    """What they said it is; `becomes`: the kinds of inspection (inspections.facts.Kind) that may come of it."""

    title: str
    becomes: tuple[str, ...]


class Example(policy.Part):
    """A worked example; it runs as a test."""

    says: str
    kind: str
    called: date
    began: date
    was: str
    same: bool


class Calls(policy.Policy):
    """policies/ofsted_calls.yaml."""

    tells: tuple[str, ...]
    tells_of_maintained: tuple[str, ...]
    kinds: dict[str, Kind]
    begins_before_call_by: int = Field(ge=0)
    begins_after_call_within: int = Field(ge=1)
    waits_long_after_days: int = Field(ge=1)
    report_cards_since: date
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _tells_roles_that_there_are(self) -> Calls:
        if odd := sorted({*self.tells, *self.tells_of_maintained} - roles().roles.keys()):
            raise ValueError(f"it tells the role {odd[0]!r}, and there is no such role")
        return self


def calls() -> Calls:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("ofsted_calls", Calls)
