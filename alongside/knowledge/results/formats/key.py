"""Files of one row a school, made from the performance tables by people who kept a few columns of them.

“Key measures” of 2016 to 2019 (headings such as *Reading Progress*, or those of the tables beside the grade that Ofsted
gave), the subset of 2022/23, income and expenditure by school, and the values by which DfE finds similar schools.

Two things are lost in such files. Why a figure is missing: where the table said so, the cell is blank (or, out of R,
`NA`), so that all that can be said is *not published*. And in two places the heading says what the column is not:
*Writing Score*, *Meet Std* and *Exceed Std* hold the test in grammar, punctuation and spelling, and in 2016 *Grade 5*
holds grades A* to C, for there was no grade 5 yet. Both can be seen from the authority's own figures of these years:
78% of Birmingham's pupils met the standard in grammar in 2017, and 73% in writing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.floor.kernel import identifiers
from alongside.knowledge.opendata import cells as published
from alongside.knowledge.opendata.files.recognise import plain
from alongside.knowledge.opendata.registry import Alarm, Column, Format, Staging
from alongside.knowledge.results import alarms, years
from alongside.knowledge.results.formats import layout
from alongside.knowledge.results.formats.layout import NOT_PUBLISHED
from alongside.knowledge.results.loading import ResultTeller, Value, school
from alongside.knowledge.results.measures import measures

IDENTITY = ("urn", "code", "laestab", "year")
_IDENTITY = {
    "urn": (("URN", "Id"), published.text),
    "code": (("LEA",), published.text),
    "laestab": (("LAESTAB",), published.text),
    "year": (("Academic Year",), published.text),
}
# Added by whoever cut these files to an area, or made them in a program.
_ADDED = frozenset({"LAESTAB", "SCHNAME", "SCHNAME_x", "SCHNAME_y", "SCHNAME.x"})
_ONE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. `datasets`: whose measures it carries; the first tells of what day and year a file is.

    `vague`: words that stand for a blank. `misnamed`: in a year, headings that hold what another heading means.
    `derive`: figures worked out of others of the same row.
    """

    key: str
    title: str
    datasets: tuple[str, ...]
    signature: frozenset[str]
    made: str = ""  # the family, where it is not that of the first dataset
    vague: frozenset[str] = frozenset()
    misnamed: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    derive: Callable[[Mapping[str, Value]], Mapping[str, Value]] | None = None
    publisher: str = "Made by others from DfE's performance tables"


def format_of(form: Layout) -> Format:
    """The format of a layout, for the registry."""
    here = layout.headers(form.key)
    dataset = measures().dataset_by_key[form.datasets[0]]
    return Format(
        key=form.key,
        family=f"results-{form.made or form.key}",
        title=form.title,
        publisher=form.publisher,
        page=dataset.page,
        columns=(*_identity(), *(column for _, column in _columns(form))),
        signature=form.signature,
        known=frozenset(here) | _ADDED,
        loader=lambda staging: SchoolRows(staging, form),
        period=lambda as_at: dataset.first_day(dataset.year_by(as_at)),
        day=lambda name: _day(form.datasets[0], name),
    )


def _identity() -> tuple[Column, ...]:
    return tuple(Column(name, headers, parse, required=name == "urn") for name, (headers, parse) in _IDENTITY.items())


def _columns(form: Layout) -> list[tuple[str, Column]]:
    return [
        (dataset, Column(column.name, column.headers, _reader(column, form.vague), forgiving=True))
        for dataset, column in layout.figure_columns(form.datasets, layout.headers(form.key))
    ]


def _reader(column: Column, vague: frozenset[str]) -> Callable[[str], Any]:
    parse = column.parse
    return (lambda cell: NOT_PUBLISHED if cell in vague else parse(cell)) if vague else parse


