"""Record people and the roles they hold; give them their account. What is held is posted on the account."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from alongside.floor.accounts import actions as accounts
from alongside.floor.accounts.models import User
from alongside.floor.accounts.roles import Place, roles
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.floor.mail import actions as mail
from alongside.floor.mail.facts import Recipient
from alongside.floor.web import identity
from alongside.floor.web.words import day
from alongside.knowledge.people import following
from alongside.knowledge.people.models import Body, Holding, Person

PARTNERSHIP = Place()


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
def change_person(
    *, person: int, version: int, name: str, email: str, phone: str, by: User | None, at: datetime
) -> Person:
    """Change how somebody is called and reached. Raises ChangedMeanwhile, CannotRecord.

    The address of an account is not changed by it: whoever signs in keeps the one that they were invited with.
    """
    found = editing.seen(Person, person, version)
    name, email, phone = name.strip(), email.strip().lower(), phone.strip()
    if not name:
        raise CannotRecord("Give their name.")
    taken = Person.objects.filter(email=email).exclude(pk=found.pk).first() if email else None
    if taken:
        raise CannotRecord(f"{taken} has the address {email} already.")
    before = {"name": found.name, "email": found.email, "phone": found.phone}
    found.name, found.email, found.phone = name, email, phone
    editing.save(found, "name", "email", "phone", by=by, at=at)
    details = {"before": before, "now": {"name": name, "email": email, "phone": phone}}
    journal.record(action="person.changed", subject=f"person {found.pk}", by=by, at=at, details=details)
    return found


@transaction.atomic
def change_holding(
    *, holding: int, version: int, kind: str, since: date | None, until: date | None, by: User | None, at: datetime
) -> Holding:
    """Put right how a role was recorded: its kind and its days. Raises ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Holding, holding, version)
    if kind and kind not in roles().roles[found.role].kinds:
        raise CannotRecord(f"{found.title} has no kind {kind!r}.")
    _in_order(since, until)
    before = {"kind": found.kind, "since": found.since, "until": found.until}
    found.kind, found.since, found.until = kind, since, until
    editing.save(found, "kind", "since", "until", by=by, at=at)
    _journal(found, "role.changed", by=by, at=at, before=before)
    _post(found.person, by=by, at=at)
    return found


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
    _in_order(since, until)
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
def invite(*, person: Person, site: str, by: User, at: datetime) -> User:
    """Give somebody an account and send them the letter by which they choose a password; again, and the link before it
    ends. `site`: the address of the site, https://…. Raises accounts.CannotInvite, CannotRecord."""
    user, path = give_account(person=person, by=by, at=at)
    partnership = identity.partnership() or "the partnership"
    said = {"user": user, "address": site + path, "partnership": partnership}
    mail.post(
        to=Recipient(user.email, person.name, user),
        subject=f"Your account with {partnership}",
        text=render_to_string("account/email/invitation.txt", said),
        key=f"invitation {user.pk} {at.isoformat()}",
        thing=f"person {person.pk}",
        secret=True,
        by=by,
        at=at,
    )
    return user


@transaction.atomic
def close_account(*, person: Person, by: User, at: datetime) -> None:
    """Close somebody's account; what they did and the roles that are recorded stay. Raises CannotRecord."""
    if person.user is None or not person.user.is_active:
        raise CannotRecord(f"{person} has no open account.")
    accounts.close(user=person.user, by=by, at=at)


@transaction.atomic
def give_account(*, person: Person, by: User | None, at: datetime) -> tuple[User, str]:
    """Invite a person: an account with the roles that they hold, and the path at which a password is chosen. Raises
    accounts.CannotInvite, CannotRecord."""
    if not person.email:
        raise CannotRecord(f"{person} has no e-mail address here: record it first.")
    theirs = person.user
    if theirs and theirs.email != person.email:
        raise CannotRecord(
            f"{person} signs in as {theirs.email}. Close that account first, or record that address here."
        )
    other = Person.objects.filter(user__email=person.email).exclude(pk=person.pk).first()
    if other:
        raise CannotRecord(f"The account {person.email} is that of {other}.")
    held = _held(person)
    user, path = accounts.invite(email=person.email, name=person.name, posts=held, by=by, at=at)
    if person.user_id != user.pk:
        person.user = user
        editing.save(person, "user", by=by, at=at)
    return user, path


def _in_order(since: date | None, until: date | None) -> None:
    if since and until and until < since:
        raise CannotRecord(f"It cannot end on {day(until)}, before it begins on {day(since)}.")


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
