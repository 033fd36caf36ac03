"""The long layout of Explore Education Statistics: `time_period`, `geographic_level`, and a column for each figure.

Schools, authorities, regions and England stand in one file, told apart by `geographic_level`; further columns say which
schools or which pupils a row counts. Suppressed is `c`, not applicable `z`, not available `x`, few pupils `low`, and an
unreliable figure `u`.

Seen: information about schools at key stage 4 (2023/24), revenue balances of maintained schools, persistent absence by
week (2024/25). Not seen, and made after the publisher's guidance to the data or the names that its data sets are known
by: performance of schools at key stage 4, absence and suspensions by school (2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.floor.kernel import identifiers
from alongside.knowledge.opendata import cells as published
from alongside.knowledge.opendata.registry import PASSED_OVER, Alarm, Column, Format, Staging
from alongside.knowledge.results import years
from alongside.knowledge.results.formats import layout
from alongside.knowledge.results.formats.lait import region_named
from alongside.knowledge.results.formats.layout import Gathering
from alongside.knowledge.results.loading import Place, Value, area, authority, england, school
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.models import Result

ALL = "all"
IDENTITY = ("period", "identifier", "level", "urn", "code", "authority", "region", "sector", "group")
# Which schools or pupils a row counts that counts all of them.
_TOTALS = {"", "total", "all", "all pupils", "all schools", "all local authority maintained schools"}
# How the breakdowns of school tables name the groups that we know.
_GROUPS = {
    "boys": "boys",
    "male": "boys",
    "girls": "girls",
    "female": "girls",
    "disadvantaged": "disadvantaged",
    "disadvantaged pupils": "disadvantaged",
    "not disadvantaged": "others",
    "not known to be disadvantaged": "others",
    "non-disadvantaged": "others",
    "all other pupils": "others",
    "english as an additional language": "eal",
    "first language not english": "eal",
    "language not english": "eal",
}
_WEEK = re.compile(r"week (\d{1,2})", re.IGNORECASE)
WEEKLY = 45  # days: it comes every fortnight in term
_LAST_WEEK = 35  # of the calendar year, that still belongs to the school year which ends in it


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. `sector`, `group`: the columns that say which schools or pupils a row counts. `weekly`: of a year so
    far, week by week.
    """

    key: str
    title: str
    dataset: str
    signature: frozenset[str]
    sector: str = ""
    group: str = ""
    weekly: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        return layout.headers(self.key)


def format_of(form: Layout) -> Format:
    """The format of a layout, for the registry."""
    dataset = measures().dataset_by_key[form.dataset]
    return Format(
        key=f"ees-{form.key}",
        family=f"results-ees-{form.key}",
        title=form.title,
        publisher=dataset.publisher,
        page=dataset.page,
        columns=(*_identity(form), *(column for _, column in layout.figure_columns([form.dataset], form.headers))),
        signature=form.signature,
        known=frozenset((*form.headers, *layout.headers("ees"))),
        loader=lambda staging: LongRows(staging, form),
        period=lambda as_at: dataset.first_day(dataset.year_by(as_at)),
        day=lambda name: _day(form, name),
        stale_after_days=WEEKLY if form.weekly else layout.STALE,
    )


def _identity(form: Layout) -> tuple[Column, ...]:
    named = {
        "period": "time_period",
        "identifier": "time_identifier",
        "level": "geographic_level",
        "urn": "school_urn",
        "code": "old_la_code",
        "authority": "la_name",
        "region": "region_name",
        "sector": form.sector,
        "group": form.group,
    }
    required = {"period", "level"}
    return tuple(
        Column(name, (named[name],) if named[name] else (), published.text, required=name in required)
        for name in IDENTITY
    )


def _day(form: Layout, name: str) -> date | None:
    """The usual day of publication of the newest year in a file's name: `2015-24` is a span that ends in 2024."""
    dataset = measures().dataset_by_key[form.dataset]
    year = years.year_in(name) or _last_of(name)
    return dataset.published_on(year) if year else None


_SPAN = re.compile(r"(?<!\d)(20\d\d)[-_](?:20)?(\d\d)(?!\d)")


def _last_of(name: str) -> int | None:
    spans = [2000 + int(last) for first, last in _SPAN.findall(name) if int(first) < 2000 + int(last)]
    return max(spans, default=None)


