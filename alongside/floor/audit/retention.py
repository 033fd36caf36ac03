"""What is held about people, how long it is kept, and what is due to be taken out (policies/retention.yaml).

Every field of every table is classed, those of other libraries too; a test fails for one that is not. Where a table has
a rule, what has outlived its time is taken out of the rows, of the states that they had, and of the journal's details,
whose digests stay: the chain holds (`actions.carry_out`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from pydantic import model_validator

from alongside.floor.audit import shelf
from alongside.floor.kernel import policy
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.periods import add_months

TAKEN_OUT = "(taken out when its time was over)"


class Rule(policy.Part):
    """After how long what is taken out of a table. `counted_from`: a field that holds a day or a moment; `only`: rows
    with these values; `takes_out`: the fields that become empty, or `removes`: the whole row. `journal`: the word
    by which the journal calls a row (“visit” of “visit 12”), if its entries are to lose their details too, and
    `journal_by` the field that it puts after that word."""

    counted_from: str
    years: int = 0
    days: int = 0
    only: dict[str, Any] = {}
    takes_out: tuple[str, ...] = ()
    removes: bool = False
    journal: str = ""
    journal_by: str = "pk"

    @model_validator(mode="after")
    def _says_after_how_long_and_what(self) -> Self:
        if bool(self.years) == bool(self.days):
            raise ValueError("say either years or days")
        if bool(self.takes_out) == self.removes:
            raise ValueError("say either which fields it takes out or that it removes the row")
        return self

    def before(self, on: date) -> date:
        """What is older than this day has outlived its time."""
        return add_months(on, -12 * self.years) - timedelta(days=self.days)


class Table(policy.Part):
    """One table: `kept` says in prose how long and why; each field is about a person or not. `withheld`: why it is left
    out of what somebody is told about themselves (subject access). `shelf`: the rooms in which bytes of its rows lie
    (`shelf.py`), each with the field that names them."""

    kept: str
    personal: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    due: tuple[Rule, ...] = ()
    withheld: str = ""
    shelf: dict[str, str] = {}


class Retention(policy.Policy):
    """The whole policy. `jobs_days`: after how many days a job that ended is removed."""

    jobs_days: int
    tables: dict[str, Table]


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule finds on a day: how many rows of which table, the oldest of them."""

    label: str
    rule: Rule
    before: date
    rows: int
    oldest: date | None


def retention() -> Retention:
    return policy.read("retention", Retention)


def due(on: date, said: Retention | None = None) -> list[Due]:
    """What has outlived its time on a day, table by table; nothing where nothing has."""
    found = []
    for label, table in (said or retention()).tables.items():
        for rule in table.due:
            rows = rows_due(label, rule, on)
            count = rows.count()
            if count:
                oldest = rows.order_by(rule.counted_from).values_list(rule.counted_from, flat=True)[0]
                found.append(Due(label, rule, rule.before(on), count, _day(oldest)))
    return found


def unnamed(at: datetime, said: Retention | None = None) -> dict[str, list[str]]:
    """By room of the shelf, the digests of bytes that no row names any more."""
    named: dict[str, set[str]] = {}
    for label, table in (said or retention()).tables.items():
        for room, name in table.shelf.items():
            rows = apps.get_model(label)._default_manager.values_list(name, flat=True)
            named.setdefault(room, set()).update(rows)
    found = {room: shelf.unnamed(room, digests, at=at) for room, digests in named.items()}
    return {room: digests for room, digests in found.items() if digests}


def rows_due(label: str, rule: Rule, on: date) -> models.QuerySet[Any]:
    """The rows that a rule finds on a day: old enough, and not yet without what is to be taken out."""
    model = apps.get_model(label)
    before: date | datetime = rule.before(on)
    if isinstance(_field(model, rule.counted_from), models.DateTimeField):
        before = datetime.combine(before, time(), tzinfo=LONDON)
    rows = model._default_manager.filter(**{f"{rule.counted_from}__lt": before}, **rule.only)
    if rule.removes:
        return rows
    still_there = Q()
    for name in rule.takes_out:
        still_there |= holds_something(model, name)
    return rows.filter(still_there)


def _field(model: type[models.Model], path: str) -> Any:
    """The field at the end of a path over related tables: “concern__state”."""
    name, _, rest = path.partition("__")
    field: Any = model._meta.get_field(name)
    return _field(field.related_model, rest) if rest else field


def holds_something(model: type[models.Model], name: str) -> Q:
    """Rows in which a field holds something to take out."""
    field = model._meta.get_field(name)
    if field.null:
        return Q(**{f"{name}__isnull": False})
    return ~Q(**{name: emptied(model, name)}) & (Q() if isinstance(field, models.JSONField) else ~Q(**{name: ""}))


def emptied(model: type[models.Model], name: str) -> Any:
    """What a field holds once it is taken out: nothing where it may be null, else words that say so."""
    field: Any = model._meta.get_field(name)
    if field.null:
        return None
    return field.get_default() if isinstance(field, models.JSONField) else TAKEN_OUT[: field.max_length]


def _day(value: Any) -> date | None:
    return value.date() if hasattr(value, "date") else value


def faults(said: Retention, tables: Iterable[type[models.Model]]) -> Iterator[str]:
    """What the policy leaves out, says twice, or says of fields that are not there: one sentence each."""
    by_label = {
        model._meta.label: {field.name for field in model._meta.local_fields}
        for model in tables
        if not hasattr(model, "instance_type")  # the states that a thing had are classed and kept as the thing is
    }
    for label in sorted(said.tables.keys() - by_label.keys()):
        yield f"{label} is classed, and there is no such table"
    for label, fields in by_label.items():
        table = said.tables.get(label)
        if table is None:
            yield f"{label} is not classed at all (fields: {', '.join(sorted(fields))})"
            continue
        for name in sorted(fields - {*table.personal, *table.other}):
            yield f"{label}.{name} is not classed"
        for name in sorted({*table.personal, *table.other} - fields):
            yield f"{label}.{name} is classed, and there is no such field"
        for name in sorted({*table.personal} & {*table.other}):
            yield f"{label}.{name} is classed as both"
        for name in sorted({*table.shelf.values()} - fields):
            yield f"{label}.{name} is said to name bytes, and there is no such field"
        for rule in table.due:
            for name in sorted({rule.counted_from.partition("__")[0], *rule.only, *rule.takes_out} - fields):
                yield f"{label}.{name} is named by a rule, and there is no such field"
