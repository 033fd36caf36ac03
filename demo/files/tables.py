"""CSV as the publishers write it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

_HEADERS = Path(__file__).with_name("headers")

Row = Mapping[str, Any]


@lru_cache
def headers_of(name: str) -> tuple[str, ...]:
    """The columns of a published file, in order."""
    return tuple((_HEADERS / f"{name}.txt").read_text("utf-8").splitlines())


def write(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Row],
    *,
    title: str = "",
    nothing: str = "",
    empty_rows: int = 0,
    quoted: bool = False,
    encoding: str = "cp1252",
) -> Path:
    """A table of rows by header. What a row does not say becomes `nothing`; a key that is no header is a mistake.

    `title` goes above the header, `empty_rows` below the last row: both are found in Ofsted's files.
    """
    with path.open("w", newline="", encoding=encoding) as file:
        out = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC if quoted else csv.QUOTE_MINIMAL)
        if title:
            out.writerow([title])
        out.writerow(headers)
        known = set(headers)
        for row in rows:
            if not row.keys() <= known:
                raise KeyError(f"{path.name}: no column {', '.join(sorted(row.keys() - known))}")
            out.writerow([row.get(header, nothing) for header in headers])
        out.writerows([[""] * len(headers)] * empty_rows)
    return path


def slashed(day: date | None) -> str:
    """As Ofsted writes it."""
    return f"{day:%d/%m/%Y}" if day else "NULL"


def dashed(day: date | None) -> str:
    """As GIAS writes it."""
    return f"{day:%d-%m-%Y}" if day else ""
