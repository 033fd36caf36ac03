"""The one change that the journal allows: details taken out because the law asks for it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from alongside.floor.audit import journal
from alongside.floor.audit.models import Details, Entry


class CannotRedact(Exception):
    """The details cannot be taken out, and why."""


@transaction.atomic
def redact(*, entry: Entry, why: str, by: AbstractBaseUser | None, at: datetime) -> Entry:
    """Take the details of an entry out for ever. The chain holds, and an entry of its own says who did it and why."""
    if not why.strip():
        raise CannotRedact("Say why the details are taken out: the reason stays where they were.")
    details = Details.objects.select_for_update().get(entry=entry)
    if details.redacted_at is not None:
        raise CannotRedact(f"The details of entry {entry.number} were already taken out.")
    details.said, details.salt, details.redacted_at, details.redacted_why = None, "", at, why.strip()
    details.save()
    return journal.record(
        action="journal.redacted", subject=f"entry {entry.number}", by=by, at=at, details={"why": why.strip()}
    )
