"""policies/helping.yaml: when the other school is reminded, and how far back help is recorded."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from alongside.floor.kernel import policy


class Helping(policy.Policy):
    remind_after_days: Annotated[int, Field(ge=1)]
    days_back_at_most: Annotated[int, Field(ge=1)]


def helping() -> Helping:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("helping", Helping)
