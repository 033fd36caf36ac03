"""Every school's year: who sat what, with how many pupils, and the raw figures that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from demo.chance import Chance
from demo.lives import School
from demo.outcomes import census, ks2, ks4, ks5, leavers, presence, staff
from demo.outcomes.cells import Cell, Columns, Raw
from demo.outcomes.fortunes import Fortunes
from demo.outcomes.intake import Intake, filled, intake_of
from demo.outcomes.ks2 import Standing
from demo.world import World

_INDEPENDENT = ("independent", "independent special")
_SPECIAL = ("special", "outside special", "independent special", "alternative")
_NO_TABLES = ("nursery", "sixth form")


@dataclass(frozen=True, slots=True)
class Told:
    """A school's year in one set of tables: raw, and as published."""

    school: School
    raw: Raw
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Tables:
    """A set of tables: which years it has, and its columns."""

    key: str
    years: tuple[int, ...]
    columns: Columns


TABLES = {
    tables.key: tables
    for tables in (
        Tables("ks2", ks2.YEARS, ks2.COLUMNS),
        Tables("ks4", ks4.YEARS, ks4.COLUMNS),
        Tables("ks5", ks5.YEARS, ks5.COLUMNS),
        Tables("leavers", tuple(range(2014, 2024)), leavers.COLUMNS),
        Tables("presence", presence.YEARS, presence.COLUMNS),
        Tables("census", tuple(range(2016, 2027)), census.COLUMNS),
        Tables("staff", tuple(range(2016, 2027)), staff.COLUMNS),
    )
}


