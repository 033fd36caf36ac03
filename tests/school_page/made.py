"""Measures and figures made up for rules and presenters."""

from __future__ import annotations

from typing import Any

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.measures import Measure
from alongside.knowledge.results.values import Figure, missing


def measure(key: str = "ks2-expected", **said: Any) -> Measure:
    return Measure.model_validate(
        {
            "key": key,
            "name": "Reading, writing and maths",
            "short": "Reading, writing and maths",
            "means": "The share of pupils who reached the expected standard in all three.",
            "dataset": "ks2",
            "kind": "results",
            "unit": "percent",
            "better": "higher",
            **said,
        }
    )


def figure(value: float | None, year: int = 2019, *, key: str = "ks2-expected", **said: Any) -> Figure:
    if value is None:
        return missing(key, year, said.get("why", Missing.SUPPRESSED))
    return Figure(key, year, value, **said)


def figures(*values: float | None, year: int = 2019, **said: Any) -> list[Figure]:
    return [figure(value, year, **said) for value in values]


def series(values: dict[int, float | None], **said: Any) -> list[Figure]:
    return [figure(value, year, **said) for year, value in sorted(values.items())]