def year_by_name(name: str) -> int | None:
    """The year that ends: of `2022-23_…`, and in these files of `2018_…` too, as their own column of years shows."""
    year = years.year_in(name)
    alone = {int(found) for found in _ONE_YEAR.findall(name)}
    return year or (alone.pop() if len(alone) == 1 else None)


def _day(dataset: str, name: str) -> date | None:
    year = year_by_name(name)
    return measures().dataset_by_key[dataset].published_on(year) if year else None


class SchoolRows:
    """Takes the rows of one file. See opendata.registry.Loader."""

    def __init__(self, staging: Staging, form: Layout) -> None:
        self._staging = staging
        self._form = form
        self._policy = measures()
        self._columns = _columns(form)
        self._registered = layout.authority_of_school(staging)
        self._here: list[tuple[int, str, str]] = []  # place, dataset, key of each column that the file has
        self._teller = ResultTeller(staging)
        self._rows = 0
        dataset = self._policy.dataset_by_key[form.datasets[0]]
        self._year = year_by_name(layout.name_of(staging)) or dataset.year_by(staging.as_at)

    def begin(self, headers: Sequence[str]) -> None:
        """Which of the columns this file has: only what stands in one can be missing from it."""
        here = {plain(header).casefold() for header in headers}
        for at, (dataset, column) in enumerate(self._columns, start=len(IDENTITY)):
            if any(plain(header).casefold() in here for header in column.headers):
                self._here.append((at, dataset, column.name))

    def take(self, row: int, values: Sequence[Any]) -> None:
        self._rows += 1
        urn, code, laestab, said_year = values[: len(IDENTITY)]
        try:
            number, year = identifiers.urn(urn or ""), _year(said_year) or self._year
        except ValueError as error:
            layout.tell_off(self._staging, row, "URN", urn, f"Its URN or its year {error}.")
            return
        dataset = self._policy.dataset_by_key[self._form.datasets[0]]
        why = layout.not_over(dataset, year, self._staging)
        if why:
            layout.tell_off(self._staging, row, "Academic Year", said_year, why)
            return
        place = school(number, _code(code, laestab) or self._registered(number))
        said = self._said(values, year)
        if not said:
            self._staging.count("rows without figures")
        for name, figures in said.items():
            self._teller.tell(name, place, year, row, figures)

    def finish(self) -> Sequence[Alarm]:
        return [*self._teller.finish(), *alarms.of_cells(self._rows, self._staging)]

    def _said(self, values: Sequence[Any], year: int) -> dict[str, dict[str, Value]]:
        """What a row says, by dataset. A row of blanks alone says nothing: the school had no such pupils."""
        blank = NOT_PUBLISHED if self._form.vague else None
        said: dict[str, dict[str, Value]] = {}
        for at, dataset, key in self._here:
            value = values[at] if values[at] is not None else blank
            if value is not None:
                said.setdefault(dataset, {})[self._meant(key, year)] = value
        if self._form.derive:
            for figures in said.values():
                figures.update(self._form.derive(figures))
        for figures in said.values():
            figures.pop("", None)
        return {
            dataset: figures for dataset, figures in said.items() if figures.keys() and set(figures.values()) != {blank}
        }

    def _meant(self, key: str, year: int) -> str:
        """The key of the figure that a column holds in a year; empty where no measure is of what it holds."""
        other = self._form.misnamed.get(year, {})
        if not other:
            return key
        headers = next(column.headers for _, column in self._columns if column.name == key)
        meant = next((other[header] for header in headers if header in other), None)
        if meant is None:
            return key
        return next((found for found, named in _keys(self._form) if meant in named), "")


def _keys(form: Layout) -> list[tuple[str, tuple[str, ...]]]:
    policy = measures()
    return [pair for name in form.datasets for measure in policy.of(name) for pair in layout.keys_of(measure).items()]


def _year(said: str | None) -> int | None:
    return years.year_in(said) or identifiers.whole_number(said) if said else None


