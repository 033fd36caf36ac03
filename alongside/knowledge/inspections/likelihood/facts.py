"""The frozen facts of the forecast: a school with what is told of it, its turn, and what is said in the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from alongside.knowledge.inspections.facts import Inspection


class School(NamedTuple):
    """What is told of one school, and where that is whole.

    `inspections`: those with both dates, graded and ungraded, by the day they began. `seen_from`: the first file of
    latest inspections that covers it; `listed_from`: the first day that a file of all inspections covers; `told_until`:
    the day up to which files tell everything.
    """

    urn: int
    opened: date | None
    phase: str
    inspections: tuple[Inspection, ...] = ()
    seen_from: date | None = None
    listed_from: date | None = None
    told_until: date = date.min


class Turn(NamedTuple):
    """The line in which a school waits on a day, since when, and when its inspection is usual."""

    line: str
    since: date
    earliest: date | None
    latest: date | None
    last: Inspection | None  # the newest inspection that counts, graded or not


class Case(NamedTuple):
    """One school at the beginning of one month, as the model is shown it. Times in months in which inspections were
    made (`calendar`); `position` in years, None where the pace cannot be told."""

    urn: int
    line: str
    phase: str
    month: int
    since: float
    late: float | None
    position: float | None


class Measured(NamedTuple):
    """How a forecaster did on cases whose outcome is known. `fifths` and `bands`: (mean chance, share inspected,
    schools), most likely first; empty for a forecaster that gives an order and no chance."""

    schools: int
    inspected: int
    auc: float | None
    top_tenth: float | None
    top_fifth: float | None
    fifths: tuple[tuple[float, float, int], ...] = ()
    bands: tuple[tuple[float, float, int], ...] = ()

    @property
    def furthest_off(self) -> float | None:
        """The greatest distance between chance and outcome in any fifth, in points of a hundred."""
        return max((abs(chance - share) * 100 for chance, share, _ in self.fifths), default=None)


class Thumbs(NamedTuple):
    """The two rules of thumb for a school on a day: months since its last inspection of any kind (None: never), and
    months beyond the day by which one was usual (negative: still to go; None: no such day is known)."""

    since_last: int | None
    beyond_usual: int | None


class Likelihood(NamedTuple):
    """What is said of a school on a day: when, never how well.

    `chances`: by horizon in months, empty where the page falls back to the window. `basis`: "model" or "window", and
    `why` says why. `sure`: how schools fared that were given as much. `made_on`: the day the forecast was made for.
    """

    urn: int
    chances: Mapping[int, float]
    words: str
    sure: str
    basis: str
    why: str
    thumbs: Thumbs
    line: str = ""
    position: float | None = None
    made_on: date | None = None
