"""The list of contacts that an address asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from alongside.floor.accounts.roles import roles
from alongside.floor.web.words import day
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.vocabulary import GROUPS, PHASES
from alongside.work.contacts.models import Contact, ContactQuerySet, Taking
from alongside.work.contacts.offering import OTHER, role_words

HEADER = ("When", "What", "About", "School", "URN", "District", "With", "Roles", "Ours", "For few", "Taken back")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address narrows the list to. What it says that there is not narrows nothing.

    `district`, `phase`, `type` and `role` are those of somebody who was heard, as the counts of Heard take them: the
    list then holds just the contacts that prove a count.
    """

    kind: str = ""
    district: str = ""
    phase: str = ""
    type: str = ""
    role: str = ""
    school: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        def known(name: str, keys: Iterable[str]) -> str:
            said = query.get(name, "")
            return said if said in keys else ""

        school = query.get("school", "")
        return cls(
            known("kind", Contact.Kind.values),
            known("district", policy_of_districts().all_keys),
            known("phase", PHASES),
            known("type", GROUPS),
            known("role", [*roles().roles, OTHER]),
            int(school) if school.isdecimal() and len(school) < 10 else None,
            day_of(query, "since"),
            day_of(query, "until"),
        )

    def narrow(self, contacts: ContactQuerySet) -> ContactQuerySet:
        if self.kind:
            contacts = contacts.filter(kind=self.kind)
        if self.since:
            contacts = contacts.filter(on__gte=self.since)
        if self.until:
            contacts = contacts.filter(on__lte=self.until)
        of_party = {"district": self.district, "phase": self.phase, "type_group": self.type, "role": self.role}
        told: dict[str, Any] = {name: value for name, value in of_party.items() if value}
        if self.school:
            told["school"] = self.school
        if told.keys() - {"school", "district"}:
            return contacts.filter(Exists(Taking.objects.counted().filter(contact=OuterRef("pk"), **told)))
        if told:
            took_part = Exists(Taking.objects.filter(contact=OuterRef("pk"), ours=False, **told))
            return contacts.filter(took_part) | contacts.filter(**told)
        return contacts

    @property
    def query(self) -> str:
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        found = urlencode({name: str(value) for name, value in said.items() if value})
        return f"?{found}" if found else ""

    @property
    def words(self) -> str:
        """What it is narrowed to, for the sheet that says where an export comes from."""
        parts = [
            Contact.Kind(self.kind).label if self.kind else "",
            policy_of_districts().name_of(self.district),
            PHASES[self.phase].name if self.phase else "",
            GROUPS.get(self.type, ""),
            role_words(self.role) if self.role else "",
            f"School {self.school}" if self.school else "",
            f"from {day(self.since)}" if self.since else "",
            f"to {day(self.until)}" if self.until else "",
        ]
        return ", ".join(part for part in parts if part) or "All"


def day_of(query: QueryDict, name: str) -> date | None:
    """A day of an address, as 2026-09-01; None where it is none."""
    try:
        return date.fromisoformat(query.get(name, ""))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """A contact as a list shows it. `heard`: who took part for schools, each with their role; `ours`: who listened."""

    contact: Contact
    school: str
    heard: tuple[tuple[str, str, str], ...]  # name, role, school
    ours: tuple[str, ...]


def lines(contacts: Sequence[Contact]) -> list[Line]:
    """With who took part and the names of schools. Two queries."""
    takings: dict[int, list[Taking]] = {}
    for one in Taking.objects.filter(contact__in=contacts):
        takings.setdefault(one.contact_id, []).append(one)
    names = names_of([one.school for one in contacts] + [one.school for some in takings.values() for one in some])
    found = []
    for contact in contacts:
        parts = takings.get(contact.pk, [])
        told = [one for one in parts if not one.ours]
        heard = tuple((one.name, role_words(one.role), names.get(one.school or 0, "")) for one in told)
        ours = tuple(one.name for one in parts if one.ours)
        found.append(Line(contact, names.get(contact.school or 0, ""), heard, ours))
    return found


def rows(contacts: ContactQuerySet) -> Iterator[tuple[Any, ...]]:
    """What leaves as a spreadsheet, some hundred at a time; what was said stays here."""
    policy = policy_of_districts()
    start = 0
    while some := list(contacts[start : start + _AT_ONCE]):
        for line in lines(some):
            one = line.contact
            yield (
                *(one.on, one.get_kind_display(), one.subject, line.school, one.school, policy.name_of(one.district)),
                "; ".join(name for name, _, _ in line.heard),
                "; ".join(dict.fromkeys(role for _, role, _ in line.heard)),
                *("; ".join(line.ours), one.restricted, one.withdrawn),
            )
        start += _AT_ONCE
