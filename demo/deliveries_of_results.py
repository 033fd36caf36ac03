"""Which tables of results came when: ten years of them, those of before September 2019 all in one week of that month.

A table speaks of its school year from the day on which such tables are usually published: what `policies/measures.yaml`
says of them, since the files' names have a year and no day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from alongside.knowledge.results.measures import Dataset, measures
from demo import TODAY
from demo.chance import Chance
from demo.city import lockside
from demo.deliveries import Delivery
from demo.files import performance
from demo.outcomes.city import TABLES, Outcomes
from demo.world import World

_DATASETS = {  # the tables, by their key in outcomes/city.py: of which dataset they are, and what they are called
    "census": ("census", "Census of schools"),
    "presence": ("absence", "Absence"),
    "ks2": ("ks2", "Key stage 2 results"),
    "ks4": ("ks4", "Key stage 4 results"),
    "leavers": ("ks4-destinations", "Destinations after key stage 4"),
    "ks5": ("ks5", "Results at 16 to 18"),
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
    return [delivery for key in _DATASETS for delivery in _of_tables(key, making)]


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


def _writer(making: _Making, table: performance.Table, year: int):  # type: ignore[no-untyped-def]
    def write(path: Path, world: World) -> Path:
        return performance.write(path, world, making.outcomes(world), table, year)

    return write


def _arrival(dataset: Dataset, published: date) -> date:
    """Some days after it was published; or, of the years before Alongside was there, in its first week."""
    if published < _BEGAN:
        return _BEGAN + timedelta(days=sorted(_DATASETS).index(_tables_of(dataset)) % 3)
    day = published + timedelta(days=Chance.of("post", dataset.key, published).randint(1, 6))
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def _tables_of(dataset: Dataset) -> str:
    return next(key for key, (name, _) in _DATASETS.items() if name == dataset.key)
