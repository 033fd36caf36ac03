"""The tables of measures on the School page: what stands in them at once, what waits, and what is printed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from alongside.knowledge.results.measures import Dataset, Measure
from alongside.knowledge.results.school import pictures
from alongside.knowledge.results.school.gathering import Gathered
from alongside.knowledge.results.school.lines import Line, sources
from alongside.knowledge.results.standing_out import standing_out
from alongside.knowledge.schools.panels import Printed

MOST_PRINTED = 8
LEAST_SHOWN = 4  # of a dataset without headlines


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one dataset: those shown at once, and those that wait behind a click."""

    dataset: Dataset
    shown: tuple[Line, ...]
    more: tuple[Line, ...]
    has_similar: bool
    has_city: bool
    has_england: bool
    is_aside: bool = False  # nothing of it is a headline, and something else is


def _by_dataset(told: Sequence[Line], found: Gathered) -> list[Table]:
    headlines = {line.measure.dataset for line in told if line.measure.headline}
    return [
        replace(_table(found.policy.dataset_by_key[key], of_it), is_aside=bool(headlines) and key not in headlines)
        for key in dict.fromkeys(line.measure.dataset for line in told)
        if (of_it := [line for line in told if line.measure.dataset == key])
    ]


def _first(told: Sequence[Line]) -> Sequence[Line]:
    """The headlines that are published for anybody; without one, the first few."""
    return [line for line in told if line.measure.headline and not line.is_nobodys] or told[:LEAST_SHOWN]


def _table(dataset: Dataset, told: Sequence[Line]) -> Table:
    first = _first(told)
    return Table(
        dataset=dataset,
        shown=tuple(first),
        more=tuple(line for line in told if line not in first),
        has_similar=any(line.similar.says for line in told),
        has_city=any(line.city.known for line in told),
        has_england=any(line.england.known for line in told),
    )


def block(
    found: Gathered, loaded: Mapping[int, datetime | None], told: Sequence[Line], *, drawn: int = 0
) -> dict[str, Any]:
    """What the template of every table of measures takes."""
    headlines = [line for line in told if line.measure.headline and not line.is_nobodys]
    return {
        "lines": told,
        "tables": [table for table in _by_dataset(told, found) if not table.is_aside],
        "asides": [table for table in _by_dataset(told, found) if table.is_aside],
        "pictures": _drawn(found, [line.measure for line in headlines][:drawn]),
        "notes": [line.note for line in headlines if line.note],
        "sources": sources(found, [line for line in told if line.measure.headline] or told, loaded),
        "has_similar": any(line.similar.says for line in told),
        "has_city": any(line.city.known for line in told),
        "has_england": any(line.england.known for line in told),
        "breaks": _breaks(told),
    }


def _drawn(found: Gathered, measures: Sequence[Measure]) -> list[Any]:
    said = standing_out()
    return [picture for measure in measures if (picture := pictures.picture(found, measure, said))]


def _breaks(told: Sequence[Line]) -> list[str]:
    """Where the newest figures cannot be compared with the year before, and why."""
    why = {
        (one.why, line.year): line.measure.short
        for line in told
        for one in line.measure.breaks
        if line.measure.headline and one.year == line.figure.year
    }
    return [f"Figures of {year} do not compare with earlier ones. {reason}" for reason, year in why]


def prints(said: Mapping[str, Any]) -> Printed | None:
    """The newest figures, headlines first, and the first picture."""
    told: Sequence[Line] = said["lines"]
    if not told:
        return None
    beside = [
        (title, name)
        for title, name in (("Similar", "similar"), ("City", "city"), ("England", "england"))
        if said[f"has_{name}"]
    ]
    rows = tuple(
        (f"{line.measure.short}, {line.year}", line.school.says, *(getattr(line, name).says for _, name in beside))
        for line in _first(told)[:MOST_PRINTED]
    )
    picture = next(iter(said["pictures"]), None) if said.get("is_drawn") else None
    return Printed(
        header=("Measure", "School", *(title for title, _ in beside)),
        rows=rows,
        svg=picture.narrow if picture else "",
        alt=f"{picture.title}. {picture.says}" if picture else "",
        sources=tuple(source.says for source in said["sources"]),
    )


def glance(said: Mapping[str, Any]) -> str:
    """The headlines, each with its year where the years differ."""
    told = _first(said["lines"])[:3]
    years = {line.year for line in told}
    if len(years) == 1:
        return f"{', '.join(f'{line.measure.short} {line.school.says}' for line in told)} ({years.pop()})"
    return ", ".join(f"{line.measure.short} {line.school.says} ({line.year})" for line in told)
