"""From what files said to what is known: tellings and listings put together, one history a school. Pure.

Where files disagree about an inspection the newest file holds, whatever the order in which they were loaded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from alongside.knowledge.inspections.facts import History, Inspection, Span
from alongside.knowledge.inspections.spans import merged
from alongside.knowledge.inspections.tellings import inspections_of


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
    inspections = inspections_of(told)
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


def _by_file(row: Listed) -> tuple[date, int]:
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
