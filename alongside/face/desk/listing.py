"""The list that an address asks for: scope, search, filters, order. The page and its exports read the same one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.http import QueryDict

from alongside.face.desk import queries
from alongside.face.desk.filters import ALL, OfficeFilter, SchoolFilter
from alongside.face.desk.queries import Shown
from alongside.floor.web.keeping import kept
from alongside.knowledge.schools import queries as queries_of_schools
from alongside.knowledge.schools import search
from alongside.knowledge.schools.models import Profile

MARKS_IN_ORDER = ("category", "improve", "no-concern", "not-inspected", "not-known")


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort. `field` of the profile, or with `standing` of the standing."""

    key: str
    words: str
    field: str
    standing: bool = False
    office_only: bool = False


ORDERS = {
    order.key: order
    for order in (
        Order("name", "Name", "sort_name"),
        Order("type", "Type", "type"),
        Order("phase", "Phase", "phase"),
        Order("district", "District", "district"),
        Order("pupils", "Pupils", "pupils"),
        Order("standing", "Standing", "mark", standing=True),
        Order("published", "Published", "published", standing=True),
        Order("due", "Next inspection", "due_latest", standing=True, office_only=True),
    )
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked for, and the schools it comes to. `ranked` is the order of a search, best first."""

    filter: SchoolFilter
    authority: str  # empty: all that are loaded
    search: str
    order: str  # key of ORDERS, with - for the other way round; empty for the order of a search
    profiles: QuerySet[Profile]
    ranked: tuple[int, ...] | None
    for_office: bool

    def count(self) -> int:
        return len(self.ranked) if self.ranked is not None else self.profiles.count()

    def part(self, start: int, stop: int) -> list[Shown]:
        if self.ranked is None:
            return queries.shown(self.profiles[start:stop], for_office=self.for_office)
        urns = self.ranked[start:stop]
        place = {urn: at for at, urn in enumerate(urns)}
        found = queries.shown(self.profiles.order_by().filter(urn__in=urns), for_office=self.for_office)
        return sorted(found, key=lambda school: place[school.urn])

    def whole(self) -> list[Shown]:
        return self.part(0, self.count())


def listing(
    asked: QueryDict, *, home: str, districts: Sequence[tuple[str, str]], version: int, today: date, for_office: bool
) -> Listing:
    """Read an address. `home`: the partnership's authority, which is meant unless the address says otherwise."""
    authority = asked.get("authority") or home
    authority = "" if authority == ALL else authority
    text = " ".join(asked.get("q", "").split())[:200]
    profiles = Profile.objects.current()
    if authority:
        profiles = profiles.filter(authority=authority)
    offered = offers(authority, version=version)
    made = OfficeFilter if for_office else SchoolFilter
    filtered = made(
        asked,
        profiles,
        districts=districts,
        trusts=offered.trusts,
        religions=offered.religions,
        today=today,
        searching=bool(text),
    )
    order = _order(asked.get("sort", ""), text, for_office=for_office)
    found, ranked = filtered.qs, None
    if text:
        hits = search.find(text, authority=authority or None)
        found = found.filter(urn__in=hits)
        if not order:
            kept = set(found.values_list("urn", flat=True))
            ranked = tuple(urn for urn in hits if urn in kept)
    if order:
        found = _sorted(found, order)
    return Listing(filtered, authority, text, order, found, ranked, for_office)


def _order(asked: str, text: str, *, for_office: bool) -> str:
    order = ORDERS.get(asked.lstrip("-"))
    if order and (for_office or not order.office_only):
        return asked
    return "" if text else "name"


def _sorted(profiles: QuerySet[Profile], key: str) -> QuerySet[Profile]:
    order = ORDERS[key.lstrip("-")]
    field = order.field
    if order.standing:
        profiles = profiles.annotate(by=queries.with_standing(order.field))
        field = "by"
    if order.field == "mark":
        ranks = [When(by=mark, then=Value(rank)) for rank, mark in enumerate(MARKS_IN_ORDER)]
        profiles = profiles.annotate(rank=Case(*ranks, default=Value(len(ranks)), output_field=IntegerField()))
        field = "rank"
    if field == "sort_name":
        return _by_name(profiles, key)
    by = F(field)
    # What is not known comes last, whichever way round.
    ordered = by.desc(nulls_last=True) if key.startswith("-") else by.asc(nulls_last=True)
    return profiles.order_by(ordered, "sort_name", "urn")


def _by_name(profiles: QuerySet[Profile], key: str) -> QuerySet[Profile]:
    return profiles.order_by("-sort_name", "-urn") if key.startswith("-") else profiles.order_by("sort_name", "urn")


@dataclass(frozen=True, slots=True)
class Offers:
    """What the filters offer, from what is loaded."""

    trusts: tuple[tuple[int, str], ...]
    religions: tuple[str, ...]


def offers(authority: str, *, version: int) -> Offers:
    """Read once a load and authority; empty: of all that are loaded."""
    return kept("desk", ("offers", version, authority), lambda: _offers(authority))


def authorities(*, version: int) -> tuple[str, ...]:
    """Every authority of which a school is loaded, by name. Read once a load."""
    return kept("desk", ("authorities", version), _authorities)


def _offers(authority: str) -> Offers:
    lines = Profile.objects.current().order_by()
    lines = lines.filter(authority=authority) if authority else lines
    said = lines.values_list("trust_uid", "trust", "religious_character").distinct()
    trusts: dict[int, str] = {}
    religions = set()
    for uid, trust, religion in said:
        religions.add(religion)
        if uid:
            trusts[uid] = trust
    by_name = sorted(trusts.items(), key=lambda item: item[1].casefold())
    return Offers(tuple(by_name), tuple(sorted(religions - {""})))


def _authorities() -> tuple[str, ...]:
    return tuple(queries_of_schools.authorities(Profile.objects.current()))
