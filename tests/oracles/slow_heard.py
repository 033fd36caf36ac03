"""Who has been heard, counted the slow way: by reading every contact."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any


def tallies() -> dict[tuple[Any, ...], tuple[int, int]]:
    """Schools and takings by period and cell."""
    from alongside.work.contacts.heard import rules
    from alongside.work.contacts.heard.policies import heard
    from alongside.work.contacts.models import Contact

    schools: dict[tuple[Any, ...], list[int | None]] = defaultdict(list)
    for contact in Contact.objects.all():
        for one in contact.takings.all():
            if one.ours or contact.withdrawn or contact.kind not in heard().counts:
                continue
            for period in rules.kept_periods(contact.on, heard()):
                cell = (period.begins, period.ends, one.district, one.phase, one.type_group, one.role)
                schools[cell].append(one.school)
    return {cell: (len(set(found) - {None}), len(found)) for cell, found in schools.items()}


def kept_tallies() -> dict[tuple[Any, ...], tuple[int, int]]:
    from alongside.work.contacts.heard.models import Tally

    fields = ("begins", "ends", "district", "phase", "type_group", "role", "schools", "takings")
    return {row[:6]: row[6:] for row in Tally.objects.values_list(*fields)}


def last(school: int, role: str) -> date | None:
    """The newest contact with somebody of a school in a role."""
    from alongside.work.contacts.heard.policies import heard
    from alongside.work.contacts.models import Contact

    days = [
        contact.on
        for contact in Contact.objects.all()
        for one in contact.takings.all()
        if (one.school, one.role, one.ours, contact.withdrawn) == (school, role, False, False)
        and contact.kind in heard().counts
    ]
    return max(days, default=None)
