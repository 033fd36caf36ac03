"""Where loaders put what they found: the real tables, under the load's number, unseen until the head moves there.

Rows are gathered and written a few thousand at a time, each time in a transaction of its own that first makes sure that
the load is still ours; so on SQLite no other writer waits long, and a load that was taken from us cannot write on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

from django.db import models, transaction

from alongside.knowledge.opendata.models import Change, Load, Refusal, Versioned
from alongside.knowledge.opendata.writing import bulk
from alongside.knowledge.opendata.writing.pace import Pace
from alongside.knowledge.opendata.writing.second_hand import hand

CHUNK = 4000  # rows in one transaction
MOST_REFUSALS_KEPT = 1000
MOST_CHANGES_SHOWN = 200


class Lost(Exception):
    """Another process took the load for dead and cleared it away."""


class Stage:
    """See registry.Staging. One is made per load, and used by one thread. What it wrote can be read after `flush`."""

    def __init__(self, *, load: Load, version: int, as_at: date, now: Callable[[], datetime]) -> None:
        self.load_id: int = load.pk
        self.version = version
        self.as_at = as_at
        self.counts: Counter[str] = Counter()
        self.fields_changed: Counter[str] = Counter()
        self.shown: list[list[Any]] = []  # the first changes, for the page of a load that was not let through
        self.rows_read = 0
        self.refused_rows: set[int] = set()
        self.refused = 0
        self.wrote = False
        self._now = now
        self._pace = Pace()
        self._hand = hand()
        self._new: dict[tuple[type[models.Model], tuple[str, ...]], list[tuple[Any, ...]]] = {}
        self._ended: dict[type[models.Model], list[int]] = {}

    def insert(self, model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        rows = iter(rows)
        while part := list(islice(rows, CHUNK)):
            gathered = self._new.setdefault((model, tuple(columns)), [])  # anew: writing takes the list away
            gathered += part
            if len(gathered) >= CHUNK:
                self._end_gathered(model)
                self._write_gathered(model, tuple(columns))

    def close(self, model: type[models.Model], ids: Iterable[int]) -> None:
        self._ended.setdefault(model, []).extend(ids)

    def changed(self, subject: str, urn: int | None, fields: Mapping[str, tuple[Any, Any]]) -> None:
        self.fields_changed.update(fields.keys())
        said = [(subject, urn, name, _said(old), _said(new)) for name, (old, new) in fields.items()]
        if len(self.shown) < MOST_CHANGES_SHOWN:
            self.shown += map(list, said)
        self.insert(Change, ("subject", "urn", "field", "old", "new"), said)

    def refuse(self, row: int, column: str, value: str, why: str, remedy: str = "") -> None:
        self.refused_rows.add(row)
        self.note(row, column, value, why, remedy)

    def note(self, row: int, column: str, value: str, why: str, remedy: str = "") -> None:
        """Say of a cell that it was not taken, though its row was."""
        self.refused += 1
        if self.refused <= MOST_REFUSALS_KEPT:
            self.insert(
                Refusal,
                ("row", "column", "value", "why", "remedy"),
                [(row, column[:200], value[:200].replace("\0", ""), why, remedy)],
            )

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def flush(self) -> None:
        """Write what was gathered; endings before beginnings, since a school has one current row at a time."""
        for model in list(self._ended):
            self._end_gathered(model)
        for model, columns in list(self._new):
            self._write_gathered(model, columns)
        self._hand.wait()

    def end(self) -> None:
        """Nothing is written from here on: not even what lies ready, where the load broke off."""
        self._hand.end()

    def beat(self) -> None:
        """A sign of life, and how far the reading has come."""
        self._write(lambda: None)

    def _write(self, work: Callable[[], object]) -> None:
        """In a short transaction of its own, as long as the load is ours."""

        def held() -> None:
            with self._pace.write(), transaction.atomic():
                self._hold()
                work()

        self._hand.do(held)

    def _hold(self) -> None:
        held = Load.objects.filter(pk=self.load_id, state=Load.State.WORKING).update(
            beat_at=self._now(), rows_read=self.rows_read
        )
        if not held:
            raise Lost

    def _write_gathered(self, model: type[models.Model], columns: tuple[str, ...]) -> None:
        rows = self._new.pop((model, columns), [])
        for start in range(0, len(rows), CHUNK):
            some, same = rows[start : start + CHUNK], self._stamp(model, columns)
            self._write(partial(bulk.insert, model, columns, some, **same))
        self.wrote = self.wrote or (bool(rows) and model is not Refusal)

    def _end_gathered(self, model: type[models.Model]) -> None:
        ids = self._ended.pop(model, [])
        for start in range(0, len(ids), 500):
            ended = model._base_manager.filter(pk__in=ids[start : start + 500], until=None)
            self._write(partial(ended.update, until=self.load_id))
        self.wrote = self.wrote or bool(ids)

    def _stamp(self, model: type[models.Model], columns: tuple[str, ...]) -> dict[str, Any]:
        """The load's number, under the name by which the table keeps it."""
        if issubclass(model, Versioned):
            return {} if "since" in columns else {"since": self.load_id}
        if model in (Change, Refusal):
            return {"load_id": self.load_id}
        return {} if "load" in columns else {"load": self.load_id}


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(_said, value)) if isinstance(value, list | tuple) else str(value)
