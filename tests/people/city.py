"""A school, one elsewhere, their people, and who looks after them."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, Post
from alongside.knowledge.people.models import Holding
from alongside.knowledge.schools.models import Profile
from tests.cast import person_holding
from tests.people.telling import ClientOf, recorded
from tests.small_city import Lockside, lockside, small_files

__all__ = ["lockside", "small_files"]


@pytest.fixture
def school(lockside: Lockside) -> Profile:
    known = Profile.objects.current().filter(authority="Lockside", status="open", group="maintained")
    return known.exclude(district="").order_by("urn")[0]


@pytest.fixture
def elsewhere(school: Profile) -> Profile:
    known = Profile.objects.current().filter(authority="Lockside", status="open", group="academy")
    return known.exclude(district__in=["", school.district]).order_by("urn")[0]


@pytest.fixture
def lead(school: Profile, client_of: ClientOf) -> Any:
    return client_of(person_holding("Lena Lead", Post("district-lead", "district", school.district)))


@pytest.fixture
def director(lockside: Lockside, client_of: ClientOf) -> Any:
    return client_of(person_holding("Dot Director", Post("director", "partnership")))


@pytest.fixture
def staff(lockside: Lockside, client_of: ClientOf, ruth: User) -> Any:
    return client_of(ruth)


@pytest.fixture
def ada(school: Profile) -> Holding:
    return recorded("Ada Archer", "head", Place(school=school.urn), email="ada@school.example")


@pytest.fixture
def bob(elsewhere: Profile) -> Holding:
    return recorded("Bob Baker", "chair", Place(school=elsewhere.urn), email="bob@school.example")
