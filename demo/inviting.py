"""Gives the demo's people their accounts."""

from __future__ import annotations

from datetime import datetime

from alongside.floor.accounts import actions as accounts
from alongside.floor.accounts.models import User
from alongside.knowledge.people import actions
from demo.accounts import FROM_THE_FIRST, Person


def invite_all(at: datetime) -> dict[Person, User]:
    """Give those their account who were there from the first."""
    made: dict[Person, User] = {}
    for person in FROM_THE_FIRST:
        recorded = actions.record_person(name=person.name, email=person.email, by=None, at=at)
        actions.hold(person=recorded, role=person.role, by=None, at=at)
        user, _ = actions.give_account(person=recorded, by=None, at=at)
        accounts.set_password(user=user, password=person.password, by=None, at=at)
        made[person] = user
    return made
