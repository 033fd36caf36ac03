"""Which school is visited when, what is written about it, and what becomes of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from demo import TODAY
from demo.accounts import IMRAN
from demo.chance import Chance
from demo.lives import School
from demo.world import World
from demo.year import BEGAN
from demo.year.banks import Agreed, Written, bank, group_of, write_visit
from demo.year.calendar import LAST_PLANNED, school_day, weekday, working_days
from demo.year.folk import Folk, district_of
from demo.year.plans.standing import WORRY, Mark, mark

ANSWER, REPLY = 10, 5  # days, as policies/visit_templates.yaml has them
_APART = {Mark.CATEGORY: 54, Mark.IMPROVE: 128, Mark.SOON: 280, Mark.FINE: 400}  # days between visits, about
_HOURS = (time(9), time(9, 30), time(13), time(10), time(13, 30), time(14))
_A_DAY = 2
_PLANNED_HERE = date(2026, 4, 13)


class Fate(StrEnum):
    TO_COME = "to come"
    CALLED_OFF = "called off"
    TO_WRITE = "carried out, not written up"
    ACCURATE = "answered: accurate"
    MENDED = "answered: inaccurate, and mended"
    KEPT = "answered: inaccurate, and kept with a reason"
    DISPUTED = "answered: inaccurate, waiting for the author"
    WAITING = "sent, not answered"


ANSWERED = (Fate.ACCURATE, Fate.MENDED, Fate.KEPT, Fate.DISPUTED)


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """A visit with all that becomes of it. `planned` None: recorded without having been planned."""

    school: School
    district: str
    kind: str
    on: date
    begins: time
    planned: date | None
    fate: Fate
    said: Written
    sent: date | None = None
    answered: date | None = None
    replied: date | None = None
    with_chair: bool = False
    chair_included: bool = False


def visits(world: World, folk: Folk) -> list[VisitPlan]:
    """All visits of the year and those planned ahead, in order of day."""
    planner = _Planner(world, folk)
    found = [visit for school in world.schools for visit in planner.of(school)]
    found = _with_a_dispute(sorted(found, key=lambda visit: (visit.on, visit.begins, visit.school.urn)))
    return sorted(found, key=lambda visit: (visit.on, visit.begins, visit.school.urn))


def _with_a_dispute(found: list[VisitPlan]) -> list[VisitPlan]:
    """In the district whose lead signs in, a head has found something inaccurate, and a visit is not written up yet."""
    here = [i for i, one in enumerate(found) if one.district == IMRAN.where and one.school.life.key not in told()]
    answered = [i for i in here if found[i].fate is Fate.ACCURATE and (TODAY - found[i].on).days > 12][-1]
    sent = found[answered].sent
    latest = max(TODAY - timedelta(days=4), sent) if sent else None
    found[answered] = replace(found[answered], fate=Fate.DISPUTED, answered=latest)
    done = [i for i in here if found[i].on < TODAY and i > answered]
    if done:
        unwritten = replace(found[done[-1]], fate=Fate.TO_WRITE, sent=None, answered=None, replied=None)
        found[done[-1]] = replace(unwritten, on=TODAY - timedelta(days=3))
    return found


class _Planner:
    def __init__(self, world: World, folk: Folk) -> None:
        self.world, self.folk = world, folk
        self.city = world.city.name
        self.busy: Counter[tuple[str, date]] = Counter()
        self.overlooked = _overlooked(world)

    def of(self, school: School) -> Iterator[VisitPlan]:
        if not school.kind.ofsted or school.life.stage.key == "outside special":
            return  # the partnership does not visit schools that nobody funds through it
        if school.opened > TODAY or (school.closed and school.closed < BEGAN + timedelta(days=20)):
            return
        district = district_of(self.world, school)
        if school.life.key in told():
            yield from (_told(visit, school, district) for visit in told()[school.life.key])
            return
        chance = Chance.of(self.city, "visits", school.urn)
        seen: set[str] = set()
        known = known_from(school)
        day = max(BEGAN, school.opened) + timedelta(days=chance.randint(8, 8 + self._apart(school, BEGAN)))
        if school.urn in self.overlooked:
            day = BEGAN + timedelta(days=chance.randint(12, 60))
        number = 0
        while day <= LAST_PLANNED and (school.closed is None or day < min(school.closed, date(2026, 10, 20))):
            on = self._free(district, max(day, known + timedelta(days=16)))
            if school.closed and on >= min(school.closed, date(2026, 10, 20)):
                return
            if on > TODAY + timedelta(days=21) and not (number == 0 or chance.happens(0.4)):
                return
            yield self._visit(school, district, on, number, seen, chance, known)
            if school.urn in self.overlooked:
                return  # nobody has come back since
            number += 1
            day = on + timedelta(days=round(self._apart(school, on) * chance.uniform(0.75, 1.15)))

    def _apart(self, school: School, on: date) -> int:
        apart = _APART[mark(self.world, school, on)]
        head = self.folk.head(school.urn, on)
        held = head.at(on, "head") if head else None
        is_new = held is not None and held.since is not None and on - held.since < timedelta(days=120)
        return min(apart, 130) if is_new else apart

    def _free(self, district: str, day: date) -> date:
        """The first school day on which the district's lead has room."""
        on = school_day(day)
        while self.busy[district, on] >= _A_DAY and on < working_days()[-1]:
            on = school_day(on, later=1)
        self.busy[district, on] += 1
        return on

    def _visit(
        self, school: School, district: str, on: date, number: int, seen: set[str], chance: Chance, known: date
    ) -> VisitPlan:
        worry = WORRY[mark(self.world, school, on)]
        kind = "first" if number == 0 and chance.happens(0.5) else "review" if worry > 0.5 else "conversation"
        if number and chance.happens(0.08):
            kind = "governors"
        fate = _fate(on, chance)
        words = Chance.of(self.city, "visit", school.urn, on)  # what it says does not hang on what was drawn before
        return VisitPlan(
            school=school,
            district=district,
            kind=kind,
            on=on,
            begins=_HOURS[(self.busy[district, on] - 1) * 2 % len(_HOURS) + chance.randrange(2)],
            planned=_planned(on, chance, max(BEGAN, known)),
            fate=fate,
            said=write_visit(school, words, worry=worry, seen=seen, governors=kind == "governors"),
            with_chair=kind == "governors" or chance.happens(0.17),
            chair_included=chance.happens(0.3),
            **_days(on, fate, chance),
        )


