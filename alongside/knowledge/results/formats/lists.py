"""JSON lists of flat objects, as DfE's newest tools for schools are built on: one object a school or an authority.

A header names a figure and one of three years: *Current*, *Previous*, *Previous2*. Which year is current no file says:
its name must, or the person who loads it.

The sample of key stage 2 (2025) has `0` for every group of pupils of every school, which can only stand for nothing;
some of its figures for all pupils are shares that no number of pupils gives. Only figures for all pupils are read, and
whoever loads such a file should know where it is from (2026-11).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel import identifiers
from alongside.knowledge.opendata import cells as published
from alongside.knowledge.opendata.files.recognise import plain
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.results.formats import layout
from alongside.knowledge.results.formats.key import year_by_name
from alongside.knowledge.results.loading import Place, ResultTeller, Value, authority, school
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.values import CODE_OF, Missing

IDENTITY = ("id", "code", "name")
YEARS = ("_Current_", "_Previous_", "_Previous2_")  # the newest first
NOT_RECORDED = CODE_OF[Missing.NOT_RECORDED]  # null: neither a number nor a reason


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. `datasets`: whose measures it carries; the first tells of what day and year a file is. `of_area`:
    its objects are authorities, and headers say which schools they count.
    """

    key: str
    title: str
    datasets: tuple[str, ...]
    signature: frozenset[str]
    of_area: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column holds: a figure of a measure, so many years back, of some schools."""

    dataset: str
    key: str
    back: int
    sector: str
    column: Column


def cells_of(form: Layout) -> list[Cell]:
    """The columns of a layout. The policy names the header of the current year; the other two follow from it."""
    here = {header.casefold() for header in layout.headers(form.key)}
    found = []
    for sector, header_of in _SECTORS.items() if form.of_area else {"all": str}.items():
        of_sector = [_as_of_school(header) for header in layout.headers(form.key)] if form.of_area else here
        for dataset, column in layout.figure_columns(form.datasets, of_sector):
            for back, word in enumerate(YEARS):
                named = tuple(header_of(name.replace(YEARS[0], word)) for name in column.headers)
                named = tuple(name for name in named if name.casefold() in here)
                if named:
                    name = f"{column.name}@{back}{sector}"
                    found.append(
                        Cell(dataset, column.name, back, sector, Column(name, named, column.parse, forgiving=True))
                    )
    return found


_SECTORS: dict[str, Callable[[str], str]] = {
    "primary": lambda name: name.replace("_Est_", "_Primary_LA_"),
    "secondary": lambda name: name.replace("_Est_", "_Secondary_LA_"),
}


def _as_of_school(header: str) -> str:
    """`Abs_Tot_Primary_LA_Current_Pct` under the name that the same figure has for a school."""
    return header.replace("_Primary_LA_", "_Est_").replace("_Secondary_LA_", "_Est_")


def format_of(form: Layout) -> Format:
    """The format of a layout, for the registry."""
    dataset = measures().dataset_by_key[form.datasets[0]]
    return Format(
        key=form.key,
        family=f"results-{form.key}",
        title=form.title,
        publisher="Department for Education",
        page="https://github.com/DFE-Digital/sap-sector",
        columns=(
            Column("id", ("Id",), published.text, required=True),
            Column("code", ("LAId",), published.text),
            Column("name", ("LAName",), published.text),
            *(cell.column for cell in cells_of(form)),
        ),
        signature=form.signature,
        known=frozenset(layout.headers(form.key)),
        loader=lambda staging: Objects(staging, form),
        reader="json",
        period=lambda as_at: dataset.first_day(dataset.year_by(as_at)),
        day=lambda name: _day(form.datasets[0], name),
    )


def _day(dataset: str, name: str) -> date | None:
    year = year_by_name(name)
    return measures().dataset_by_key[dataset].published_on(year) if year else None


class Objects:
    """Takes the objects of one list. See opendata.registry.Loader."""

    def __init__(self, staging: Staging, form: Layout) -> None:
        self._staging = staging
        self._form = form
        policy = measures()
        self._cells = cells_of(form)
        self._here: list[tuple[int, Cell]] = []
        self._teller = ResultTeller(staging)
        self._first = policy.dataset_by_key[form.datasets[0]]
        self._year = year_by_name(layout.name_of(staging)) or self._first.year_by(staging.as_at)
        self._policy = policy

    def begin(self, headers: Sequence[str]) -> None:
        """Which of the columns this file has: null in one that it has is not the same as no such column."""
        here = {plain(header).casefold() for header in headers}
        for at, cell in enumerate(self._cells, start=len(IDENTITY)):
            if any(header.casefold() in here for header in cell.column.headers):
                self._here.append((at, cell))

    def take(self, row: int, values: Sequence[Any]) -> None:
        number, code, name = values[: len(IDENTITY)]
        said: dict[tuple[str, int, str], dict[str, Value]] = {}
        for at, cell in self._here:
            value = NOT_RECORDED if values[at] is None else values[at]
            said.setdefault((cell.dataset, cell.back, cell.sector), {})[cell.key] = value
        for (dataset, back, sector), figures in said.items():
            place = self._place(number, code, name, sector)
            if isinstance(place, str):
                layout.tell_off(self._staging, row, "Id", number, place)
                return
            year = self._year - back
            if set(figures.values()) == {NOT_RECORDED}:
                self._staging.count("years without figures")
            elif year not in self._policy.dataset_by_key[dataset].not_held:
                self._teller.tell(dataset, place, year, row, figures)

    def finish(self) -> Sequence[Alarm]:
        return self._teller.finish()

    def _place(self, number: str | None, code: str | None, name: str | None, sector: str) -> Place | str:
        try:
            if not self._form.of_area:
                return school(identifiers.urn(number or ""), _code(code))
            return authority(identifiers.whole_number(number or ""), name, sector=sector)
        except ValueError as error:
            return f"It cannot be told what it speaks of: {error}."


def _code(code: str | None) -> int | None:
    try:
        number = identifiers.whole_number(code or "")
    except ValueError:
        return None
    return number if 200 <= number <= 999 else None


LAYOUTS = (
    Layout(
        key="list-absence",
        title="Absence by school, a JSON list of three years",
        datasets=("absence",),
        signature=frozenset({"Id", "LAId", "Abs_Tot_Est_Current_Pct", "Abs_Persistent_Est_Current_Pct"}),
    ),
    Layout(
        key="list-absence-la",
        title="Absence by authority, a JSON list of three years",
        datasets=("absence",),
        signature=frozenset({"Id", "Abs_Tot_Primary_LA_Current_Pct", "Abs_Persistent_Primary_LA_Current_Pct"}),
        of_area=True,
    ),
    Layout(
        key="list-ks2",
        title="Key stage 2 by school, a JSON list of three years",
        datasets=("ks2", "absence"),
        signature=frozenset({"Id", "LAId", "RwmExpected_Tot_Cohort_Est_Current_Num"}),
    ),
    Layout(
        key="list-workforce",
        title="Pupils for each teacher by school, a JSON list",
        datasets=("workforce",),
        signature=frozenset({"Id", "LAId", "Workforce_PupTeaRatio_Est_Current_Num"}),
    ),
)
