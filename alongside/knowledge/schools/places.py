"""Where a school stands when it is asked who may see what: its district, and whether the contract reaches it."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from alongside.floor.accounts import seeing_as
from alongside.floor.accounts.roles import Place
from alongside.knowledge.schools.facts import SchoolFacts
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.vocabulary import MAINTAINED


def in_contract(*, group: str, authority: str) -> bool:
    """Whether the council hears of a school under the contract: of its own maintained schools."""
    return group == MAINTAINED and authority == partnership().authority


def under_contract() -> Q:
    """The same, to filter profiles by."""
    return Q(group=MAINTAINED, authority=partnership().authority)


def place_in(profile: Profile) -> Place:
    """The place of a school whose line in the register is at hand. No query."""
    contract = in_contract(group=profile.group, authority=profile.authority)
    return Place(school=profile.urn, district=profile.district, contract=contract)


def place_by(facts: SchoolFacts, district: str) -> Place:
    """The place of a school of which today's facts are at hand. No query."""
    contract = in_contract(group=facts.group, authority=facts.authority)
    return Place(school=facts.urn, district=district, contract=contract)


def place_of(urn: int) -> Place:
    """The place of one school. One query. A school that no file tells of is in no district."""
    return places_of([urn])[urn]


def places_of(urns: Collection[int]) -> dict[int, Place]:
    """The places of schools, by URN, in one query."""
    shortly = Profile.objects.current().filter(urn__in=urns).only("urn", "district", "group", "authority")
    known = {one.urn: place_in(one) for one in shortly}
    return {urn: known.get(urn) or Place(school=urn) for urn in urns}


def school_to_see_as(urn: int) -> seeing_as.School | None:
    """A school in whose place somebody may look at the pages; None for one that the register does not list."""
    found = Profile.objects.current().filter(urn=urn).first()
    if found is None:
        return None
    place = place_in(found)
    return seeing_as.School(urn, found.name, place.district, contract=place.contract)
