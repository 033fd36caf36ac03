"""Telling the data officers that a published file has grown old, once a day at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from alongside.floor.mail.actions import tell
from alongside.floor.mail.facts import Recipient
from alongside.knowledge.opendata import gate, queries
from alongside.knowledge.opendata.queries import Freshness

ACTION = "load.remind"


@transaction.atomic
def remind(*, on: date, at: datetime) -> tuple[list[Freshness], list[str]]:
    """Tell the data officers if anything is stale: what is, and whom it was told (nobody twice on a day)."""
    stale = [found for found in queries.freshness(on=on) if found.stale]
    subject = f"day {on}"
    if not stale or Entry.objects.filter(action=ACTION, subject=subject).exists():
        return stale, []
    officers = User.objects.holding("data-officer", on=on)
    addresses = [officer.email for officer in officers]
    if addresses:
        to = [Recipient(officer.email, officer.name, officer) for officer in officers]
        tell(to=to, kind="data", subject=_subject(stale), words=_words(stale), thing="", at=at)
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


def _words(stale: Sequence[Freshness]) -> str:
    lines = "\n".join(f"- {line(found)}" for found in stale)
    return (
        "What Alongside shows about schools rests on published files, and some of them are older than they should be:"
        f"\n\n{lines}\n\n"
        "Please fetch the newest ones (alongside fetch --load), or upload them on the Data page. Until then the pages "
        "say how old their figures are."
    )
