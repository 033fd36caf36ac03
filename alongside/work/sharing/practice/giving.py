"""What practice adds to the page of what a school gives and gets: what it wrote up for others, and what it tried."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from alongside.work.sharing.practice.models import Item, Trial
from alongside.work.ties.giving.registry import Begin, Source
from alongside.work.ties.giving.rules import GET, GIVE, Deed, Kind

SHARED = Kind(
    key="practice-shared",
    side=GIVE,
    order=40,
    title="Practice written up for others",
    one="wrote up what worked",
    many="wrote up {} things that worked",
)
TRIED = Kind(
    key="practice-tried",
    side=GET,
    order=40,
    title="Practice of others tried",
    one="tried what others wrote up",
    many="tried {} things that others wrote up",
)


def shared(urn: int, since: date) -> list[Deed]:
    """What it has published. One query."""
    found = Item.objects.published().filter(school=urn, published_on__gte=since)
    return [_deed(SHARED, one, one.published_on) for one in found if one.published_on]


def tried(urn: int, since: date) -> list[Deed]:
    """What it has tried. One query."""
    found = Trial.objects.filter(school=urn, on__gte=since, item__state=Item.State.PUBLISHED).select_related("item")
    return [_deed(TRIED, one.item, one.on) for one in found]


def _deed(kind: Kind, item: Item, on: date) -> Deed:
    address = reverse("practice:one", args=[item.pk])
    other = item.school if kind is TRIED else None
    return Deed(kind=kind.key, since=on, until=on, name=item.title, other=other, address=address)


SOURCES = (Source(kind=SHARED, deeds=shared), Source(kind=TRIED, deeds=tried))
BEGINS = (Begin("practice-shared", "Write up what worked", "practice:write"),)
