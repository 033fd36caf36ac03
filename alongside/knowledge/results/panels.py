"""The panels of the School page that speak of published measures, and the sentences at its top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from alongside.knowledge.results.measures import Dataset, Measure
from alongside.knowledge.results.school import groups, pictures, summary
from alongside.knowledge.results.school.gathering import Gathered, gathered
from alongside.knowledge.results.school.lines import Line, lines, sources
from alongside.knowledge.results.standing_out import standing_out
from alongside.knowledge.schools.panels import Asked, Panel, Printed

MOST_PICTURES = 2
MOST_PRINTED = 8
LEAST_SHOWN = 4  # of a dataset without headlines


def lines_of(asked: Asked) -> list[Line]:
    """The newest figure of every measure of the school, worked out once a page."""
    if "result_lines" not in asked.shared:
        found = gathered(asked)
        asked.shared["result_lines"] = lines(found, found.policy.measures, standing_out())
    told: list[Line] = asked.shared["result_lines"]
    return told


def _of_kinds(asked: Asked, *kinds: str) -> list[Line]:
    found = gathered(asked)
    wanted = {measure.key for measure in found.measures(*kinds)}
    return [line for line in lines_of(asked) if line.measure.key in wanted and line.measure.kind in kinds]


def results(asked: Asked) -> Mapping[str, Any] | None:
    """Results by key stage; for a school that should have some and has none, that none are loaded."""
    found = gathered(asked)
    told = _of_kinds(asked, "results")
    said = _block(asked, told, drawn=MOST_PICTURES)
    expected = [measure for measure in found.measures("results") if measure.headline and found.concerns(measure)]
    if not told and not expected:
        return None
    return {
        **said,
        "sentences": summary.sentences(found, lines_of(asked), standing_out(), on=asked.on),
        "chosen": found.chosen,
        "is_drawn": True,  # on paper too
        "before": [one for one in asked.school.predecessors if one.known] if not told else [],
    }


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
    """The headlines; without one, the first few."""
    return [line for line in told if line.measure.headline] or told[:LEAST_SHOWN]


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


def results_say(said: Mapping[str, Any]) -> list[str]:
    told: list[str] = said["sentences"]
    return told


def _block(asked: Asked, told: Sequence[Line], *, drawn: int = 0) -> dict[str, Any]:
    """What the template of every table of measures takes."""
    found = gathered(asked)
    headlines = [line for line in told if line.measure.headline]
    return {
        "lines": told,
        "tables": [table for table in _by_dataset(told, found) if not table.is_aside],
        "asides": [table for table in _by_dataset(told, found) if table.is_aside],
        "pictures": _drawn(found, [line.measure for line in headlines][:drawn]),
        "notes": [line.note for line in headlines if line.note],
        "sources": sources(
            found, [line for line in told if line.measure.headline] or told, asked.shared.get("loaded", {})
        ),
        "has_similar": any(line.similar.says for line in told),
        "has_city": any(line.city.known for line in told),
        "has_england": any(line.england.known for line in told),
        "breaks": _breaks(told, asked.on),
    }


def _drawn(found: Gathered, measures: Sequence[Measure]) -> list[Any]:
    said = standing_out()
    return [picture for measure in measures if (picture := pictures.picture(found, measure, said))]


def _breaks(told: Sequence[Line], on: date) -> list[str]:
    """Where the newest figures cannot be compared with the year before, and why."""
    why = {
        (one.why, line.year): line.measure.short
        for line in told
        for one in line.measure.breaks
        if line.measure.headline and one.year == line.figure.year
    }
    return [f"Figures of {year} do not compare with earlier ones. {reason}" for reason, year in why]


def pupil_groups(asked: Asked) -> Mapping[str, Any] | None:
    found = gathered(asked)
    headlines = [line.measure for line in _of_kinds(asked, "results", "destinations") if line.measure.headline]
    told = [one for measure in headlines if (one := groups.by_groups(found, measure))]
    return {"groups": told[:MOST_PICTURES], "sources": []} if told else None


def attendance(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "attendance", "wellbeing", drawn=1)


def intake(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "intake")


def destinations(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "destinations")


def means(asked: Asked) -> Mapping[str, Any] | None:
    return _plain(asked, "staff", "money")


def _plain(asked: Asked, *kinds: str, drawn: int = 0) -> Mapping[str, Any] | None:
    told = _of_kinds(asked, *kinds)
    return _block(asked, told, drawn=drawn) if told else None


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


def groups_print(said: Mapping[str, Any]) -> Printed | None:
    told = tuple(f"{one.measure.short}, {one.year}: {text}" for one in said["groups"] for text in one.says)
    return Printed(lines=told) if told else None


def glance(said: Mapping[str, Any]) -> str:
    """The headlines, each with its year where the years differ."""
    told = [line for line in said["lines"] if line.measure.headline][:3] or said["lines"][:2]
    years = {line.year for line in told}
    if len(years) == 1:
        return f"{', '.join(f'{line.measure.short} {line.school.says}' for line in told)} ({years.pop()})"
    return ", ".join(f"{line.measure.short} {line.school.says} ({line.year})" for line in told)


TABLE, SHEET = "results/panels/measures.html", "results/panels.css"
GROUPS = "results/panels/groups.html"


def _folded(key: str, title: str, order: int, fill: Callable[[Asked], Mapping[str, Any] | None]) -> Panel:
    return Panel(key, title, order, TABLE, fill, prints=prints, stylesheet=SHEET, folded=True, glance=glance)


PANELS = (
    Panel(
        "results",
        "Results",
        12,
        "results/panels/results.html",
        results,
        sentences=results_say,
        wide=True,
        prints=prints,
        stylesheet=SHEET,
    ),
    Panel("groups", "Groups of pupils", 14, GROUPS, pupil_groups, prints=groups_print, stylesheet=SHEET),
    Panel("attendance", "Attendance and wellbeing", 16, TABLE, attendance, prints=prints, stylesheet=SHEET),
    _folded("destinations", "What pupils do next", 18, destinations),
    _folded("intake", "Who the pupils are", 22, intake),
    _folded("means", "Staff and money", 55, means),
)
