"""The people who can sign in to the demo. Their passwords are no secret: the demo tells them where one signs in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.floor.accounts import actions
from alongside.floor.accounts.models import User


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    role: str
    password: str
    does: str


RUTH = Person(
    "Ruth Adeyemi",
    "ruth@lockside.example",
    "staff",
    "narrowboat-at-noon",
    "works in the partnership's office",
)
SUNITA = Person(
    "Sunita Rana",
    "sunita@lockside.example",
    "data-officer",
    "windlass-and-rope",
    "is its data officer and loads the files",
)
PEOPLE = (RUTH, SUNITA)


def invite_all(at: datetime) -> dict[Person, User]:
    """Give everybody their account."""
    made: dict[Person, User] = {}
    for person in PEOPLE:
        user, _ = actions.invite(email=person.email, role=person.role, by=None, at=at, name=person.name)
        actions.set_password(user=user, password=person.password, by=None, at=at)
        made[person] = user
    return made
