"""Tables of whole authorities: DfE's interactive tool, balances of maintained schools, and the absence of this year."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from alongside.knowledge.results.measures import Measure, measures
from alongside.knowledge.results.neighbours import neighbours
from demo.chance import Chance
from demo.files import tables
from demo.lives import School
from demo.outcomes import cells, money
from demo.outcomes.city import TABLES, Country, Outcomes
from demo.world import World

_YEARS = range(2016, 2026)
_ENGLAND, _REGION = "970.0", "985.0"
_TABLES = {  # of datasets of schools, by their keys in policies/measures.yaml
    "ks2": "ks2",
    "ks4": "ks4",
    "ks5": "ks5",
    "ks4-destinations": "leavers",
    "census": "census",
    "absence": "presence",
}
_SECTORS = {"primary": 0, "secondary": 1, "special": 2}
_GROUPS = {  # how far groups that no table of schools knows lie from all, in parts of the figure
    "fsm": -0.22,
    "not-fsm": 0.06,
    "sen-support": -0.4,
    "ehcp": -0.7,
    "no-sen": 0.12,
    "white": -0.02,
    "mixed": 0.0,
    "asian": 0.05,
    "black": -0.02,
    "chinese": 0.22,
    "other-ethnic": 0.01,
    "disadvantaged": -0.2,
    "others": 0.09,
}


class Item(NamedTuple):
    """A row of the tool's table, before its areas: its short name, and the measure, group and sector that it tells."""

    name: str
    measure: Measure
    group: str
    sector: str


def _items() -> Iterator[Item]:
    for measure in measures().measures:
        yield from (Item(name, measure, "", "") for name in measure.area_items)
        for group, names in measure.area_groups.items():
            yield from (Item(name, measure, group, "") for name in names)
        for sector, names in measure.area_sectors.items():
            yield from (Item(name, measure, "", sector) for name in names)


def tool(path: Path, world: World, outcomes: Outcomes) -> Path:
    """The long table of the Local Authority Interactive Tool: our city, its neighbours, its region and England."""
    areas = _areas(world)
    figures = _Figures(world, outcomes)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(("Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"))
        for item in _items():
            for year in _YEARS:
                here, england = figures.both(item, year)
                if here is None and england is None:
                    continue
                values = _of_areas(item, year, here, england, [name for name, _, _ in areas])
                for (name, number, region), value in zip(areas, values, strict=True):
                    said = "-" if value is None else f"{value:.{max(1, item.measure.decimals)}f}"
                    out.writerow((item.name, "", year, name, said, number, region))
    return path


def _areas(world: World) -> list[tuple[str, str, str]]:
    policy = neighbours()
    return [
        (world.city.name, f"{world.city.authority}.0", policy.region),
        *((one.name, f"{one.code}.0", "NA") for one in policy.neighbours),
        ("Statistical Neighbours", "", "NA"),
        (policy.region, _REGION, "NA"),
        ("England", _ENGLAND, "NA"),
    ]


def _of_areas(
    item: Item, year: int, here: float | None, england: float | None, names: Sequence[str]
) -> list[float | None]:
    """Our city's figure, ten neighbours around it, their mean, the region's, and England's."""
    if here is None or england is None:
        return [None] * len(names)
    others = []
    for name in names[1:11]:
        usual = Chance.of("neighbour", name, item.measure.key, item.sector)
        apart = (here - england) * usual.uniform(0.4, 1.3) + 0.03 * abs(england) * usual.gauss(0, 1)
        wobble = Chance.of("neighbour", name, item.name, year).gauss(0, 0.008 * abs(england))
        others.append(_possible(item, england + apart + wobble))
    mean = sum(others) / len(others)
    return [here, *others, mean, england + 0.45 * (mean - england), england]


def _possible(item: Item, value: float) -> float:
    if item.measure.unit == "percent":
        return min(99.5, max(0.1, value))
    signed = item.measure.key.endswith("progress") or "progress8" in item.measure.key or "-gap" in item.measure.key
    return value if signed else max(0.01, value)