class LongRows:
    """Takes the rows of one file. See opendata.registry.Loader."""

    def __init__(self, staging: Staging, form: Layout) -> None:
        self._staging = staging
        self._form = form
        policy = measures()
        self._dataset = policy.dataset_by_key[form.dataset]
        self._keys = [column.name for _, column in layout.figure_columns([form.dataset], form.headers)]
        self._gathering = Gathering(staging, policy)
        self._weeks: dict[tuple[Place, int], int] = {}

    def take(self, row: int, values: Sequence[Any]) -> None:
        period, identifier, level, urn, code, named, region, sector, group = values[: len(IDENTITY)]
        place = _place(level or "", urn, code, named, region, _sector(sector))
        if place is None:
            self._staging.count(f"{PASSED_OVER}rows of other areas")
            return
        if isinstance(place, str):
            layout.tell_off(self._staging, row, "geographic_level", level, place)
            return
        of = _GROUPS.get(group.casefold()) if group and group.casefold() not in _TOTALS else ""
        if of is None:
            self._staging.count(f"{PASSED_OVER}rows of other groups of pupils")
            return
        try:
            year, week = year_of(period or "", identifier or "")
        except ValueError as error:
            layout.tell_off(self._staging, row, "time_period", period, f"The cell {error}.")
            return
        why = layout.not_over(self._dataset, year, self._staging)
        if why:
            layout.tell_off(self._staging, row, "time_period", period, why)
            return
        pairs = zip(self._keys, values[len(IDENTITY) :], strict=True)
        said = {_of_group(key, of): value for key, value in pairs if value is not None}
        self._add(place, year, week, row, said)

    def finish(self) -> Sequence[Alarm]:
        return self._gathering.finish()

    def _add(self, place: Place, year: int, week: int, row: int, said: dict[str, Value]) -> None:
        if not said:
            self._staging.count("rows without figures")
        elif not self._form.weekly:
            self._gathering.add(self._form.dataset, place, year, row, said)
        elif week > self._weeks.get((place, year), -1):
            self._weeks[place, year] = week
            period = f"{self._dataset.words(year)}, to week {week % 100}"
            self._gathering.replace(self._form.dataset, place, year, row, said, period)
        else:
            self._staging.count(f"{PASSED_OVER}rows of earlier weeks")


def year_of(period: str, identifier: str) -> tuple[int, int]:
    """The year that ends, and a number that grows with the weeks of a school year (0 where there are none).

    `202324`; `2025` of a calendar or reporting year; `2025` and `Week 30`: weeks to 35 belong to the school year that
    ends in that year.
    """
    week = _WEEK.fullmatch(identifier.strip())
    year = years.year_in(period)
    if year is None:
        year = identifiers.whole_number(period)
        if not 2000 <= year < 2100:
            raise ValueError("is no year: 202324 or 2024 are expected")
    if not week:
        return year, 0
    number = int(week[1])
    return (year, 100 + number) if number <= _LAST_WEEK else (year + 1, number)


def _sector(said: str | None) -> str:
    plain = " ".join((said or "").casefold().split())
    return ALL if plain in _TOTALS else plain[:40]


def _of_group(key: str, group: str) -> str:
    """`ks4-progress8.low` of girls is `ks4-progress8:girls.low`."""
    name, dot, end = key.partition(".")
    return f"{name}:{group}{dot}{end}" if group else key


def _place(
    level: str, urn: str | None, code: str | None, named: str | None, region: str | None, sector: str
) -> Place | str | None:
    """The place of a row; a sentence on why it cannot be told; None where it is of a kind of area that is not kept."""
    kind = level.casefold()
    try:
        number = identifiers.whole_number(code) if code and code not in published.NOTHING else None
        if kind == "school":
            return school(identifiers.urn(urn or ""), number)
    except ValueError as error:
        return f"The row cannot be told a place: {error}."
    if kind == "national":
        return england(sector=sector)
    if kind == "regional":
        known = region_named(region or "")
        return area(Result.Level.REGION, known, sector=sector) if known else "It names no region of England."
    if kind == "local authority":
        here = number is not None and 200 <= number < 1000
        return authority(number, named, sector=sector) if here and number else "It has no number of an authority."
    return None


_SCHOOL = frozenset({"time_period", "geographic_level", "school_urn"})
_AREA = frozenset({"time_period", "geographic_level", "old_la_code"})
LAYOUTS = (
    Layout(
        key="ks4-information",
        title="Key stage 4, information about schools (DfE statistics)",
        dataset="ks4",
        signature=_SCHOOL | {"t_allks_pupils", "avg_ks2_scaledscore", "p8_banding"},
    ),
    Layout(
        key="ks4-schools",
        title="Key stage 4, performance of schools (DfE statistics)",
        dataset="ks4",
        signature=_SCHOOL | {"breakdown", "t_pupils", "avg_att8", "avg_p8score"},
        group="breakdown",
    ),
    Layout(
        key="absence-schools",
        title="Absence by school (DfE statistics)",
        dataset="absence",
        signature=_SCHOOL | {"sess_overall_percent", "enrolments_pa_10_exact_percent"},
    ),
    Layout(
        key="exclusions-schools",
        title="Suspensions and permanent exclusions by school (DfE statistics)",
        dataset="exclusions",
        signature=_SCHOOL | {"perm_excl_rate", "susp_rate"},
    ),
    Layout(
        key="la-balances",
        title="Revenue balances of maintained schools by authority (DfE statistics)",
        dataset="la-balances",
        signature=_AREA | {"school_phase", "revenue_balance_as_pc_total_income", "PC_schools_with_deficit"},
        sector="school_phase",
    ),
    Layout(
        key="absence-weekly",
        title="Persistent absence by authority, this year so far (DfE statistics)",
        dataset="absence-weekly",
        signature=_AREA | {"time_identifier", "education_phase", "persistent_absence_percent"},
        sector="education_phase",
        weekly=True,
    ),
)
