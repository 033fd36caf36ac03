"""From the rows that tell of an inspection to the inspection itself. Pure.

Where files disagree about it the newest file holds, whatever the order in which they were loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from alongside.knowledge.inspections.facts import (
    NO_AREAS,
    Areas,
    Category,
    Era,
    Grade,
    Inspection,
    Kind,
    Update,
)
from alongside.knowledge.schools.rows import day


class Told(NamedTuple):
    """A row of Telling, as the database gives it; `grades` is JSON text."""

    number: str
    as_at: date
    load: int
    row: int
    urn: int
    kind: str
    era: str
    event: str
    outcome: str
    started: date
    published: date | None
    overall: int | None
    category: str
    safeguarding: bool | None
    grades: str
    unsaid: str
    name_then: str
    type_then: str


def inspections_of(told: Iterable[Sequence[Any]]) -> dict[str, Inspection]:
    """Every inspection that these rows tell of, by its number. Rows in the order of Told, in any order themselves."""
    newest: dict[str, Sequence[Any]] = {}
    several: dict[str, list[Sequence[Any]]] = {}
    for row in told:
        other = newest.setdefault(row[0], row)
        if other is not row:
            several.setdefault(row[0], [other]).append(row)
    found = {number: _alone(row) for number, row in newest.items() if number not in several}
    for number, rows in several.items():
        found[number] = _together(sorted(map(_told, rows), key=lambda row: (row.as_at, row.load), reverse=True))
    return found


def _told(row: Sequence[Any]) -> Told:
    """A row with days as dates and yes and no as such (SQLite gives text and numbers)."""
    told = Told._make(row)
    return told._replace(
        as_at=_day(told.as_at),
        started=_day(told.started),
        published=_days[told.published],
        safeguarding=None if told.safeguarding is None else bool(told.safeguarding),
    )


class _Days(dict[Any, "date | None"]):
    """Days as databases give them (ISO text, dates, nothing), each made once."""

    def __missing__(self, said: Any) -> date | None:
        found = self[said] = day(said)
        return found


_days = _Days()


def _day(value: Any) -> date:
    """A day that is never missing."""
    return _days[value] or date.min


_KINDS = {kind.value: kind for kind in Kind}
_ERAS = {era.value: era for era in Era}
_CATEGORIES: dict[str, Category | None] = {"": None, **{category.value: category for category in Category}}


def _alone(row: Sequence[Any]) -> Inspection:
    """An inspection that one row tells of."""
    (number, as_at, load, at, urn, kind, era, event, outcome, started, published, overall, category, safe, grades, _,
     name_then, type_then) = row  # fmt: skip
    areas, dated = _graded(grades)
    on = _days[published]
    if dated and (on is None or max(dated.values()) > on):
        return _together([_told(row)])
    return Inspection(
        number, urn, _KINDS[kind], _ERAS[era], _day(started), on, overall, _CATEGORIES[category],
        None if safe is None else bool(safe), areas, (), outcome, event, name_then, type_then, load, at, _day(as_at),
    )  # fmt: skip


def _together(rows: Sequence[Told]) -> Inspection:
    """An inspection from all that files say of it, the newest file first."""
    newest = rows[0]
    overall, category, safeguarding = (
        getattr(next((row for row in rows if field not in row.unsaid), newest), field)
        for field in ("overall", "category", "safeguarding")
    )
    inspection = Inspection(
        number=newest.number,
        urn=newest.urn,
        kind=_KINDS[newest.kind],
        era=_ERAS[newest.era],
        started=newest.started,
        published=newest.published,
        overall=overall,
        category=_CATEGORIES[category],
        safeguarding=safeguarding,
        areas=_graded(newest.grades)[0],
        outcome=_first(row.outcome for row in rows),
        event=_first(row.event for row in rows),
        name_then=_first(row.name_then for row in rows),
        type_then=_first(row.type_then for row in rows),
        load=newest.load,
        row=newest.row,
        as_at=newest.as_at,
    )
    if inspection.era is Era.REPORT_CARD and inspection.published is not None:
        return _with_updates(inspection, rows, inspection.published)
    return inspection


def _first(words: Iterable[str]) -> str:
    return next(filter(None, words), "")


def _with_updates(inspection: Inspection, rows: Sequence[Told], published: date) -> Inspection:
    """The grades of the report, and those that it carries from a later day on because a visit changed them."""
    areas: dict[str, Grade] = {}
    updates: list[Update] = []
    safeguarding = inspection.safeguarding
    for area in {**_graded(rows[0].grades)[0], "safeguarding": None}:
        first, later = _grades_of(area, rows, published)
        updates += [Update(area, to, on) for on, to in sorted(later.items())]
        if area == "safeguarding":
            safeguarding = first if isinstance(first, bool) else None
        elif first is not None:
            areas[area] = first
    category, lifted = _categories(rows, updates, published)
    return inspection._replace(
        areas=Areas(areas) if areas else NO_AREAS,
        safeguarding=safeguarding,
        category=category,
        updates=tuple(sorted((*updates, *lifted), key=lambda update: update.on)),
    )


def _grades_of(
    area: str, rows: Sequence[Told], published: date
) -> tuple[Grade | bool | None, dict[date, Grade | bool]]:
    """The grade of an area in the report, and its later ones by day. The newest file to name a day holds for it."""
    first: Grade | bool | None = None
    later: dict[date, Grade | bool] = {}
    for row in rows:
        areas, dated = _graded(row.grades)
        grade = row.safeguarding if area == "safeguarding" else areas.get(area)
        if grade is None:
            continue
        on = dated.get(area)
        if on is not None and on > published:
            later.setdefault(on, grade)
        elif first is None:
            first = grade
    return first, later


def _categories(
    rows: Sequence[Told], updates: Sequence[Update], published: date
) -> tuple[Category | None, list[Update]]:
    """The category of the report, and the day from which the file states another. That day is the newest day of a grade
    in the file that first states it, or else the day of the file."""
    said = [row for row in reversed(rows) if "category" not in row.unsaid]
    if not said:
        return None, []
    first, changes = said[0].category, []
    for before, row in pairwise(said):
        if row.category != before.category:
            days = [on for on in _graded(row.grades)[1].values() if published < on <= row.as_at]
            changes.append(Update("category", _CATEGORIES[row.category], max(days, default=row.as_at)))
    if changes and not updates:  # nothing was graded anew: the newer file mends the older one
        return _CATEGORIES[said[-1].category], []
    return _CATEGORIES[first], changes


@lru_cache(maxsize=50_000)
def _graded(text: str) -> tuple[Areas, dict[str, date]]:
    """Grades by area, and the days they are of where the file gives them."""
    if text in ("", "{}"):
        return NO_AREAS, {}
    areas: dict[str, Grade] = {}
    dated: dict[str, date] = {}
    for area, said in json.loads(text).items():
        if said.__class__ is list:
            said, on = said
            dated[area] = _day(on)
        if area != "safeguarding":
            areas[area] = said
    return _shared(Areas(areas)), dated


_areas: dict[Areas, Areas] = {}


def _shared(areas: Areas) -> Areas:
    """One object for equal grades: thousands of report cards say the same."""
    return _areas.setdefault(areas, areas) if len(_areas) < 50_000 else areas
