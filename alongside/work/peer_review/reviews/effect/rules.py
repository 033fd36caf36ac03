"""Numbers of schools that say nothing of any one school.

A table tells how the schools of a cycle fall into classes. How many schools there are is no secret, so a class is told
only where neither it nor all that is left of the schools is fewer than `fewest`; and where classes are held back, there
are two at least, and together they are not too few: else they could be worked out from the others. None at all and all
of them would say something of every school, and are held back like any small number.

A table is told once and never changes (`Stage.told_on`), so that two of them say no more than one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from alongside.floor.kernel.periods import add_months

Key = TypeVar("Key")


def protected(classes: Mapping[Key, int], fewest: int) -> dict[Key, int | None]:
    """The classes into which the schools fall (each school into one), those held back as None. `fewest`: fewer schools
    than this are never told, nor all but so few."""
    held = {key for key, number in classes.items() if number < fewest}
    shown = sorted((key for key in classes if key not in held), key=lambda key: (classes[key], str(key)))
    while held and shown and (len(held) < 2 or sum(classes[key] for key in held) < fewest):
        held.add(shown.pop(0))
    return {key: None if key in held else number for key, number in classes.items()}


def told(number: int, whole: int, fewest: int) -> int | None:
    """How many of the schools, or None where that is held back."""
    return protected({"in": number, "out": whole - number}, fewest)["in"]


@dataclass(frozen=True, slots=True)
class Stage:
    """When something of a cycle is counted. `months` after its reviews: 0 for what was found."""

    months: int
    told_on: date


def stages(reviews_until: date, months: tuple[int, ...], after_days: int) -> list[Stage]:
    """The days on which the tables of a cycle appear; what is recorded later does not count."""
    return [Stage(one, add_months(reviews_until, one) + timedelta(days=after_days)) for one in (0, *months)]
