"""Clearing away what a load wrote before it was abandoned: as if it had never begun.

Called from actions, after the load has lost its state *working*, so that nothing more can come from it.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection, models, transaction

from alongside.knowledge.opendata.models import Change, Versioned
from alongside.knowledge.opendata.writing.pace import Pace

STEP = 4000  # rows in one transaction


def sweep(load_id: int) -> None:
    """Delete what was staged under a load's number, and let live on what it ended. May be broken off and repeated."""
    pace = Pace()
    for model in versioned():
        _delete(model, "since", load_id, pace)
        _revive(model, load_id, pace)
    for model in numbered():
        _delete(model, "load", load_id, pace)
    _delete(Change, "load_id", load_id, pace)


def versioned() -> list[type[models.Model]]:
    """The tables whose rows hold from one load until another."""
    return [model for model in apps.get_models() if issubclass(model, Versioned)]


def numbered() -> list[type[models.Model]]:
    """The tables that are only ever added to, each row under the number of its load."""
    return [
        model
        for model in apps.get_models()
        if any(field.name == "load" and isinstance(field, models.BigIntegerField) for field in model._meta.fields)
    ]


def _delete(model: type[models.Model], column: str, load_id: int, pace: Pace) -> None:
    """In steps along the primary key: rows of one load lie together. No row that is staged has others hanging on it."""
    _in_steps(model, column, load_id, "DELETE FROM {table}", pace)


def _revive(model: type[models.Model], load_id: int, pace: Pace) -> None:
    _in_steps(model, "until", load_id, "UPDATE {table} SET until = NULL", pace)


def _in_steps(model: type[models.Model], column: str, load_id: int, statement: str, pace: Pace) -> None:
    """As SQL of its own: there are twenty tables, most of them with nothing to clear, after every check of a file."""
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    where = f"WHERE {quote(column)} = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN({key}), MAX({key}) FROM {table} {where}", [load_id])
        low, high = cursor.fetchone()
    if low is None:
        return
    step = STEP if connection.vendor == "sqlite" else STEP * 10
    for start in range(low, high + 1, step):
        with pace.write(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"{statement.format(table=table)} {where} AND {key} BETWEEN %s AND %s",
                [load_id, start, start + step - 1],
            )
