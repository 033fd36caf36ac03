"""Which contacts count, whom to reach and how often, when terms begin: policies/heard.yaml."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import model_validator

from alongside.floor.accounts.roles import roles
from alongside.floor.kernel import policy

Every = Literal["term", "year"]


class Term(policy.Part):
    """A third of the school year, by the day and month on which it begins."""

    key: str
    name: str
    month: int
    day: int


class Target(policy.Part):
    """Whom to reach, and how often. `people` and `one` name them in a sentence."""

    role: str
    people: str
    one: str
    every: Every
    words: str


class Heard(policy.Policy):
    """policies/heard.yaml."""

    terms: tuple[Term, ...]
    counts: frozenset[str]
    targets: tuple[Target, ...]

    @model_validator(mode="after")
    def _can_be_followed(self) -> Heard:
        if self.terms[0].month != 9 or self.terms[0].day != 1:
            raise ValueError("terms: the first begins with the school year, on 1 September")
        for target in self.targets:
            if target.role not in roles().roles:
                raise ValueError(f"targets: there is no role {target.role!r}")
        return self

    @cached_property
    def by_role(self) -> dict[str, Target]:
        return {target.role: target for target in self.targets}


def heard() -> Heard:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("heard", Heard)
