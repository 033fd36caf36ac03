"""Everything that is so in the invented city, before any of it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from demo.careers import inspections_of
from demo.cast import Story, inspections_told, stories
from demo.chance import Chance
from demo.city import City, Postcode
from demo.fates import closed_lives, open_lives
from demo.inspections import Framework, Inspection
from demo.lives import LONG_AGO, Life, School, schools_of
from demo.names import Names
from demo.trusts import Trusts


@dataclass(frozen=True, slots=True)
class Serials:
    """Where a city's numbers begin, in ranges that nobody has given out and nobody will for many years."""

    urn: int = 900_001  # schools of old
    new_urn: int = 950_001  # schools opened since 2010
    group: int = 90_001
    inspection: int = 10_900_001
    old_inspection: int = 900_001  # behind ITS


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the links file: what `other` is to `urn`."""

    urn: int
    other: int
    name: str
    kind: str
    on: date | None


@dataclass(frozen=True)
class World:
    """A city with its schools (one a URN, in order of URN), their inspections by life, its trusts and postcodes."""

    city: City
    stories: tuple[Story, ...]
    schools: tuple[School, ...]
    inspections: Mapping[str, tuple[Inspection, ...]]
    trusts: Trusts
    postcodes: tuple[Postcode, ...]

    @cached_property
    def by_life(self) -> Mapping[str, tuple[School, ...]]:
        found: dict[str, list[School]] = {}
        for school in self.schools:
            found.setdefault(school.life.key, []).append(school)
        return {key: tuple(sorted(schools, key=lambda school: school.opened)) for key, schools in found.items()}

    @cached_property
    def by_urn(self) -> Mapping[int, School]:
        return {school.urn: school for school in self.schools}

    def told(self, key: str) -> School:
        """The newest school of a story."""
        return self.by_life[key][-1]

    def inspections_shown_for(self, school: School) -> tuple[Inspection, ...]:
        """A school's own inspections and those of the schools it followed, oldest first."""
        life = school.life
        return (*self.inspections.get(life.inherits, ()), *self.inspections.get(life.key, ()))

    def links(self) -> Iterator[Link]:
        for life_schools in self.by_life.values():
            for old, new in pairwise(life_schools):
                yield from _both_ways(old, new, "Successor", "Predecessor")
            last = life_schools[-1]
            ending = last.life.ending
            for key in ending.into if ending else ():
                day = ending.on + timedelta(days=1) if ending else LONG_AGO
                heirs = [school for school in self.by_life.get(key, ()) if school.open_on(day)]
                for heir in heirs:
                    as_what = ending.as_what if ending else ""
                    yield from _both_ways(last, heir, as_what, as_what.replace("Successor", "Predecessor"))


def _both_ways(old: School, new: School, forward: str, back: str) -> Iterator[Link]:
    undated = old.life.undated_links
    ended = old.closed
    if ended is None or ended > date(2026, 11, 13):
        return
    yield Link(old.urn, new.urn, new.names[-1][1], forward, None if undated else ended)
    if not old.life.one_sided_links:
        yield Link(new.urn, old.urn, old.names[-1][1], back, None if undated else ended + timedelta(days=1))


def world(
    city: City,
    size: int,
    *,
    with_stories: bool = True,
    closed_share: float = 0.055,
    serials: Serials = Serials(),
) -> World:
    """The city with `size` schools open today, and what goes with them."""
    names, trusts = Names(city.name), Trusts(city.name, size, first_uid=serials.group)
    told = stories(city, trusts) if with_stories else []
    still_open = sum(1 for story in told if story.life.ending is None and story.life.key != "planned")
    lives = [
        *(story.life for story in told),
        *open_lives(city.name, size - still_open, names, trusts),
        *closed_lives(city.name, round(size * closed_share), names, trusts),
    ]
    postcodes = tuple(city.postcodes(max(400, size * 3)))
    schools = _settle(city, lives, postcodes, serials)
    by_life: dict[str, list[School]] = {}
    for school in schools:
        by_life.setdefault(school.life.key, []).append(school)
    inspections = _inspect(city.name, lives, told, by_life, serials)
    return World(city, tuple(told), tuple(schools), inspections, trusts, postcodes)


def _inspect(
    city: str,
    lives: Sequence[Life],
    told: Sequence[Story],
    by_life: Mapping[str, list[School]],
    serials: Serials,
) -> dict[str, tuple[Inspection, ...]]:
    """Every life's inspections, numbered in the order in which they were begun."""
    by_hand = {story.life.key: story for story in told if story.visits is not None}
    found = {
        life.key: inspections_told(city, by_hand[life.key], by_life[life.key])
        if life.key in by_hand
        else inspections_of(city, life, by_life[life.key])
        for life in lives
    }
    in_order = sorted(
        (visit.started, visit.urn, key, i) for key, visits in found.items() for i, visit in enumerate(visits)
    )
    numbers: dict[tuple[str, int], str] = {}
    for count, (_, _, key, i) in enumerate(in_order):
        oldest = found[key][i].framework is Framework.OLDEST
        numbers[key, i] = f"ITS{serials.old_inspection + count}" if oldest else str(serials.inspection + count)
    return {
        key: tuple(visit.numbered(numbers[key, i]) for i, visit in enumerate(visits)) for key, visits in found.items()
    }


def _settle(city: City, lives: Sequence[Life], postcodes: Sequence[Postcode], serials: Serials) -> list[School]:
    """Every life on its ground, with its URNs and establishment numbers."""
    urns = _urns(lives, serials)
    numbers = _Numbers()
    free: dict[int, list[Postcode]] = {}
    for postcode in postcodes:
        free.setdefault(postcode.district, []).append(postcode)
    turn = Chance.of(city.name, "grounds")
    schools: list[School] = []
    for i, life in enumerate(lives):
        district = life.district if life.district is not None else i % len(city.district_names)
        choice = free[district]
        ground = choice.pop(turn.randrange(len(choice))) if len(choice) > 1 else choice[0]
        schools += schools_of(life, urns[life.key], numbers.of(life), ground)
    return sorted(schools, key=lambda school: school.urn)


def _urns(lives: Iterable[Life], serials: Serials) -> dict[str, list[int]]:
    old, new = serials.urn, serials.new_urn
    urns: dict[str, list[int]] = {}
    openings = [(opening.on, i, life.key) for i, life in enumerate(lives) for opening in life.openings]
    for on, _, key in sorted(openings, key=lambda opening: (opening[0], opening[1])):
        if on.year < 2010:
            urns.setdefault(key, []).append(old)
            old += 1
        else:
            urns.setdefault(key, []).append(new)
            new += 1
    return urns


_FIRST_NUMBERS = {"nursery": 1001, "referral": 1101, "independent": 6001, "further education": 8001}
_FIRST_BY_KIND = {"controlled": 3001, "aided": 3301, "foundation": 5201}
_FIRST_BY_PHASE = {"Primary": 2001, "Secondary": 4001, "Special": 7001, "PRU": 1151, "": 6101}


class _Numbers:
    """Establishment numbers, in the ranges in which the register gives them."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def of(self, life: Life) -> list[int]:
        """One for each opening. A converter keeps its number, so two URNs share it: in the register they do too."""
        found: list[int] = []
        for opening in life.openings:
            if found and not opening.new_number:
                found.append(found[-1])
                continue
            first = _FIRST_NUMBERS.get(opening.kind) or _FIRST_BY_PHASE[life.stage.phase]
            if life.stage.phase == "Primary":
                first = _FIRST_BY_KIND.get(opening.kind, first)
            found.append(self._next.setdefault(first, first))
            self._next[first] += 1
        return found
