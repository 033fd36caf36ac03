"""Where a school stands when it is asked who may see what: its district, and whether the contract reaches it."""

from __future__ import annotations

from collections.abc import Collection

from alongside.floor.accounts.roles import Place
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.vocabulary import MAINTAINED


def place_of(urn: int) -> Place:
    """The place of one school. One query. A school that no file tells of is in no district."""
    return places_of([urn])[urn]


def places_of(urns: Collection[int]) -> dict[int, Place]:
    """The places of schools, by URN, in one query. Under the contract the council hears of maintained schools."""
    found = Profile.objects.current().filter(urn__in=urns).values_list("urn", "district", "group")
    known = {urn: Place(school=urn, district=district, contract=group == MAINTAINED) for urn, district, group in found}
    return {urn: known.get(urn) or Place(school=urn) for urn in urns}
