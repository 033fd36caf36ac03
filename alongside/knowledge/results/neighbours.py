"""Who our statistical neighbours are, which region we lie in, and what the neighbours have on average."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from django.db.models import Q
from pydantic import Field, model_validator

from alongside.floor.kernel import policy
from alongside.floor.kernel.missing import Missing
from alongside.floor.kernel.prose import joined
from alongside.knowledge.results.values import CODE_OF

NAME = "Statistical neighbours"


class Neighbour(policy.Part):
    """An authority that is like ours in its people. `code`: the number that DfE gives it."""

    code: int = Field(ge=200, le=999)
    name: str
    closeness: str


class Neighbours(policy.Policy):
    """policies/neighbours.yaml. `least`: how many of them must have a figure for their mean to stand."""

    region: str
    least: int = Field(ge=1)
    neighbours: tuple[Neighbour, ...]

    @model_validator(mode="after")
    def _each_stands_once(self) -> Neighbours:
        if len(self.codes) != len(self.neighbours):
            raise ValueError("neighbours: each authority stands once")
        return self

    @property
    def codes(self) -> frozenset[int]:
        return frozenset(neighbour.code for neighbour in self.neighbours)

    @property
    def says(self) -> str:
        """Who they are, in a sentence that may stand under their figure."""
        names = joined([neighbour.name for neighbour in self.neighbours])
        return (
            f"Our statistical neighbours, the authorities whose people are most like ours, are {names}. Where no "
            "figure of them together is published, theirs is the plain mean of those that have one."
        )

    def mean(self, values: Iterable[float | str]) -> float | str:
        """The plain mean of those that have a figure; a code for why there is none where too few have one."""
        known = [value for value in values if not isinstance(value, str)]
        return round(fmean(known), 4) if known and len(known) >= self.least else CODE_OF[Missing.NOT_PUBLISHED]


def around_us() -> Q:
    """Of the rows of Result, those of areas that ours is held against: its neighbours together, its own region, and
    England. Tables of the whole country have every region.
    """
    return Q(level__in=("neighbours", "england")) | Q(level="region", area=neighbours().region)


def neighbours() -> Neighbours:
    """The neighbours of this installation's authority. Raises PolicyError where the file is not right."""
    return policy.read("neighbours", Neighbours)