class _Figures:
    """Our city's figure of a year, and England's."""

    def __init__(self, world: World, outcomes: Outcomes) -> None:
        self._world, self._outcomes, self._country = world, outcomes, Country()
        self._totals: dict[tuple[str, int, str], tuple[Mapping[str, Any], Mapping[str, Any]]] = {}
        self._told = told_of_areas()

    def both(self, item: Item, year: int) -> tuple[float | None, float | None]:
        measure = item.measure
        if year in measure.not_held or year in measures().dataset_by_key[measure.dataset].not_held:
            return None, None
        if measure.key in self._told:
            return self._told_by_hand(item, year)
        tables = _TABLES.get(measure.dataset)
        if tables is None or year not in TABLES[tables].years:
            return None, None
        return self._from_schools(item, tables, year)

    def _told_by_hand(self, item: Item, year: int) -> tuple[float, float]:
        first, last, ours = self._told[item.measure.key]
        england = first + (last - first) * (year - 2016) / 9
        here = ours * (england / last) if last else ours
        by_group = 1 + _GROUPS.get(item.group, 0.0) * (0.5 if item.measure.unit == "percent" else 1)
        by_sector = {"primary": 0.7, "secondary": 1.35, "special": 1.8}.get(item.sector, 1.0)
        both = []
        for name, value in ((self._world.city.name, here), ("England", england)):
            wobble = 1 + Chance.of("area", name, item.name, year).gauss(0, 0.012)
            both.append(_possible(item, value * by_group * by_sector * wobble))
        return both[0], both[1]

    def _from_schools(self, item: Item, tables: str, year: int) -> tuple[float | None, float | None]:
        known = item.group in item.measure.groups
        headers = item.measure.groups[item.group] if known else item.measure.columns
        both = []
        for totals in self._of(tables, year, item.sector):
            value = next((totals[header] for header in headers if header in totals), None)
            if value is not None and item.group and not known:
                apart = _GROUPS.get(item.group, 0.0)
                value = value + 2 * apart if "progress" in item.measure.key else value * (1 + apart)
            both.append(value)
        return both[0], both[1]

    def _of(self, tables: str, year: int, sector: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        if (tables, year, sector) not in self._totals:
            columns = TABLES[tables].columns
            state = [t.raw for t in self._outcomes.of(tables, year) if t.school.kind.ofsted and _in(t.school, sector)]
            country = self._country.of(tables, year, sector=_SECTORS.get(sector, 0))
            self._totals[tables, year, sector] = cells.totals(state, columns), cells.totals([country], columns)
        return self._totals[tables, year, sector]


def _in(school: School, sector: str) -> bool:
    return not sector or (school.life.stage.phase or "Secondary").casefold() == sector


@lru_cache
def told_of_areas() -> Mapping[str, tuple[float, float, float]]:
    """areas.yaml."""
    told = yaml.safe_load((Path(__file__).parents[1] / "areas.yaml").read_text("utf-8"))
    return {key: (first, last, ours) for key, (first, last, ours) in told.items()}


def balances(path: Path, world: World, outcomes: Outcomes) -> Path:
    """What maintained schools have left, year by year and phase by phase."""
    rows = []
    for year in money.YEARS:
        books = [(school, money.books_of(world, outcomes, school, year)) for school in money.keeping(world, year)]
        for phase in ("All Local authority maintained schools", "Nursery", "Primary", "Secondary", "Special"):
            of_phase = [book for school, book in books if phase.startswith("All") or phase == school.life.stage.phase]
            if of_phase:
                rows.append(_balance(world, year, phase, of_phase))
    return tables.write(path, tables.headers_of("ees_balances"), rows, encoding="utf-8")


def _balance(world: World, year: int, phase: str, books: Sequence[money.Book]) -> dict[str, Any]:
    deficits = [book.balance for book in books if book.balance < 0]
    left, income = sum(book.balance for book in books), sum(book.income for book in books)
    return {
        **_area(world, f"{year - 1}{year % 100:02}", "Financial year"),
        "school_phase": phase,
        "number_schools": len(books),
        "number_schools_with_surplus": len(books) - len(deficits),
        "number_schools_with_deficit": len(deficits),
        "PC_schools_with_surplus": round(100 * (1 - len(deficits) / len(books)), 1),
        "PC_schools_with_deficit": round(100 * len(deficits) / len(books), 1),
        "total_revenue_balance_million": round(left / 1e6, 2),
        "average_revenue_balance": round(left / len(books)),
        "revenue_balance_as_pc_total_income": round(100 * left / income, 1),
        "total_revenue_reserve_schools_surplus_million": round((left - sum(deficits)) / 1e6, 2),
        "total_revenue_reserve_schools_deficit_million": round(sum(deficits) / 1e6, 2),
        "total_income_million": round(income / 1e6, 2),
    }


def accounts(path: Path, world: World, outcomes: Outcomes, year: int) -> Path:
    """Income and expenditure of each maintained school in a financial year."""
    rows = []
    for school in money.keeping(world, year):
        book = money.books_of(world, outcomes, school, year)
        said = {"Income": book.income, "Expenditure": book.expenditure, "Balance": book.income - book.expenditure}
        rows.append({"URN": school.urn, **said, "Academic Year": year})
    return tables.write(path, tables.headers_of("cfr"), rows, encoding="utf-8")


def weekly(path: Path, world: World, outcomes: Outcomes, weeks: Mapping[int, float]) -> Path:
    """Persistent absence in a school year so far, up to weeks of the calendar year 2026. `weeks`: for each, by how many
    points it lies above that of the newest whole year."""
    year = max(TABLES["presence"].years)
    rows = []
    for week, more in weeks.items():
        for phase in ("Primary", "Secondary", "Special"):
            state = [t.raw for t in outcomes.of("presence", year) if t.school.life.stage.phase == phase]
            often = cells.totals(state, TABLES["presence"].columns)["PPERSABS10"]
            rows.append(
                {
                    **_area(world, "2026", f"Week {week}"),
                    "time_frame": "Year to date",
                    "education_phase": phase,
                    "persistent_absence_percent": round(float(often) + more, 2),
                }
            )
    return tables.write(path, tables.headers_of("ees_absence_weekly"), rows, encoding="utf-8")


def _area(world: World, period: str, identifier: str) -> dict[str, Any]:
    return {
        "time_period": period,
        "time_identifier": identifier,
        "geographic_level": "Local authority",
        "country_code": "E92000001",
        "country_name": "England",
        "region_code": "E12000099",
        "region_name": neighbours().region,
        "new_la_code": world.city.code,
        "la_name": world.city.name,
        "old_la_code": world.city.authority,
    }
