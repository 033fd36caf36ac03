"""The people who can sign in to the demo. Their passwords are no secret: the demo tells them where one signs in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.floor.accounts import actions as accounts
from alongside.floor.accounts.models import User
from alongside.knowledge.people import actions


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
        recorded = actions.record_person(name=person.name, email=person.email, by=None, at=at)
        actions.hold(person=recorded, role=person.role, by=None, at=at)
        user, _ = actions.give_account(person=recorded, by=None, at=at)
        accounts.set_password(user=user, password=person.password, by=None, at=at)
        made[person] = user
    return made
