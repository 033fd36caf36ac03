"""Reads: families, their members, schools that are in none."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Subquery

from alongside.floor.accounts.permissions import reach
from alongside.knowledge.opendata.models import Head
from alongside.knowledge.schools.models import GroupMember, Profile, ProfileQuerySet
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.work.families.models import Agreement, Asking, Family, FamilyQuerySet, Membership
from alongside.work.families.permissions import own_schools
from alongside.work.families.policies import families

OPEN_TO_ALL = (Family.State.STANDING, Family.State.ENDED)
TRUSTS = ("multi-academy trust", "single-academy trust", "federation")


@dataclass(frozen=True, slots=True)
class Member:
    """A membership with what the register says of the school, None where no file tells of it; and which version of
    what is known that is."""

    membership: Membership
    profile: Profile | None
    version: int = 0

    @property
    def urn(self) -> int:
        return self.membership.school

    @property
    def name(self) -> str:
        return self.profile.name if self.profile else f"School {self.urn}"

    @property
    def phase(self) -> str:
        return self.profile.phase if self.profile else ""


@dataclass(frozen=True, slots=True)
class Trust:
    """A trust or federation of the register with its schools here."""

    uid: int
    name: str
    kind: str
    schools: tuple[tuple[int, str], ...]


def visible(user: Any) -> FamilyQuerySet:
    """Families that this person may know of: all that stand or stood; what is only proposed, whoever decides on it and
    the school that proposed it."""
    found: FamilyQuerySet = Family.objects.select_related("lead__user", "by")
    if reach(user, "families.decide"):
        return found
    return found.filter(Q(state__in=OPEN_TO_ALL) | Q(proposed_by__in=own_schools(user)) | Q(lead__user=user))


def with_numbers(found: FamilyQuerySet) -> FamilyQuerySet:
    """With how many schools belong to each (`schools`)."""
    members = Count("memberships", filter=Q(memberships__state=Membership.State.MEMBER))
    counted: FamilyQuerySet = found.annotate(schools=members).order_by("name", "pk")
    return counted


def members_of(family: Family, beside: Iterable[int] = ()) -> tuple[list[Member], dict[int, Profile]]:
    """Who belongs, and who was asked whether it does, by name; and the lines of the register of all
    of them and of the schools `beside`. Two queries."""
    head = Subquery(Head.objects.filter(pk=1).values("version"))
    found = list(family.memberships.open().annotate(known=head))
    lines = profiles_of([*(one.school for one in found), *beside])
    members = sorted(
        (Member(one, lines.get(one.school), one.known or 0) for one in found),
        key=lambda one: (one.name.casefold(), one.urn),
    )
    return members, lines


def profiles_of(urns: Iterable[int]) -> dict[int, Profile]:
    """Lines of the register by URN. One query, none where nothing is asked."""
    wanted = set(urns)
    return {one.urn: one for one in profiles().filter(urn__in=wanted)} if wanted else {}


def of_schools(urns: Collection[int]) -> list[Membership]:
    """Where schools belong or are asked whether they do, their families with it. One query."""
    if not urns:
        return []
    found = Membership.objects.open().filter(school__in=urns).select_related("family__lead")
    return list(found.order_by("family__name", "pk"))


def agreed_in(family: Family) -> list[Agreement]:
    return list(family.agreements.filter(withdrawn=False).select_related("by"))


def to_answer(user: Any, person: int | None = None) -> list[Asking]:
    """Schools that wait for this person's answer: as the lead; of families that nobody leads, whoever runs them all."""
    mine = Q(family__lead_id=person) if person else Q(family__lead__user=user)
    if reach(user, "families.decide"):
        mine |= Q(family__lead__isnull=True)
    found = Asking.objects.filter(mine, state=Asking.State.WAITS).select_related("family")
    return list(found.order_by("asked_on", "pk"))


def to_confirm(user: Any) -> list[Membership]:
    """Memberships that wait for the word of this person's schools."""
    schools = own_schools(user, "head", "chair")
    if not schools:
        return []
    found = Membership.objects.filter(school__in=schools, state=Membership.State.WAITS)
    return list(found.select_related("family").order_by("at", "pk"))


def in_a_family() -> Any:
    """URNs of schools in a family of a kind that counts: a query, to filter by."""
    found = Membership.objects.members().filter(family__state=Family.State.STANDING)
    return found.filter(family__kind__in=families().counting).values("school")


def members_in_the_register() -> ProfileQuerySet:
    """The lines of all schools in a family that counts."""
    found: ProfileQuerySet = profiles().filter(urn__in=in_a_family())
    return found


def without() -> ProfileQuerySet:
    """The partnership's schools that are in no family that counts: academies and new schools included."""
    city: Any = profiles().in_authority(partnership().authority).open().state_funded()
    found: ProfileQuerySet = city.exclude(urn__in=in_a_family())
    return found


def trusts() -> list[Trust]:
    """Trusts and federations with open schools in the city, from the register, by name. Two queries."""
    here = profiles().in_authority(partnership().authority).open()
    places = GroupMember.objects.current().filter(closed__isnull=True, urn__in=here.values("urn"))
    names = dict(here.values_list("urn", "name"))
    found: dict[int, tuple[str, str, list[tuple[int, str]]]] = {}
    for uid, name, kind, urn in places.values_list("uid", "name", "kind", "urn"):
        if kind.casefold() in TRUSTS:
            found.setdefault(uid, (name, kind, []))[2].append((urn, names.get(urn, f"School {urn}")))
    made = [
        Trust(uid, name, kind, tuple(sorted(schools, key=lambda one: one[1])))
        for uid, (name, kind, schools) in found.items()
    ]
    return sorted(made, key=lambda one: (one.name.casefold(), one.uid))
