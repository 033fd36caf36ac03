"""What maintained schools take in, spend and have left, each financial year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from demo.chance import Chance
from demo.lives import Life, School
from demo.outcomes.city import Outcomes
from demo.outcomes.intake import intake_of
from demo.world import World

YEARS = tuple(range(2016, 2026))  # in which the financial year ends


class Book(NamedTuple):
    """Pounds."""

    income: int
    expenditure: int
    balance: int


def keeping(world: World, year: int) -> Iterator[School]:
    """The maintained schools that closed their books on 31 March."""
    for school in world.schools:
        if school.kind.maintained and school.open_on(date(year, 3, 31)) and not school.life.hides_from_ofsted:
            yield school


def books_of(world: World, outcomes: Outcomes, school: School, year: int) -> Book:
    """A school's year, and what it has left at the end of it. Falling rolls and bad years wear its reserves away."""
    intake = intake_of(world, school, year)
    apart = {"Special": 3.6, "PRU": 3.2, "Nursery": 1.5, "Secondary": 1.25}.get(school.life.stage.phase, 1.0)
    a_pupil = 5200 + (7900 - 5200) * (year - 2016) / 10
    income = intake.pupils * a_pupil * apart * (1 + 0.25 * intake.disadvantaged) + 120_000
    parts = _parts(world.city.name, school.life)
    left = parts[year - 2016] + 0.008 * outcomes.fortune(school, year)
    before = parts[max(0, year - 2017)] + 0.008 * outcomes.fortune(school, year - 1)
    return Book(round(income), round(income * (1 - (left - before))), round(income * left))


@lru_cache(maxsize=4096)
def _parts(city: str, life: Life) -> tuple[float, ...]:
    """What a school has left in parts of its income, year by year: most some, a few less than nothing."""
    chance = Chance.of(city, "money", life.key)
    left, usual = chance.gauss(0.07, 0.04), chance.gauss(0.055, 0.035)
    found = []
    for year in YEARS:
        lean = -0.008 if year in (2017, 2018, 2023, 2024, 2025) else 0.012 if year == 2021 else 0.0
        left += 0.25 * (usual - left) + lean + chance.gauss(0, 0.018)
        found.append(left)
    return tuple(found)
