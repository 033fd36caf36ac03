"""Performance tables as published: key stages 2, 4 and 5, destinations, absence and the census, year by year.

The headers are those of the tables of 2015/16 to 2018/19 and, at key stage 4 and in the census, 2022/23. Of the other
years we know no header: their tables have the columns of the nearest year, less those that repeat earlier years.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from demo.files.tables import headers_of
from demo.lives import School
from demo.outcomes import cells
from demo.outcomes.cells import Cell, Columns
from demo.outcomes.city import TABLES, Country, Outcomes, Told
from demo.world import World

_REPEATED = re.compile(r"_(15|16|17|18|21|22|3YR)(?=_|$)|_(14)_PTQ")
_KINDS = {  # type of school, as the tables abbreviate it
    "Community school": "CY",
    "Voluntary aided school": "VA",
    "Voluntary controlled school": "VC",
    "Foundation school": "FD",
    "Academy sponsor led": "AC",
    "Academy converter": "ACC",
    "Free schools": "F",
    "Studio schools": "SS",
    "University technical college": "UTC",
    "Community special school": "CYS",
    "Foundation special school": "FDS",
    "Non-maintained special school": "NMSS",
    "Academy special sponsor led": "ACS",
    "Academy special converter": "ACCS",
    "Free schools special": "FS",
    "Other independent school": "IND",
    "Other independent special school": "INDSPEC",
    "Pupil referral unit": "PRU",
    "Further education": "FESI",
    "Academy 16 to 19 converter": "ACC1619",
}
_FAITHS = {"": "None", "Catholic": "RC", "Church of England": "CE", "Muslim": "MU", "Jewish": "JE", "Sikh": "SI"}
_NO_SIGN = 2022  # the first census with a percent sign


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a year. `names`: the name of the file; `record` and `totals`: what its rows of totals are marked with,
    authority, all England, state-funded England (empty where it has none)."""

    tables: str
    name: str
    totals: tuple[str, str, str]
    behind: int = 0

    def file(self, year: int, authority: int) -> str:
        return f"{year - 1}-{year}_{authority}_{self.name}.csv"


TABLE = {
    "ks2": Table("ks2", "ks2final", ("3", "4", "5")),
    "ks4": Table("ks4", "ks4final", ("4", "5", "7")),
    "ks5": Table("ks5", "ks5final", ("4", "5", "7")),
    "leavers": Table("leavers", "ks4-pupdest", ("LA", "", "NAT"), behind=2),
    "presence": Table("presence", "abs", ("", "", "")),
    "census": Table("census", "census", ("", "", "")),
    "staff": Table("staff", "swf", ("", "", "")),
}


def write(path: Path, world: World, outcomes: Outcomes, table: Table, year: int) -> Path:
    """The table of a year: `year` is the one in its name."""
    columns = headers(table.tables, year)
    rows = _rows(world, outcomes, table, year)
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows([row.get(header, "") for header in columns] for row in rows)
    return path


@lru_cache
def headers(tables: str, year: int) -> tuple[str, ...]:
    """The columns of the tables of a year."""
    if tables in ("presence", "staff"):
        return headers_of("tables_abs" if tables == "presence" else "tables_staff")
    if tables == "census":
        return headers_of("tables_census_2023" if year >= _NO_SIGN else "tables_census_2019")
    if tables == "leavers":
        if year >= 2020:
            return _again("tables_leavers_2023", (21, 20), year)
        return _again("tables_leavers_2019", (18, 17), year)
    if tables == "ks5":
        return headers_of(f"tables_ks5_{min(year, 2019) if year != 2018 else 2019}")
    if tables == "ks4":
        return _of_ks4(year)
    if year in (2017, 2018, 2019):
        return headers_of(f"tables_ks2_{year}")
    return _without_repeats("tables_ks2_2017" if year < 2017 else "tables_ks2_2019")


def _of_ks4(year: int) -> tuple[str, ...]:
    if year == 2016:  # grades from 9 to 1 came a year later
        return tuple(h for h in _without_repeats("tables_ks4_2017") if "94" not in h and "95" not in h)
    if year in (2017, 2018, 2019, 2023):
        return headers_of(f"tables_ks4_{year}")
    return _without_repeats("tables_ks4_2023")


def _without_repeats(name: str) -> tuple[str, ...]:
    return tuple(header for header in headers_of(name) if not _REPEATED.search(header))


def _again(name: str, repeated: tuple[int, int], year: int) -> tuple[str, ...]:
    """The columns of another year's tables, which repeat the two years before each."""
    if name.endswith(str(year)):
        return headers_of(name)
    new = {f"_{old}": f"_{year - 2001 - i:02}" for i, old in enumerate(repeated)}
    return tuple(header[:-3] + new.get(header[-3:], header[-3:]) for header in headers_of(name))


