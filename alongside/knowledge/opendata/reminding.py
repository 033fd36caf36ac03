"""Telling the data officers that a published file has grown old, once a day at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.mail import send_mail
from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from alongside.knowledge.opendata import gate, queries
from alongside.knowledge.opendata.queries import Freshness

ACTION = "load.remind"


def remind(*, on: date, at: datetime) -> tuple[list[Freshness], list[str]]:
    """Write to the data officers if anything is stale: what is, and to whom it was written (nobody twice on a day)."""
    stale = [found for found in queries.freshness(on=on) if found.stale]
    subject = f"day {on}"
    if not stale or Entry.objects.filter(action=ACTION, subject=subject).exists():
        return stale, []
    officers = User.objects.holding("data-officer", on=on)
    addresses = [officer.email for officer in officers]
    for address in addresses:
        send_mail(_subject(stale), _letter(stale), None, [address])
    if addresses:
        # Noted after it is sent: should we die in between, it is better sent twice than never.
        with transaction.atomic():
            families = [found.family for found in stale]
            journal.record(action=ACTION, subject=subject, by=None, at=at, details={"families": families})
    return stale, addresses


def line(found: Freshness) -> str:
    """One file's age, as a sentence."""
    as_at = gate.day_in_words(found.load.as_at) if found.load.as_at else "a day that is not known"
    wanted = f"a newer one is expected after {found.limit} days" if found.limit else "no newer one is expected"
    return f"{found.title}: as at {as_at}, {found.days} days old; {wanted}."


def _subject(stale: Sequence[Freshness]) -> str:
    return f"{stale[0].title} is out of date" if len(stale) == 1 else f"{len(stale)} published files are out of date"


def _letter(stale: Sequence[Freshness]) -> str:
    lines = "\n".join(f"- {line(found)}" for found in stale)
    return (
        "Hello,\n\n"
        "What Alongside shows about schools rests on published files, and some of them are older than they should be:"
        f"\n\n{lines}\n\n"
        "Please fetch the newest ones (alongside fetch --load), or upload them on the Data page. Until then the pages "
        "say how old their figures are.\n\nAlongside\n"
    )
