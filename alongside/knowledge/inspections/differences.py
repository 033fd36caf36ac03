"""Writing a derived table anew at the price of its differences: rows that stay are not touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.knowledge.opendata.models import Versioned
from alongside.knowledge.opendata.registry import Staging
from alongside.knowledge.schools.rows import iso, raw_rows

Row = tuple[Any, ...]


def rows_now(staging: Staging, model: type[Versioned], columns: Sequence[str]) -> dict[int, Row]:
    """The rows that readers see now, by URN: the values of `columns` (URN first, dates as ISO text), then the key."""
    rows = raw_rows(model.objects.filter(until=None, since__lte=staging.version).values_list(*columns, "pk"))
    return {row[0]: tuple(map(iso, row)) for row in rows}


def write(
    staging: Staging, model: type[Versioned], columns: Sequence[str], before: Mapping[int, Row], now: Mapping[int, Row]
) -> None:
    """End the rows that are gone or changed, and insert the new ones. `now` holds the values of `columns`."""
    staging.close(model, [row[-1] for urn, row in before.items() if now.get(urn) != row[:-1]])
    staging.insert(model, columns, [row for urn, row in now.items() if urn not in before or before[urn][:-1] != row])
