"""Reads of offers and of visits between schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from alongside.floor.accounts.permissions import reach
from alongside.work.contacts.heard.policies import heard
from alongside.work.contacts.heard.rules import term_of
from alongside.work.sharing.hosting.models import Offer, Visit, VisitQuerySet
from alongside.work.sharing.hosting.rules import Booking

MADE = Visit.State.MADE


def bookings(host: int, *, on: date, but: int | None = None) -> list[Booking]:
    """What takes a place at a host from the term of a day on. `but`: the visit that is about to move. One query."""
    return bookings_of([host], on=on, but=but).get(host, [])


def bookings_of(hosts: Collection[int], *, on: date, but: int | None = None) -> dict[int, list[Booking]]:
    """The same for several hosts at once. One query."""
    begins = term_of(on, heard()).begins
    found: dict[int, list[Booking]] = defaultdict(list)
    for one in Visit.objects.live().since(begins).filter(host__in=hosts).exclude(pk=but or 0):
        found[one.host].append(one.booking)
    return found


def offers() -> Any:
    """What can be visited now."""
    return Offer.objects.filter(is_open=True)


def visible(user: Any) -> VisitQuerySet:
    """The visits that somebody may see, of one of the two schools."""
    found: VisitQuerySet = Visit.objects.within(reach(user, "hosting.see"))
    return found


def to_remind(on: date, *, days: int) -> list[Visit]:
    """Visits of which something may be next, that nobody was reminded of for so many days."""
    recent = Visit.objects.live().filter(worked__isnull=True).filter(asked_on__gte=on - timedelta(days=800))
    quiet = on - timedelta(days=days)
    return [one for one in recent.order_by("pk") if one.reminded_on is None or one.reminded_on <= quiet]
