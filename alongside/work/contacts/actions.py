"""Post a contact to the ledger, change it, take it back; read what was said for few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.models import Profile
from alongside.work.contacts.heard import keeping
from alongside.work.contacts.heard.policies import heard
from alongside.work.contacts.models import Confidence, Contact, Taking
from alongside.work.contacts.tying import tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who took part. `school`: the URN of the school that they spoke for; `ours`: of the partnership."""

    role: str
    person: Person | None = None
    name: str = ""
    school: int | None = None
    ours: bool = False

    @property
    def called(self) -> str:
        return self.name or (self.person.name if self.person else "")


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
    """Post a contact, or post it again: one `source` has one contact, which then says what is said now. The same again
    changes nothing.

    `restricted`: what was said is for few; it is kept apart and stands in no journal. Raises CannotRecord for a day to
    come, without a subject or where nobody took part.
    """
    found = Contact.objects.select_for_update().filter(source=source).first() if source else None
    values = {"kind": kind, "on": on, "school": school, "district": district, "subject": subject}
    return _write(found, values, parties, said=said, restricted=restricted, source=source, by=by, at=at)


@transaction.atomic
def change(
    *,
    contact: int,
    version: int,
    kind: str,
    on: date,
    subject: str,
    parties: Sequence[Party],
    by: User,
    at: datetime,
    said: str = "",
    restricted: bool = False,
) -> Contact:
    """Change a contact that was recorded by hand; its school stays. `version`: the one that the person saw. Raises
    ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Contact, contact, version)
    _by_hand(found)
    values = {"kind": kind, "on": on, "school": found.school, "district": found.district, "subject": subject}
    return _write(found, values, parties, said=said, restricted=restricted, source="", by=by, at=at)


@transaction.atomic
def withdraw(*, contact: int, version: int, why: str, by: User, at: datetime) -> Contact:
    """Take back a contact that was recorded by mistake: it stays to be seen, and counts no more. Raises
    ChangedMeanwhile, CannotRecord."""
    found = editing.seen(Contact, contact, version)
    _by_hand(found)
    if not why.strip():
        raise CannotRecord("Say why it is taken back.")
    return _take_back(found, why.strip(), by=by, at=at)


@transaction.atomic
def withdraw_source(*, source: str, why: str, by: User, at: datetime) -> Contact | None:
    """Take back the contact of something that is no more (a visit that was recorded by mistake). None where it has
    none that stands. Posting the source again brings it back."""
    found = Contact.objects.select_for_update().filter(source=source, withdrawn=False).first() if source else None
    return _take_back(found, why.strip(), by=by, at=at) if found else None


@transaction.atomic
def read_restricted(*, contact: Contact, by: User, at: datetime) -> str:
    """What was said for few; that it was read, and by whom, goes into the journal. Empty where there is nothing."""
    found = Confidence.objects.filter(contact=contact).first()
    if found is None:
        return ""
    journal.record(action="contact.restricted-read", subject=f"contact {contact.pk}", by=by, at=at, details={})
    return found.said


def _by_hand(contact: Contact) -> None:
    if contact.source:
        raise CannotRecord("It is kept where it was recorded: change it there.")
    if contact.withdrawn:
        raise CannotRecord("It was taken back: record it anew.")


def _take_back(found: Contact, why: str, *, by: User, at: datetime) -> Contact:
    found.withdrawn, found.withdrawn_why = True, why
    editing.save(found, "withdrawn", "withdrawn_why", by=by, at=at)
    journal.record(
        action="contact.withdrawn", subject=f"contact {found.pk}", by=by, at=at, details={"why": why, "on": found.on}
    )
    takings = list(found.takings.all())
    for taking in takings:
        taking.heard = False
    Taking.objects.bulk_update(takings, ["heard"])
    keeping.recount(keeping.touched(takings), on=at.astimezone(LONDON).date())
    tie(found, takings, is_new=False, by=by, at=at)
    return found


def _write(
    found: Contact | None,
    values: dict[str, Any],
    parties: Sequence[Party],
    *,
    said: str,
    restricted: bool,
    source: str,
    by: User,
    at: datetime,
) -> Contact:
    """The contact with all that goes with it: its words, who took part, its journal entry, the counts."""
    schools = _schools({one.school for one in parties if one.school} | {values["school"]} - {None})
    values = _right(values, parties, schools, at) | {"restricted": restricted}
    values["said"] = "" if restricted else said.strip()
    before = list(found.takings.all()) if found else []
    if found and not found.withdrawn and _same(found, before, values, parties, said):
        return found
    contact = _kept(found, values, source=source, by=by, at=at)
    _keep_apart(contact, said.strip() if restricted else "", by=by, at=at)
    _journal(contact, "contact.changed" if found else "contact.posted", values, parties, by=by, at=at)
    contact.takings.all().delete()
    now = Taking.objects.bulk_create(_taking(contact, one, schools) for one in parties)
    keeping.recount(keeping.touched([*before, *now]), on=at.astimezone(LONDON).date())
    tie(contact, now, is_new=found is None, by=by, at=at)
    return contact


def _right(
    values: dict[str, Any], parties: Sequence[Party], schools: dict[int, dict[str, str]], at: datetime
) -> dict[str, Any]:
    """What is to be kept, tidied. Raises CannotRecord."""
    if values["kind"] not in Contact.Kind.values:
        raise CannotRecord(f"There is no kind of contact {values['kind']!r}.")
    if values["on"] > at.astimezone(LONDON).date():
        raise CannotRecord("That day is still to come: a contact is recorded when it has taken place.")
    if not values["subject"].strip():
        raise CannotRecord("Say in a few words what it was about.")
    if not parties or not all(one.called for one in parties):
        raise CannotRecord("Say who took part.")
    district = values["district"] or schools.get(values["school"], {}).get("district", "")
    return values | {"subject": values["subject"].strip()[:200], "district": district}


def _same(found: Contact, before: list[Taking], values: dict[str, Any], parties: Sequence[Party], said: str) -> bool:
    """Whether nothing is said that the ledger does not say already."""
    kept = {(one.role, one.person_id, one.name, one.school, one.ours) for one in before}
    told = {(one.role, one.person and one.person.pk, one.called, one.school, one.ours) for one in parties}
    if kept != told or any(getattr(found, name) != value for name, value in values.items()):
        return False
    return not found.restricted or getattr(found, "confidence", None) is None or found.confidence.said == said.strip()


def _kept(found: Contact | None, values: dict[str, Any], *, source: str, by: User, at: datetime) -> Contact:
    if found is None:
        return Contact.objects.create(**values, source=source, recorded_by=by, by=by, at=at)
    for name, value in values.items():
        setattr(found, name, value)
    found.withdrawn, found.withdrawn_why = False, ""
    editing.save(found, *values, "withdrawn", "withdrawn_why", by=by, at=at)
    return found


def _keep_apart(contact: Contact, said: str, *, by: User, at: datetime) -> None:
    """What was said for few, in a row of its own; none where nothing is."""
    found = Confidence.objects.filter(contact=contact).first()
    if found is None and said:
        Confidence.objects.create(contact=contact, said=said, by=by, at=at)
    elif found and not said:
        found.by, found.at = by, at
        found.delete()
    elif found and found.said != said:
        found.said = said
        editing.save(found, "said", by=by, at=at)


def _journal(
    contact: Contact, action: str, values: dict[str, Any], parties: Sequence[Party], *, by: User, at: datetime
) -> None:
    """What was said stands in the contact and its history; of what is for few, nobody finds even the subject here."""
    details = {name: value for name, value in values.items() if name != "said"}
    if contact.restricted:
        details.pop("subject")
    details |= {"source": contact.source, "parties": [one.called for one in parties]}
    journal.record(action=action, subject=f"contact {contact.pk}", by=by, at=at, details=details)


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
        name=party.called[:120],
        role=party.role,
        ours=party.ours,
        heard=not party.ours and contact.kind in heard().counts,
        school=party.school,
        district=known.get("district") or contact.district,
        phase=known.get("phase", ""),
        type_group=known.get("group", ""),
    )
