"""How indicators, values and their absence are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.prose import counted, joined
from alongside.floor.web import charts
from alongside.floor.web.charts import Picture, Point, Scale, lines
from alongside.floor.web.words import count, day
from alongside.knowledge.indicators import queries
from alongside.knowledge.indicators.models import Indicator, Value
from alongside.knowledge.indicators.queries import Entry, Held
from alongside.knowledge.results.chosen import Chosen
from alongside.knowledge.results.measures import measures
from alongside.knowledge.results.rollup import RolledUp, mean
from alongside.knowledge.results.values import CODES, Figure

BETTER = {"higher": "Higher is better.", "lower": "Lower is better.", "neither": "Neither higher nor lower is better."}
STATE_TAG = {"proposed": "tag--amber", "adopted": "tag--green", "declined": "tag--quiet", "ended": "tag--quiet"}
HEADER = (
    "URN",
    "School",
    "School year",
    "Value",
    "Why there is none",
    "Pupils or answers",
    "In the school’s words",
    "Said on",
    "Entered on",
)


def year_words(year: int) -> str:
    """2025/26 for the year that ends in 2026."""
    return f"{year - 1}/{year % 100:02d}"


def value_words(value: Decimal | None, why: str, unit: str) -> str:
    """A value as people say it, or why there is none."""
    if value is None:
        return Value.Why(why).label
    plain = value.normalize()
    text = f"{plain:,f}" if plain != plain.to_integral() else f"{int(plain):,}"
    return f"{text}%" if unit == "percent" else text


@dataclass(frozen=True, slots=True)
class Line:
    """One year of a school, as a page shows it."""

    year: str
    says: str
    missing: bool
    pupils: int | None
    words: str
    said: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An adopted indicator on a School page."""

    pk: int
    name: str
    tells: str
    kind: str
    better: str
    office_only: bool
    lines: tuple[Line, ...]


def line(entry: Entry, unit: str, *, for_office: bool) -> Line:
    """Who at a school said so is for the office; others read on which day."""
    return Line(
        year=year_words(entry.year),
        says=value_words(entry.value, entry.why, unit),
        missing=entry.value is None,
        pupils=entry.pupils,
        words=entry.words,
        said=f"{entry.said_by}, {day(entry.said_on)}" if for_office else day(entry.said_on),
        corrected=entry.corrects > 0,
    )


def shown(held: Held, *, for_office: bool) -> Shown:
    indicator = held.indicator
    return Shown(
        pk=indicator.pk,
        name=indicator.name,
        tells=indicator.tells,
        kind=kind_words(indicator.kind),
        better=BETTER[indicator.better],
        office_only=indicator.seen_by != Indicator.SeenBy.EVERYONE,
        lines=tuple(line(entry, indicator.unit, for_office=for_office) for entry in held.entries),
    )


