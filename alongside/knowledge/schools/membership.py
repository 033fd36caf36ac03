"""The groups a school belongs to as at a day: trusts, sponsors, federations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from alongside.knowledge.schools.facts import Membership
from alongside.knowledge.schools.models import GroupMember

SPONSOR = "school sponsor"
TRUSTS = ("multi-academy trust", "single-academy trust")
_ORDER = (*TRUSTS, SPONSOR, "federation", "trust")
_BRACKETS = re.compile(r"\([^)]*\)")
_COMMON = {
    "the",
    "trust",
    "academy",
    "academies",
    "multi",
    "school",
    "schools",
    "limited",
    "ltd",
    "company",
    "and",
    "of",
}


def memberships(urn: int, *, on: date, version: int) -> tuple[Membership, ...]:
    """The groups of a school on a day, trusts first, in one query. A place without a date of joining counts as old."""
    places = (
        GroupMember.objects.at(version)
        .filter(Q(joined__isnull=True) | Q(joined__lte=on), urn=urn)
        .filter(Q(closed__isnull=True) | Q(closed__gt=on))
    )
    found = [
        Membership(place.uid, place.name, place.kind, place.joined, load=place.since, row=place.row)
        for place in places.order_by("joined", "name")
    ]
    return tuple(sorted(undoubled(found), key=lambda place: (_rank(place.kind), place.name)))


def undoubled(places: Iterable[Membership]) -> list[Membership]:
    """Without sponsors that are the school's own trust under another number, and with each group once."""
    once = list({(place.uid, place.kind): place for place in places}.values())
    trusts = {_gist(place.name) for place in once if place.kind.casefold() in TRUSTS}
    return [place for place in once if place.kind.casefold() != SPONSOR or _gist(place.name) not in trusts]


def _gist(name: str) -> str:
    """What is left of a group's name: ACADEMIES ENTERPRISE TRUST and Academies Enterprise Trust (AET) come to the
    same."""
    words = re.sub(r"[^a-z0-9 ]", " ", _BRACKETS.sub(" ", name.casefold())).split()
    return " ".join(word for word in words if word not in _COMMON) or " ".join(words)


def _rank(kind: str) -> int:
    return _ORDER.index(kind.casefold()) if kind.casefold() in _ORDER else len(_ORDER)
