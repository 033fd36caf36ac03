"""How much of what is wanted the loaded files give. Packages register a measure; the Data page shows them all.

Lower packages never ask: this page knows no school, only names, counts and where to see what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Covered:
    """One line: of so many, so many have it. `missing` is an address that lists those that do not, if there is one."""

    says: str
    have: int
    of: int
    from_what: str = ""  # the file that would give it
    missing: str = ""

    @property
    def share(self) -> float:
        """Per cent; 0 where there is nothing to cover."""
        return 100 * self.have / self.of if self.of else 0.0

    @property
    def per_cent(self) -> str:
        """Never rounded up to all of them, nor down to none."""
        if not self.of:
            return "none to cover"
        shown = round(self.share)
        if 0 < self.have < self.of:
            shown = min(99, max(1, shown))
        return f"{shown}%"

    @property
    def lacking(self) -> int:
        return self.of - self.have


Measure = Callable[[date], Sequence[Covered]]

_measures: dict[str, tuple[int, Measure]] = {}


def register(key: str, measure: Measure, *, order: int = 50) -> None:
    """Called from a package's AppConfig.ready(). The measure is handed today's date, and asks few queries."""
    _measures[key] = (order, measure)


def measured(today: date) -> list[Covered]:
    return [line for _, measure in sorted(_measures.values(), key=lambda pair: pair[0]) for line in measure(today)]
