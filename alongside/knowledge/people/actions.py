"""Record people and the roles they hold; give them their account. What is held is posted on the account."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts import actions as accounts
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, roles
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.web.words import day
from alongside.knowledge.people import following
from alongside.knowledge.people.models import Body, Holding, Person

PARTNERSHIP = Place()


class CannotRecord(Exception):
    """What was to be recorded cannot stand, and why, in a sentence."""


@transaction.atomic
def record_body(*, key: str, name: str, kind: str, by: User | None, at: datetime, district: str = "") -> Body:
    """Record a group of people that meets. Raises CannotRecord where there is one of this key."""
    if Body.objects.filter(key=key).exists():
        raise CannotRecord(f"There is a body “{key}” already.")
    made = Body.objects.create(key=key, name=name.strip(), kind=kind, district=district, by=by, at=at)
    details = {"key": key, "name": made.name, "kind": kind, "district": district}
    journal.record(action="body.recorded", subject=f"body {made.pk}", by=by, at=at, details=details)
    return made


@transaction.atomic
def record_person(*, name: str, by: User | None, at: datetime, email: str = "", phone: str = "") -> Person:
    """Record somebody by name. Raises CannotRecord where somebody has that address already."""
    name, email, phone = name.strip(), email.strip().lower(), phone.strip()
    if not name:
        raise CannotRecord("Give their name.")
    taken = Person.objects.filter(email=email).first() if email else None
    if taken:
        raise CannotRecord(f"{taken} has the address {email} already: record the role for {taken}.")
    made = Person.objects.create(name=name, email=email, phone=phone, by=by, at=at)
    details = {"name": name, "email": email, "phone": phone}
    journal.record(action="person.recorded", subject=f"person {made.pk}", by=by, at=at, details=details)
    return made


@transaction.atomic
def hold(
    *,
    person: Person,
    role: str,
    by: User | None,
    at: datetime,
    where: Place = PARTNERSHIP,
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
    told_by: str = "",
) -> Holding:
    """Record that a person holds a role somewhere over a period. Raises CannotRecord.

    `where` says where: a school, a district, a body (its key), or nothing for the whole partnership.
    """
    place = _where(role, where, kind)
    if since and until and until < since:
        raise CannotRecord(f"It cannot end on {day(until)}, before it begins on {day(since)}.")
    made = Holding.objects.create(
        person=person, role=role, kind=kind, since=since, until=until, told_by=told_by.strip(), by=by, at=at, **place
    )
    _journal(made, "role.held", by=by, at=at)
    _post(person, by=by, at=at)
    return made


@transaction.atomic
def end_holding(*, holding: Holding, until: date, why: str, by: User | None, at: datetime) -> Holding:
    """Record the last day on which a role is held. Raises CannotRecord."""
    found = Holding.objects.select_for_update(of=("self",)).select_related("person", "body").get(pk=holding.pk)
    if found.until and found.until <= until:
        raise CannotRecord(f"It ended on {day(found.until)} already.")
    if found.since and until < found.since:
        raise CannotRecord(f"It began on {day(found.since)}: it cannot end before that.")
    found.until, found.why_ended = until, why.strip()
    editing.save(found, "until", "why_ended", by=by, at=at)
    _journal(found, "role.ended", by=by, at=at, why=found.why_ended)
    _post(found.person, by=by, at=at)
    return found


@transaction.atomic
def give_account(*, person: Person, by: User | None, at: datetime) -> tuple[User, str]:
    """Invite a person: an account with the roles that they hold, and the path at which a password is chosen. Raises
    accounts.CannotInvite, CannotRecord."""
    if not person.email:
        raise CannotRecord(f"{person} has no e-mail address here: record it first.")
    held = _held(person)
    user, path = accounts.invite(email=person.email, name=person.name, posts=held, by=by, at=at)
    if person.user_id != user.pk:
        person.user = user
        editing.save(person, "user", by=by, at=at)
    return user, path


def _where(role: str, where: Place, kind: str) -> dict[str, Any]:
    """The columns that say where a role is held. Raises CannotRecord."""
    known = roles().roles.get(role)
    if known is None:
        raise CannotRecord(f"There is no role {role!r}. Choose one of: {', '.join(roles().roles)}.")
    scope = "school" if where.school else "district" if where.district else "body" if where.body else "partnership"
    if scope not in known.at:
        raise CannotRecord(f"{known.title} is held at: {', '.join(known.at)}; not at: {scope}.")
    if kind and kind not in known.kinds:
        raise CannotRecord(f"{known.title} has no kind {kind!r}.")
    if scope == "body":
        found = Body.objects.filter(key=where.body).first()
        if found is None:
            raise CannotRecord(f"There is no body “{where.body}”.")
        return {"scope": scope, "body": found}
    return {"scope": scope, "school": where.school if scope == "school" else None} | (
        {"district": where.district} if scope == "district" else {}
    )


def _post(person: Person, *, by: User | None, at: datetime) -> None:
    """Write on the person's account, where there is one, what they hold now."""
    if person.user:
        accounts.give_posts(user=person.user, posts=_held(person), by=by, at=at)


def _held(person: Person) -> list[Any]:
    return [one.post for one in person.holdings.select_related("body").order_by("pk")]


def _journal(holding: Holding, action: str, *, by: User | None, at: datetime, **details: Any) -> None:
    said = {
        "person": holding.person.name,
        "role": holding.role,
        "kind": holding.kind,
        "scope": holding.scope,
        "where": holding.key,
        "since": holding.since,
        "until": holding.until,
        **details,
    }
    journal.record(action=action, subject=f"person {holding.person_id}", by=by, at=at, details=said)
    if holding.school:
        following.changed(holding.school, at.astimezone(LONDON).date())
