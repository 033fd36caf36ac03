"""Which tables of results came when: ten years of them, those of before September 2019 all in one week of that month.

A table speaks of its school year from the day on which such tables are usually published: what `policies/measures.yaml`
says of them, since the files' names have a year and no day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from alongside.knowledge.results.measures import Dataset, measures
from demo import TODAY
from demo.chance import Chance
from demo.city import lockside
from demo.deliveries import Delivery
from demo.files import areas, performance
from demo.outcomes import money
from demo.outcomes.city import TABLES, Outcomes
from demo.world import World

_DATASETS = {  # the tables, by their key in outcomes/city.py: of which dataset they are, and what they are called
    "census": ("census", "Census of schools"),
    "presence": ("absence", "Absence"),
    "ks2": ("ks2", "Key stage 2 results"),
    "ks4": ("ks4", "Key stage 4 results"),
    "leavers": ("ks4-destinations", "Destinations after key stage 4"),
    "ks5": ("ks5", "Results at 16 to 18"),
    "staff": ("workforce", "Teachers and other staff"),
}
_WEEKS = {  # a file of two weeks, of the last school year; and one of this
    date(2026, 7, 30): {13: 0.3, 29: -0.4},
    date(2026, 10, 30): {39: -2.1, 43: -1.2},
}
_AUTHORITY = lockside().authority
_BEGAN = date(2019, 9, 4)  # a Wednesday: the second day on which the partnership loaded anything


class _Making:
    """The outcomes of the city for which tables are being written, worked out once for all of them."""

    def __init__(self) -> None:
        self._of: tuple[World, Outcomes] | None = None

    def outcomes(self, world: World) -> Outcomes:
        if self._of is None or self._of[0] is not world:
            self._of = (world, Outcomes(world))
        return self._of[1]


def results() -> list[Delivery]:
    """Every table of results, in no order."""
    making = _Making()
    tables = [delivery for key in _DATASETS for delivery in _of_tables(key, making)]
    return [*tables, *_of_money(making), *_of_areas(making)]


def _of_tables(key: str, making: _Making) -> Iterator[Delivery]:
    table = performance.TABLE[key]
    dataset_key, title = _DATASETS[key]
    dataset = measures().dataset_by_key[dataset_key]
    for year in TABLES[key].years:
        published = dataset.published_on(year)
        if published >= TODAY or year in dataset.not_held:
            continue
        tables_year = year + table.behind
        yield Delivery(
            name=table.file(tables_year, _AUTHORITY),
            title=f"{title}, {dataset.words(year)}",
            as_at=published,
            arrives=_arrival(dataset, published),
            write=_writer(making, table, tables_year),
        )


def _of_money(making: _Making) -> Iterator[Delivery]:
    dataset = measures().dataset_by_key["finance"]
    for year in money.YEARS:
        published = dataset.published_on(year)
        yield Delivery(
            name=f"{year - 1}-{year % 100:02}_{_AUTHORITY}_cfr_key_measures.csv",
            title=f"Income and expenditure of schools, {dataset.words(year)}",
            as_at=published,
            arrives=_arrival(dataset, published),
            write=_accounts_of(making, year),
        )


def _of_areas(making: _Making) -> Iterator[Delivery]:
    """Tables of the whole authority. Two of them do not say by themselves of which day they speak."""
    balances = measures().dataset_by_key["la-balances"]
    published = balances.published_on(max(money.YEARS))
    yield Delivery(
        name=f"{min(money.YEARS) - 1}-{max(money.YEARS) % 100}_la_maintained_schools_revenue_reserve.csv",
        title="Balances of maintained schools, ten years",
        as_at=published,
        arrives=_arrival(balances, published),
        write=lambda path, world: areas.balances(path, world, making.outcomes(world)),
    )
    for day, weeks in _WEEKS.items():
        yield Delivery(
            name=f"week_{max(weeks)}_persistent_absence.csv",
            title=f"Absence of the year so far, to week {max(weeks)} of 2026",
            as_at=day,
            arrives=day + timedelta(days=4),
            write=_weeks_of(making, weeks),
            undated=True,
        )
    yield Delivery(
        name="bds_long.csv",
        title="Indicators of the city, its neighbours, its region and England",
        as_at=date(2026, 8, 21),
        arrives=date(2026, 8, 24),
        write=lambda path, world: areas.tool(path, world, making.outcomes(world)),
        undated=True,
    )


def _accounts_of(making: _Making, year: int) -> Callable[[Path, World], Path]:
    return lambda path, world: areas.accounts(path, world, making.outcomes(world), year)


def _weeks_of(making: _Making, weeks: Mapping[int, float]) -> Callable[[Path, World], Path]:
    return lambda path, world: areas.weekly(path, world, making.outcomes(world), weeks)


def _writer(making: _Making, table: performance.Table, year: int) -> Callable[[Path, World], Path]:
    return lambda path, world: performance.write(path, world, making.outcomes(world), table, year)


def _arrival(dataset: Dataset, published: date) -> date:
    """Some days after it was published; or, of the years before Alongside was there, in its first week."""
    if published < _BEGAN:
        return _BEGAN + timedelta(days=sum(map(ord, dataset.key)) % 3)
    day = published + timedelta(days=Chance.of("post", dataset.key, published).randint(1, 6))
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day
