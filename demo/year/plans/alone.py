"""Which schools few ties hold, which none, and which of them were asked and came in: chosen before families are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from demo import TODAY
from demo.accounts import BEATRIZ, RHIAN
from demo.chance import Chance
from demo.lives import School
from demo.world import World
from demo.year.folk import Folk
from demo.year.plans.groups import group_meetings
from demo.year.plans.talks import talks
from demo.year.plans.visits import Fate, visits

_THIN, _ALONE, _CAME_IN = 0.068, 0.028, 0.02  # of all schools
_WAVE = date(2025, 10, 6)
_SIXTEEN = "45"  # academies of sixteen to nineteen


@dataclass(frozen=True)
class Company:
    """`alone`, `thin`: in no family today. `came_in`: they stood alone, were asked, and when they joined a family.
    `asked`: those that stand alone and have somebody who is to ask them, with the day on which that was agreed."""

    alone: tuple[School, ...]
    thin: tuple[School, ...]
    came_in: dict[int, date]
    asked: dict[int, date]

    def is_left_out(self, school: School) -> bool:
        return school in self.alone or school in self.thin


def listed(world: World) -> list[School]:
    """The schools of the partnership that are open today: those that the register calls state-funded."""
    return [one for one in world.schools if one.open_on(TODAY) and (one.kind.ofsted or one.kind.code == _SIXTEEN)]


def company(world: World, folk: Folk) -> Company:
    chance = Chance.of(world.city.name, "company")
    told = {story.life.key for story in world.stories}
    met = _met(world, folk)
    quiet = [
        school
        for school in listed(world)
        if school.kind.ofsted and school.life.key not in told and not _is_told(world, school)
    ]
    many = len(listed(world))
    without = [one for one in quiet if not _in_trust(world, one) and met[one.urn] <= 1]
    chance.shuffle(without)
    alone = without[: max(3, round(_ALONE * many))]
    came = [one for one in without[len(alone) :] if one.opened < date(2023, 8, 1)][: max(2, round(_CAME_IN * many))]
    chosen = {*alone, *came}
    few = [one for one in quiet if one not in chosen and _thin(world, one, met[one.urn])]
    chance.shuffle(few)
    return Company(
        alone=tuple(alone),
        thin=tuple(few[: max(4, round(_THIN * many))]),
        came_in={one.urn: _WAVE + timedelta(days=chance.randint(25, 160)) for one in came},
        asked={one.urn: TODAY - timedelta(days=chance.randint(4, 25)) for one in alone[::2]},
    )


def _is_told(world: World, school: School) -> bool:
    """The heads who sign in have company."""
    return any(f"{head.first} {head.last}" in (BEATRIZ.name, RHIAN.name) for head in school.life.heads)


def _in_trust(world: World, school: School) -> bool:
    """With other schools."""
    found = school.trust_on(TODAY)
    if found is None:
        return False
    others = sum(1 for one in world.schools if one.open_on(TODAY) and (one.trust_on(TODAY) or (0, 0))[1] == found[1])
    return others > 1


def _thin(world: World, school: School, met: int) -> bool:
    """A trust with few visits, or no trust with many: that alone makes nobody connected."""
    return met <= 2 if _in_trust(world, school) else met >= 4


def _met(world: World, folk: Folk) -> Counter[int]:
    """How often somebody of each school met somebody within the last eighteen months."""
    since = TODAY - timedelta(days=545)
    found: Counter[int] = Counter()
    for visit in visits(world, folk):
        if since < visit.on < TODAY and visit.fate not in (Fate.CALLED_OFF, Fate.TO_COME):
            found[visit.school.urn] += 1
    for meeting in group_meetings(world):
        if since < meeting.on < TODAY:
            for school, came in zip((*meeting.heads, *meeting.chairs), meeting.came, strict=True):
                found[school.urn] += came in ("here", "online")
    for talk in talks(world):
        found[talk.school.urn] += talk.kind == "meeting"
    return found
