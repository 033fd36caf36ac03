"""Writing many rows at once: executemany on SQLite, COPY on PostgreSQL. Values go in as the database keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

Rows = Sequence[tuple[Any, ...]]


def insert(model: type[models.Model], columns: Sequence[str], rows: Rows, **same: Any) -> None:
    """Write rows, each the values of `columns` (names of fields; `x_id` for a foreign key). `same` holds values that
    all rows have; fields named in neither take their default. JSON is given as text. To be called in a transaction.
    """
    if not rows:
        return
    fixed = {**_defaults(model, tuple(columns), tuple(sorted(same))), **same}
    if connection.vendor == "postgresql":
        _copy(model, columns, rows, fixed)
    else:
        _execute_many(model, columns, rows, fixed)


def _execute_many(model: type[models.Model], columns: Sequence[str], rows: Rows, fixed: dict[str, Any]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(_column(model, name)) for name in (*columns, *fixed))
    values = ", ".join([*["%s"] * len(columns), *map(_literal, fixed.values())])
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({values})", rows)


def _copy(model: type[models.Model], columns: Sequence[str], rows: Rows, fixed: dict[str, Any]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(_column(model, name)) for name in (*columns, *fixed))
    tail = tuple(fixed.values())
    with connection.cursor() as cursor, cursor.copy(f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN") as copy:
        write = copy.write_row
        for row in rows:
            write((*row, *tail))


def _column(model: type[models.Model], name: str) -> str:
    return _columns(model)[name]


@lru_cache
def _columns(model: type[models.Model]) -> dict[str, str]:
    return {name: str(field.column) for field in model._meta.concrete_fields for name in (field.name, field.attname)}


@lru_cache
def _defaults(model: type[models.Model], columns: tuple[str, ...], same: tuple[str, ...]) -> dict[str, Any]:
    given = {_columns(model)[name] for name in (*columns, *same)}
    left = [field for field in model._meta.concrete_fields if field.column not in given and not field.primary_key]
    return {field.attname: field.get_db_prep_save(field.get_default(), connection) for field in left}


def _literal(value: Any) -> str:
    """A value of our own (a load's number, a field's default) as it stands in a statement."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''").replace("%", "%%") + "'"
