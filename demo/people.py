"""Who leads a school, how many children it has and how they live: what changes from month to month and year to year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from demo import TODAY
from demo.chance import Chance
from demo.lives import Head, Life, School
from demo.names import person

_CHANGES = {(9, 1): 52, (1, 5): 20, (4, 20): 14, (10, 5): 8, (11, 2): 6}  # the days on which heads change


@lru_cache(maxsize=4096)
def heads_of(city: str, life: Life) -> tuple[Head, ...]:
    """The heads of a life since 2016, in order. Some come for a term or two as interim."""
    if life.heads:
        return life.heads
    chance = Chance.of(city, "heads", life.key)
    heads = [Head(date.min, *person(chance), "")]
    year = 2016
    while (year := year + 1 + int(chance.expovariate(1 / 6))) <= TODAY.year:
        month, day = chance.pick(_CHANGES)
        job = "Interim Headteacher" if chance.happens(0.12) else "Acting Headteacher" if chance.happens(0.08) else ""
        heads.append(Head(date(year, month, day), *person(chance), job))
        if job:
            heads.append(Head(date(year + 1, 9, 1), *person(chance), ""))
            year += 1
    return tuple(heads)


def head_on(city: str, school: School, day: date) -> Head:
    return next(head for head in reversed(heads_of(city, school.life)) if head.since <= day)


def usual_job(school: School, chance: Chance) -> str:
    """What the head of such a school is called."""
    if school.kind.academy:
        return chance.pick({"Headteacher": 5, "Principal": 4, "Head of School": 1})
    return chance.pick({"Headteacher": 18, "Head Teacher": 1, "Executive Headteacher": 1})


@dataclass(frozen=True, slots=True)
class Children:
    """The children of a school: a census each January. `need` from 0 to 1: how poor the streets around it are."""

    need: float
    girls: float
    trend: float
    first: int
    wobble: tuple[int, ...]

    def number(self, year: int) -> int:
        """How many in January of a year."""
        steps = year - 2016
        return max(4, round(self.first * (1 + self.trend) ** steps) + self.wobble[steps % len(self.wobble)])

    @property
    def fifth(self) -> int:
        """The IDACI quintile: 5 is the most deprived."""
        return min(5, 1 + int(self.need * 5.6))

    def percent_poor(self) -> float:
        """Percentage eligible for free school meals."""
        return round(4 + 58 * self.need**1.4, 1)


NEEDS = {  # how poor the streets of each district are, from 0 to 1
    "Ashbrook": 0.76,
    "Eastmere": 0.60,
    "Harlow Green": 0.70,
    "Hodge Vale": 0.80,
    "Lockside": 0.78,
    "Northway": 0.66,
    "Perry Mount": 0.64,
    "Selwyn Park": 0.52,
    "Sutton Heath": 0.28,
    "Yarrow Field": 0.58,
}


@lru_cache(maxsize=4096)
def children_of(city: str, life: Life, district: str) -> Children:
    """The children of a life, which stands in a district."""
    chance = Chance.of(city, "children", life.key)
    girls = {"Girls": 1.0, "Boys": 0.0}.get(life.gender, chance.uniform(0.45, 0.53))
    fewer = 0.38 if life.selective else 0.04 if life.faith == "Catholic" else 0.0
    return Children(
        need=min(0.97, max(0.05, NEEDS[district] - fewer + chance.gauss(0, 0.12))),
        girls=girls,
        trend=chance.gauss(-0.004, 0.015),
        first=life.pupils,
        wobble=tuple(round(chance.gauss(0, life.pupils / 50)) for _ in range(11)),
    )
