"""Whom a school teaches in a year: how many, how poor, how many of another language, with which needs and start.

A school keeps what it is and drifts a little; districts differ more than schools within one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from demo.chance import Chance
from demo.lives import Life, School
from demo.people import Children, children_of
from demo.world import World

FIRST, LAST = 2016, 2026
# How much more than usual there is of each, as years go by: pupils with free meals, with a plan, with support.
_FREE_MEALS = (0.84, 0.82, 0.80, 0.86, 0.94, 1.07, 1.14, 1.19, 1.22, 1.25, 1.27)
_PLANS = (0.70, 0.72, 0.76, 0.82, 0.88, 0.96, 1.04, 1.13, 1.24, 1.34, 1.42)
_SUPPORT = (0.92, 0.92, 0.93, 0.95, 0.97, 0.98, 1.01, 1.06, 1.10, 1.13, 1.15)
# How many pupils of another language each district has.
LANGUAGES = {
    "Ashbrook": 0.38,
    "Eastmere": 0.30,
    "Harlow Green": 0.48,
    "Hodge Vale": 0.62,
    "Lockside": 0.58,
    "Northway": 0.22,
    "Perry Mount": 0.52,
    "Selwyn Park": 0.26,
    "Sutton Heath": 0.09,
    "Yarrow Field": 0.14,
}


class Intake(NamedTuple):
    """The pupils of a school in January of a year. Shares from 0 to 1; `prior`: how far ahead of England's pupils they
    were when they came, in standard deviations of pupils."""

    pupils: int
    girls: float
    free_meals: float
    disadvantaged: float
    language: float
    support: float
    plan: float
    stable: float
    prior: float


@dataclass(frozen=True, slots=True)
class _Character:
    """What stays with a life, whatever it is called."""

    children: Children
    language: float
    new_languages: float
    support: float
    plan: float
    stable: float
    prior: float


@lru_cache(maxsize=4096)
def _character(city: str, life: Life, district: str) -> _Character:
    chance = Chance.of(city, "intake", life.key)
    children = children_of(city, life, district)
    need, stage = children.need, life.stage.key
    apart = stage in ("special", "outside special", "independent special", "alternative")
    church = -0.08 if life.faith in ("Catholic", "Church of England") else 0.2 if life.faith == "Muslim" else 0.0
    prior = -1.15 * (need - 0.48) + chance.gauss(0, 0.13) + (1.15 if life.selective else 0)
    return _Character(
        children=children,
        language=_within(LANGUAGES[district] + church + chance.gauss(0, 0.11), 0.01, 0.94),
        new_languages=chance.gauss(0.005, 0.004),
        support=_within(0.095 + 0.09 * need + chance.gauss(0, 0.025), 0.03, 0.3),
        plan=_within(0.018 + 0.02 * need + chance.gauss(0, 0.008), 0.004, 0.09) if not apart else 1.0,
        stable=_within(0.955 - 0.1 * need + chance.gauss(0, 0.02), 0.7, 0.99),
        prior=prior - {"alternative": 1.2}.get(stage, 2.2 if apart else 0),
    )


def intake_of(world: World, school: School, year: int) -> Intake:
    """A school's pupils in January of a year (2016 to 2026)."""
    city, life = world.city, school.life
    kept = _character(city.name, life, city.district_names[school.ground.district])
    chance = Chance.of(city.name, "intake", life.key, year)
    i = min(max(year, FIRST), LAST) - FIRST
    need = kept.children.need
    free_meals = _within(kept.children.percent_poor() / 100 * _FREE_MEALS[i] / 1.27 + chance.gauss(0, 0.012), 0.01, 0.9)
    if kept.plan == 1.0:
        special = life.stage.key != "alternative"
        plan = chance.uniform(0.95, 1.0) if special else chance.uniform(0.15, 0.3)
        support = 1 - plan if special else chance.uniform(0.55, 0.7)
    else:
        plan = _within(kept.plan * _PLANS[i] + chance.gauss(0, 0.003), 0, 0.2)
        support = _within(kept.support * _SUPPORT[i] + chance.gauss(0, 0.01), 0.01, 0.4)
    return Intake(
        pupils=max(4, round(kept.children.number(year) * filled(school, year))),
        girls=kept.children.girls,
        free_meals=free_meals,
        disadvantaged=_within(0.55 * free_meals + 0.5 * kept.children.percent_poor() / 100 + 0.02, 0.01, 0.94),
        language=_within(kept.language + kept.new_languages * i + chance.gauss(0, 0.012), 0.0, 0.97),
        support=support,
        plan=plan,
        stable=_within(kept.stable + chance.gauss(0, 0.012), 0.6, 1.0),
        prior=kept.prior + chance.gauss(0, 0.06) - 0.02 * (need - 0.5),
    )


def filled(school: School, year: int) -> float:
    """How full a school is that began with its youngest year: 1 when all years are there. January of a year."""
    if school.before is not None or school.why_opened != "New Provision" or school.opened.year < 2010:
        return 1.0
    low, high = school.life.ages
    return min(1.0, max(1, year - school.opened.year) / max(1, min(high, 16) - max(low, 4)))


def _within(value: float, low: float, high: float) -> float:
    return low if value < low else high if value > high else value
