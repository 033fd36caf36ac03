"""Raw figures into what is published: rounded, held back where they speak of a few pupils, and added up.

A raw figure is unrounded and under the header of the published file. A *column* says what sort of number it is and by
which count it is weighed when schools are added up to an authority.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Raw = Mapping[str, float]
Cell = float | str
SUPPRESSED, LOW_COVERAGE, NOT_PUBLISHED, NO_ENTRIES, NOT_APPLICABLE = "SUPP", "LOWCOV", "NP", "NE", "NA"
"""The words of performance tables. Others use `c`, `u`, `x`, `z`."""

Sort = Literal["count", "share", "mean", "low", "high"]


@dataclass(frozen=True, slots=True)
class Column:
    """`share`: a part from 0 to 1, published in percent with `decimals`. `low` and `high` are the ends of an interval
    around `of`, whose standard deviation among pupils is `spread`. `weight`: the raw count of pupils it speaks of."""

    sort: Sort
    weight: str = ""
    decimals: int = 0
    of: str = ""
    spread: float = 0.0


Columns = Mapping[str, Column]


def count() -> Column:
    return Column("count")


def share(weight: str, decimals: int = 0) -> Column:
    return Column("share", weight, decimals)


def mean(weight: str, decimals: int = 1) -> Column:
    return Column("mean", weight, decimals)


def interval(of: str, weight: str, spread: float, decimals: int = 1) -> tuple[Column, Column]:
    """The two ends of a 95 % confidence interval."""
    return Column("low", weight, decimals, of, spread), Column("high", weight, decimals, of, spread)


def published(raw: Raw, columns: Columns, *, least_cohort: int, least_group: int, cohort: str) -> dict[str, Cell]:
    """A school's figures as the tables give them, under the headers that have one.

    Nothing of a cohort of fewer than `least_cohort` pupils but how many they are; no figure of a group of fewer than
    `least_group`, nor of one that leaves fewer than that outside it, from which they could be worked out. So do the
    tables themselves.
    """
    whole = raw.get(cohort, 0)
    small = whole < least_cohort
    found: dict[str, Cell] = {}
    for header, column in columns.items():
        value = raw.get(column.of or header)
        if value is None:
            continue
        if column.sort == "count":
            found[header] = SUPPRESSED if small and value < whole else round(value)
            continue
        pupils = raw.get(column.weight, 0)
        if pupils < 0.5:
            found[header] = NOT_APPLICABLE
        elif small or pupils < least_group or 0.5 < whole - pupils < least_group:
            found[header] = SUPPRESSED
        else:
            found[header] = _rounded(value, column, pupils)
    return found


def totals(raws: Iterable[Raw], columns: Columns) -> dict[str, Cell]:
    """Schools together: counts added up, the rest weighed by the pupils it speaks of. Nothing is held back."""
    raw = together(raws, columns)
    found: dict[str, Cell] = {}
    for header, column in columns.items():
        value = raw.get(column.of or header)
        if value is not None:
            pupils = raw.get(column.weight, 0)
            found[header] = round(value) if column.sort == "count" else _rounded(value, column, pupils)
    return found


def together(raws: Iterable[Raw], columns: Columns) -> dict[str, float]:
    """The raw figures of several schools as one."""
    every = list(raws)
    weights = {column.weight for column in columns.values() if column.weight}
    counts = {header for header, column in columns.items() if column.sort == "count"} | weights
    found = {header: sum(raw.get(header, 0) for raw in every) for header in sorted(counts)}
    for header, column in columns.items():
        if column.sort in ("share", "mean"):
            pairs = [(raw[header], raw.get(column.weight, 0)) for raw in every if header in raw]
            pupils = sum(weight for _, weight in pairs)
            if pupils:
                found[header] = sum(value * weight for value, weight in pairs) / pupils
    return found


def _rounded(value: float, column: Column, pupils: float) -> float:
    if column.sort == "share":
        value *= 100
    elif column.sort == "low":
        value -= 1.96 * column.spread / max(pupils, 1) ** 0.5
    elif column.sort == "high":
        value += 1.96 * column.spread / max(pupils, 1) ** 0.5
    return round(value, column.decimals) + 0.0


def text(cell: Cell, column: Column, *, percent: bool = True) -> str:
    """As it stands in a file: `52%`, or `52` where the file knows no sign."""
    if isinstance(cell, str):
        return cell
    written = f"{cell:.{column.decimals}f}" if column.sort != "count" else str(round(cell))
    return f"{written}%" if column.sort == "share" and percent else written


def groups(base: str, suffixes: Sequence[str]) -> list[str]:
    return [base, *(f"{base}_{suffix}" for suffix in suffixes)]