def _rows(world: World, outcomes: Outcomes, table: Table, year: int) -> Iterator[Mapping[str, Any]]:
    columns, said = TABLES[table.tables].columns, outcomes.of(table.tables, year - table.behind)
    percent = not (table.tables == "presence" or (table.tables == "census" and year < _NO_SIGN))
    as_text = {header.upper(): header for header in headers(table.tables, year)}
    write = _Writer(columns, as_text, percent=percent)
    for told in said:
        yield {**_identity(world, told.school, table.tables), **write.row(told.cells)}
    yield from _totals(world, table, year, said, write)


class _Writer:
    """Cells as text, under the headers in the case in which the year's table has them."""

    def __init__(self, columns: Columns, as_text: Mapping[str, str], *, percent: bool) -> None:
        self._columns = {
            header: (as_text[header.upper()], column) for header, column in columns.items() if header.upper() in as_text
        }
        self._percent = percent

    def row(self, said: Mapping[str, Cell]) -> dict[str, str]:
        found = {}
        for header, cell in said.items():
            if header in self._columns:
                name, column = self._columns[header]
                found[name] = cells.text(cell, column, percent=self._percent)
        return found


def _totals(world: World, table: Table, year: int, said: Sequence[Told], write: _Writer) -> Iterator[Mapping[str, Any]]:
    """The rows below the schools: the authority's own schools added up, and the country."""
    columns, country = TABLES[table.tables].columns, Country()
    of_year = year - table.behind
    state = [told.raw for told in said if told.school.kind.ofsted]
    if table.tables == "presence":
        for sector, name in enumerate(("PRI", "SEC", "SPE")):
            raw = country.of("presence", of_year, sector=sector)
            yield {"LA": "NAT", "ESTAB": name, **write.row(cells.totals([raw], columns))}
    elif table.tables == "staff":
        return
    elif table.tables == "census":
        yield {"URN": "NAT", **write.row(cells.totals([country.of("census", of_year)], columns))}
    else:
        authority, everyone, funded = table.totals
        england = write.row(_unsaid(cells.totals([country.of(table.tables, of_year)], columns), said))
        here = write.row(_unsaid(cells.totals(state, columns), said))
        yield {"RECTYPE": authority, "LEA": str(world.city.authority), **_named(world, table), **here}
        if everyone:
            yield {"RECTYPE": everyone, **england}
        yield {"RECTYPE": funded, **england}


def _unsaid(totals: dict[str, Cell], said: Sequence[Told]) -> dict[str, Cell]:
    """What is published of no school in a year is published of no area either."""
    unsaid = set(totals)
    for told in said:
        unsaid = {header for header in unsaid if told.cells.get(header) in (None, cells.NOT_PUBLISHED)}
        if not unsaid:
            break
    return {header: cell for header, cell in totals.items() if header not in unsaid}


def _named(world: World, table: Table) -> dict[str, str]:
    return {"SCHNAME": world.city.name} if table.tables == "ks2" else {}


def _identity(world: World, school: School, tables: str) -> dict[str, Any]:
    """The columns that say which school it is. Those that a table does not have are passed over."""
    life, kind = school.life, school.kind
    where = str(world.city.authority)
    row: dict[str, Any] = {"URN": school.urn, "ESTAB": school.number, "Estab": school.number}
    if tables == "staff":
        phase = life.stage.phase if life.stage.phase in ("Primary", "Secondary") else "Special"
        return {"URN": school.urn, "LA Number": where, "Establishment Number": school.number, "School Phase": phase}
    if tables in ("presence", "census"):
        return row | {"LA": where, "SCHOOLTYPE": _school_type(school)}
    special = "special" in life.stage.key
    abbreviated = _KINDS.get(kind.name, "AC" if kind.academy else "CY")
    return row | {
        "RECTYPE": "2" if special else "1",
        "LEA": where,
        "SCHNAME": school.names[-1][1],
        "ADDRESS1": school.ground.street,
        "TOWN": world.city.name,
        "PCODE": school.ground.text,
        "TELNUM": f"01632 {960_000 + school.urn % 1000}",
        "NFTYPE": abbreviated,
        "NFTYPE/FESITYPE": abbreviated,
        "ICLOSE": "0",
        "RELDENOM": _FAITHS.get(life.faith, "None"),
        "ADMPOL": "SEL" if life.selective else "COMP",
        "EGENDER": life.gender.upper(),
        "GEND1618": life.gender.upper(),
        "AGERANGE": f"{life.ages[0]}-{life.ages[1]}",
        "CONTFLAG": "0",
    }


def _school_type(school: School) -> str:
    stage = school.life.stage
    if stage.key == "alternative":
        return "State-funded AP school"
    if stage.key in ("special", "outside special"):
        return "State-funded special school"
    if not school.kind.ofsted and not school.kind.academy:
        return "Independent school"
    return {"Nursery": "State-funded nursery", "Primary": "State-funded primary"}.get(
        stage.phase, "State-funded secondary"
    )
