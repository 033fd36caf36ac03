"""How indicators, values and their absence are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.prose import joined
from alongside.floor.web.words import day
from alongside.knowledge.indicators.models import Indicator, Value
from alongside.knowledge.indicators.queries import Entry, Held

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
    urn: int = 0
    school: str = ""


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


def line(entry: Entry, unit: str, school: str = "", *, for_office: bool) -> Line:
    """Who at a school said so is for the office; others read on which day."""
    return Line(
        year=year_words(entry.year),
        says=value_words(entry.value, entry.why, unit),
        missing=entry.value is None,
        pupils=entry.pupils,
        words=entry.words,
        said=f"{entry.said_by}, {day(entry.said_on)}" if for_office else day(entry.said_on),
        corrected=entry.corrects > 0,
        urn=entry.urn,
        school=school,
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


def by_school(entries: Sequence[Entry], names: dict[int, str], unit: str, *, for_office: bool) -> list[Line]:
    """Every school and year, schools by name, never by value; the newest year of each first."""
    place = {urn: number for number, urn in enumerate(names)}
    ordered = sorted(entries, key=lambda entry: (place.get(entry.urn, len(place)), entry.urn, -entry.year))
    return [line(one, unit, names.get(one.urn, f"URN {one.urn}"), for_office=for_office) for one in ordered]


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
