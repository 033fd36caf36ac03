"""Concerns that rise and fall, some for few eyes, some referred; and strengths that others could learn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demo import TODAY
from demo.chance import Chance
from demo.lives import School
from demo.world import World
from demo.year import BEGAN
from demo.year.banks import bank
from demo.year.calendar import school_day
from demo.year.folk import district_of
from demo.year.plans.standing import Mark, mark
from demo.year.plans.visits import known_from

_HOW_MANY = {"concerns": 46, "restricted": 7, "referred": 9, "strengths": 26}  # in a city of 450


@dataclass(frozen=True, slots=True)
class ConcernPlan:
    """A concern or strength. `sort`: concerns, restricted, referred, strengths. `steps`: when it was weighed again."""

    school: School
    district: str
    sort: str
    on: date
    said: dict[str, Any]
    told: date | None
    replied: bool
    steps: tuple[date, ...]
    closed: date | None


def concerns(world: World) -> list[ConcernPlan]:
    found: list[ConcernPlan] = []
    here = [
        school
        for school in world.schools
        if school.kind.ofsted and school.open_on(TODAY) and known_from(school) <= date(2026, 8, 17)
    ]
    size = len(here) / 430
    for sort, usual in _HOW_MANY.items():
        chance = Chance.of(world.city.name, "concerns", sort)
        fits = [school for school in here if _fits(world, school, sort, chance)]
        for i, school in enumerate(chance.sample(fits, min(len(fits), max(2, round(usual * size))))):
            said = bank("concerns")[sort][i % len(bank("concerns")[sort])]
            found.append(_concern(world, school, sort, said, chance))
    return sorted(found, key=lambda one: (one.on, one.school.urn, one.sort))


def _fits(world: World, school: School, sort: str, chance: Chance) -> bool:
    worried = mark(world, school, TODAY) in (Mark.CATEGORY, Mark.IMPROVE)
    if sort == "referred":
        return school.kind.academy
    if sort == "strengths":
        return not worried
    return worried or chance.happens(0.3)


def _concern(world: World, school: School, sort: str, said: dict[str, Any], chance: Chance) -> ConcernPlan:
    first = max(BEGAN + timedelta(days=25), known_from(school) + timedelta(days=10))
    on = school_day(chance.day_between(first, TODAY - timedelta(days=12)))
    told = school_day(on, later=chance.randint(1, 5)) if sort != "restricted" and chance.happens(0.9) else None
    steps, day = [], on
    for _ in said.get("steps", ()):
        day = school_day(day + timedelta(days=chance.randint(24, 48)))
        if day < TODAY:
            steps.append(day)
    closed = school_day(day + timedelta(days=chance.randint(20, 45)))
    ends = "closed" in said and closed < TODAY and len(steps) == len(said["steps"])
    return ConcernPlan(
        school=school,
        district=district_of(world, school),
        sort=sort,
        on=on,
        said=said,
        told=told if told and told < TODAY else None,
        replied=chance.happens(0.25),
        steps=tuple(steps),
        closed=closed if ends else None,
    )
