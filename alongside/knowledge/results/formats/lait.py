"""DfE's Local Authority Interactive Tool: several hundred indicators of every authority, its region and England.

One row an indicator, area and year, in a long table. Which of them are kept is policy: those that a measure names under
`area_items`, `area_groups` or `area_sectors`; the others are counted and passed over. A blank and a dash both say only
that there is no figure (seen 2026-04).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from alongside.knowledge.opendata import cells as published
from alongside.knowledge.opendata.registry import PASSED_OVER, Alarm, Column, Format, Staging
from alongside.knowledge.results import cells
from alongside.knowledge.results.formats import layout
from alongside.knowledge.results.formats.layout import NOT_PUBLISHED, Gathering
from alongside.knowledge.results.loading import Place, Value, area, authority, england
from alongside.knowledge.results.measures import Measure, Measures, measures
from alongside.knowledge.results.models import Result
from alongside.knowledge.results.neighbours import NAME, neighbours

DATASET = "lait"
REGIONS = {
    name.casefold(): name
    for name in (
        *("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East of England"),
        *("London", "Inner London", "Outer London", "South East", "South West"),
    )
}
ALL = "all"
_NO_FIGURE = frozenset({"", "-", "NA"})


class Meant(NamedTuple):
    """Which figure an indicator is: the key of its value, and which schools it counts."""

    measure: Measure
    key: str
    sector: str


def indicators(policy: Measures) -> Mapping[str, Meant]:
    """What the indicators that some measure names are, by their short names in lower case."""
    found: dict[str, Meant] = {}
    for measure in policy.measures:
        named = [(item, Meant(measure, measure.key, ALL)) for item in measure.area_items]
        for group, items in measure.area_groups.items():
            named += [(item, Meant(measure, f"{measure.key}:{group}", ALL)) for item in items]
        for sector, items in measure.area_sectors.items():
            named += [(item, Meant(measure, measure.key, sector)) for item in items]
        found |= {item.casefold(): meant for item, meant in named}
    return found


# A year as this table writes it: 2016 · 2016-17 · 2016/17 · 2016-17 (OT) · 2025 (Rev) · 2014-16 · 2013/14-15/16.
_YEARS = re.compile(r"(20\d\d)(?:/(\d\d))?(?:[-/](\d\d)(?:/(\d\d))?)?(?: ?\([A-Za-z]{2,12}\))?")


def year_of(text: str) -> int:
    """The year that ends. Raises ValueError with words that follow “this cell …”."""
    found = _YEARS.fullmatch(text)
    if not found:
        raise ValueError("is no year: 2016, 2016-17 or 2014-16 are expected")
    first = int(found[1])
    last = next((2000 + int(part) for part in reversed(found.groups()[1:]) if part), first)
    if not first <= last <= first + 5:
        raise ValueError("is no span of years: the second must follow the first")
    return last


def region_named(name: str) -> str | None:
    """A region by its name: one of England's, or the one that the installation says it lies in."""
    ours = neighbours().region
    return ours if name.casefold() == ours.casefold() else REGIONS.get(name.casefold())


def place_of(name: str, number: int | None, sector: str) -> Place | None:
    """The area of a row; None where it is an authority without a number."""
    plain = " ".join(name.split())
    folded = plain.casefold()
    if folded == "england":
        return england(sector=sector)
    if region := region_named(plain):
        return area(Result.Level.REGION, region, sector=sector)
    if folded.startswith(NAME.casefold()):
        return area(Result.Level.NEIGHBOURS, NAME, sector=sector)
    return authority(number, plain, sector=sector) if number and 200 <= number < 1000 else None


COLUMNS = (
    Column("item", ("Short Desc", "Measure_short"), published.text, required=True),
    Column("years", ("Years",), published.text, required=True),
    Column("area", ("LA and Regions",), published.text, required=True),
    Column("value", ("Values", "values_num"), str, required=True),
    Column("number", ("LA Number",), published.integer, required=True),
)


class Indicators:
    """Takes the rows of the table. See opendata.registry.Loader."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self._policy = measures()
        self._dataset = self._policy.dataset_by_key[DATASET]
        self._meant = indicators(self._policy)
        self._gathering = Gathering(staging, self._policy)
        self._unnamed: set[str] = set()

    def take(self, row: int, values: Sequence[Any]) -> None:
        item, years, name, cell, number = values
        meant = self._meant.get((item or "").casefold())
        if meant is None:
            self._unnamed.add(item or "")
            self._staging.count(f"{PASSED_OVER}rows of indicators that no measure names")
            return
        place = place_of(name or "", number, meant.sector)
        if place is None:
            layout.tell_off(self._staging, row, "LA and Regions", name, "It is no area that has a number.")
            return
        try:
            year = year_of(years or "")
            value = self._value(meant.measure, (cell or "").strip())
        except ValueError as error:
            layout.tell_off(self._staging, row, "Years, Values", f"{years}, {cell}", f"Its year or its figure {error}.")
            return
        why = layout.not_over(self._dataset, year, self._staging)
        if why:
            layout.tell_off(self._staging, row, "Years", years, why)
            return
        words = self._policy.dataset_of(meant.measure.key).words(year) if meant.measure.dataset == DATASET else ""
        self._gathering.add(DATASET, place, year, row, {meant.key: value}, words)

    def finish(self) -> Sequence[Alarm]:
        if self._unnamed:
            self._staging.count(f"{PASSED_OVER}such indicators", len(self._unnamed))
        self._add_neighbours()
        return self._gathering.finish()

    def _add_neighbours(self) -> None:
        """The mean of our statistical neighbours, where the table has them one by one only. It stands in the row of the
        first of them, since a figure of ours has no row of its own.
        """
        ours = neighbours()
        found: dict[tuple[str, int], dict[str, list[tuple[int, str, Value]]]] = {}
        for place, year, values, origins in self._gathering.of(DATASET):
            if place.level == Result.Level.NEIGHBOURS:
                return
            if place.authority_code in ours.codes:
                by_key = found.setdefault((place.sector, year), {})
                for key, value in values.items():
                    by_key.setdefault(key, []).append((*origins[key], value))
        for (sector, year), by_key in found.items():
            place = area(Result.Level.NEIGHBOURS, NAME, sector=sector)
            for key, told in by_key.items():
                row, period, _ = min(told, key=lambda one: one[0])
                value = ours.mean(value for _, _, value in told)
                self._gathering.add(DATASET, place, year, row, {key: value}, period)

    def _value(self, measure: Measure, cell: str) -> Value:
        """A figure. Some shares are of an estimate, and lie a little over a hundred."""
        if cell in _NO_FIGURE:
            return NOT_PUBLISHED
        value = cells.figure(cell)
        if measure.unit == "percent" and not isinstance(value, str) and not -100 <= value <= 200:
            raise ValueError("is no percentage, so columns may have slipped")
        return value


def format_of() -> Format:
    """The format, for the registry. It carries no day: which extract it is, a person must say."""
    dataset = measures().dataset_by_key[DATASET]
    return Format(
        key="dfe-lait",
        family="results-lait",
        title="Local Authority Interactive Tool, all indicators",
        publisher=dataset.publisher,
        page=dataset.page,
        columns=COLUMNS,
        signature=frozenset({"Short Desc", "Years", "LA and Regions", "Values", "LA Number"}),
        known=frozenset({"Data item", "Region", "Unnamed: 0"}),
        loader=Indicators,
        day=lambda name: None,
        stale_after_days=layout.STALE,
    )
