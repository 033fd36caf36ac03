"""What looks wrong about a file of figures as a whole, next to what stands; and the words in which a load tells of it.

The limits are in policies/loading.yaml. What the gate sees for every file (rows gone, older, rows refused) it sees
itself; here is what needs knowledge of figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from alongside.floor.kernel.prose import counted, joined, plural
from alongside.knowledge.opendata import gate
from alongside.knowledge.opendata.models import LIVE, Load
from alongside.knowledge.opendata.registry import Alarm, Staging
from alongside.knowledge.results.authorities import name_of
from alongside.knowledge.results.measures import GROUPS, Dataset, Measures
from alongside.knowledge.results.models import Result

ENOUGH = 10  # schools an authority must have had, for its loss to be worth an alarm
FEW_FIGURES = 50  # fewer than so many compared say nothing


@dataclass(slots=True)
class Changes:
    """How many figures both this file and those before give, and how many of them differ."""

    compared: int = 0
    changed: int = 0

    def compare_same(self, values: Mapping[str, Any]) -> None:
        self.compared += sum(1 for value in values.values() if value.__class__ is not str)

    def compare(
        self, before: Mapping[str, Any], now: Mapping[str, Any], changes: Mapping[str, Any], *, was_provisional: bool
    ) -> None:
        """Final figures may well differ from provisional ones: those are not counted."""
        if was_provisional:
            return
        self.compared += sum(
            1 for key, value in now.items() if value.__class__ is not str and _is_number(before.get(key))
        )
        self.changed += sum(1 for old, new in changes.values() if _is_number(old) and _is_number(new))


def _is_number(value: Any) -> bool:
    return value is not None and value.__class__ is not str


def of_changes(changes: Changes) -> list[Alarm]:
    """Too many figures differ. Published figures are corrected for a few schools, hardly ever for one in ten."""
    most = gate.limits().most_figures_changed
    if changes.compared < FEW_FIGURES or changes.changed <= changes.compared * most:
        return []
    return [
        Alarm(
            "figures changed",
            f"It gives other numbers for {changes.changed:,} of {changes.compared:,} figures that were loaded before. "
            "Figures once published are seldom changed, so columns may have slipped, or it is another year's file.",
        )
    ]


def of_authorities(here: Mapping[tuple[str, int], Counter[int]], *, version: int) -> list[Alarm]:
    """Authorities that had schools in what is loaded, of this year or else of the year before, and have none here."""
    found = []
    for (dataset, year), counts in sorted(here.items()):
        before = _authorities_before(dataset, year, version)
        lost = [code for code, number in before.items() if number >= ENOUGH and not counts.get(code)]
        if lost:
            names = joined([name_of(code) for code in sorted(lost)[:6]])
            had = counted(sum(before[code] for code in lost), "school")
            more = f" and {len(lost) - 6} more" if len(lost) > 6 else ""
            found.append(
                Alarm(
                    "authorities gone",
                    f"It has no school of {names}{more}, of which {had} stood in what was loaded before. "
                    "A cut for one area, or half a download, looks like this.",
                )
            )
    return found


def _authorities_before(dataset: str, year: int, version: int) -> dict[int, int]:
    rows = Result.objects.filter(dataset=dataset, level=Result.Level.SCHOOL, load__lte=version)
    for of in (year, year - 1):
        counts = rows.filter(year=of).values_list("authority_code").annotate(n=Count("urn", distinct=True))
        found = {code: number for code, number in counts if code}
        if found:
            return found
    return {}


def of_cells(rows: int, staging: Staging) -> list[Alarm]:
    """Too many cells that cannot be read as the figures they should be."""
    cells = getattr(staging, "refused", 0) - len(getattr(staging, "refused_rows", ()))
    if cells <= rows * gate.limits().most_rows_refused:
        return []
    return [
        Alarm(
            "cells set aside",
            f"{counted(cells, 'cell')} in {counted(rows, 'row')} {plural(cells, 'is')} no such figure as the column "
            "should have. Each is listed with the reason. Columns may have slipped.",
        )
    ]


def of_year(dataset: Dataset, year: int) -> list[Alarm]:
    """Figures of a year in which nothing was published."""
    if year not in dataset.not_held:
        return []
    says = f"It would give figures of {dataset.words(year)}, of which there are none. {dataset.not_held[year]}"
    return [Alarm("year not held", says)]


def year_mark(dataset: str, year: int) -> str:
    """Under which name a load counts the rows it had of a dataset and year."""
    return f"{dataset} {year}"


def confirmed_later(family: str, dataset: str, year: int, staging: Staging) -> date | None:
    """The day of the next newer file that spoke of the same year, None where this one is the newest."""
    loads = Load.objects.filter(
        family=family, state__in=LIVE, pk__lte=staging.version, as_at__gt=staging.as_at
    ).order_by("as_at")
    mark = year_mark(dataset, year)
    return next((as_at for as_at, counts in loads.values_list("as_at", "counts") if as_at and mark in counts), None)


def label(policy: Measures, key: str, year: str) -> str:
    """A figure in words, as a change of it is listed: `Progress 8, girls, 2018/19`."""
    name, _, end = key.partition(".")
    name, _, group = name.partition(":")
    measure = policy.by_key.get(name)
    parts = [measure.short if measure else name, GROUPS.get(group, group), {"low": "from", "high": "to"}.get(end, "")]
    return ", ".join([*filter(None, parts), year])[:60]
