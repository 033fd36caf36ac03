"""Which schools show what, who asks to see it, and what becomes of that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from demo import TODAY
from demo.chance import Chance
from demo.lives import School
from demo.world import World
from demo.year.banks import bank, group_of
from demo.year.calendar import school_day, working_days
from demo.year.plans.alone import Company
from demo.year.plans.families import came_here
from demo.year.plans.sharing import scaled, sharers

VISITS, HOSTS = 432, 96  # in a city of 450
_FIRST = date(2023, 11, 20)


class Course(StrEnum):
    """What became of a request."""

    WAITS = "asked, and waits"
    DECLINED = "declined"
    COMING = "agreed, and to come"
    CALLED_OFF = "called off"
    FORGOTTEN = "agreed, and nobody has said that it was made"
    MADE = "made"
    TOLD = "made, and what was taken away"
    WORKED = "and it worked"
    DID_NOT = "and it did not work"


AFTER = (Course.MADE, Course.TOLD, Course.WORKED, Course.DID_NOT)


@dataclass(frozen=True, slots=True)
class OfferPlan:
    school: School
    on: date
    topics: tuple[str, ...]
    words: str
    most: int
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HostPlan:
    """A visit from one school to another. `on`: its day, or the first of those asked for. `moved`: to which day."""

    host: School
    guest: School
    topic: str
    asked: date
    answered: date
    on: date
    days: tuple[date, ...]
    course: Course
    moved: date | None = None


def offers(world: World, company: Company) -> list[OfferPlan]:
    """What schools show to visitors; each school shows one thing or two."""
    chance = Chance.of(world.city.name, "offers")
    schools = [one for one in sharers(world, company) if one.opened < date(2024, 1, 1)]
    told = [world.told("improve-by-report-card"), world.told("once-and-better")]
    chosen = chance.sample(schools, min(len(schools), scaled(world, HOSTS)))
    found = []
    for school in dict.fromkeys([*told, *chosen]):
        fits = [one for one in bank("hosting")["offers"] if group_of(school) in one["for"]]
        some = chance.sample(fits, min(len(fits), chance.choice((1, 1, 2))))
        if some:
            first = max(_FIRST, came_here(school))
            on = school_day(chance.day_between(first, first + timedelta(days=chance.choice((30, 200, 500)))))
            found.append(
                OfferPlan(
                    school=school,
                    on=on,
                    topics=tuple(one["topic"] for one in some),
                    words=" ".join(one["words"] for one in some),
                    most=chance.choice((3, 4, 4, 5, 6)),
                    weekdays=tuple(sorted(chance.sample(range(5), chance.choice((2, 3, 5))))),
                )
            )
    return sorted(found, key=lambda one: (one.on, one.school.urn))


def visits(world: World, company: Company, offered: list[OfferPlan]) -> list[HostPlan]:
    """All requests of three years, in order of the day on which they were made."""
    chance = Chance.of(world.city.name, "school visits")
    guests = sharers(world, company)
    found = []
    for number in range(scaled(world, VISITS)):
        offer = chance.choice(offered)
        fits = [one for one in guests if one is not offer.school and group_of(one) == group_of(offer.school)] or guests
        guest = chance.choice(fits)
        if guest is not offer.school and (plan := _visit(offer, guest, number, chance)):
            found.append(plan)
    found += _told(world, offered, chance)
    return sorted(found, key=lambda one: (one.asked, one.host.urn, one.guest.urn))


def _visit(offer: OfferPlan, guest: School, number: int, chance: Chance) -> HostPlan | None:
    """Some lie years back; the last of every dozen are under way."""
    first = max(offer.on, came_here(guest)) + timedelta(days=5)
    under_way = number % 12 == 0
    last = TODAY - timedelta(days=3) if under_way else TODAY - timedelta(days=45)
    if under_way:
        first = TODAY - timedelta(days=16)
    if first > last:
        return None
    asked = school_day(chance.day_between(first, last))
    answered = school_day(asked, later=chance.randint(1, 6))
    days = _days(max(asked + timedelta(days=9), answered + timedelta(days=4)), offer.weekdays, chance)
    if asked > TODAY - timedelta(days=2) or not days:
        return None
    course = _course(days[0], answered, chance, under_way=under_way)
    moved = None
    if course in AFTER and chance.happens(0.07):
        moved = next((day for day in working_days() if day > days[0] + timedelta(days=6)), None)
        moved = moved if moved and moved < TODAY - timedelta(days=10) else None
    topic = chance.choice(offer.topics)
    return HostPlan(offer.school, guest, topic, asked, answered, days[0], days, course, moved)


def _course(on: date, answered: date, chance: Chance, *, under_way: bool) -> Course:
    if (under_way and chance.happens(0.4)) or answered >= TODAY:
        return Course.WAITS
    if chance.happens(0.045):
        return Course.DECLINED
    if chance.happens(0.05):
        return Course.CALLED_OFF
    if on >= TODAY:
        return Course.COMING
    ago = (TODAY - on).days
    if ago < 12:
        return Course.FORGOTTEN if chance.happens(0.4) else Course.MADE
    if ago < 60:
        return Course.TOLD if chance.happens(0.7) else Course.MADE
    return chance.pick({Course.WORKED: 62, Course.DID_NOT: 9, Course.TOLD: 22, Course.MADE: 6, Course.FORGOTTEN: 1})


def _days(earliest: date, weekdays: tuple[int, ...], chance: Chance) -> tuple[date, ...]:
    """Up to three school days some weeks on, on which the host takes visitors."""
    first = earliest + timedelta(days=chance.randint(0, 21))
    fits = [day for day in working_days() if first <= day <= first + timedelta(days=21) and day.weekday() in weekdays]
    return tuple(fits[: chance.choice((1, 2, 3))])


def _told(world: World, offered: list[OfferPlan], chance: Chance) -> list[HostPlan]:
    """For those who sign in as head: somebody asks Beatriz Okafor, she goes to see a school on Thursday, and one that
    came to hers has said what it took away."""
    ours = world.told("improve-by-report-card")
    own = next(one for one in offered if one.school is ours)
    others = [one for one in offered if one.school is not ours and group_of(one.school) == "primary" and one.on < _OLD]
    if len(others) < 3:
        return []
    goes_to, asks, came = others[:3]
    week = [day for day in working_days() if TODAY < day <= TODAY + timedelta(days=21)]
    for_us = tuple(day for day in week if day.weekday() in own.weekdays)[:2]
    for_them = tuple(day for day in week if day.weekday() in goes_to.weekdays)[:1]
    past = tuple(day for day in working_days() if day >= _CAME and day.weekday() in own.weekdays)[:1]
    waits = HostPlan(
        ours, asks.school, own.topics[0], TODAY - timedelta(days=4), TODAY, for_us[0], for_us, Course.WAITS
    )
    goes = HostPlan(
        goes_to.school,
        ours,
        goes_to.topics[0],
        TODAY - timedelta(days=13),
        TODAY - timedelta(days=10),
        for_them[0],
        for_them,
        Course.COMING,
    )
    asked = past[0] - timedelta(days=20)
    been = replace(
        waits, guest=came.school, asked=asked, answered=asked + timedelta(days=3), on=past[0], days=past,
        course=Course.WORKED,
    )  # fmt: skip
    return [waits, goes, been]


_OLD, _CAME = date(2026, 1, 1), date(2026, 6, 9)
