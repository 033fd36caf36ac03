"""policies/hosting.yaml: how long a host may take to answer, and when guests are asked whether it worked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from alongside.floor.kernel import policy

AtLeastOne = Annotated[int, Field(ge=1)]


class Hosting(policy.Policy):
    answer_within_days: AtLeastOne
    remind_after_days: AtLeastOne
    days_offered_at_most: AtLeastOne
    days_ahead_at_most: AtLeastOne
    ask_after_weeks: AtLeastOne


def hosting() -> Hosting:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("hosting", Hosting)
