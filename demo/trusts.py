"""Trusts, sponsors, federations and dioceses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from demo.chance import Chance
from demo.kinds import Stage
from demo.names import PLACES, SAINTS

GROUP_CODES = {
    "Multi-academy trust": "6",
    "Single-academy trust": "10",
    "School sponsor": "5",
    "Federation": "1",
    "Trust": "2",
}
_ENDINGS = ("Learning Trust", "Academies Trust", "Education Partnership", "Multi-Academy Trust", "Schools Together")
DIOCESES = {"Catholic": ("RC99", "Archdiocese of {city}"), "Church of England": ("CE99", "Diocese of {city}")}


@dataclass(frozen=True, slots=True)
class Group:
    """A group as GIAS lists it. A trust that sponsors is listed twice: as trust and, as `sponsor`, as sponsor."""

    uid: int
    group_id: str
    name: str
    kind: str
    began: date
    ended: date | None = None
    company: str = ""
    sponsor: int | None = None
    faith: str = ""
    stages: frozenset[str] = frozenset()  # empty: any
    weight: float = 0


class Trusts:
    """All groups of a city, and which of them a school that becomes an academy joins."""

    def __init__(self, city: str, schools: int, first_uid: int = 90_001) -> None:
        self._chance = Chance.of(city, "trusts")
        self._city = city
        self._next_uid = first_uid
        self._names = iter(self._chance.sample(PLACES, 900))
        self.groups: dict[int, Group] = {}
        self._found_trusts(schools / 450)

    def _found_trusts(self, scale: float) -> None:
        sizes = [24, 19, 16, 13, 11, 9, 8, 7, 6] + [3] * max(2, round(14 * scale))
        for i, size in enumerate(sizes):
            name = f"{next(self._names)} {_ENDINGS[i % len(_ENDINGS)]}"
            self.found(name, "Multi-academy trust", weight=size, sponsors=size > 8 or i % 3 == 0)
        for size in (13, 9):
            saints = " and ".join(f"St {saint}" for saint in self._chance.sample(SAINTS, 2))
            self.found(f"{saints} Catholic Multi Academy Company".upper(), "Multi-academy trust", "Catholic", size)
        self.found(
            f"Diocese of {self._city} Academies Trust", "Multi-academy trust", "Church of England", 9, sponsors=True
        )
        special = frozenset({"special", "alternative"})
        self.found(f"{next(self._names)} Special Schools Trust", "Multi-academy trust", weight=30, stages=special)

    def found(
        self,
        name: str,
        kind: str,
        faith: str = "",
        weight: float = 0,
        *,
        sponsors: bool = False,
        stages: Iterable[str] = (),
        ended: date | None = None,
    ) -> Group:
        """A new group, and its twin as sponsor where it sponsors."""
        academies = kind.endswith("academy trust")
        twin = self._add(name, "School sponsor", date(2013, 3, 1), sponsor=None) if sponsors else None
        began = self._chance.day_between(date(2010, 9, 1), date(2015, 3, 1))
        return self._add(
            name.upper() if academies and self._chance.happens(0.6) else name,
            kind,
            began,
            sponsor=twin.uid if twin else None,
            faith=faith,
            weight=weight,
            stages=frozenset(stages),
            ended=ended,
        )

    def _add(self, name: str, kind: str, began: date, **more: object) -> Group:
        uid, self._next_uid = self._next_uid, self._next_uid + 1
        academies = kind.endswith("academy trust")
        group_id = f"TR{uid}" if academies else f"SP{uid}" if kind == "School sponsor" else ""
        company = str(99_000_000 + uid) if academies else ""
        self.groups[uid] = Group(uid, group_id, name, kind, began, company=company, **more)  # type: ignore[arg-type]
        return self.groups[uid]

    def for_academy(self, chance: Chance, stage: Stage, faith: str, *, alone: bool) -> int:
        """The trust that a new academy joins: of its church where it has one; `alone` founds one for itself."""
        if alone:
            return self.found(f"{next(self._names)} Academy Trust", "Single-academy trust").uid
        own = faith if faith in DIOCESES else ""
        fits = {
            group.uid: group.weight
            for group in self.groups.values()
            if group.weight and group.faith == own and (stage.key in group.stages or not group.stages)
        }
        return chance.pick(fits)

    def federation(self, place: str) -> int:
        return self.found(f"{place} Federation", "Federation").uid
