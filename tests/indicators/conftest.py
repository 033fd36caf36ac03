"""Two schools of the city and one beyond its border, on a Monday of March 2026."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.schools.conftest import Loading, gias, loaded, school

if TYPE_CHECKING:
    from alongside.floor.accounts.models import User
    from alongside.knowledge.indicators.models import Indicator

__all__ = ["loaded"]

TODAY = date(2026, 3, 9)
AT = datetime(2026, 3, 9, 10, tzinfo=UTC)
CANAL, LOCK, BEYOND = 900001, 900002, 900003


@pytest.fixture
def city(loaded: Loading, the_day_is: Callable[[date], None]) -> Iterator[None]:
    from django.core.cache import cache

    the_day_is(TODAY)
    cache.clear()
    rows = (
        school(urn=CANAL, number=2001),
        school(urn=LOCK, number=2002, name="Lock Keepers School", postcode="B33 8QC"),
        school(urn=BEYOND, number=2003, name="Border School", authority="Solihull", authority_code=334),
    )
    loaded("edubasealldata20260301.csv", gias(*rows))
    yield
    cache.clear()


PROPOSAL: dict[str, Any] = {
    "name": "Pupils who feel they belong",
    "tells": "Whether pupils feel part of the school.",
    "collected": "Four questions to every pupil of year 5, each autumn.",
    "kind": "wellbeing",
    "unit": "percent",
    "better": "higher",
    "school": CANAL,
    "proposer": "Ms Lock, head",
    "words": "We ask how much they know. We should ask whether they are at home here.",
    "on": date(2026, 1, 12),
}


@pytest.fixture
def propose(city: None, ruth: User) -> Callable[..., Indicator]:
    from alongside.knowledge.indicators import actions

    return lambda **said: actions.propose(**PROPOSAL | said, by=ruth, at=AT)


@pytest.fixture
def adopted(propose: Callable[..., Indicator], ruth: User) -> Callable[..., Indicator]:
    """`adopted(seen_by="office")`: proposed, and adopted by the Board."""
    from alongside.knowledge.indicators import actions

    def make(seen_by: str = "everyone", **said: Any) -> Indicator:
        made = propose(**said)
        how = {"what": "adopted", "body": "The Board", "on": date(2026, 2, 2), "reason": "It is what parents ask."}
        actions.decide(indicator=made.pk, **how, seen_by=seen_by, by=ruth, at=AT)  # type: ignore[arg-type]
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def enter(ruth: User) -> Callable[..., Any]:
    """`enter(indicator, value=Decimal(81))`: what Canal Street says of 2024/25, unless said otherwise."""
    from alongside.knowledge.indicators import actions

    def make(indicator: Indicator, **said: Any) -> Any:
        how = {"school": CANAL, "year": 2025, "value": None, "said_by": "the head", "said_on": date(2026, 2, 20)}
        return actions.enter_value(indicator=indicator.pk, **how | said, by=ruth, at=AT)

    return make
