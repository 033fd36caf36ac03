"""The facts of many schools on one day after another: read once, worked out anew only where a day changes something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.facts import SchoolFacts
from alongside.knowledge.schools.gathering import COLUMNS, DAYS, facts_of
from alongside.knowledge.schools.models import Record
from alongside.knowledge.schools.rows import columns, day, raw_rows

_OF_THE_DAY = [COLUMNS.index(name) for name in ("as_at", "opened", "seen")]
_LAST_DAYS = [COLUMNS.index(name) for name in ("closed", "closed_by", "seen")]
_NEXT = timedelta(days=1)


def schools_on_days(
    *,
    days: Iterable[date],
    version: int,
    authority: str | None = None,
    urns: Iterable[int] | None = None,
    state_funded: bool = False,
) -> Iterator[tuple[date, list[SchoolFacts]]]:
    """For each day what `queries.schools_as_at` gives for it. One query for all days."""
    schools = [_School(rows) for rows in _records(version, authority, urns).values()]
    for on in days:
        yield (
            on,
            [
                facts
                for school in schools
                if (facts := school.on(on))
                and (authority is None or facts.authority == authority)
                and (not state_funded or vocabulary.is_state_funded(facts.type))
            ],
        )


def _records(version: int, authority: str | None, urns: Iterable[int] | None) -> dict[int, list[Sequence[Any]]]:
    records = Record.objects.filter(load__lte=version)
    if urns is not None:
        records = records.filter(urn__in=list(urns))
    if authority is not None:
        records = records.filter(urn__in=Record.objects.filter(authority=authority).values("urn"))
    by_school: dict[int, list[Sequence[Any]]] = {}
    for row in raw_rows(records.order_by().values_list(*columns(COLUMNS, DAYS))):
        by_school.setdefault(row[0], []).append(row)
    return by_school


class _School:
    """One school's records, its facts on the day last asked for, and for which days these hold."""

    __slots__ = ("_facts", "_first", "_last", "_rows", "_turns")

    def __init__(self, rows: list[Sequence[Any]]) -> None:
        self._rows = rows
        self._turns: list[date] | None = None
        self._facts: SchoolFacts | None = None
        self._first, self._last = date.max, date.min

    def on(self, on: date) -> SchoolFacts | None:
        if not self._first <= on < self._last:
            self._facts = facts_of(self._rows, on, on.isoformat())
            if self._turns is None:
                self._turns = sorted(_turning_days(self._rows))
            self._first = max((turn for turn in self._turns if turn <= on), default=date.min)
            self._last = min((turn for turn in self._turns if turn > on), default=date.max)
        return self._facts


def _turning_days(rows: Iterable[Sequence[Any]]) -> set[date]:
    """The days on which what is said of a school may change: a file, its opening, the day after its last."""
    turns = {found for row in rows for at in _OF_THE_DAY if (found := day(row[at]))}
    return turns | {found + _NEXT for row in rows for at in _LAST_DAYS if (found := day(row[at]))}
