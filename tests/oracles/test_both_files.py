"""The files of 2023 and 2025, loaded in either order, give the same verdict on every school at every month's end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from alongside.knowledge.opendata.queries import head
from alongside.work.priority import queries
from tests.oracles.conftest import FILE_OF_2023, FILE_OF_2025

MONTH_ENDS = [
    date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    for year in range(2018, 2026)
    for month in range(1, 13)
]


def everything() -> dict[tuple[date, int], tuple[Any, ...]]:
    return {
        (day, one.urn): (one.status, one.held, one.headline, one.since, one.since_at_least, one.because)
        for day, verdicts in queries.verdicts_on(days=MONTH_ENDS, version=head())
        for one in verdicts
    }


def test_the_order_of_loading_makes_no_difference_to_any_verdict(loaded_in_order: Callable[..., Any]):
    with loaded_in_order(FILE_OF_2023, FILE_OF_2025):
        forwards = everything()
    with loaded_in_order(FILE_OF_2025, FILE_OF_2023):
        backwards = everything()
    assert len(forwards) > 80_000
    assert forwards == backwards
