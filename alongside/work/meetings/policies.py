"""The shape of policies/meetings.yaml: kinds of meetings, who is invited, how many must be there."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.accounts.roles import roles
from alongside.floor.kernel import policy


class Quorum(policy.Part):
    """How many must be there. `share` is in a hundred of those invited who count; `each` so many of a role."""

    counts: tuple[str, ...]
    least: int = Field(default=0, ge=0)
    share: int = Field(default=0, ge=0, le=100)
    each: dict[str, int] = {}


class Kind(policy.Part):
    """A kind of meeting. `of`: whose it is; `invites`: by role, at the district, its schools, in the body, or at the
    schools that belong to the circle today (by the ledger of ties).

    `points`: whether what schools raise in it is followed as *you said, we did*.
    """

    title: str
    says: str
    of: Literal["district", "body", "circle"]
    invites: tuple[str, ...]
    papers_days: int = Field(ge=0)
    points: bool = False
    quorum: Quorum


class Example(policy.Part):
    """A worked example; it runs as a test."""

    says: str
    kind: str
    here: tuple[str, ...]
    away: tuple[str, ...]
    met: bool


class Meetings(policy.Policy):
    """policies/meetings.yaml."""

    answer_within_days: int = Field(ge=1)
    kinds: dict[str, Kind]
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _invites_roles_that_there_are(self) -> Meetings:
        for key, kind in self.kinds.items():
            named = {*kind.invites, *kind.quorum.counts, *kind.quorum.each}
            if odd := sorted(named - roles().roles.keys()):
                raise ValueError(f"{key} names the role {odd[0]!r}, and there is no such role")
        return self


def meetings() -> Meetings:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("meetings", Meetings)