def kind_words(kind: str) -> str:
    """The kind without its explanation: `Social`."""
    return Indicator.Kind(kind).label.partition(":")[0]


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school with what it said of each year, in the order of the columns; None where nothing was entered."""

    urn: int
    name: str
    years: tuple[Line | None, ...]


def by_school(
    entries: Sequence[Entry], names: dict[int, str], unit: str, *, for_office: bool
) -> tuple[list[str], list[SchoolLine]]:
    """The years, newest first, and every school by name, never by value."""
    years = sorted({entry.year for entry in entries}, reverse=True)
    of = {(entry.urn, entry.year): line(entry, unit, for_office=for_office) for entry in entries}
    gone = sorted({entry.urn for entry in entries} - names.keys())
    schools = [urn for urn in names if any((urn, year) in of for year in years)]
    return [year_words(year) for year in years], [
        SchoolLine(urn, names.get(urn, f"URN {urn}"), tuple(of.get((urn, year)) for year in years))
        for urn in (*schools, *gone)
    ]


def over_the_city(entries: Sequence[Entry], indicator: Indicator) -> tuple[list[str], Picture | None]:
    """What it comes to over the schools that gave a value, in sentences and, for several years, as a picture.

    Weighed by pupils or answers where every school says how many; protected as published figures are.
    """
    rolled = {year: _mean(entries, year) for year in sorted({entry.year for entry in entries})}
    known = {year: found for year, found in rolled.items() if found.value is not None}
    if not known:
        return [], None
    newest = max(known)
    found = known[newest]
    pupils = f", over {count(round(found.pupils))} pupils or answers" if found.pupils else ""
    value = _number(found.value, indicator.unit)
    gave = f"In {year_words(newest)} {counted(found.counted, 'school')} gave a value"
    sentences = [f"{gave}: {value} on average{pupils}."]
    if found.schools > found.counted:
        sentences.append(f"{counted(found.schools - found.counted, 'school')} said why there is none.".capitalize())
    return sentences, _picture(rolled, indicator) if len(known) > 1 else None


def _mean(entries: Sequence[Entry], year: int) -> RolledUp:
    here = [entry for entry in entries if entry.year == year]
    sized = all(entry.pupils is not None for entry in here if entry.value is not None)
    figures = [
        Figure(
            "",
            year,
            None if entry.value is None else float(entry.value),
            CODES[entry.why] if entry.why else None,
            cohort=float(entry.pupils) if sized and entry.pupils is not None else None,
        )
        for entry in here
    ]
    return mean(figures, measures().protection)


def _number(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:,.1f}{'%' if unit == 'percent' else ''}"


def _picture(rolled: Mapping[int, RolledUp], indicator: Indicator) -> Picture:
    points = tuple(
        Point(year_words(year), found.value, word="" if found.value is not None else "not shown: too few")
        for year, found in rolled.items()
    )
    return lines(
        title=f"{indicator.name}, all schools that gave a value",
        says=f"{BETTER[indicator.better]} The schools are not the same ones every year.",
        series=[charts.Line("All schools that gave a value", points)],
        scale=Scale(decimals=1, after="%" if indicator.unit == "percent" else ""),
    )


def chosen_for_all() -> list[Chosen]:
    """What is adopted for everybody, to stand beside the published measures. One query."""
    found = queries.visible(for_office=False).filter(state=Indicator.State.ADOPTED)
    return [Chosen(one.name, reverse("indicators:one", args=[one.pk]), one.tells, BETTER[one.better]) for one in found]


def table(entries: Sequence[Entry], names: dict[int, str], *, for_office: bool) -> tuple[list[str], list[list[Any]]]:
    """Header and rows for a spreadsheet, in the same order. Who at a school said so is for the office."""
    place = {urn: number for number, urn in enumerate(names)}
    ordered = sorted(entries, key=lambda entry: (place.get(entry.urn, len(place)), entry.urn, -entry.year))
    rows = [_row(entry, names) + ([entry.said_by] if for_office else []) for entry in ordered]
    return [*HEADER, *(["Said by"] if for_office else [])], rows


def _row(entry: Entry, names: dict[int, str]) -> list[Any]:
    return [
        entry.urn,
        names.get(entry.urn, ""),
        year_words(entry.year),
        float(entry.value) if entry.value is not None else None,
        Value.Why(entry.why).label if entry.why else "",
        entry.pupils,
        entry.words,
        entry.said_on,
        entry.entered_at.astimezone(LONDON).date(),
    ]


def proposed_by(indicator: Indicator, school: str, *, for_office: bool) -> str:
    """Who proposed it. A person's name is for the office; others read that a person did."""
    parts = [school] if school else []
    if for_office and indicator.proposer:
        parts.append(indicator.proposer)
    return joined(parts) or "a person or a group"


def about(indicator: Indicator, today: date) -> dict[str, Any]:
    """The sheet that goes with a download."""
    return {
        "What this is": f"{indicator.name}: what schools said, as the partnership’s office entered it on their behalf",
        "What it tells": indicator.tells,
        "How it is collected": indicator.collected,
        "Which way is better": BETTER[indicator.better],
        "Adopted": day(indicator.adopted_on) or "not adopted",
        "Made on": today,
        "Order": "By the schools’ names. No school is ranked.",
    }
