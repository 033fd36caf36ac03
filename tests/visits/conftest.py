"""Three schools of the city, their people, and a District Lead who visits them; a day in November 2026.

Ashgrove (100001, maintained) and Birchwood (100002, academy) lie in Ladywood, Cedar Lane (100003) in Erdington.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from alongside.floor.accounts.roles import Post
from tests.cast import person_holding

if TYPE_CHECKING:
    from alongside.floor.accounts.models import User
    from alongside.work.engagement.visits.models import Visit

TODAY = date(2026, 11, 16)
AT = datetime(2026, 11, 16, 15, tzinfo=UTC)
ASHGROVE, BIRCHWOOD, CEDAR = 100001, 100002, 100003
SEEN = "Calm lessons. Books are marked with care."
CONCERN = "Attendance on Fridays has fallen since September."
NOTE = "The deputy spoke of a grievance that is not known to the governors."


@dataclass(frozen=True)
class People:
    """Who takes part. `far` leads another district; `council` works for the council."""

    lead: User
    head: User
    chair: User
    governor: User
    other_head: User
    academy_head: User
    far: User
    coordinator: User
    director: User
    council: User
    board: User


@pytest.fixture
def today(the_day_is: Callable[[date], None], tmp_path: Path, settings: Any) -> Iterator[date]:
    from django.core.cache import cache

    settings.FILES_ROOT = tmp_path / "files"
    the_day_is(TODAY)
    cache.clear()
    yield TODAY
    cache.clear()


@pytest.fixture
def schools(today: date, db: None) -> None:
    """The register, as a load would leave it."""
    from tests.visits.register import fill

    fill(
        (ASHGROVE, "Ashgrove Primary School", "community", "maintained", "primary", "ladywood"),
        (BIRCHWOOD, "Birchwood Academy", "academy-converter", "academy", "secondary", "ladywood"),
        (CEDAR, "Cedar Lane Primary School", "community", "maintained", "primary", "erdington"),
    )


@pytest.fixture
def people(schools: None) -> People:
    def at(role: str, urn: int) -> Post:
        return Post(role, "school", str(urn), since=date(2020, 9, 1))

    from alongside.knowledge.people import actions

    actions.record_body(key="board", name="The board", kind="board", by=None, at=AT)
    return People(
        lead=person_holding("Lena Lead", Post("district-lead", "district", "ladywood")),
        head=person_holding("Hana Head", at("head", ASHGROVE)),
        chair=person_holding("Carl Chair", at("chair", ASHGROVE)),
        governor=person_holding("Gita Governor", at("governor", ASHGROVE)),
        other_head=person_holding("Omar Other", at("head", CEDAR)),
        academy_head=person_holding("Ann Academy", at("head", BIRCHWOOD)),
        far=person_holding("Fay Far", Post("district-lead", "district", "erdington")),
        coordinator=person_holding("Cora Coordinator", Post("engagement-coordinator", "district", "ladywood")),
        director=person_holding("Dora Director", Post("director", "partnership")),
        council=person_holding("Colin Council", Post("council-officer", "partnership")),
        board=person_holding("Bea Board", Post("board-member", "body", "board")),
    )


@pytest.fixture
def planned(people: People) -> Callable[..., Visit]:
    """`planned(on=…)`: a visit of Lena to Ashgrove, to which the head is invited."""
    from alongside.work.engagement.visits import actions

    def make(school: int = ASHGROVE, at: datetime = AT, **said: Any) -> Visit:
        plan = {
            "kind": "conversation",
            "lead": people.lead.person,
            "on": date(2026, 11, 18),
            "begins": time(9, 30),
            "where": "At the school",
            "purpose": "How the term has begun.",
            **said,
        }
        return actions.plan(school=school, plan=actions.Plan(**plan), by=people.lead, at=at)

    return make


@pytest.fixture
def held(people: People) -> Callable[..., Visit]:
    """`held()`: a visit of Lena to Ashgrove that took place today and is not written up."""
    from alongside.work.engagement.visits import actions

    def make(school: int = ASHGROVE, on: date = TODAY, at: datetime = AT, kind: str = "conversation") -> Visit:
        return actions.record(school=school, kind=kind, lead=people.lead.person, on=on, by=people.lead, at=at)

    return make


@pytest.fixture
def sent(people: People, held: Callable[..., Visit]) -> Callable[..., Visit]:
    """`sent(chair=True)`: written up and sent, with a strength, a concern, one action and a restricted note."""
    from alongside.work.engagement.visits.models import Visit
    from alongside.work.engagement.visits.writing import actions
    from alongside.work.engagement.visits.writing.written import Agreed, Present, Written

    def make(school: int = ASHGROVE, at: datetime = AT, on: date = TODAY, **more: Any) -> Visit:
        visit = held(school, on=on, at=at)
        head = {ASHGROVE: people.head, BIRCHWOOD: people.academy_head, CEDAR: people.other_head}[school].person
        said = {
            "parts": {"seen": SEEN, "concerns": CONCERN, "strengths": "Reading in every class."},
            "present": (Present(name=head.name, role="head", person=head, title="Headteacher"),),
            "agreed": (Agreed(words="Look at Fridays with the team", owner=head, due=date(2026, 12, 1)),),
            "note": NOTE,
            **more,
        }
        actions.send(visit=visit.pk, written=Written(**said), by=people.lead, at=at)
        return Visit.objects.get(pk=visit.pk)

    return make
