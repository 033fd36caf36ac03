"""Who holds which role, asked by whoever must reach somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from alongside.floor.mail.facts import Recipient
from alongside.knowledge.people.models import Holding, HoldingQuerySet, Person
from alongside.knowledge.schools.places import place_of

LEAD = "district-lead"


def recipient(person: Person) -> Recipient | None:
    """Whom to write to; None where no address is known. The address of an open account goes before the one recorded."""
    user = person.user if person.user and person.user.is_active else None
    email = user.email if user else person.email
    return Recipient(email, person.name, user) if email else None


def held(on: date) -> HoldingQuerySet:
    """Every role held on a day, with its person, their account and the body: whatever shows a role needs no query
    more."""
    found: HoldingQuerySet = Holding.objects.on(on).select_related("person", "person__user", "body")
    return found


def holders(
    *, on: date, role: str = "", school: int | None = None, district: str = "", body: str = ""
) -> list[Holding]:
    """Who holds a role (or any) on a day; at one school, in one district, in one body, or wherever. The role of longest
    standing first; one whose beginning nobody knows is taken to be older."""
    found = held(on)
    if role:
        found = found.of(role)
    if school is not None:
        found = found.at_school(school)
    if district:
        found = found.in_district(district)
    if body:
        found = found.filter(scope="body", body__key=body)
    return sorted(found, key=lambda one: (one.role, one.since or date.min, one.pk))


def head_of(urn: int, *, on: date) -> Holding | None:
    """The head of a school on a day; with two (one hands over to the other), whoever began last."""
    return _newest("head", urn, on)


def chair_of(urn: int, *, on: date) -> Holding | None:
    return _newest("chair", urn, on)


def leads_of(urn: int, *, on: date, district: str | None = None) -> list[Holding]:
    """The District Leads that a school has: its own exception where there is one, else its district's.

    `district`: its key, where the caller knows it; else it costs one query more.
    """
    own = holders(role=LEAD, school=urn, on=on)
    if own:
        return own
    key = place_of(urn).district if district is None else district
    return holders(role=LEAD, district=key, on=on) if key else []


def person_of(user: Any) -> Person | None:
    """The person whose account this is; None for a visitor, and for an account that belongs to nobody recorded."""
    if not getattr(user, "is_authenticated", False):
        return None
    return Person.objects.filter(user=user).first()


def _newest(role: str, urn: int, on: date) -> Holding | None:
    found = holders(role=role, school=urn, on=on)
    return found[-1] if found else None
