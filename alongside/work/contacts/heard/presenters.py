"""Who has been heard, as a page and a sheet show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from alongside.floor.kernel.prose import ago, counted, plural, sentence
from alongside.floor.web.words import day
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.contacts.heard.asking import ROLES, Asked
from alongside.work.contacts.heard.models import LastHeard
from alongside.work.contacts.heard.policies import Heard, Target
from alongside.work.contacts.heard.queries import Cells
from alongside.work.contacts.heard.rules import Period
from alongside.work.contacts.offering import role_words

BY = (("district", "District"), ("phase", "Phase"), ("type_group", "Type"))
_PLACE = {"district": 0, "phase": 1, "type_group": 2}
Schools = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Count:
    """How many schools were heard in a role, of how many; `proof`: the address of the contacts that prove it."""

    role: str
    heard: int
    of: int
    proof: str

    @property
    def words(self) -> str:
        return f"{self.heard:,} of {self.of:,}" if self.of else f"{self.heard:,}"


@dataclass(frozen=True, slots=True)
class Row:
    """A district, phase or group of types."""

    words: str
    schools: int
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The schools by one of the three."""

    key: str
    title: str
    rows: tuple[Row, ...]


def columns(asked: Asked, policy: Heard) -> tuple[str, ...]:
    """The roles that have a column: the one asked for, or those whom the policy wants reached, and governors."""
    if asked.role:
        return (asked.role,)
    return (*policy.by_role, *(role for role in ("governor",) if role not in policy.by_role))


def breakdowns(asked: Asked, cells: Cells, schools: Schools, roles: Sequence[str]) -> list[Breakdown]:
    return [
        Breakdown(key, title, tuple(_rows(key, asked, cells, schools, roles)))
        for key, title in BY
        if not asked.narrowed.get(key)
    ]


def total(asked: Asked, cells: Cells, schools: Schools, roles: Sequence[str]) -> Row:
    """All that were asked for, on one line."""
    many = sum(number for cell, number in schools.items() if _matches(cell, asked))
    found = tuple(
        Count(role, sum(one.schools for one in cells if one.role == role), many, _proof(asked.proof(role=role)))
        for role in roles
    )
    return Row(asked.where or "All schools", many, found)


def others(asked: Asked, cells: Cells) -> list[tuple[str, int, int, str]]:
    """Every role that was heard: its title, how many schools, how often, where the proof is."""
    found = []
    for role in (*ROLES, *sorted({one.role for one in cells} - set(ROLES))):
        of_role = [one for one in cells if one.role == role and (not asked.role or role == asked.role)]
        if of_role:
            many = sum(one.schools for one in of_role), sum(one.takings for one in of_role)
            found.append((role_words(role), *many, _proof(asked.proof(role=role))))
    return found


def _rows(key: str, asked: Asked, cells: Cells, schools: Schools, roles: Sequence[str]) -> Iterable[Row]:
    name = "type" if key == "type_group" else key
    of: dict[str, int] = {}
    for cell, number in schools.items():
        if _matches(cell, asked):
            of[cell[_PLACE[key]]] = of.get(cell[_PLACE[key]], 0) + number
    heard: dict[tuple[str, str], int] = {}
    for one in cells:
        at = (getattr(one, key), one.role)
        heard[at] = heard.get(at, 0) + one.schools
    for value, words in _values(key):
        found = tuple(
            Count(role, heard.get((value, role), 0), of.get(value, 0), _proof(asked.proof(role=role, **{name: value})))
            for role in roles
        )
        if of.get(value) or any(one.heard for one in found):
            yield Row(words, of.get(value, 0), found)


def _values(key: str) -> list[tuple[str, str]]:
    """Every value with its words, and last what is not known."""
    if key == "district":
        return [*((one.key, one.name) for one in policy_of_districts().districts), ("", "In no district of ours")]
    if key == "phase":
        return [*((one.key, one.name) for one in PHASES.values()), ("", "Phase not given")]
    return [*GROUPS.items(), ("", "Type not known")]


def _matches(cell: tuple[str, str, str], asked: Asked) -> bool:
    return all(cell[_PLACE[name]] == value for name, value in asked.narrowed.items())


def _proof(query: str) -> str:
    return reverse("contacts:list") + query


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody whom nobody has reached: their school, who they are, and since when, in words."""

    school: int
    name: str
    who: str
    since: str
    proof: str


@dataclass(frozen=True, slots=True)
class Missed:
    """Those out of reach whom one target of the policy wants reached."""

    target: Target
    many: int
    lines: tuple[Waiter, ...]
    says: str


def missed(
    target: Target, found: Sequence[LastHeard], many: int, names: Mapping[int, str], period: Period, *, on: date
) -> Missed:
    lines = tuple(
        Waiter(
            one.school,
            names.get(one.school, f"School {one.school}"),
            str(one.holder) if one.holder else "nobody is recorded",
            since(one, on=on),
            f"{reverse('contacts:list')}?school={one.school}&role={one.role}",
        )
        for one in found
    )
    when = f"in the {period.words[:1].lower()}{period.words[1:]}"
    who = target.people if many != 1 else target.one
    says = f"{counted(many, who) if many == 1 else f'{many:,} {who}'} {plural(many, 'has')} not been reached {when}"
    return Missed(target, many, lines, sentence(says) if many else f"All {target.people} have been reached {when}.")


def since(one: LastHeard, *, on: date) -> str:
    """`last met on 3 March 2026, eight months ago`; for somebody new since when they are in post."""
    if one.met:
        return f"last heard on {day(one.met)}, {ago(one.met, on)}"
    before = f"; whoever held the post before on {day(one.last)}" if one.last else ""
    if one.in_post:
        return f"in post since {day(one.in_post)} ({ago(one.in_post, on)}), and not heard yet{before}"
    return "no contact is recorded"


COUNTS_HEADER = ("By", "Of", "Schools", "Role", "Schools heard", "Share")
MISSED_HEADER = (
    "School",
    "URN",
    "District",
    "Phase",
    "Type",
    "Role",
    "Who",
    "In post since",
    "Last heard",
    "Waiting since",
)


def counts_rows(asked: Asked, parts: Iterable[Breakdown], whole: Row) -> list[tuple[Any, ...]]:
    named: list[tuple[str, Row]] = [("All", whole), *((part.title, row) for part in parts for row in part.rows)]
    return [
        (by, row.words, row.schools, role_words(one.role), one.heard, _share(one))
        for by, row in named
        for one in row.counts
    ]


def _share(count: Count) -> float | None:
    return round(count.heard / count.of, 3) if count.of else None


def missed_rows(
    found: Iterable[LastHeard], names: Callable[[Sequence[int]], Mapping[int, str]]
) -> Iterable[tuple[Any, ...]]:
    rows = list(found)
    known, policy = names([one.school for one in rows]), policy_of_districts()
    for one in rows:
        yield (
            *(known.get(one.school, ""), one.school, policy.name_of(one.district)),
            *(PHASES[one.phase].name if one.phase in PHASES else "", GROUPS.get(one.type_group, "")),
            *(role_words(one.role), str(one.holder or ""), one.in_post, one.last, one.waiting_since),
        )
