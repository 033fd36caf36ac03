"""The people of the tests, the same in every one.

- Ruth works in the partnership's office.
- Dara is its data officer.
- Olive can sign in, and has no part in the office.
- A visitor is anybody who has not signed in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from alongside.floor.accounts.roles import Post

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


def person_holding(name: str, *roles: Post) -> User:
    """Somebody with an account who holds these roles. Written below the actions, so that the journal holds only what
    the test does."""
    from alongside.floor.accounts.models import User, written
    from alongside.knowledge.people.models import Body, Holding, Person

    email = f"{name.lower().replace(' ', '.')}@partnership.example"
    posts = [written(role) for role in roles]
    user = User.objects.create_user(email, PASSWORD, name=name, posts=posts, invited_at=INVITED_AT)
    person = Person.objects.create(name=name, email=email, user=user, at=INVITED_AT)
    for role in roles:
        Holding.objects.create(
            person=person,
            role=role.role,
            kind=role.kind,
            scope=role.scope,
            school=int(role.key) if role.scope == "school" else None,
            district=role.key if role.scope == "district" else "",
            body=Body.objects.get(key=role.key) if role.scope == "body" else None,
            since=role.since,
            until=role.until,
            at=INVITED_AT,
        )
    return user


@pytest.fixture
def ruth(db: None) -> User:
    return person_holding("Ruth", Post("staff", "partnership"))


@pytest.fixture
def dara(db: None) -> User:
    return person_holding("Dara", Post("data-officer", "partnership"))


@pytest.fixture
def olive(db: None) -> User:
    return person_holding("Olive")


@pytest.fixture
def visitor() -> Client:
    from django.test import Client

    return Client()


def signed_in(user: User) -> Client:
    """A client that this person has signed in with: by password and second factor, as allauth writes it down."""
    from django.test import Client

    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "email": user.email},
        {"method": "mfa", "at": time.time(), "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """A browser's worth of requests by this person: `client_of(ruth).get("/")`."""
    return signed_in


@pytest.fixture
def cast(ruth: User, dara: User, olive: User, visitor: Client) -> Cast:
    return Cast(ruth=ruth, dara=dara, olive=olive, visitor=visitor)
