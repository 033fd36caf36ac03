"""Who talked with whom of a school lately, on its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rules

from alongside.floor.kernel.prose import ago
from alongside.floor.web.words import month
from alongside.knowledge.schools.panels import Asked, Panel
from alongside.work.contacts.heard.policies import heard
from alongside.work.contacts.models import Contact, Taking
from alongside.work.contacts.offering import role_words

MOST, LOOKED_AT = 6, 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A contact on the School page. `linked`: whether who looks may open it."""

    contact: Contact
    people: str
    linked: bool


def contacts(asked: Asked) -> Mapping[str, Any] | None:
    """The latest contacts with people of the school; what is for few the school is not shown. One query."""
    if not asked.is_today:
        return None
    urn = asked.school.facts.urn
    found = Taking.objects.filter(school=urn, ours=False, contact__withdrawn=False).select_related("contact")
    if not asked.for_office:
        found = found.filter(contact__restricted=False)
    takings = list(found.order_by("-on", "-contact_id")[:LOOKED_AT])
    by_contact: dict[int, list[Taking]] = {}
    for one in takings:
        by_contact.setdefault(one.contact_id, []).append(one)
    shown = [
        Shown(
            some[0].contact,
            ", ".join(f"{one.name} ({role_words(one.role).lower()})" for one in some[:4]),
            asked.for_office or some[0].contact.school == urn,
        )
        for some in list(by_contact.values())[:MOST]
    ]
    return {
        "urn": urn,
        "shown": shown,
        "last": _last(takings, asked),
        "whole": len(takings) < LOOKED_AT,
        "for_office": asked.for_office,
        "may_record": bool(rules.has_perm("contacts.record", asked.user, asked.place)),
    }


def _last(takings: list[Taking], asked: Asked) -> list[tuple[str, str]]:
    """When head and chair were last heard, in words; nothing where it lies further back than was looked."""
    said = []
    for target in heard().targets:
        on = next((one.on for one in takings if one.heard and one.role == target.role), None)
        if on:
            said.append((f"Last heard: {target.one}", f"{month(on)}, {ago(on, asked.on)}"))
        elif len(takings) < LOOKED_AT:
            said.append((f"Last heard: {target.one}", "no contact is recorded"))
    return said


PANEL = Panel(
    "contacts",
    "Contacts",
    26,
    "contacts/panels/contacts.html",
    contacts,
    permission="contacts.see",
    by_load=False,
    folded=True,
)
