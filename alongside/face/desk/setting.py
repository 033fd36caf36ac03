"""What every page of the desk stands in: whose city, which day, which version of knowledge, from which files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.http import HttpRequest

from alongside.face.desk import queries
from alongside.face.desk.presenters.city import Source
from alongside.face.desk.queries import SeenLoad
from alongside.floor.kernel import clock
from alongside.floor.web import keeping
from alongside.knowledge.opendata import registry
from alongside.knowledge.schools.districts import policy_of_districts
from alongside.knowledge.schools.partnership import Partnership, partnership

T = TypeVar("T")

INSPECTIONS = ("ofsted-latest", "ofsted-inspections")
REGISTER = "gias-establishments"
PUBLISHERS = {"ofsted-latest": "Ofsted", "ofsted-inspections": "Ofsted", REGISTER: "the register"}
# What the line under a page calls each family, in the order of the line.
SHORTLY = {
    "ofsted-latest": "Ofsted’s latest inspections",
    "ofsted-inspections": "Ofsted’s list of all inspections",
    REGISTER: "the register (GIAS)",
    "gias-links": "GIAS links",
    "gias-groups": "GIAS groups",
    "gias-group-links": "GIAS members of groups",
    "boundaries": "published boundaries",
    "postcodes": "places of postcodes",
}


@dataclass(frozen=True)
class Setting:
    """Made once a request. `loads`: those that are live, newest first; read when first asked for."""

    today: date
    version: int
    overrides: int  # the newest change of a district by a person
    for_office: bool
    user: Any = None  # who asks; a visitor too
    whose: Partnership = field(default_factory=partnership)

    @property
    def home(self) -> str:
        """The authority whose schools the partnership works with."""
        return self.whose.authority

    @cached_property
    def districts(self) -> list[tuple[str, str]]:
        return [(district.key, district.name) for district in policy_of_districts().districts]

    @cached_property
    def district_names(self) -> dict[str, str]:
        return dict(self.districts)

    @cached_property
    def loads(self) -> list[SeenLoad]:
        return queries.live_loads(self.version)

    @cached_property
    def newest(self) -> dict[str, SeenLoad]:
        """The newest load of each family, by the day its file speaks of."""
        found: dict[str, SeenLoad] = {}
        for load in sorted(self.loads, key=lambda load: (load.as_at, load.pk)):
            found[load.family] = load
        return found

    def known_by(self, day: date) -> int:
        """The version that readers saw at the end of a day; 0 before the first load. As opendata.queries says it, from
        the loads that the page reads anyway."""
        end = clock.end_of(day)
        return max((load.pk for load in self.loads if load.finished_at and load.finished_at <= end), default=0)

    def before(self, load: SeenLoad) -> SeenLoad | None:
        """The load of the same family whose file is the next older one."""
        older = [one for one in self.loads if one.family == load.family and one.as_at < load.as_at]
        return max(older, key=lambda one: (one.as_at, one.pk), default=None)

    @cached_property
    def sources(self) -> list[Source]:
        known = {form.key: form for form in registry.formats()}
        found = []
        for load in self.newest.values():
            form = known.get(load.format)
            limit = form.stale_after_days if form else None
            found.append(
                Source(
                    family=load.family,
                    title=SHORTLY.get(load.family) or (form.title if form else load.family),
                    publisher=PUBLISHERS.get(load.family, ""),
                    as_at=load.as_at,
                    loaded=load.finished_at,
                    load=load.pk,
                    is_stale=limit is not None and (self.today - load.as_at).days > limit,
                )
            )
        order = list(SHORTLY)
        return sorted(found, key=lambda source: order.index(source.family) if source.family in order else len(order))

    @property
    def sources_of_schools(self) -> list[Source]:
        """What the register, standings and maps rest on: not every table of results."""
        return [source for source in self.sources if source.family in (*INSPECTIONS, REGISTER, "boundaries")]

    def kept(self, name: str, make: Callable[[], T], *parts: object) -> T:
        """What a page or picture came to, made once for each version, day and audience (and `parts`)."""
        said = (name, self.version, self.overrides, self.today, self.for_office, self.whose.short_name, *parts)
        return keeping.kept("desk", said, make)


def setting_of(request: HttpRequest) -> Setting:
    """For views: the day by the clock, the version readers see, and whether the office asks. One query."""
    version, overrides = queries.knowledge()
    is_office = bool(getattr(request.user, "is_office", False))
    return Setting(today=clock.today(), version=version, overrides=overrides, for_office=is_office, user=request.user)
