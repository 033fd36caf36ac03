"""A day of March 2026, and a service that Ruth recorded on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from alongside.floor.accounts.models import User
    from alongside.knowledge.offer.models import Service

TODAY = date(2026, 3, 9)
AT = datetime(2026, 3, 9, 10, tzinfo=UTC)

SERVICE: dict[str, Any] = {
    "name": "Breakfast on the Canal",
    "provider": "Canal Trust",
    "does": "Gives breakfast before school.",
    "for_whom": "any family that asks",
    "phases": ["primary"],
    "age_low": 4,
    "age_high": 11,
    "needs": ["poverty", "absence"],
    "districts": ["ladywood", "erdington"],
    "contact": "breakfast@canal-trust.example",
    "link": "https://canal-trust.example/breakfast",
    "starts_on": date(2024, 9, 2),
}


@pytest.fixture
def today(the_day_is: Callable[[date], None]) -> Iterator[date]:
    from django.core.cache import cache

    the_day_is(TODAY)
    cache.clear()
    yield TODAY
    cache.clear()


@pytest.fixture
def record(today: date, ruth: User) -> Callable[..., Service]:
    """`record(name="Another")`: recorded, and so checked, at a moment (AT unless said)."""
    from alongside.knowledge.offer import actions

    def make(at: datetime = AT, **said: Any) -> Service:
        return actions.record(said=actions.Said(**SERVICE | said), checked_with="its manager", by=ruth, at=at)

    return make
