"""What the layouts other than the wide performance tables share: their headers, the year of a row, and figures of one
place that stand in several rows of a file.

The figures that a layout carries are those measures of its datasets (policies/measures.yaml) that name one of its
headers, so that a new measure of a known layout needs no code.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alongside.knowledge.opendata.files.recognise import plain
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.registry import Alarm, Column, Staging
from alongside.knowledge.results import cells
from alongside.knowledge.results.formats.wide import keys_of
from alongside.knowledge.results.loading import Place, ResultTeller, Value
from alongside.knowledge.results.measures import Dataset, Measures, measures
from alongside.knowledge.results.values import CODE_OF, Missing
from alongside.knowledge.schools.models import Profile

HEADERS = Path(__file__).parent / "headers"
STALE = 500  # days: a year's table, and some months' grace
NOT_PUBLISHED = CODE_OF[Missing.NOT_PUBLISHED]


@cache
def headers(name: str) -> tuple[str, ...]:
    """The headers of a layout, in the order in which they are published."""
    lines = (HEADERS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(plain(line) for line in lines if plain(line))


def figure_columns(datasets: Collection[str], published: Collection[str]) -> Iterator[tuple[str, Column]]:
    """(dataset, column) for each key of values that a measure of these datasets has a header for in this layout. A cell
    that is no figure is set aside, and the rest of its row taken.
    """
    here = {plain(header).casefold() for header in published}
    for measure in measures().measures:
        if measure.dataset not in datasets:
            continue
        for key, named in keys_of(measure).items():
            found = tuple(header for header in named if plain(header).casefold() in here)
            if found:
                yield measure.dataset, Column(key, found, cells.parser_of(measure), forgiving=True)


def name_of(staging: Staging) -> str:
    """The name of the file that is being loaded."""
    return str(Load.objects.values_list("file__name", flat=True).get(pk=staging.load_id))


def authority_of_school(staging: Staging) -> Callable[[int], int | None]:
    """Under which authority a school stands in the register: for files that give its URN alone."""
    rows = Profile.objects.at(staging.version).order_by().values_list("urn", "authority_code")
    return dict(rows.iterator()).get


def not_over(dataset: Dataset, year: int, staging: Staging) -> str:
    """What is wrong with a row of a year, on the day that the file speaks of; empty where nothing is."""
    if not 2000 <= year <= staging.as_at.year + 1:
        return f"“{year}” is no year that the file could speak of."
    if dataset.is_over(year, staging.as_at):
        return ""
    return f"It speaks of {dataset.words(year)}, and that year was not over on the day of the file."


@dataclass(slots=True)
class _Gathered:
    row: int
    period: str
    values: dict[str, Value]
    origins: dict[str, tuple[int, str]]


class Gathering:
    """Figures of one place and year that stand in several rows of a file, told together; each keeps its own row."""

    def __init__(self, staging: Staging, policy: Measures) -> None:
        self._staging = staging
        self._policy = policy
        self._teller = ResultTeller(staging, policy=policy)
        self._found: dict[tuple[str, Place, int], _Gathered] = {}

    def add(
        self, dataset: str, place: Place, year: int, row: int, values: Mapping[str, Value], period: str = ""
    ) -> bool:
        """What one row adds. False, and the row refused, where one above spoke of the very same."""
        found = self._found.setdefault((dataset, place, year), _Gathered(row, period, {}, {}))
        above = next((found.origins[key][0] for key in values if key in found.origins), None)
        if above is not None:
            self._staging.refuse(
                row,
                "URN" if place.urn else "area",
                str(place.urn or place.area),
                f"What it speaks of stands in row {above} already, for the same year.",
                "Ask the publisher which row is right.",
            )
            return False
        found.values.update(values)
        found.origins.update(dict.fromkeys(values, (row, period or self._words(dataset, year))))
        return True

    def replace(
        self, dataset: str, place: Place, year: int, row: int, values: Mapping[str, Value], period: str = ""
    ) -> None:
        """What one row says, in place of all that was said of the place and year above it."""
        self._found[dataset, place, year] = _Gathered(row, period, dict(values), {})

    def of(self, dataset: str) -> Iterator[tuple[Place, int, Mapping[str, Value], Mapping[str, tuple[int, str]]]]:
        """What was gathered so far: place, year, values, and the row and period of each."""
        for (name, place, year), found in self._found.items():
            if name == dataset:
                yield place, year, found.values, found.origins

    def _words(self, dataset: str, year: int) -> str:
        return self._policy.dataset_by_key[dataset].words(year)

    def finish(self) -> Sequence[Alarm]:
        for (dataset, place, year), found in self._found.items():
            self._teller.tell(dataset, place, year, found.row, found.values, found.period, found.origins)
        self._found.clear()
        return self._teller.finish()


def tell_off(staging: Staging, row: int, column: str, value: Any, why: str) -> None:
    """Leave a row out."""
    staging.refuse(row, column, str(value or ""), why, "Take the file as it is published.")