def _code(code: str | None, laestab: str | None) -> int | None:
    """The number of the authority, by itself or as the first three digits of the LAESTAB."""
    for cell, parts in ((code, 1), (laestab, 10_000)):
        try:
            number = identifiers.whole_number((cell or "").replace("/", "", 1)) // parts
        except ValueError:
            continue
        if 200 <= number <= 999:
            return number
    return None


def _share(figures: Mapping[str, Value]) -> Mapping[str, Value]:
    """What was left of the year's income, in a hundred; nothing where either figure is not there."""
    income, balance = figures.get("finance-income"), figures.get("finance-balance")
    if isinstance(income, str) or isinstance(balance, str) or not income or balance is None or income < 0:
        return {}
    return {"finance-balance-share": round(100 * balance / income, 2)}


_BLANK = frozenset({"", "NOT AVAIL"})
LAYOUTS = (
    Layout(
        key="key-ks2",
        title="Key stage 2, key measures by school (2016 to 2018)",
        datasets=("ks2",),
        signature=frozenset({"URN", "KS2 Pupils", "Reading Progress", "Overall Meet Std", "Academic Year"}),
        vague=_BLANK,
    ),
    Layout(
        key="key-ks4",
        title="Key stage 4, key measures by school (2016 to 2018)",
        datasets=("ks4",),
        signature=frozenset({"URN", "KS4 Pupils", "Progress 8", "Attainment 8", "Academic Year"}),
        vague=_BLANK,
        misnamed={2016: {"Eng Maths Grade 5": "PTL2BASICS_LL_PTQ_EE", "EBacc Grade 5": "PTEBACC_PTQ_EE"}},
    ),
    Layout(
        key="key-ks2-2019",
        title="Key stage 2, progress by school beside Ofsted's grade (2019)",
        datasets=("ks2",),
        signature=frozenset({"RECTYPE", "URN", "READPROG", "MATPROG", "OFSTEDRATING", "INSPECTIONDT"}),
        vague=_BLANK,
    ),
    Layout(
        key="key-ks4-2019",
        title="Key stage 4, key measures by school beside Ofsted's grade (2019)",
        datasets=("ks4",),
        signature=frozenset({"RECTYPE", "URN", "P8MEA", "ATT8SCR", "OFSTEDRATING", "INSPECTIONDT"}),
        vague=_BLANK,
    ),
    Layout(
        key="key-ks5-2019",
        title="16 to 18, key measures by school beside Ofsted's grade (2019)",
        datasets=("ks5",),
        signature=frozenset({"RECTYPE", "URN", "VA_INS_ALEV", "TALLPPE_ALEV_1618", "OFSTEDRATING", "INSPECTIONDT"}),
        vague=_BLANK,
    ),
    Layout(
        key="ks4-subset",
        title="Secondary schools, a subset of the tables of 2022/23",
        datasets=("ks4", "census", "absence"),
        signature=frozenset({"URN", "TOTPUPS", "ATT8SCR", "P8MEA", "PNUMEAL", "PERCTOT", "MINORGROUP"}),
        vague=frozenset({"", "NA"}),
    ),
    Layout(
        key="finance",
        title="Income and expenditure by school",
        datasets=("finance",),
        signature=frozenset({"URN", "Income", "Expenditure", "Balance"}),
        derive=_share,
    ),
    Layout(
        key="pupil-premium",
        title="Pupil premium by school",
        datasets=("pupil-premium",),
        signature=frozenset(
            {
                "URN",
                "LAEstab",
                "Total number of pupils eligible for the Deprivation Pupil Premium",
                "Total allocation for the Deprivation Pupil Premium",
            }
        ),
        publisher="Department for Education",
    ),
    Layout(
        key="similar-values",
        title="Values by which DfE finds similar secondary schools",
        datasets=("similar-values",),
        signature=frozenset({"URN", "KS2MRP", "PPPerc", "PercentEAL", "Att8Scr"}),
        publisher="Department for Education",
    ),
)
