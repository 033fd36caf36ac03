"""From what files said to what is known: tellings and listings put together, one history a school. Pure.

Where files disagree about an inspection the newest file holds, whatever the order in which they were loaded.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    History,
    Inspection,
    Kind,
    Span,
    Update,
)
from alongside.knowledge.inspections.spans import merged
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


class Listed(NamedTuple):
    """A row of Listing."""

    urn: int
    as_at: date
    load: int
    listed: bool
    authority: str
    latest: str
    before: str
    ungraded: str
    complete_from: str


class Covered(NamedTuple):
    """The files that are seen: for each authority the days of the files of latest inspections that cover it, in order;
    and the periods of the files of all inspections."""

    latest: Mapping[str, Sequence[date]] = {}
    periods: tuple[Span, ...] = ()


class Histories(dict[int, History]):
    """Histories by URN. A school that no file speaks of has an empty one, with the periods that files of all
    inspections cover."""

    def __init__(self, periods: tuple[Span, ...]) -> None:
        super().__init__()
        self.periods = periods

    def __missing__(self, urn: int) -> History:
        return History(urn, (), self.periods)


def assemble(told: Iterable[Sequence[Any]], listed: Iterable[Listed], covered: Covered) -> Histories:
    """Every history that these rows give. Both come in any order; `told`: rows in the order of Told, days as ISO text
    or dates, as the database gives them."""
    inspections = _inspections(told)
    of_school: dict[int, list[Inspection]] = defaultdict(list)
    for inspection in inspections.values():
        of_school[inspection.urn].append(inspection)
    spans: dict[int, list[Span]] = defaultdict(list)
    for urn, rows in _by_school(listed).items():
        _follow(urn, rows, inspections, covered.latest, of_school, spans)
    histories = Histories(merged(covered.periods))
    periods = histories.periods
    for urn in of_school.keys() | spans.keys():
        known = of_school.get(urn, [])
        if len(known) > 1:
            known.sort(key=_in_order)
        mine = spans.get(urn, ())
        if len(mine) == 1 and not periods:
            histories[urn] = History(urn, tuple(known), (mine[0],))
        else:
            histories[urn] = History(urn, tuple(known), merged((*mine, *periods)))
    return histories


def _in_order(inspection: Inspection) -> tuple[date, date, str]:
    return (inspection.started, inspection.published or date.max, inspection.number)


def _by_school(listed: Iterable[Listed]) -> dict[int, list[Listed]]:
    schools: dict[int, list[Listed]] = {}
    for row in listed:
        rows = schools.get(row.urn)
        if rows is None:
            schools[row.urn] = [row]
        else:
            rows.append(row)
    for rows in schools.values():
        if len(rows) > 1:
            rows.sort(key=_by_file)
    return schools


def _by_file(row: Listed | Told) -> tuple[date, int]:
    return (row.as_at, row.load)


def _follow(
    urn: int,
    rows: Sequence[Listed],
    inspections: Mapping[str, Inspection],
    covered: Mapping[str, Sequence[date]],
    of_school: dict[int, list[Inspection]],
    spans: dict[int, list[Span]],
) -> None:
    """What the listings of one school add: a predecessor's inspections, and where the telling is complete."""
    find = inspections.get
    for at, row in enumerate(rows):
        if not row.listed:
            continue
        days = covered.get(row.authority, ())
        then = rows[at + 1].as_at if at + 1 < len(rows) else date.max
        place = len(days) if then is date.max else bisect_left(days, then)
        last = max(row.as_at, days[place - 1]) if place else row.as_at
        latest, before, ungraded = find(row.latest), find(row.before), find(row.ungraded)
        for inspection in (latest, before, ungraded):
            if inspection is not None and inspection.urn != urn and inspection not in of_school[urn]:
                of_school[urn].append(inspection)
        if (row.latest and not (latest and latest.published)) or (row.before and not (before and before.published)):
            continue  # the row that tells of it was refused, so nothing is proved
        _prove(urn, row, latest, before, last, spans)


def _prove(
    urn: int,
    row: Listed,
    latest: Inspection | None,
    before: Inspection | None,
    last: date,
    spans: dict[int, list[Span]],
) -> None:
    """For whom a listing proves that nothing is missing, and from which publication day on (None: since opening).

    The school itself; and a predecessor, from its own oldest inspection in the listing: had it had another since, the
    file would list that one in its place.
    """
    since = row.complete_from
    if not since:
        first = None
    elif before and since == row.before:
        first = min(before.published, latest.published) if latest else before.published  # type: ignore[type-var]
    elif latest and since == row.latest:
        first = latest.published
    else:
        return
    spans[urn].append(Span(first, last))
    oldest = before or latest
    seen = urn
    for one in (before, latest):
        if one is not None and one.urn not in (urn, seen):
            seen = one.urn
            spans[seen].append(Span(None if not since and one is oldest else one.published, last))


def _inspections(told: Iterable[Sequence[Any]]) -> dict[str, Inspection]:
    newest: dict[str, Sequence[Any]] = {}
    several: dict[str, list[Sequence[Any]]] = {}
    for row in told:
        other = newest.setdefault(row[0], row)
        if other is not row:
            several.setdefault(row[0], [other]).append(row)
    found = {number: _alone(row) for number, row in newest.items() if number not in several}
    for number, rows in several.items():
        found[number] = _together(sorted(map(_told, rows), key=_by_file, reverse=True))
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
    if dated:
        return _together([_told(row)])
    return Inspection(
        number, urn, _KINDS[kind], _ERAS[era], _day(started), _days[published], overall, _CATEGORIES[category],
        None if safe is None else bool(safe), areas, (), outcome, event, name_then, type_then, load, at, _days[as_at],
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


@lru_cache(maxsize=20_000)
def _graded(text: str) -> tuple[Areas, dict[str, date]]:
    """Grades by area, and the days they are of where the file gives them."""
    if text in ("", "{}"):
        return NO_AREAS, {}
    areas: dict[str, Grade] = {}
    dated: dict[str, date] = {}
    for area, said in json.loads(text).items():
        grade, on = said if isinstance(said, list) else (said, None)
        if on:
            dated[area] = date.fromisoformat(on)
        if area != "safeguarding":
            areas[area] = grade
    return Areas(areas), dated
