"""What the picture shows: groups of schools, how each school stands, and the bridges between groups, as at a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.rows import columns, day, raw_rows
from alongside.work.ties.isolation import queries as isolation
from alongside.work.ties.isolation.models import Standing
from alongside.work.ties.isolation.policies import isolation as policy_of_isolation
from alongside.work.ties.isolation.rules import Fact, worth
from alongside.work.ties.models import Tie
from alongside.work.ties.picture.rules import Bridges, bridges

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": ("Every kind of tie", ()),
    "family": ("Families and networks", ("family", "network")),
    "trust": ("Trusts and federations", ("trust",)),
    "review": ("Peer reviews", ("review-received", "review-given")),
    "visit": ("Visits between schools", ("visit-made", "visit-hosted")),
    "support": ("Help between schools", ("support-given", "support-received")),
    "partnership": ("Visits from the partnership, and meetings", ("visit", "meeting")),
}
BY = (("district", "District"), ("family", "Family"))
NO_FAMILY = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A district, or a family. `schools`: (URN, how it is drawn): its state, or with one kind of tie `has` or
    `lacks`."""

    key: str
    name: str
    schools: tuple[tuple[int, str], ...]

    def count(self, drawn: str) -> int:
        return sum(1 for _, one in self.schools if one == drawn)


@dataclass(frozen=True, slots=True)
class City:
    """Everything that the picture and its table are made of."""

    by: str
    kind: str
    on: date
    groups: tuple[Group, ...]
    bridges: Bridges
    schools: int


def city(*, by: str, kind: str, on: date, today: date) -> City:
    """The city's ties that count on a day. Four queries at most."""
    standings: list[Standing] = list(isolation.standings()) if on == today else isolation.standings_on(on)
    counted = _counted(on)
    wanted = KINDS[kind][1]
    asked = [tie for tie in counted if not wanted or tie[1] in wanted]
    has = {tie[0] for tie in asked}
    drawn = {one.school: one.state if not kind else "has" if one.school in has else "lacks" for one in standings}
    pairs = {(min(tie[0], tie[2]), max(tie[0], tie[2])) for tie in asked if tie[2]}
    circles: dict[str, set[int]] = defaultdict(set)
    for school, _, _, circle, _ in asked:
        if circle:
            circles[circle].add(school)
    if by == "family":
        names, groups_of = _families(counted, drawn)
        shared = [schools for circle, schools in circles.items() if circle not in names]
    else:
        groups_of = {one.school: (one.district,) for one in standings}
        names = {one.key: one.name for one in policy_of_districts().districts} | {"": "In no district of ours"}
        shared = list(circles.values())
    members: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for urn, keys in groups_of.items():
        for key in keys or (NO_FAMILY,):
            members[key].append((urn, drawn[urn]))
    groups = tuple(Group(key, name, tuple(members[key])) for key, name in names.items() if members.get(key))
    found = bridges({urn: keys for urn, keys in groups_of.items() if keys}, pairs, shared)
    return City(by, kind, on, groups, found, len(standings))


def _families(ties: list[tuple[Any, ...]], drawn: dict[int, str]) -> tuple[dict[str, str], dict[int, tuple[str, ...]]]:
    """The families and networks by name, and those of each school; last, who is in none."""
    names: dict[str, str] = {}
    of: dict[int, set[str]] = {urn: set() for urn in drawn}
    for school, kind, _, circle, name in ties:
        if kind in KINDS["family"][1] and circle and school in of:
            names[circle] = name or circle
            of[school].add(circle)
    ordered = dict(sorted(names.items(), key=lambda item: item[1].casefold()))
    return ordered | {NO_FAMILY: "In no family yet"}, {urn: tuple(sorted(keys)) for urn, keys in of.items()}


def _counted(on: date) -> list[tuple[Any, ...]]:
    """(school, kind, other, circle, name) of every tie that counts on a day by its age. One query."""
    policy = policy_of_isolation()
    told = columns(("school", "kind", "since", "until", "other", "circle", "name"), {"since", "until"})
    found = []
    for school, kind, since, until, other, circle, name in raw_rows(
        Tie.objects.standing().order_by().values_list(*told)
    ):
        begun: Any = day(since)
        if worth(Fact(kind, begun, day(until)), policy, on=on):
            found.append((school, kind, other, circle, name))
    return found
