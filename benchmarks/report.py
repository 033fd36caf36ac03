"""One line a figure: what was measured, what it may be, what it is."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import NamedTuple


class Took(NamedTuple):
    """Seconds by the clock, and by the processor: where the two lie far apart, the machine was busy with others."""

    seconds: float
    processor: float

    @classmethod
    def now(cls) -> Took:
        return cls(perf_counter(), process_time())

    def since(self) -> Took:
        now = Took.now()
        return Took(now.seconds - self.seconds, now.processor - self.processor)

    def over(self, floor: Took) -> str:
        clock = f"{self.seconds:.1f} s over {floor.seconds:.1f} s"
        return f"{clock}; of the processor {self.processor:.1f} over {floor.processor:.1f}"


@dataclass
class Report:
    """Prints as it goes, since a whole run takes minutes, and remembers what was missed."""

    missed: list[str] = field(default_factory=list)

    def heading(self, text: str) -> None:
        print(f"\n{text}", flush=True)

    def note(self, text: str) -> None:
        print(f"  {text}", flush=True)

    def figure(self, what: str, value: float, at_most: float, unit: str = "x the floor", note: str = "") -> None:
        """A figure that may be at most so much."""
        kept = value <= at_most
        if not kept:
            self.missed.append(what)
        mark = "met   " if kept else "MISSED"
        tail = f"   ({note})" if note else ""
        print(f"  {mark} {what}: {value:.2f} {unit}, at most {at_most:g}{tail}", flush=True)

    def close(self) -> int:
        print()
        if self.missed:
            print(f"{len(self.missed)} missed: " + "; ".join(self.missed))
            return 1
        print("All figures are met.")
        return 0


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def median_seconds(work: Callable[[], object], runs: int) -> float:
    return statistics.median(seconds(work) for _ in range(runs))


def spread(values: Sequence[float], unit: str = "s") -> str:
    return f"{min(values):.2f}–{max(values):.2f} {unit} over {len(values)}"