def _planned(on: date, chance: Chance, known: date) -> date | None:
    """When it was planned here; in the first months most were planned by telephone and recorded afterwards."""
    if on <= TODAY and chance.happens(0.12 if on > _PLANNED_HERE else 0.7):
        return None
    ahead = chance.randint(9, 30)
    return max(known + timedelta(days=1), min(on, TODAY - timedelta(days=chance.randint(1, 9))) - timedelta(days=ahead))


def _fate(on: date, chance: Chance) -> Fate:
    if on >= TODAY:
        return Fate.TO_COME
    if chance.happens(0.025):
        return Fate.CALLED_OFF
    ago = (TODAY - on).days
    if ago <= 3 or (ago < 14 and chance.happens(0.06)):
        return Fate.TO_WRITE
    if ago <= 14:
        return chance.pick({Fate.WAITING: 5, Fate.ACCURATE: 5, Fate.DISPUTED: 0.7})
    if ago < 40:
        return chance.pick({Fate.ACCURATE: 70, Fate.WAITING: 18, Fate.MENDED: 8, Fate.DISPUTED: 2, Fate.KEPT: 2})
    return chance.pick({Fate.ACCURATE: 84, Fate.WAITING: 5, Fate.MENDED: 8.5, Fate.KEPT: 2.5})


def _days(on: date, fate: Fate, chance: Chance) -> dict[str, date | None]:
    """When it was sent, answered and replied to, where it was: all before today."""
    if fate in (Fate.TO_COME, Fate.CALLED_OFF, Fate.TO_WRITE):
        return {}
    latest = TODAY - timedelta(days=1)
    sent = min(weekday(on + timedelta(days=chance.pick({0: 6, 1: 3, 2: 1, 5: 0.5}))), latest)
    if fate is Fate.WAITING:
        return {"sent": sent}
    answered = min(weekday(sent + timedelta(days=chance.pick({0: 3, 1: 4, 3: 4, 6: 3, 9: 2, 14: 1}))), latest)
    if fate in (Fate.ACCURATE, Fate.DISPUTED):
        return {"sent": sent, "answered": answered}
    replied = min(weekday(answered + timedelta(days=chance.randint(0, 6))), latest)
    return {"sent": sent, "answered": answered, "replied": replied}


def known_from(school: School) -> date:
    """From when the loaded files tell of a school: Ofsted's of two summers, and the register since August 2026."""
    if not school.life.hides_from_ofsted and school.opened < date(2023, 8, 1):
        return BEGAN
    if not school.life.hides_from_ofsted and school.opened < date(2025, 8, 31):
        return date(2025, 9, 16)
    return date(2026, 8, 17) if school.opened < date(2026, 8, 14) else date(2026, 9, 14)


def told() -> dict[str, list[dict[str, Any]]]:
    """The visits told by hand, by the story of their school."""
    found: dict[str, list[dict[str, Any]]] = bank("told")
    return found


def _told(said: dict[str, Any], school: School, district: str) -> VisitPlan:
    texts = {key: said.get(key, "") for key in ("findings", "strengths", "concerns", "people", "support", "wrong")}
    written = Written(
        about="",
        moved="",
        **texts,
        should=said.get("should", ""),
        reply=said.get("answer_reply", ""),
        agreed=tuple(Agreed(**one) for one in said.get("agreed", ())),
    )
    return VisitPlan(
        school=school,
        district=district,
        kind=said["kind"],
        on=said["day"],
        begins=time.fromisoformat(said["begins"]),
        planned=said["planned"],
        fate=Fate[said["fate"]],
        said=written,
        sent=said.get("sent"),
        answered=said.get("answered"),
        replied=said.get("replied"),
        chair_included=said.get("chair", False),
    )


def _overlooked(world: World) -> frozenset[int]:
    """Some schools that nobody has been to since last autumn, in Harlow Green and elsewhere."""
    found = []
    for number, school in enumerate(world.schools):
        quiet = school.life.key not in {story.life.key for story in world.stories} and group_of(school) != "early"
        if quiet and school.opened < BEGAN and number % 37 == 5:
            found.append(school.urn)
    return frozenset(found)
