"""A District Strategy Group in Ladywood and one in Erdington, on a Monday in November 2026.

The schools and the people are those of tests/visits: Ashgrove (maintained) and Birchwood (an academy) lie in Ladywood,
Cedar Lane in Erdington.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from tests.visits.conftest import ASHGROVE, AT, BIRCHWOOD, CEDAR, TODAY, People, people, schools, today

if TYPE_CHECKING:
    from alongside.work.meetings.models import Meeting, Series

__all__ = ["ASHGROVE", "AT", "BIRCHWOOD", "CEDAR", "TODAY", "People", "people", "schools", "today"]

LATER = datetime(2026, 11, 16, 17, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def when(on: date = TODAY, **said: Any) -> Any:
    from alongside.work.meetings.planning.actions import When

    told: dict[str, Any] = {"starts": time(14), "ends": time(16), "where": "Ashgrove Primary School, the hall"}
    return When(on=on, **told | said)


@pytest.fixture
def group(people: People) -> Series:
    """The group of Ladywood."""
    from alongside.work.meetings.planning import actions

    return actions.start_series(
        kind="district-strategy-group",
        name="District Strategy Group, Ladywood",
        district="ladywood",
        by=people.director,
        at=AT,
    )


@pytest.fixture
def plan(group: Series, people: People) -> Callable[..., Meeting]:
    """`plan(on=date(2026, 12, 1))`: a meeting of Ladywood with two items on its agenda."""
    from alongside.work.meetings.planning import actions
    from alongside.work.meetings.planning.agenda.actions import Topic

    def make(on: date = TODAY, series: Series | None = None, **said: Any) -> Meeting:
        topics = [Topic(title="Attendance on Fridays", presenter="Hana Head", minutes=20), Topic(title="Any other")]
        found = actions.plan(series=series or group, when=when(on, **said), topics=topics, by=people.coordinator, at=AT)
        found.refresh_from_db()
        return found

    return make


@pytest.fixture
def held(plan: Callable[..., Meeting], people: People) -> Meeting:
    """A meeting of today: everybody was invited; the heads and the chair are in the room, one of them online."""
    from alongside.work.meetings.planning import actions as planning
    from alongside.work.meetings.record import actions as record

    made = plan()
    planning.invite(meeting=made, by=people.coordinator, at=AT)
    came = {part.pk: "online" if part.name.startswith("Ann") else "here" for part in made.parts.all()}
    return record.attend(meeting=made, came=came, chair="Hana Head", by=people.coordinator, at=AT)


def part_of(meeting: Meeting, user: Any) -> Any:
    return meeting.parts.get(person__user=user)


def version_of(thing: Any) -> int:
    thing.refresh_from_db()
    return int(thing.version)
