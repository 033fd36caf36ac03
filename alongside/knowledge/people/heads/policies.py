"""The shape of policies/heads.yaml: when two names are one person's, and which changes are shown."""

from __future__ import annotations

from alongside.floor.kernel import policy


class Example(policy.Part):
    a: str
    b: str
    same: bool
    says: str


class Heads(policy.Policy):
    """Words are in small letters without accents. `nobody`: what files write where there is no head."""

    raised_within_days: int
    titles: frozenset[str]
    of_men: frozenset[str]
    of_women: frozenset[str]
    after_the_name: frozenset[str]
    nobody: frozenset[str]
    examples: tuple[Example, ...]


def heads() -> Heads:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("heads", Heads)
