"""A town of six schools and the people around them, written below the loaders: for tests of what people do, which ask
the register for nothing but where a school is and of which kind.

    Canal   900001  Ladywood, primary, maintained: Hana its head since 2020, Chen its chair (both with accounts)
    Lock    900002  Ladywood, secondary, academy: Hugo its head since Monday last, nobody as chair
    Bridge  900003  Erdington, primary, maintained: Hilda its head, since when nobody knows
    Quay    900004  Erdington, special, maintained: nobody recorded
    Mill    900005  Erdington, primary, closed
    Far     900006  another authority
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from alongside.floor.accounts.roles import Post
from tests.cast import INVITED_AT, person_holding

if TYPE_CHECKING:
    from alongside.floor.accounts.models import User
    from alongside.knowledge.people.models import Person

TODAY = date(2026, 11, 16)
AT = datetime(2026, 11, 16, 10, tzinfo=UTC)
CANAL, LOCK, BRIDGE, QUAY, MILL, FAR = range(900001, 900007)
SCHOOLS = (
    (CANAL, "Canal Primary School", "community", "maintained", "primary", "open", "ladywood", "Birmingham"),
    (LOCK, "Lock Academy", "academy-converter", "academy", "secondary", "open", "ladywood", "Birmingham"),
    (BRIDGE, "Bridge Primary School", "community", "maintained", "primary", "open", "erdington", "Birmingham"),
    (QUAY, "Quay School", "community-special", "maintained", "special", "open", "erdington", "Birmingham"),
    (MILL, "Mill Primary School", "community", "maintained", "primary", "closed", "erdington", "Birmingham"),
    (FAR, "Far Primary School", "community", "maintained", "primary", "open", "", "Elsewhere"),
)


@dataclass(frozen=True)
class Town:
    """Who is who."""

    director: User
    lead: User  # the District Lead of Ladywood
    far_lead: User  # of Erdington
    head: User  # of Canal
    chair: User  # of Canal
    other_head: User  # of Lock
    council: User
    board: User
    governor: User  # of Canal
    representative: User  # of Ladywood

    def person(self, user: User) -> Person:
        from alongside.knowledge.people.models import Person

        return Person.objects.get(user=user)


@pytest.fixture
def town(db: None, the_day_is: Callable[[date], None]) -> Iterator[Town]:
    from django.core.cache import cache

    from alongside.knowledge.people.models import Body
    from alongside.work.contacts.heard import keeping

    the_day_is(TODAY)
    cache.clear()
    schools()
    Body.objects.create(key="board", name="The board", kind="board", at=INVITED_AT)
    made = Town(
        director=person_holding("Dora Director", Post("director", "partnership")),
        lead=person_holding("Lena Lead", Post("district-lead", "district", "ladywood")),
        far_lead=person_holding("Fara Lead", Post("district-lead", "district", "erdington")),
        head=person_holding("Hana Head", Post("head", "school", str(CANAL), since=date(2020, 9, 1))),
        chair=person_holding("Chen Chair", Post("chair", "school", str(CANAL), since=date(2024, 1, 8))),
        other_head=person_holding("Hugo Head", Post("head", "school", str(LOCK), since=date(2026, 11, 9))),
        council=person_holding("Cora Council", Post("council-officer", "partnership")),
        board=person_holding("Bo Board", Post("board-member", "body", "board")),
        governor=person_holding("Gus Governor", Post("governor", "school", str(CANAL))),
        representative=person_holding("Rita Rep", Post("district-representative", "district", "ladywood", "primary")),
    )
    person_holding("Hilda Head", Post("head", "school", str(BRIDGE)))
    with transaction.atomic():  # a test on transactions of its own has none around it
        keeping.recount_all(on=TODAY)
    yield made
    cache.clear()


def schools() -> None:
    from alongside.knowledge.opendata.models import File, Head, Load
    from alongside.knowledge.schools.models import Profile

    file = File.objects.create(sha256="0" * 64, name="a town", size=0, received_at=INVITED_AT)
    Load.objects.create(
        pk=1, file=file, family="town", state="done", as_at=TODAY, asked_at=INVITED_AT, finished_at=INVITED_AT
    )
    Head.objects.update_or_create(pk=1, defaults={"version": 1})
    names = ("urn", "name", "type", "group", "phase", "status", "district", "authority")
    Profile.objects.bulk_create(
        Profile(
            **dict(zip(names, said, strict=True)),
            sort_name=said[1].lower(),
            words=f" {said[1].lower()} | {said[0]}",
            since=1,
        )
        for said in SCHOOLS
    )
