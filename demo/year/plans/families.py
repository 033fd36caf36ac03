"""Families and networks: who belongs to which, since when, and which of them ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from demo import TODAY
from demo.accounts import BEATRIZ
from demo.chance import Chance
from demo.lives import School
from demo.names import PLACES
from demo.world import World
from demo.year import TOGETHER
from demo.year.banks import bank, group_of
from demo.year.calendar import school_day
from demo.year.folk import district_of
from demo.year.plans.alone import Company, listed
from demo.year.plans.visits import known_from

_MOST = 9
_SMALL = 230
_FIRST = date(2023, 8, 1)  # schools that opened before are known from the files of that summer


@dataclass(frozen=True, slots=True)
class Member:
    """A school in a family. `figures`: whether it shows its figures to the others; None where it has not said."""

    school: School
    since: date
    why: str = ""
    left: date | None = None
    left_why: str = ""
    figures: bool | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """A family or network. `lead`: the school whose head leads it. `meets`: its next meeting."""

    name: str
    kind: str
    purpose: str
    since: date
    lead: School
    members: tuple[Member, ...]
    agreed: tuple[str, ...] = ()
    working_on: str = ""
    topics: tuple[str, ...] = ()
    meets: date | None = None
    ended: date | None = None
    ended_why: str = ""

    @property
    def is_family(self) -> bool:
        return self.kind == "family"


@dataclass(slots=True)
class _Places:
    """Names of places for families, none twice."""

    chance: Chance
    names: list[str] = field(default_factory=list)

    def next(self) -> str:
        if not self.names:
            self.names = self.chance.sample(PLACES, 400)
        return self.names.pop()


def circles(world: World, company: Company) -> list[Circle]:
    """All of them, in order of the day on which they began."""
    found = [*_families(world, company), *_networks(world, company), *_dioceses(world, company), *_ended(world)]
    return sorted(found, key=lambda one: (one.since, one.name))


def came_here(school: School) -> date:
    """From when something can be recorded of a school: it is open, and some file has told of it."""
    known = TOGETHER if school.opened < _FIRST else known_from(school)
    return max(school.opened + timedelta(days=7), known + timedelta(days=10))


def _families(world: World, company: Company) -> Iterator[Circle]:
    """Neighbours, district by district; whoever came in later joined one of those that there were."""
    places = _Places(Chance.of(world.city.name, "family names"))
    by_district: dict[str, list[School]] = {}
    for school in listed(world):
        if not company.is_left_out(school):
            by_district.setdefault(district_of(world, school), []).append(school)
    for key, schools in sorted(by_district.items()):
        for number, some in enumerate(_neighbours(schools)):
            chance = Chance.of(world.city.name, "family", key, number)
            since = school_day(TOGETHER + timedelta(days=chance.choice((7, 21, 40, 75, 120, 190, 250, 340, 480))))
            yield _family(some, chance, places.next(), since, company)


def _family(schools: Sequence[School], chance: Chance, place: str, since: date, company: Company) -> Circle:
    words = bank("families")
    told = next((one for one in schools if one.life.heads and _is_beatriz(one)), None)
    lead = told or next((one for one in schools if came_here(one) <= since), schools[0])
    since = max(since, came_here(lead))
    shares = 0.99 if told else chance.choice((0.99, 0.99, 0.75, 0.3))
    members = [
        Member(
            school=one,
            since=company.came_in.get(one.urn) or _joined(one, since, chance),
            why=chance.choice(words["joining"]) if one is not lead else "",
            figures=chance.happens(shares) if chance.happens(0.5 + shares / 2) else None,
        )
        for one in schools
    ]
    return Circle(
        name=chance.choice(words["names"]).replace("{place}", place),
        kind="family",
        purpose=chance.choice(words["purposes"]),
        since=since,
        lead=lead,
        members=tuple(members),
        agreed=tuple(chance.sample(words["agreements"], chance.choice((0, 1, 2, 3)) if not told else 3)),
        working_on=chance.choice(words["working_on"]),
        meets=school_day(TODAY + timedelta(days=chance.randint(3, 24))) if told or chance.happens(0.25) else None,
    )


def _joined(school: School, since: date, chance: Chance) -> date:
    """Most were there from the first day; some came later; a new school comes in its first weeks."""
    later = chance.randint(30, 500) if chance.happens(0.16) else 0
    return min(max(since + timedelta(days=later), came_here(school)), TODAY - timedelta(days=2))


def _is_beatriz(school: School) -> bool:
    return any(f"{head.first} {head.last}" == BEATRIZ.name for head in school.life.heads)


def _neighbours(schools: Sequence[School]) -> Iterator[list[School]]:
    """Halved again and again along the longer side, until nobody has too many neighbours."""
    if len(schools) <= _MOST:
        yield list(schools)
        return
    east = [one.ground.east for one in schools]
    north = [one.ground.north for one in schools]
    along = max(east) - min(east) > max(north) - min(north)
    ordered = sorted(schools, key=lambda one: (one.ground.east if along else one.ground.north, one.urn))
    middle = len(ordered) // 2
    yield from _neighbours(ordered[:middle])
    yield from _neighbours(ordered[middle:])


def _networks(world: World, company: Company) -> Iterator[Circle]:
    every = [one for one in listed(world) if not company.is_left_out(one)]
    for told in bank("families")["networks"]:
        chance = Chance.of(world.city.name, "network", told["key"])
        fits = [one for one in every if group_of(one) in told["for"]]
        if told.get("small"):
            fits = [one for one in fits if one.life.pupils < _SMALL]
        chosen = chance.sample(fits, min(len(fits), max(3, round(told["schools"] * len(every) / 410))))
        if chosen:
            yield _circle(told, told["kind"], chosen, chance)


def _dioceses(world: World, company: Company) -> Iterator[Circle]:
    for told in bank("families")["dioceses"]:
        chosen = [one for one in listed(world) if one.life.faith == told["faith"] and not company.is_left_out(one)]
        if len(chosen) > 1:
            yield _circle(told, "diocese", chosen, Chance.of(world.city.name, "diocese", told["faith"]))


def _circle(told: dict[str, Any], kind: str, schools: Sequence[School], chance: Chance) -> Circle:
    since = school_day(told["since"])
    lead = next((one for one in schools if came_here(one) <= since), schools[0])
    members = []
    for one in sorted(schools, key=lambda one: one.urn):
        joined = _joined(one, since, chance)
        leaves = one is not lead and joined < date(2025, 9, 1) and chance.happens(0.06)
        members.append(
            Member(
                school=one,
                since=joined,
                left=joined + timedelta(days=chance.randint(200, 400)) if leaves else None,
                left_why=chance.choice(bank("families")["leaving"]) if leaves else "",
            )
        )
    topics = tuple(told.get("topics", ()))
    purpose = told["purpose"]
    return Circle(told["name"], kind, purpose, since, lead, tuple(members), topics=topics)


def _ended(world: World) -> Iterator[Circle]:
    """What had its time: its schools are in other families by now."""
    for told in bank("families")["ended"]:
        chance = Chance.of(world.city.name, "ended", told["name"])
        fits = [one for one in listed(world) if one.opened < _FIRST and group_of(one) == "primary"]
        chosen = chance.sample(fits, min(told["schools"], len(fits)))
        since = school_day(told["since"])
        yield Circle(
            name=told["name"],
            kind=told.get("kind", "network"),
            purpose="For two years, and for one thing.",
            since=since,
            lead=chosen[0],
            members=tuple(Member(one, since) for one in chosen),
            ended=told["day"],
            ended_why=told["why"],
        )