class Outcomes:
    """The years of a city's schools, made as they are asked for, the same in any order."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._fortunes = Fortunes(world)
        self._made: dict[tuple[str, int], list[Told]] = {}

    def of(self, tables: str, year: int) -> list[Told]:
        """Every school that the tables of a year name, in order of its number."""
        if (tables, year) not in self._made:
            self._made[tables, year] = list(self._told(tables, year))
        return self._made[tables, year]

    def fortune(self, school: School, year: int) -> float:
        """How a school fares in the summer of a year: see fortunes.py."""
        return self._fortunes.of(school.life, year)

    def _told(self, tables: str, year: int) -> Iterator[Told]:
        asked = date(year, 5, 15) if tables not in ("census", "staff") else date(year, 1, 15)
        tell = _TELLERS[tables]
        for school in sorted(self._world.schools, key=lambda school: (school.number, school.urn)):
            if school.open_on(asked) and not school.life.hides_from_ofsted:
                told = tell(self, school, year)
                if told:
                    yield told

    def _standing(self, school: School, year: int, cohort: int) -> Standing:
        return Standing(intake_of(self._world, school, year), self._fortunes.of(school.life, year), cohort)

    def _chance(self, school: School, what: str, year: int) -> Chance:
        return Chance.of(self._world.city.name, what, school.life.key, year)

    def ks2(self, school: School, year: int) -> Told | None:
        cohort = self._cohort(school, year, 11)
        if not cohort or school.life.stage.key in _INDEPENDENT:
            return None
        raw = self._ks2(school, year, cohort)
        if year in (2018, 2019):
            others = [(one, self._cohort(school, one, 11)) for one in (year - 1, year - 2)]
            ks2.over_three_years(raw, [self._ks2(school, one, pupils) for one, pupils in others if pupils])
        return Told(school, raw, ks2.told(raw, year))

    def _ks2(self, school: School, year: int, cohort: int) -> dict[str, float]:
        return ks2.figures(self._standing(school, year, cohort), year, self._chance(school, "ks2", year))

    def ks4(self, school: School, year: int) -> Told | None:
        cohort, stage = self._cohort(school, year, 16), school.life.stage.key
        if not cohort:
            return None
        standing, chance = self._standing(school, year, cohort), self._chance(school, "ks4", year)
        raw = ks4.figures(standing, year, chance, special=stage in _SPECIAL)
        return Told(school, raw, ks4.told(raw, year, independent=stage in _INDEPENDENT))

    def ks5(self, school: School, year: int) -> Told | None:
        life = school.life
        if not life.sixth_form or life.ages[1] < 18 or life.stage.key in _SPECIAL or filled(school, year) < 1:
            return None
        chance = self._chance(school, "ks5", year)
        standing = self._standing(school, year, 0)
        college = life.stage.key == "sixth form"
        cohort = round(standing.intake.pupils * (0.42 if college else 0.085) * chance.uniform(0.75, 1.2))
        raw = ks5.figures(standing._replace(cohort=max(4, cohort)), year, chance)
        return Told(school, raw, ks5.told(raw))

    def leavers(self, school: School, year: int) -> Told | None:
        cohort, stage = self._cohort(school, year, 16), school.life.stage.key
        if not cohort or stage in _INDEPENDENT:
            return None
        standing = self._standing(school, year, cohort)
        chance, sixth_form = self._chance(school, "leavers", year), school.life.sixth_form
        raw = leavers.figures(standing, year, chance, sixth_form=sixth_form)
        return Told(school, raw, leavers.told(raw))

    def presence(self, school: School, year: int) -> Told | None:
        stage = school.life.stage.key
        if stage in _INDEPENDENT or stage in _NO_TABLES:
            return None
        sector = 2 if stage in _SPECIAL else 0 if school.life.stage.phase == "Primary" else 1
        chance = self._chance(school, "presence", year)
        raw = presence.figures(self._standing(school, year, 0), year, chance, sector=sector)
        return Told(school, raw, presence.told(raw))

    def census(self, school: School, year: int) -> Told | None:
        if school.life.stage.key == "sixth form" and not school.kind.academy:
            return None
        raw = census.figures(self._standing(school, year, 0), year, self._chance(school, "census", year))
        return Told(school, raw, census.told(raw, independent=school.life.stage.key in _INDEPENDENT))

    def staff(self, school: School, year: int) -> Told | None:
        if not school.kind.ofsted:
            return None
        chance, phase = self._chance(school, "staff", year), school.life.stage.phase
        raw = staff.figures(self._standing(school, year, 0), year, chance, phase=phase)
        return Told(school, raw, staff.told(raw))

    def _cohort(self, school: School, year: int, age: int) -> int:
        """How many end the year in which pupils turn eleven, or sixteen; 0 where there is no such year."""
        low, high = school.life.ages
        if school.life.stage.key in _NO_TABLES or not low < age <= high:
            return 0
        if filled(school, year) < 1 and year - school.opened.year <= age - max(low, 4):
            return 0
        chance = self._chance(school, f"cohort {age}", year)
        years = min(high, 16) - max(low, 4) + (0.6 if low < 4 else 0) + (1.4 if high >= 18 else 0)
        pupils = intake_of(self._world, school, year).pupils
        return max(1, round(pupils / years * (1 + chance.gauss(0, 0.05)) + chance.gauss(0, 1)))


_TELLERS: Mapping[str, Callable[[Outcomes, School, int], Told | None]] = {
    "ks2": Outcomes.ks2,
    "ks4": Outcomes.ks4,
    "ks5": Outcomes.ks5,
    "leavers": Outcomes.leavers,
    "presence": Outcomes.presence,
    "census": Outcomes.census,
    "staff": Outcomes.staff,
}


class Calm(Chance):
    """Chance over so many that it makes no difference."""

    def gauss(self, mu: float = 0.0, sigma: float = 1.0) -> float:
        return mu


class Country:
    """England, as if it were one large school of ordinary fortune."""

    intake = Intake(4_600_000, 0.49, 0.22, 0.28, 0.2, 0.13, 0.035, 0.93, 0.0)

    def of(self, tables: str, year: int, *, sector: int = 0) -> Raw:
        """What the tables of a year say of it. `sector`, for absence: primary, secondary, special."""
        chance = Calm.of("England", tables, year)
        cohort = {"ks2": 610_000, "ks4": 545_000, "ks5": 260_000, "leavers": 540_000}.get(tables, 0)
        standing = Standing(self.intake, 0.15, cohort)
        if tables == "ks2":
            return ks2.figures(standing, year, chance)
        if tables == "ks4":
            return ks4.figures(standing, year, chance, special=False)
        if tables == "ks5":
            return ks5.figures(standing, year, chance)
        if tables == "leavers":
            return leavers.figures(standing, year, chance, sixth_form=False)
        if tables == "presence":
            return presence.figures(standing, year, chance, sector=sector)
        return census.figures(standing, year, chance)
