"""Numbers of schools that say nothing of any one school.

A table tells how the schools of a cycle fall into classes. How many schools there are is no secret. A table is told
only where each of its classes holds `fewest` schools at least: none at all, or all of them, would say something of
every school. Where a class holds fewer, classes are told together, by steps that are fixed beforehand; where that does
not help, nothing is told. To hold single numbers back would not do: from how it was done they can be worked out (a test
goes through all small tables and did).

A table is told once and never changes (`Stage.told_on`), so that two of them say no more than one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from alongside.floor.kernel.periods import add_months

Key = TypeVar("Key")


def protected(classes: Mapping[Key, int], fewest: int) -> list[tuple[tuple[Key, ...], int]]:
    """The classes into which the schools fall (each school into one), with how many; those told together as one; none
    where nothing can be told. `fewest`, two at least: fewer schools than this are never told."""
    keys = tuple(classes)
    for step in _steps(keys):
        told = [(group, sum(classes[key] for key in group)) for group in step]
        if all(number >= fewest for _, number in told):
            return told
    return []


def _steps(keys: tuple[Key, ...]) -> list[list[tuple[Key, ...]]]:
    """Each class by itself; then the last two together; then in two halves. Never all together: that is no table."""
    steps: list[list[tuple[Key, ...]]] = [[(key,) for key in keys]]
    if len(keys) > 3:
        steps.append([*((key,) for key in keys[:-2]), keys[-2:]])
    if len(keys) > 2:
        half = len(keys) // 2
        steps.append([keys[:half], keys[half:]])
    return steps


def told(number: int, whole: int, fewest: int) -> int | None:
    """How many of the schools, or None where that cannot be told."""
    found = protected({"in": number, "out": whole - number}, fewest)
    return found[0][1] if found else None


@dataclass(frozen=True, slots=True)
class Stage:
    """When something of a cycle is counted. `months` after its reviews: 0 for what was found."""

    months: int
    told_on: date


def stages(reviews_until: date, months: tuple[int, ...], after_days: int) -> list[Stage]:
    """The days on which the tables of a cycle appear; what is recorded later does not count."""
    return [Stage(one, add_months(reviews_until, one) + timedelta(days=after_days)) for one in (0, *months)]
