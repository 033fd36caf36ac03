"""The wide performance tables: one row a school, hundreds of columns, totals among the rows.

Columns are built from policies/measures.yaml; a table says only how its rows name a place. See `tables` for those that
are published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from alongside.floor.kernel import identifiers
from alongside.knowledge.opendata import cells as published
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files.recognise import plain
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.results import alarms, cells, years
from alongside.knowledge.results.loading import FIGURES, Place, ResultTeller, authority, england, school
from alongside.knowledge.results.measures import Dataset, Measure, measures

KNOWN = Path(__file__).parent / "known"
ALL, STATE_FUNDED = "all", "state-funded"
AUTHORITY, ENGLAND = "authority", "england"
NATIONAL = "NAT"  # in a column that else numbers a school or an authority
_YEARS = range(13, 30)  # of the columns that repeat earlier years' figures


@dataclass(frozen=True, slots=True)
class Table:
    """A published table. `schools`: the record types that are schools; `areas`: those that are totals, and which
    schools they count. `national`: what a total row has in its column `kind`, and which schools it counts.

    `repeats`: what the columns begin with that repeat the figures of earlier years.
    """

    key: str
    dataset: str
    title: str
    signature: frozenset[str]
    record: str = "RECTYPE"
    code: str = "LEA"
    name: str = "SCHNAME"
    kind: str = ""
    schools: frozenset[str] = frozenset({"1", "2"})
    areas: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    national: Mapping[str, str] = field(default_factory=dict)
    repeats: str = ""
    known: str = ""

    @property
    def family(self) -> str:
        return f"{FIGURES}{self.dataset}"

    @property
    def identity(self) -> dict[str, str]:
        """The columns that say of what a row speaks, by the name of an argument of `place_of`."""
        named = {"urn": "URN", "record": self.record, "code": self.code, "name": self.name, "kind": self.kind}
        return {name: header for name, header in named.items() if header}


def format_of(table: Table) -> Format:
    """The format of a table, for the registry."""
    policy = measures()
    dataset = policy.dataset_by_key[table.dataset]
    return Format(
        key=table.key,
        family=table.family,
        title=table.title,
        publisher=dataset.publisher,
        page=dataset.page,
        columns=(*_identity(table), *figure_columns(policy.of(table.dataset))),
        signature=table.signature,
        known=_known(table.known or table.dataset),
        loader=lambda staging: WideLoader(staging, table),
        period=lambda as_at: _first_day(table.dataset, as_at),
        day=years.day_by_name(table.dataset),
        stale_after_days=STALE,
        short_rows=_is_whole,
    )


STALE = 500  # days: a year's table, and some months' grace


def _is_whole(cells: Sequence[str], is_last: bool) -> bool:
    """DfE leaves out blank cells at the end of a row (new schools, independent schools, the country as a whole).

    The last row of a table is England's, so a shorter one of a school means that the file was cut short.
    """
    return not is_last or not any(_looks_like_urn(cell) for cell in cells[:8])


def _looks_like_urn(cell: str) -> bool:
    return len(cell.strip()) == 6 and cell.strip().isdigit()


def _first_day(dataset: str, as_at: date) -> date:
    said = measures().dataset_by_key[dataset]
    return said.first_day(said.year_by(as_at))


def _identity(table: Table) -> tuple[Column, ...]:
    return tuple(
        Column(name, (header,), published.text, required=name == "urn") for name, header in table.identity.items()
    )


def figure_columns(of: Iterable[Measure]) -> tuple[Column, ...]:
    """A column for each key of values that some measure has a header for. One cell that is no figure is set aside, and
    the rest of its row taken.
    """
    return tuple(
        Column(key, headers, cells.parser_of(measure), forgiving=True)
        for measure in of
        for key, headers in keys_of(measure).items()
        if headers
    )


def keys_of(measure: Measure) -> dict[str, tuple[str, ...]]:
    """The keys of values that a measure gives rise to, and the headers of each."""
    return {
        measure.key: measure.columns,
        **{f"{measure.key}:{group}": headers for group, headers in measure.groups.items()},
        f"{measure.key}.low": measure.low,
        f"{measure.key}.high": measure.high,
    }


@cache
def _known(name: str) -> frozenset[str]:
    """Headers that are published and not kept. `{year}` stands for two digits: a table repeats some earlier figures."""
    lines = (KNOWN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(
        line.replace("{year}", f"{year:02d}") for line in lines for year in (_YEARS if "{year}" in line else (0,))
    )


class WideLoader:
    """Takes the rows of one table."""

    def __init__(self, staging: Staging, table: Table) -> None:
        self._staging = staging
        self._table = table
        self._policy = measures()
        self._dataset: Dataset = self._policy.dataset_by_key[table.dataset]
        self._columns = figure_columns(self._policy.of(table.dataset))
        self._keys = [column.name for column in self._columns]
        self._identity = tuple(table.identity)
        self._rows = 0
        self._year = 0
        self._teller: ResultTeller | None = None

    def begin(self, headers: Sequence[str]) -> None:
        """The year is told before the rows are read. Raises StructuralFault where name, columns and day disagree."""
        name = Load.objects.values_list("file__name", flat=True).get(pk=self._staging.load_id)
        self._year = _year_of(self._table, self._dataset, headers, name, self._staging.as_at)
        here = {plain(header).casefold() for header in headers}
        covers = {column.name for column in self._columns if any(h.casefold() in here for h in column.headers)}
        self._teller = ResultTeller(self._staging, covers, self._policy)

    def take(self, row: int, values: Sequence[Any]) -> None:
        assert self._teller
        self._rows += 1
        width = len(self._identity)
        place = place_of(self._table, **dict(zip(self._identity, values, strict=False)))
        if isinstance(place, str):
            self._staging.refuse(row, "URN", str(values[0] or ""), place, "Take the file as it is published.")
            return
        said = {k: value for k, value in zip(self._keys, values[width:], strict=True) if value is not None}
        if not said and not self._teller.knows(self._table.dataset, place, self._year):
            self._staging.count("rows without figures")
            return
        self._teller.tell(self._table.dataset, place, self._year, row, said)

    def finish(self) -> Sequence[Alarm]:
        assert self._teller
        return [
            *self._teller.finish(),
            *alarms.of_cells(self._rows, self._staging),
            *alarms.of_year(self._dataset, self._year),
        ]


def _year_of(table: Table, dataset: Dataset, headers: Sequence[str], name: str, as_at: date) -> int:
    """The year by the file's name, else by its columns, else by the day it was published."""
    by_name = years.year_by_name(dataset, name)
    after = years.newest_repeated(headers, table.repeats) if table.repeats else None
    year = by_name or (years.next_held(dataset, after) if after else None) or dataset.year_by(as_at)
    if after and not after < year <= after + 4:
        raise StructuralFault(
            f"By its name or its day this would be the table of {dataset.words(year)}, but its columns repeat figures "
            f"of {dataset.words(after)}.",
            remedy="Give the file the name it was published under, or the day it was published with --as-at.",
        )
    if not dataset.is_over(year, as_at):
        raise StructuralFault(
            f"These would be figures of {dataset.words(year)}, and that year was not over on the day given.",
            remedy="Give the day the file was published with --as-at, and see that its name has the right year.",
        )
    return year


def place_of(
    table: Table,
    *,
    urn: str | None = None,
    record: str | None = None,
    code: str | None = None,
    name: str | None = None,
    kind: str | None = None,
) -> Place | str:
    """The place that a row speaks of, or a sentence on why it cannot be told."""
    if NATIONAL in (urn, record, code):
        sector = table.national.get((kind or "").upper(), (kind or ALL).lower())
        return england(sector=sector)
    if record and record in table.areas:
        level, sector = table.areas[record]
        if level == ENGLAND:
            return england(sector=sector)
        number = _number(code)
        return authority(number, name, sector=sector) if number else "This total has no number of an authority."
    if table.record and record not in table.schools:
        return f"Its record type, “{record or ''}”, is none that Alongside knows: neither a school nor a total."
    try:
        return school(identifiers.urn(urn or ""), _number(code))
    except ValueError:
        return "This is not a URN: five or six digits are expected, and it is no total either."


def _number(code: str | None) -> int | None:
    try:
        return identifiers.whole_number(code or "")
    except ValueError:
        return None
