"""Calls, e-mails worth keeping and meetings beside visits: who spoke with which school, and what about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from demo import TODAY
from demo.chance import Chance
from demo.lives import School
from demo.world import World
from demo.year import BEGAN
from demo.year.banks import bank
from demo.year.calendar import school_day
from demo.year.folk import district_of
from demo.year.plans.standing import WORRY, mark
from demo.year.plans.visits import known_from

_KINDS = {"call": 58, "email": 27, "meeting": 15}
_BANKS = {"call": "calls", "email": "emails", "meeting": "meetings"}


@dataclass(frozen=True, slots=True)
class Talk:
    """A contact that somebody wrote down by itself. `role`: of whom they spoke with, head or chair. `by`: the role of
    who listened."""

    school: School
    district: str
    kind: str
    on: date
    role: str
    by: str
    subject: str
    said: str


def talks(world: World) -> list[Talk]:
    """All of the year, in order of day. Many schools have none: somebody has to notice that."""
    found = []
    for school in world.schools:
        if not school.kind.ofsted or school.opened > TODAY:
            continue
        chance = Chance.of(world.city.name, "talks", school.urn)
        worry = WORRY[mark(world, school, TODAY)]
        first = max(known_from(school) + timedelta(days=10), school.opened)
        last = min(school.closed or TODAY, TODAY) - timedelta(days=1)
        if first >= last or (school.closed and school.closed < BEGAN + timedelta(days=60)):
            continue
        for _ in range(chance.pick({0: 30, 1: 35, 2: 20 + 10 * worry, 3: 9 + 20 * worry})):
            on = school_day(chance.day_between(first, last))
            if on <= last:
                found.append(_talk(world, school, on, chance))
    return sorted(found, key=lambda talk: (talk.on, talk.school.urn))


def _talk(world: World, school: School, on: date, chance: Chance) -> Talk:
    kind = chance.pick(_KINDS)
    said = chance.choice(bank("talks")[_BANKS[kind]])
    return Talk(
        school=school,
        district=district_of(world, school),
        kind=kind,
        on=on,
        role=said.get("with") or chance.pick({"head": 7, "chair": 3}),
        by=chance.pick({"district-lead": 6, "engagement-coordinator": 4}),
        subject=said["subject"],
        said=said["said"],
    )
