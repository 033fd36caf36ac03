"""policies/strengths.yaml: where strengths come from, when they are old, which grades speak of them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from alongside.floor.kernel import policy
from alongside.floor.kernel.periods import add_months

Seen = Literal["own", "visit", "review", "inspection", "colleague"]


class Source(policy.Part):
    name: str
    old_after_months: int = Field(ge=1)


class Strengths(policy.Policy):
    """The whole policy. `grades`: of inspections, that speak of a strength. `from_concerns`: how the sources of
    policies/concerns.yaml are called here; those that are not named are a colleague's."""

    seen: dict[Seen, Source]
    grades: tuple[int | str, ...]
    from_concerns: dict[str, Seen] = {}

    def name(self, seen: str) -> str:
        found = self.seen.get(seen)  # type: ignore[call-overload]
        return found.name if found else seen

    def is_old(self, seen: str, last: date, on: date) -> bool:
        """Whether what was last seen on a day should be asked for again."""
        found = self.seen.get(seen)  # type: ignore[call-overload]
        return found is not None and add_months(last, found.old_after_months) < on


def strengths() -> Strengths:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("strengths", Strengths)
