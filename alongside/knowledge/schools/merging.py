"""What all files together say of one school: GIAS before Ofsted, field by field. Pure.

As at a day, each source speaks through the newest file that had been published by then. A source with no file so old
speaks through its earliest one, after those that had; the page says so. When a school opened and closed are facts of
their own: they are taken from the newest files there are, whichever day is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.knowledge.schools import rules, vocabulary
from alongside.knowledge.schools.facts import Said
from alongside.knowledge.schools.rules import Life, Sighting

GIAS, OFSTED, SUCCESSOR = "gias", "ofsted", "ofsted-successor"
PRECEDENCE = (GIAS, OFSTED, SUCCESSOR)

# Not facts about the school as it was on a day, but about its life (see `life_of`).
LIFE = ("opened", "closed", "closed_by", "seen")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source said of one school, from one file. `values` leaves out what it did not say."""

    source: str
    as_at: date
    load: int
    row: int
    listed: bool
    values: Mapping[str, Any]
    origin: int = 0  # the load whose file said it, where a later load only said it again


def newest(statements: Iterable[Statement]) -> list[Statement]:
    """Oldest first: by the day the files speak of, then by when they were loaded."""
    return sorted(statements, key=lambda statement: (statement.as_at, statement.load))


def speaking(statements: Sequence[Statement], on: date) -> list[Statement]:
    """The statements that count on a day, at most one of each source, the one to be believed first first."""
    counting: list[tuple[bool, int, Statement]] = []
    for order, source in enumerate(PRECEDENCE):
        told = newest(one for one in statements if one.source == source and one.listed)
        by_then = [one for one in told if one.as_at <= on]
        if by_then:
            counting.append((False, order, by_then[-1]))
        elif told:
            counting.append((True, order, told[0]))
    return [one for _, _, one in sorted(counting, key=lambda entry: entry[:2])]


def merge(statements: Sequence[Statement], on: date) -> dict[str, Said]:
    """Every field that any source says, with the source that is believed."""
    said: dict[str, Said] = {}
    for one in speaking(statements, on):
        for name, value in one.values.items():
            if name not in said and name not in LIFE:
                said[name] = _said(one, value)
    for name, one in dates_of(statements).items():
        said[name] = _said(one, one.values[name])
    return said


def over_time(statements: Sequence[Statement], on: date, names: Iterable[str]) -> dict[str, tuple[Said, ...]]:
    """What the school's own files said of these fields up to a day, oldest first, each as often as a file said it."""
    told = [one for one in newest(statements) if one.listed and one.as_at <= on and one.source != SUCCESSOR]
    found = {name: tuple(_said(one, one.values[name]) for one in told if name in one.values) for name in names}
    return {name: said for name, said in found.items() if said}


def _said(one: Statement, value: Any) -> Said:
    return Said(value=value, source=one.source, as_at=one.as_at, load=one.origin or one.load, row=one.row)


def dates_of(statements: Sequence[Statement]) -> dict[str, Statement]:
    """Which statement to believe on when the school opened and closed.

    The newest file of a source says whether the school has closed; an opening date holds also where a later file leaves
    it out. A predecessor's last day, worked out from the day its successor opened, counts only while no file of the
    same day or later lists the school as its own.
    """
    listed = [one for one in newest(statements) if one.listed]
    last = {one.source: one for one in listed}
    dated = {one.source: one for one in listed if "opened" in one.values}
    inferred = last.get(SUCCESSOR)
    own = [last[source] for source in (GIAS, OFSTED) if source in last]
    believed: dict[str, Statement] = {}
    for source in (OFSTED, GIAS):
        if source in dated:
            believed["opened"] = dated[source]
        if source in last and "closed" in last[source].values:
            believed["closed"] = last[source]
    if inferred:
        if "seen" in inferred.values:
            believed["seen"] = inferred
        listed_since = any(one.as_at >= inferred.as_at and one.values.get("status") != vocabulary.CLOSED for one in own)
        if not listed_since and "closed" not in believed:
            believed |= {name: inferred for name in ("closed", "closed_by") if name in inferred.values}
    return believed


def sightings(statements: Iterable[Statement]) -> list[Sighting]:
    """When files said that the school was open, closed or proposed, oldest first."""
    seen = [
        Sighting(one.as_at, rules.seen_as(one.listed, one.values.get("status", "")))
        for one in newest(statements)
        if one.source != SUCCESSOR
    ]
    return [sighting for sighting in seen if sighting.status]


def life_of(statements: Sequence[Statement], *, group: str) -> Life:
    """What is known of when the school was open."""
    dates = {name: one.values[name] for name, one in dates_of(statements).items()}
    own = any(one.source != SUCCESSOR for one in statements)
    found = sightings(statements)
    if dates.get("seen"):
        found = sorted([*found, Sighting(dates["seen"], vocabulary.OPEN)], key=lambda sighting: sighting.on)
    return Life(
        opened=dates.get("opened"),
        closed=dates.get("closed"),
        closed_by=dates.get("closed_by"),
        sightings=tuple(found),
        undated_is_old=own and group == vocabulary.MAINTAINED,
    )


def first_recorded(statements: Sequence[Statement], on: date) -> date | None:
    """The earliest day that any file speaks of, where the day asked about lies before it."""
    days = [one.as_at for one in statements]
    return min(days) if days and min(days) > on else None
