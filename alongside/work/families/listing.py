"""The lists that an address asks for: families, and schools that are in none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.models import Profile, ProfileQuerySet
from alongside.knowledge.schools.naming import names_of
from alongside.knowledge.schools.vocabulary import PHASES, phase_name
from alongside.work.families import queries, suggesting
from alongside.work.families.models import Asking, Family, FamilyQuerySet, Membership
from alongside.work.families.policies import families
from alongside.work.families.suggesting import Suggested

HEADER = (
    "School",
    "URN",
    "Phase",
    "District",
    "Maintained or academy",
    "Trust",
    "In other networks",
    "Has asked",
    *(f"{word} {number}" for number in (1, 2, 3) for word in ("Suggested", "Why")),
)


def _text(query: QueryDict, name: str) -> str:
    return query.get(name, "").replace("\x00", "").strip()[:80]


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows the list of families. What there is not narrows nothing."""

    q: str = ""
    kind: str = ""
    ended: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        kind = query.get("kind", "")
        return cls(_text(query, "q"), kind if kind in families().kinds else "", query.get("ended") == "yes")

    def narrow(self, found: FamilyQuerySet) -> FamilyQuerySet:
        over = Q(state__in=(Family.State.ENDED, Family.State.DECLINED))
        found = found.filter(over) if self.ended else found.exclude(over)
        found = found.filter(kind=self.kind) if self.kind else found
        return found.filter(Q(name__icontains=self.q) | Q(purpose__icontains=self.q)) if self.q else found


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What narrows the list of schools in no family."""

    district: str = ""
    phase: str = ""
    q: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Narrowed:
        district, phase = query.get("district", ""), query.get("phase", "")
        known = district if district in policy_of_districts().all_keys else ""
        return cls(known, phase if phase in PHASES else "", _text(query, "q"))

    def narrow(self, found: ProfileQuerySet) -> ProfileQuerySet:
        said = {name: value for name, value in (("district", self.district), ("phase", self.phase)) if value}
        narrowed = found.filter(**said)
        narrowed = narrowed.filter(name__icontains=self.q) if self.q else narrowed
        ordered: Any = narrowed.order_by("sort_name", "urn")
        made: ProfileQuerySet = ordered
        return made

    @property
    def query(self) -> str:
        said = {"district": self.district, "phase": self.phase, "q": self.q}
        found = urlencode({name: value for name, value in said.items() if value})
        return f"?{found}" if found else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A school in no family: the networks that it is in nevertheless, whether it has asked, what is suggested."""

    profile: Profile
    phase: str
    district: str
    networks: tuple[Family, ...]
    asked: tuple[Family, ...]
    suggested: Suggested


def lines(found: Sequence[Profile], *, on: date, version: int) -> list[Line]:
    urns = [one.urn for one in found]
    networks, asked = defaultdict(list), defaultdict(list)
    for held in queries.of_schools(urns):
        if held.state == Membership.State.MEMBER:
            networks[held.school].append(held.family)
    for asking in Asking.objects.filter(school__in=urns, state=Asking.State.WAITS).select_related("family"):
        asked[asking.school].append(asking.family)
    suggested = suggesting.for_schools(found, on=on, version=version)
    policy = policy_of_districts()
    return [
        Line(
            one,
            phase_name(one.phase),
            policy.name_of(one.district) if one.district else "",
            tuple(networks[one.urn]),
            tuple(asked[one.urn]),
            suggested[one.urn],
        )
        for one in found
    ]


def rows(found: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
    for line in found:
        one = line.profile
        best = [(each.name, " ".join(why.words for why in each.reasons)) for each in line.suggested.families[:3]]
        cells = [cell for pair in best for cell in pair]
        yield (
            *(one.name, one.urn, line.phase, line.district, one.group, one.trust),
            *("; ".join(str(each) for each in some) for some in (line.networks, line.asked)),
            *cells,
            *[""] * (6 - len(cells)),
        )


@dataclass(frozen=True, slots=True)
class Own:
    """A school of whoever looks, with where it belongs."""

    urn: int
    name: str
    held: tuple[Membership, ...]

    @property
    def is_in_one(self) -> bool:
        return any(one.family.rules.counts for one in self.held)


def mine(schools: Collection[int]) -> list[Own]:
    """Two queries, none for who leads and governs no school."""
    names = names_of(schools)
    held = [one for one in queries.of_schools(schools) if one.state == Membership.State.MEMBER]
    return [Own(urn, names[urn], tuple(one for one in held if one.school == urn)) for urn in sorted(schools)]
