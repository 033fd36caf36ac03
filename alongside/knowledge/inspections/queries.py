"""What is known of inspections at a version of knowledge. Few queries, however many schools."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import DateField, Q, Value

from alongside.floor.kernel import garbage
from alongside.knowledge.inspections.assembly import Covered, Histories, Listed, assemble
from alongside.knowledge.inspections.facts import History, Span
from alongside.knowledge.inspections.models import Listing, Telling
from alongside.knowledge.opendata.models import LIVE, Load
from alongside.knowledge.schools.models import Coverage, Link, Record
from alongside.knowledge.schools.rows import day

INSPECTIONS = "ofsted-inspections"  # family of the files of all inspections

# Days as text, which SQLite hands over several times quicker than dates.
_TOLD = (
    "number, CAST(as_at AS TEXT), COALESCE(said_in, load), row, urn, kind, era, event, outcome, "
    "CAST(started AS TEXT), CAST(published AS TEXT), overall, category, safeguarding, CAST(grades AS TEXT), unsaid, "
    "name_then, type_then"
)
_LISTED = "urn, CAST(as_at AS TEXT), load, listed, authority, latest, before, ungraded, complete_from"
AT_ONCE = 2_000  # schools named in one query: a city in one, and few enough names for SQLite (32,766 a query)


def history(urn: int, *, version: int) -> History:
    """All that is known of the inspections of one school, its predecessors' among them where a file lists them so."""
    return histories(version=version, urns=[urn])[urn]


def histories(*, version: int, urns: Collection[int] | None = None, told_by: date | None = None) -> Histories:
    """Histories by URN: of every school, or of those named. A school that no file speaks of has an empty one.

    `told_by`: of every school, and by nothing but files that speak of that day or an earlier one.
    """
    covered = coverage(version=version, told_by=told_by)
    if urns is None or told_by is not None:
        with garbage.not_now():
            return assemble(_tellings(version, told_by=told_by), _listings(version, told_by=told_by), covered)
    told: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    listed: list[Listed] = []
    wanted = sorted(set(urns))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        mine = list(_listings(version, some))
        listed += mine
        numbers = {number for row in mine for number in (row.latest, row.before, row.ungraded) if number}
        told.update((row[:4], row) for row in _tellings(version, some, numbers))  # by number, day, load and row
    found = assemble(told.values(), listed, covered)
    kept = Histories(found.periods)
    kept.update((urn, found[urn]) for urn in wanted if urn in found)
    return kept


def coverage(*, version: int, told_by: date | None = None) -> Covered:
    """Which files are seen at a version, in one query. A load that is being written counts as seen at its own number.
    `told_by`: only files that speak of that day or an earlier one."""
    newest = told_by or date.max
    files = Coverage.objects.filter(source=Record.Source.OFSTED, load__lte=version, as_at__lte=newest)
    loads = Load.objects.filter(Q(state__in=LIVE) | Q(pk=version), family=INSPECTIONS, pk__lte=version)
    loads = loads.filter(as_at__lte=newest, covers_from__isnull=False)
    nothing, none = Value(""), Value(None, output_field=DateField())
    told = files.values_list("authority", "as_at", none).union(
        loads.order_by().values_list(nothing, "as_at", "covers_from"), all=True
    )
    days: dict[str, list[date]] = {}
    periods: list[Span] = []
    for authority, as_at, covers_from in sorted(told, key=lambda row: row[1]):
        if covers_from:
            periods.append(Span(covers_from, as_at))
        else:
            days.setdefault(authority, []).append(as_at)
    return Covered(days, tuple(periods))


def _tellings(
    version: int,
    urns: Collection[int] | None = None,
    numbers: Collection[str] = (),
    told_by: date | None = None,
) -> list[tuple[Any, ...]]:
    """Rows in the order of assembly.Told."""
    where, values = _told_by(told_by)
    if urns is not None:
        where, values = f" AND ({_among('urn', urns)}", [*urns]
        where += f" OR {_among('number', numbers)})" if numbers else ")"
        values += numbers
    return _rows(Telling, _TOLD, version, where, values)


def _listings(version: int, urns: Collection[int] | None = None, told_by: date | None = None) -> Iterator[Listed]:
    """Listings of these schools, and of those that came after them: their rows may name an inspection of theirs."""
    where, values = _told_by(told_by)
    if urns is not None:
        after = f"SELECT urn FROM {Link._meta.db_table} WHERE source = %s AND {_among('other_urn', urns)}"
        where = f" AND ({_among('urn', urns)} OR urn IN ({after}))"
        values = [*urns, Link.Source.OFSTED.value, *urns]
    for urn, as_at, *said in _rows(Listing, _LISTED, version, where, values):
        yield Listed(urn, day(as_at) or date.min, *said)


def _told_by(day: date | None) -> tuple[str, list[Any]]:
    return (" AND as_at <= %s", [day]) if day else ("", [])


def _rows(model: Any, columns: str, version: int, where: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {model._meta.db_table} WHERE load <= %s{where}", [version, *values])
        return cursor.fetchall()


def _among(column: str, values: Collection[Any]) -> str:
    return f"{column} IN ({', '.join(['%s'] * len(values))})"
