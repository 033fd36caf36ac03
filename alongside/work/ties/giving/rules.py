"""What a school gave, got and did with others, by kind and year. Pure: nothing is weighed, nobody is compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.floor.kernel.periods import AcademicYear
from alongside.floor.kernel.prose import counted, joined, number, sentence

GIVE, GET, BOTH = "give", "get", "both"
YEARS = 3  # the school year that runs and the two before: what people remember
NAMED = 5  # families and networks that a sentence names


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of deed. `title`: of its line; `one`, `many`: what the school did, for a sentence: “hosted a visit”,
    “hosted {} visits”. `lasts`: memberships, which a sentence names and does not count."""

    key: str
    side: str
    order: int
    title: str
    one: str
    many: str
    lasts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing. `until` is None while it lasts. `other`: URN of the school at the other end, where it is one."""

    kind: str
    since: date
    until: date | None
    name: str = ""
    other: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """What another school said in thanks."""

    words: str
    school: int
    on: date


@dataclass(frozen=True, slots=True)
class Line:
    """One kind: how many in each year of the account, and in all; the deeds themselves, the newest first."""

    kind: Kind
    counts: tuple[int, ...]
    total: int
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What a school gave, got and did together, over the years from the oldest to the one that runs."""

    years: tuple[AcademicYear, ...]
    give: tuple[Line, ...]
    get: tuple[Line, ...]
    both: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.give, *self.get, *self.both)

    @property
    def is_empty(self) -> bool:
        return not any(line.total for line in self.lines)


def years_until(on: date) -> tuple[AcademicYear, ...]:
    """The school years of an account, the oldest first."""
    this = AcademicYear.of(on)
    return tuple(this.after(-back) for back in reversed(range(YEARS)))


def account(deeds: Iterable[Deed], kinds: Iterable[Kind], *, on: date) -> Account:
    """The account of a school on a day. What began later, or ended before the first of its years, is left out; what
    lasts over several years counts in each and once in all."""
    years = years_until(on)
    within = [one for one in deeds if one.since <= on and _overlaps(one, years[0].first_day, on)]
    found: dict[str, list[Line]] = {GIVE: [], GET: [], BOTH: []}
    for kind in sorted(kinds, key=lambda one: one.order):
        own = sorted(
            (one for one in within if one.kind == kind.key), key=lambda one: (one.since, one.name), reverse=True
        )
        counts = tuple(sum(_overlaps(one, year.first_day, min(on, year.last_day)) for one in own) for year in years)
        found[kind.side].append(Line(kind, counts, len(own), tuple(own)))
    return Account(years, tuple(found[GIVE]), tuple(found[GET]), tuple(found[BOTH]))


def _overlaps(deed: Deed, first: date, last: date) -> bool:
    return deed.since <= last and (deed.until is None or deed.until >= first)


def sentences(found: Account, *, name: str, thanked: int, on: date) -> list[str]:
    """The few sentences at the top of the page."""
    if found.is_empty:
        return []
    since, said = f"Since September {found.years[0].starts}", list[str]()
    for lines in (found.give, found.get):
        if did := _did(lines):
            said.append(f"{'It' if said else f'{since} {name}'} {did}")
    if others := {deed.other for line in found.lines for deed in line.deeds if deed.other}:
        said.append(f"In this it worked with {counted(len(others), 'other school')}")
    if thanked:
        said.append(f"Others said thank you {_times(thanked)}")
    lasting = [deed for line in found.both if line.kind.lasts for deed in line.deeds]
    if belongs := list(dict.fromkeys(deed.name for deed in lasting if deed.name and _now(deed, on))):
        shown = [*belongs[:NAMED], counted(len(belongs) - NAMED, "other")] if len(belongs) > NAMED else belongs
        said.append(f"{'It belongs' if said else f'{name} belongs'} to {joined(shown)}")
    return [sentence(one) for one in said]


def _did(lines: Sequence[Line]) -> str:
    done = [one.kind.one if one.total == 1 else one.kind.many.format(number(one.total)) for one in lines if one.total]
    return joined(done)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def _now(deed: Deed, on: date) -> bool:
    return deed.until is None or deed.until > on
