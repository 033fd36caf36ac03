"""The people of the invented city: who leads, governs and visits its schools, and since when. All of them made up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from demo import TODAY, accounts
from demo.chance import Chance
from demo.lives import Head, School
from demo.names import person
from demo.people import heads_of
from demo.world import World
from demo.year import BEGAN, TOGETHER

DISTRICT_KINDS = {"nursery": "nursery", "special": "special", "secondary": "secondary", "primary": "primary"}
_REGISTER_BEGAN = date(2026, 8, 17)  # since the register is loaded monthly, it tells who leads a school


@dataclass(frozen=True, slots=True)
class Held:
    """A role somewhere: `school` by URN, `district` or `body` by key. `until` is the last day."""

    role: str
    school: int | None = None
    district: str = ""
    body: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, known by their address, with all that they hold within our year."""

    email: str
    name: str
    holds: tuple[Held, ...]

    def at(self, day: date, role: str) -> Held | None:
        return next((held for held in self.holds if held.role == role and held.on(day)), None)


@dataclass(frozen=True)
class Folk:
    """Everybody, in the order in which they are recorded."""

    people: tuple[Somebody, ...]

    @cached_property
    def by_email(self) -> dict[str, Somebody]:
        return {one.email: one for one in self.people}

    @cached_property
    def _at_school(self) -> dict[tuple[int, str], list[tuple[Held, Somebody]]]:
        found: dict[tuple[int, str], list[tuple[Held, Somebody]]] = {}
        for one in self.people:
            for held in one.holds:
                if held.school:
                    found.setdefault((held.school, held.role), []).append((held, one))
        return found

    def at_school(self, urn: int, role: str, day: date) -> list[Somebody]:
        """Who holds a role at a school on a day."""
        return [one for held, one in self._at_school.get((urn, role), []) if held.on(day)]

    def head(self, urn: int, day: date) -> Somebody | None:
        return next(iter(self.at_school(urn, "head", day)), None)

    def chair(self, urn: int, day: date) -> Somebody | None:
        return next(iter(self.at_school(urn, "chair", day)), None)

    def lead(self, district: str) -> Somebody:
        return next(self.of("district-lead", district))

    def of(self, role: str, district: str = "", body: str = "") -> Iterator[Somebody]:
        """Who holds a role in a district or a body, or for the whole partnership, at some time of the year."""
        for one in self.people:
            if any((held.role, held.district, held.body) == (role, district, body) for held in one.holds):
                yield one


def key_of(district: str) -> str:
    """“Harlow Green” to harlow-green, as the policy of districts calls it."""
    return district.lower().replace(" ", "-")


def district_of(world: World, school: School) -> str:
    """The key of the district that a school works with: where it stands, but for one that a person decided."""
    if school.life.key == "federated-west":
        return "eastmere"
    return key_of(world.city.district_names[school.ground.district])


def folk(world: World) -> Folk:
    """Everybody of a city."""
    return Folk(tuple(_Gathering(world).everybody()))


