"""The schools of a caseload with what their tier rests on, in six queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from alongside.floor.accounts.roles import Reach
from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Holding, Person
from alongside.knowledge.schools.models import Profile
from alongside.knowledge.schools.partnership import partnership
from alongside.work.engagement.visits import grounds
from alongside.work.engagement.visits.models import Visit
from alongside.work.engagement.visits.policies import VisitTiers
from alongside.work.engagement.visits.rules import Due, Need, SchoolFacts, Tiered, due, tier_of

ORDER = list(Need)


@dataclass(frozen=True, slots=True)
class Row:
    """A school of a caseload. `leads`: who looks after it. `planned`, `planned_visit`: the next visit to come."""

    urn: int
    name: str
    district: str
    phase: str
    group: str
    standing: str
    tiered: Tiered
    due: Due
    last: date | None
    planned: date | None
    planned_visit: int | None
    leads: tuple[Person, ...]

    @property
    def lead_names(self) -> str:
        return ", ".join(lead.name for lead in self.leads)


def rows(reach: Reach, policy: VisitTiers, *, on: date) -> list[Row]:
    """Every open state-funded school of the city that a reach covers, what is due first."""
    schools = _schools(reach)
    urns = [school["urn"] for school in schools]
    holdings = _holdings(on)
    facts = _facts(schools, holdings, on)
    seen = _seen(urns, on)
    found = [
        _row(school, facts[school["urn"]], seen.get(school["urn"], {}), holdings, policy, on) for school in schools
    ]
    return sorted(found, key=_by_what_is_due)


def _by_what_is_due(row: Row) -> tuple[int, date, str]:
    return ORDER.index(row.due.need), row.due.by or date.min, row.name


def _schools(reach: Reach) -> list[dict[str, Any]]:
    lines = Profile.objects.current().in_authority(partnership().authority).open().state_funded()  # type: ignore[attr-defined]
    if not reach.everywhere:
        lines = lines.filter(Q(district__in=reach.districts - {""}) | Q(urn__in=reach.schools))
    return list(lines.order_by("sort_name").values("urn", "name", "district", "phase", "group"))


@dataclass(frozen=True, slots=True)
class _Holdings:
    """Who leads a district, who a school as its exception; since when each school has its head."""

    districts: Mapping[str, Sequence[Person]]
    schools: Mapping[int, Sequence[Person]]
    heads: Mapping[int, date]

    def leads_of(self, urn: int, district: str) -> tuple[Person, ...]:
        return tuple(self.schools.get(urn) or self.districts.get(district, ()))


def _holdings(on: date) -> _Holdings:
    districts: dict[str, list[Person]] = defaultdict(list)
    schools: dict[int, list[Person]] = defaultdict(list)
    heads: dict[int, date] = {}
    for one in Holding.objects.on(on).of(people.LEAD, "head").select_related("person").order_by("pk"):
        if one.school is None:
            districts[one.district].append(one.person)
        elif one.role == people.LEAD:
            schools[one.school].append(one.person)
        elif one.since:
            heads[one.school] = max(one.since, heads.get(one.school, date.min))
    return _Holdings(districts, schools, heads)


def _facts(schools: Sequence[dict[str, Any]], holdings: _Holdings, on: date) -> dict[int, SchoolFacts]:
    urns = [school["urn"] for school in schools]
    lines = Standing.objects.current().filter(urn__in=urns).values_list("urn", "mark", "due_earliest")
    standings = {urn: (mark, earliest) for urn, mark, earliest in lines}
    listed = grounds.priority_of(urns)
    found = {}
    for school in schools:
        urn = school["urn"]
        mark, earliest = standings.get(urn, ("", None))
        found[urn] = SchoolFacts(urn, school["phase"], mark, listed.get(urn), earliest, holdings.heads.get(urn))
    return found


def _seen(urns: Sequence[int], on: date) -> dict[int, dict[str, Any]]:
    """The last visit and the next planned one of each school. Two queries."""
    at_these = Visit.objects.filter(school__in=urns)
    done = at_these.carried_out().filter(on__lte=on).order_by().values("school").annotate(last=Max("on"))
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for line in done:
        found[line["school"]]["last"] = line["last"]
    to_come = at_these.planned().filter(on__gte=on).order_by("on", "pk").values_list("school", "on", "pk")
    for school, day, pk in to_come:
        found[school].setdefault("next", day)
        found[school].setdefault("visit", pk)
    return found


def _row(
    school: dict[str, Any],
    facts: SchoolFacts,
    seen: dict[str, Any],
    holdings: _Holdings,
    policy: VisitTiers,
    on: date,
) -> Row:
    tiered = tier_of(facts, policy, on=on)
    last, planned = seen.get("last"), seen.get("next")
    return Row(
        **school,
        standing=facts.standing,
        tiered=tiered,
        due=due(tiered.tier, policy, last=last, planned=planned, on=on),
        last=last,
        planned=planned,
        planned_visit=seen.get("visit"),
        leads=holdings.leads_of(facts.urn, school["district"]),
    )
