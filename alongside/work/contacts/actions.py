"""Post a contact to the ledger, change it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.models import Profile
from alongside.work.contacts.models import Contact, Taking


class CannotRecord(Exception):
    """What was to be recorded cannot stand, and why, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who took part. `school`: the URN of the school that they spoke for; `ours`: of the partnership."""

    role: str
    person: Person | None = None
    name: str = ""
    school: int | None = None
    ours: bool = False


@transaction.atomic
def post(
    *,
    kind: str,
    on: date,
    subject: str,
    parties: Sequence[Party],
    by: User,
    at: datetime,
    school: int | None = None,
    district: str = "",
    said: str = "",
    restricted: bool = False,
    source: str = "",
) -> Contact:
    """Post a contact, or post it again: one `source` has one contact, which then says what is said now.

    Raises CannotRecord for a day to come, without a subject or where nobody took part.
    """
    if on > at.astimezone(LONDON).date():
        raise CannotRecord("That day is still to come: a contact is recorded when it has taken place.")
    if not subject.strip():
        raise CannotRecord("Say in a few words what it was about.")
    if not parties:
        raise CannotRecord("Say who took part.")
    schools = _schools({one.school for one in parties if one.school} | ({school} if school else set()))
    district = district or (schools[school]["district"] if school in schools else "")
    values = {
        "kind": kind,
        "on": on,
        "school": school,
        "district": district,
        "subject": subject.strip()[:200],
        "said": said.strip(),
        "restricted": restricted,
    }
    contact, is_new = _kept(source, values, by=by, at=at)
    contact.takings.all().delete()
    Taking.objects.bulk_create(_taking(contact, one, schools) for one in parties)
    details = {**values, "source": source, "parties": [one.name or str(one.person) for one in parties]}
    action = "contact.posted" if is_new else "contact.changed"
    journal.record(action=action, subject=f"contact {contact.pk}", by=by, at=at, details=details)
    return contact


def _kept(source: str, values: dict[str, Any], *, by: User, at: datetime) -> tuple[Contact, bool]:
    found = Contact.objects.select_for_update().filter(source=source).first() if source else None
    if found is None:
        return Contact.objects.create(**values, source=source, by=by, at=at), True
    for name, value in values.items():
        setattr(found, name, value)
    found.withdrawn = False
    editing.save(found, *values, "withdrawn", by=by, at=at)
    return found, False


def _schools(urns: set[int]) -> dict[int, dict[str, str]]:
    """What is kept of each school beside who spoke for it."""
    rows = Profile.objects.current().filter(urn__in=urns).values("urn", "district", "phase", "group")
    return {row["urn"]: {key: row[key] for key in ("district", "phase", "group")} for row in rows}


def _taking(contact: Contact, party: Party, schools: dict[int, dict[str, str]]) -> Taking:
    known = schools.get(party.school or 0, {})
    return Taking(
        contact=contact,
        on=contact.on,
        person=party.person,
        name=party.name or (party.person.name if party.person else ""),
        role=party.role,
        ours=party.ours,
        school=party.school,
        district=known.get("district") or contact.district,
        phase=known.get("phase", ""),
        type_group=known.get("group", ""),
    )
