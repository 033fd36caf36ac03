"""What schools are good at, what they wrote down for each other, and whom they helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demo import TODAY
from demo.chance import Chance
from demo.lives import School
from demo.world import World
from demo.year.banks import Fitting, bank, group_of
from demo.year.calendar import school_day
from demo.year.plans.alone import Company, listed
from demo.year.plans.families import came_here

ITEMS, STRENGTHS, HELPS = 200, 240, 260  # in a city of 450
FELT = {"felt": "idea", "seen": "seen", "counted": "measured", "compared": "compared"}
"""How strong the evidence is: the words of our bank, and the keys of policies/practice.yaml."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Another school tried it."""

    school: School
    on: date
    worked: str
    words: str


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """A write-up; `school` None: from elsewhere. `published` None: a draft."""

    school: School | None
    on: date
    said: dict[str, Any]
    published: date | None
    trials: tuple[Trial, ...] = ()
    retired: date | None = None


@dataclass(frozen=True, slots=True)
class StrengthPlan:
    school: School
    topic: str
    words: str
    seen: str
    on: date
    confirmed_by: School | None = None
    confirmed: date | None = None
    taken_back: date | None = None


@dataclass(frozen=True, slots=True)
class HelpPlan:
    """One school helped another. `then`: waits, confirmed, thanked, disputed."""

    giver: School
    getter: School
    on: date
    told: date
    by_giver: bool
    said: dict[str, Any]
    then: str
    answered: date


def sharers(world: World, company: Company) -> list[School]:
    """Schools that share: all but those that stand apart, and those that are not open for a year yet."""
    return [
        one
        for one in listed(world)
        if not company.is_left_out(one) and one.kind.ofsted and came_here(one) < TODAY - timedelta(days=200)
    ]


def scaled(world: World, many: int) -> int:
    return max(4, round(many * len(listed(world)) / 430))


