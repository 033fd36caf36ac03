"""The people of the tests, the same in every one.

- Ruth works in the partnership's office.
- Dara is its data officer.
- Olive can sign in, and has no part in the office.
- A visitor is anybody who has not signed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from alongside.floor.accounts.models import User

PASSWORD = "a-long-enough-password"
INVITED_AT = datetime(2024, 9, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    ruth: User
    dara: User
    olive: User
    visitor: Client


def _person(name: str, role: str) -> User:
    from alongside.floor.accounts.models import User

    return User.objects.create_user(
        f"{name.lower()}@partnership.example", PASSWORD, name=name, role=role, invited_at=INVITED_AT
    )


@pytest.fixture
def ruth(db: None) -> User:
    return _person("Ruth", "staff")


@pytest.fixture
def dara(db: None) -> User:
    return _person("Dara", "data-officer")


@pytest.fixture
def olive(db: None) -> User:
    return _person("Olive", "")


@pytest.fixture
def visitor() -> Client:
    from django.test import Client

    return Client()


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser's worth of requests by this person: `client_of(ruth).get("/")`."""
    from django.test import Client

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def cast(ruth: User, dara: User, olive: User, visitor: Client) -> Cast:
    return Cast(ruth=ruth, dara=dara, olive=olive, visitor=visitor)
