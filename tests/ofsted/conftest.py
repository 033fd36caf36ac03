"""Ofsted calls Ashgrove on a Monday in November 2026. Schools and people are those of tests/visits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.visits.conftest import ASHGROVE, AT, BIRCHWOOD, CEDAR, TODAY, People, people, schools, today

if TYPE_CHECKING:
    from alongside.work.engagement.ofsted.models import Call

__all__ = ["ASHGROVE", "AT", "BIRCHWOOD", "CEDAR", "TODAY", "People", "people", "schools", "today"]

CALLED = datetime(2026, 11, 16, 10, 30, tzinfo=UTC)
TUESDAY, WEDNESDAY = date(2026, 11, 17), date(2026, 11, 18)
SECRET = "They spoke of a muddle with the toucan register."
GRADES = {"inclusion": "Strong standard", "achievement": "Urgent improvement"}


@pytest.fixture
def call(people: People) -> Callable[..., Call]:
    """`call(BIRCHWOOD)`: the head told Lena, who wrote it down within the hour."""
    from alongside.work.engagement.ofsted import actions

    def make(school: int = ASHGROVE, at: datetime = AT, by: Any = None, **said: Any) -> Call:
        told: dict[str, Any] = {"came_at": CALLED, "kind": "full", "starts_on": TUESDAY, "lead_inspector": "Ms Ire"}
        return actions.record_call(school=school, said=actions.Said(**told | said), by=by or people.lead, at=at)

    return make


@pytest.fixture
def written(call: Callable[..., Call], people: People) -> Call:
    """The call with what was said."""
    from alongside.work.engagement.ofsted import actions

    made = call()
    later = datetime(2026, 11, 18, 17, tzinfo=UTC)
    actions.record_outcome(
        call=made.pk, version=0, words=SECRET, grades=GRADES, safeguarding=True, by=people.lead, at=later
    )
    return made


def version_of(thing: Any) -> int:
    thing.refresh_from_db()
    return int(thing.version)


def holding(user: Any) -> Any:
    from alongside.knowledge.people.models import Holding

    return Holding.objects.select_related("person").get(person__user=user)
