"""The meetings of the ten District Strategy Groups: when, where, who came, and what was raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from demo import TODAY
from demo.chance import Chance
from demo.lives import School
from demo.world import World
from demo.year.banks import bank
from demo.year.calendar import school_day
from demo.year.folk import district_of, key_of
from demo.year.plans.visits import known_from

_ROUNDS = (date(2026, 2, 26), date(2026, 6, 8), date(2026, 9, 28))
_NEXT = date(2026, 11, 24)
_APART = 14  # the ten groups of a round meet within so many days


@dataclass(frozen=True, slots=True)
class PointPlan:
    """Something raised by one of those present, by their number, and what we did about it; None: no word yet.
    `cannot`: we will not, and why."""

    words: str
    raiser: int
    did: str
    answered: date | None
    cannot: bool = False


@dataclass(frozen=True, slots=True)
class GroupMeeting:
    """`heads` and `chairs`: the schools whose head or chair was asked; `came`: how, for each of them in turn."""

    district: str
    on: date
    starts: time
    where: str
    theme: str
    heads: tuple[School, ...]
    chairs: tuple[School, ...]
    came: tuple[str, ...]
    points: tuple[PointPlan, ...]
    decision: str

    @property
    def is_held(self) -> bool:
        return self.on < TODAY


def group_meetings(world: World) -> list[GroupMeeting]:
    found = []
    for number, name in enumerate(world.city.district_names):
        key = key_of(name)
        schools = [
            school
            for school in world.schools
            if school.open_on(TODAY) and school.kind.ofsted and district_of(world, school) == key
        ]
        points = Chance.of(world.city.name, "points", key).sample(bank("district_groups")["points"], 12)
        for turn, first in enumerate((*_ROUNDS, _NEXT)):
            on = school_day(first + timedelta(days=(number * 3 + turn) % _APART))
            found.append(_meeting(world, key, on, turn, schools, points))
    return sorted(found, key=lambda meeting: (meeting.on, meeting.district))


def _meeting(
    world: World, key: str, on: date, turn: int, schools: list[School], points: list[dict[str, str]]
) -> GroupMeeting:
    chance = Chance.of(world.city.name, "group", key, on)
    known = [school for school in schools if known_from(school) < on and school.opened < on]
    heads = chance.sample(known, min(8, len(known)))
    chairs = chance.sample(known, min(5, len(known)))
    bank_ = bank("district_groups")
    evening = turn % 2 == 1
    return GroupMeeting(
        district=key,
        on=on,
        starts=time(18) if evening else time(9, 30),
        where=chance.choice(heads).name_on(on) if heads else "The partnership's office",
        theme=bank_["themes"][(turn + len(key)) % len(bank_["themes"])],
        heads=tuple(heads),
        chairs=tuple(chairs),
        came=tuple(chance.pick({"here": 72, "online": 10, "sorry": 12, "absent": 6}) for _ in [*heads, *chairs]),
        points=tuple(_point(said, on, chance) for said in points[turn * 3 : turn * 3 + chance.choice((2, 3, 3))]),
        decision=chance.choice(bank_["decisions"]),
    )


def _point(said: dict[str, str], on: date, chance: Chance) -> PointPlan:
    did = said.get("did", "")
    days = int(said.get("days", 0))
    cannot = not did and (TODAY - on).days > 60
    if cannot:  # after a while everybody is told, also where nothing could be done
        did, days = chance.choice(bank("district_groups")["cannot"]), 40
    answered = on + timedelta(days=round(days * chance.uniform(0.4, 1.1))) if did else None
    return PointPlan(
        said["raised"], chance.randrange(16), did, answered if answered and answered < TODAY else None, cannot
    )
