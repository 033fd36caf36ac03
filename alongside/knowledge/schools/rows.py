"""Many rows read fast: a query's rows as the database gives them, without the making of objects or dates."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet


def raw_rows(query: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows of a `values_list`. Dates come as ISO text from SQLite and as dates from PostgreSQL: see `day` and
    `iso`."""
    try:
        sql, values = query.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connections[query.db].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@lru_cache(maxsize=50_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def day(value: Any) -> date | None:
    """A date out of a raw row."""
    return _day(value) if isinstance(value, str) else value


def iso(value: Any) -> Any:
    """A date as ISO text; anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value