def items(world: World, company: Company) -> list[ItemPlan]:
    """Practice in order of the day on which it was written."""
    elsewhere = bank("practice_elsewhere")
    found = [_elsewhere(told, number) for number, told in enumerate(elsewhere)]
    schools, ideas = sharers(world, company), bank("practice")
    chance = Chance.of(world.city.name, "practice")
    titles: set[str] = set()
    for number in range(scaled(world, ITEMS) - len(elsewhere)):
        idea = ideas[number % len(ideas)]
        fits = [one for one in schools if group_of(one) in idea["for"]]
        if fits:
            found.append(_item(idea, number // len(ideas), chance.choice(fits), schools, chance, titles))
    return sorted(found, key=lambda one: (one.on, one.said["title"]))


def _item(
    idea: dict[str, Any], turn: int, school: School, schools: Sequence[School], chance: Chance, titles: set[str]
) -> ItemPlan:
    fitting = Fitting(school, chance)
    on = school_day(chance.day_between(came_here(school) + timedelta(days=30), TODAY - timedelta(days=9)))
    evidence = idea["evidence"][(turn + len(idea["key"])) % len(idea["evidence"])]
    title = fitting.say(idea["titles"][turn % len(idea["titles"])])
    if title in titles:
        title = f"{title}, at {school.name_on(on)}"
    titles.add(title)
    said = {
        "title": title,
        "problem": fitting.say(chance.choice(idea["problem"])),
        "done": " ".join(fitting.say(one) for one in chance.sample(idea["done"], chance.choice((1, 2, 2)))),
        "for_whom": fitting.say(chance.choice(idea["whom"])),
        "evidence": fitting.say(evidence["says"]),
        "strength_of_evidence": FELT[evidence["strength"]],
        "cost": fitting.say(chance.choice(idea["cost"])),
        "topics": idea["topics"],
    }
    draft = chance.happens(0.04)
    published = None if draft else min(school_day(on, later=chance.randint(1, 12)), TODAY - timedelta(days=2))
    retired = school_day(published + timedelta(days=400)) if published and chance.happens(0.05) else None
    retired = retired if retired and retired < TODAY - timedelta(days=5) else None
    return ItemPlan(school, on, said, published, _trials(school, idea, published, retired, schools, chance), retired)


def _trials(
    school: School | None,
    idea: dict[str, Any],
    published: date | None,
    retired: date | None,
    schools: Sequence[School],
    chance: Chance,
) -> tuple[Trial, ...]:
    last = (retired or TODAY) - timedelta(days=4)
    if published is None or published + timedelta(days=60) > last:
        return ()
    fits = [one for one in schools if group_of(one) in idea["for"] and one is not school and came_here(one) < published]
    chosen = chance.sample(fits, min(len(fits), chance.pick({0: 45, 1: 32, 2: 16, 3: 7})))
    made = []
    for one in chosen:
        worked = chance.pick({"yes": 55, "partly": 28, "no": 7, "too-early": 10})
        on = school_day(chance.day_between(published + timedelta(days=40), last))
        made.append(Trial(one, min(on, last), worked, chance.choice(_TRIED[worked])))
    return tuple(made)


def _elsewhere(told: dict[str, Any], number: int) -> ItemPlan:
    said = dict(told) | {"for_whom": told["whom"], "strength_of_evidence": FELT[told["strength"]]}
    said = {key: value for key, value in said.items() if key not in ("whom", "strength")}
    on = school_day(date(2024, 2, 5) + timedelta(days=73 * number))
    return ItemPlan(None, on, said, school_day(on, later=2))


def strengths(world: World, company: Company) -> list[StrengthPlan]:
    chance = Chance.of(world.city.name, "strengths")
    schools, said = sharers(world, company), bank("strengths")["said"]
    found, known = [], set()
    for _ in range(scaled(world, STRENGTHS)):
        school = chance.choice(schools)
        topic = chance.choice(sorted(said))
        words = chance.choice(said[topic])
        if (school.urn, topic) in known or not _topic_fits(topic, school):
            continue
        known.add((school.urn, topic))
        seen = chance.pick({"own": 55, "visit": 22, "colleague": 18, "inspection": 5})
        on = school_day(chance.day_between(max(came_here(school), date(2024, 3, 1)), TODAY - timedelta(days=25)))
        other = chance.choice(schools)
        confirmed = school_day(on + timedelta(days=chance.randint(20, 200))) if chance.happens(0.35) else None
        if confirmed and (confirmed > TODAY - timedelta(days=3) or other is school or came_here(other) > confirmed):
            confirmed = None
        taken = chance.happens(0.04) and confirmed is None
        back = school_day(on + timedelta(days=20)) if taken else None
        found.append(
            StrengthPlan(school, topic, words, seen, on, other, confirmed, back if back and back < TODAY else None)
        )
    return sorted(found, key=lambda one: (one.on, one.school.urn, one.topic))


_ONLY = {
    "early-years": ("early", "primary"),
    "early-reading": ("primary",),
    "sixth-form-and-work": ("secondary", "special"),
    "complex-needs": ("special", "early"),
    "moving-up": ("primary", "secondary"),
}


def _topic_fits(topic: str, school: School) -> bool:
    return group_of(school) in _ONLY.get(topic, (group_of(school),))


def helps(world: World, company: Company) -> list[HelpPlan]:
    """Help between neighbours mostly, in order of the day."""
    chance = Chance.of(world.city.name, "helping")
    schools, found = sharers(world, company), []
    for _ in range(scaled(world, HELPS)):
        giver = chance.choice(schools)
        near = sorted((one for one in schools if one is not giver), key=lambda one: _apart(giver, one))[:14]
        if near:
            found.append(_help(giver, chance.choice(near), chance))
    return sorted(found, key=lambda one: (one.told, one.giver.urn, one.getter.urn))


def _help(giver: School, getter: School, chance: Chance) -> HelpPlan:
    first = max(came_here(giver), came_here(getter), date(2023, 11, 1))
    on = school_day(chance.day_between(first, TODAY - timedelta(days=4)))
    on = min(on, TODAY - timedelta(days=4))
    told = min(on + timedelta(days=chance.randint(0, 9)), TODAY - timedelta(days=3))
    then = chance.pick({"confirmed": 38, "thanked": 47, "disputed": 4, "waits": 6})
    if (TODAY - told).days < 12:
        then = "waits"
    answered = min(told + timedelta(days=chance.randint(1, 12)), TODAY - timedelta(days=2))
    said = chance.choice(bank("helping")["helped"])
    return HelpPlan(giver, getter, on, told, chance.happens(0.45), said, then, answered)


def _apart(one: School, other: School) -> float:
    return abs(one.ground.east - other.ground.east) + abs(one.ground.north - other.ground.north)


_TRIED = {
    "yes": (
        "We began with one class, and it is in all of them now.",
        "It worked, after we had made it our own.",
        "It did what they say. It took us until summer.",
    ),
    "partly": ("Half of it: the habit stayed, the cards did not.", "With the younger ones, not with the older."),
    "no": ("Not here. We would have needed a second adult.", "We stopped after half a term, and know why."),
    "too-early": ("We began after the holidays. Ask us at Easter.", "Too early to say, and promising."),
}