class _Gathering:
    def __init__(self, world: World) -> None:
        self.world = world
        self.schools = [one for one in world.schools if one.closed is None or one.closed >= TOGETHER]
        self.found: dict[str, Somebody] = {}
        self._domains: dict[str, str] = {}  # by life: a school that becomes another keeps its letters
        self._taken: dict[str, str] = {}

    def everybody(self) -> list[Somebody]:
        self._office()
        for school in self.schools:
            self._heads(school)
        for school in self.schools:
            self._governing(school)
        self._clerks()
        for key in map(key_of, self.world.city.district_names):
            self._representatives(key)
        return list(self.found.values())

    def _add(self, email: str, name: str, *holds: Held) -> None:
        known = self.found.get(email)
        self.found[email] = replace(known, holds=(*known.holds, *holds)) if known else Somebody(email, name, holds)

    def _draw(self, chance: Chance, domain: str, *holds: Held) -> str:
        """Somebody new, with an address that nobody has."""
        while True:
            _, first, last = person(chance)
            email = f"{_plain(first)}.{_plain(last)}@{domain}"
            if email not in self.found and f"{first} {last}" not in _NAMED:
                self._add(email, f"{first} {last}", *holds)
                return email

    def _office(self) -> None:
        for one in accounts.PEOPLE:
            self._add(one.email, one.name, *_of_account(one, self.world))
        keys = [key_of(name) for name in self.world.city.district_names]
        for key in keys:
            if key != accounts.IMRAN.where:
                self._draw(
                    Chance.of("lead", key), "lockside.example", Held("district-lead", district=key, since=TOGETHER)
                )
        self._add(accounts.NGOZI.email, accounts.NGOZI.name, Held("engagement-coordinator", district="hodge-vale"))
        others = [key for key in keys if key not in ("harlow-green", "hodge-vale")]
        for pair in zip(others[::2], others[1::2], strict=True):
            held = [Held("engagement-coordinator", district=key) for key in pair]
            self._draw(Chance.of("coordinator", *pair), "lockside.example", *held)
        for role, body, how_many, domain in _BODIES:
            for number in range(how_many):
                since = date(2022 + number % 4, 9, 1)
                self._draw(Chance.of(role, body, number), domain, Held(role, body=body, since=since))

    def _heads(self, school: School) -> None:
        """Who led it in our years, in turn. A head who leads two schools of a federation is one person."""
        heads = heads_of(self.world.city.name, school.life)
        first, last = max(school.opened, TOGETHER), min(school.closed or TODAY, TODAY)
        for number, head in enumerate(heads):
            ends = heads[number + 1].since - timedelta(days=1) if number + 1 < len(heads) else None
            if head.since > last or (ends and ends < first):
                continue
            until = min(filter(None, (ends, school.closed if (school.closed or TODAY) < TODAY else None)), default=None)
            since = None if head.since == date.min else max(head.since, school.opened)
            kind = "interim" if "Interim" in head.job else "acting" if "Acting" in head.job else "substantive"
            held = Held("head", school=school.urn, kind=kind, since=since, until=until)
            self._add(self._address_of(head, school), f"{head.first} {head.last}", held)

    def _address_of(self, head: Head, school: School) -> str:
        for one in (accounts.BEATRIZ, accounts.RHIAN):
            if one.name == f"{head.first} {head.last}":
                return one.email
        domain = self._domains.get("federated-east", "") if school.life.key == "federated-west" else ""
        return f"{_plain(head.first)}.{_plain(head.last)}@{domain or self._domain(school)}"

    def _domain(self, school: School) -> str:
        """The part of addresses behind the @: the school's, in a zone that nobody can have."""
        if school.life.key not in self._domains:
            name = re.sub(r"-(school|academy|centre)$", "", _plain(school.name_on(BEGAN)))[:44].rstrip("-")
            taken = self._taken.setdefault(name, school.life.key) != school.life.key
            self._domains[school.life.key] = f"{name}-{school.urn}.example" if taken else f"{name}.example"
        return self._domains[school.life.key]

    def _governing(self, school: School) -> None:
        """Its chair of governors, for some a new one within the year; for some schools a governor or two besides."""
        chance = Chance.of(self.world.city.name, "governing", school.life.key, school.urn)
        if school.closed and school.closed < TODAY:
            until: date | None = school.closed
        else:
            until = None
        since = date(chance.randint(2017, 2025), chance.choice((9, 10, 1)), chance.randint(1, 28))
        since = max(min(since, TOGETHER), school.opened)
        told = next((one for one in (accounts.GLORIA,) if self._is_of(one, school)), None)
        if told:
            return
        if until is None and school.opened < BEGAN and chance.happens(0.08):
            hands_over = chance.choice((date(2025, 12, 31), date(2026, 3, 31), date(2026, 8, 31)))
            ending = Held("chair", school=school.urn, since=since, until=hands_over)
            self._draw(chance, self._domain(school), ending)
            since = hands_over + timedelta(days=1)
        self._draw(chance, self._domain(school), Held("chair", school=school.urn, since=since, until=until))
        for _ in range(chance.pick({0: 84, 1: 11, 2: 5})):
            began = max(since, date(2024, 9, 1))
            if until is None or began < until:
                self._draw(chance, self._domain(school), Held("governor", school=school.urn, since=began, until=until))

    def _is_of(self, one: accounts.Person, school: School) -> bool:
        return one.where == school.life.key

    def _clerks(self) -> None:
        """Clerks work for several schools each, and for the strategy group of their district."""
        by_district: dict[str, list[School]] = {}
        for school in self.schools:
            if school.open_on(TODAY) and not self._is_of(accounts.ELAINE, school):
                by_district.setdefault(district_of(self.world, school), []).append(school)
        for key, schools in sorted(by_district.items()):
            chance = Chance.of(self.world.city.name, "clerks", key)
            served = chance.sample(schools, len(schools) // 4)
            for number, some in enumerate((served[::2], served[1::2])):
                held = [Held("clerk", school=school.urn) for school in some]
                held += [Held("clerk", body=f"dsg-{key}")] if number == 0 else []
                if number == 0 and key == accounts.IMRAN.where:
                    self._add(accounts.ELAINE.email, accounts.ELAINE.name, *held)
                elif held:
                    self._draw(chance, "clerks.example", *held)

    def _representatives(self, key: str) -> None:
        """Heads whom the schools of a phase chose to speak for them in a district. Not every place is filled."""
        chance = Chance.of(self.world.city.name, "representatives", key)
        here = [one for one in self.schools if one.open_on(TODAY) and district_of(self.world, one) == key]
        for stage, kind in DISTRICT_KINDS.items():
            if (key, kind) == (accounts.RHIAN.where, accounts.RHIAN.kind):
                continue
            heads = [
                one
                for school in here
                if school.life.stage.key == stage
                for one in [self._head_all_year(school)]
                if one and one.email != accounts.BEATRIZ.email and len(one.holds) == 1
            ]
            if heads and chance.happens(0.9):
                chosen = chance.choice(heads)
                held = Held("district-representative", district=key, kind=kind, since=date(2025, 9, 15))
                self._add(chosen.email, chosen.name, held)

    def _head_all_year(self, school: School) -> Somebody | None:
        """The head, where it was the same all through the year."""
        heads = heads_of(self.world.city.name, school.life)
        now = [head for head in heads if head.since <= TODAY][-1]
        if now.since > BEGAN or school.opened > BEGAN:
            return None
        return self.found[self._address_of(now, school)]


_BODIES = (
    ("board-member", "board", 8, "board.example"),
    ("group-member", "group", 5, "lockside.example"),
    ("council-officer", "", 2, "council.example"),
    ("partner", "", 2, "college.example"),
    ("staff", "", 2, "lockside.example"),
)
_NAMED = frozenset(one.name for one in accounts.PEOPLE)


def _of_account(one: accounts.Person, world: World) -> Iterator[Held]:
    """What one of the demo's own people holds; what heads hold follows from their school's story."""
    if one.role == "head":
        return
    if one.role in ("chair", "governor", "clerk"):
        yield Held(one.role, school=world.told(one.where).urn, since=date(2021, 9, 20))
    elif one.where in ("board", "group"):
        yield Held(one.role, body=one.where, since=date(2023, 9, 1))
    elif one.where:
        yield Held(one.role, district=one.where, kind=one.kind, since=TOGETHER)
    elif one not in accounts.FROM_THE_FIRST:
        yield Held(one.role, since=date(2023, 9, 1))


def _plain(text: str) -> str:
    """Letters, digits and hyphens: what an address is made of."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "")).strip("-")
