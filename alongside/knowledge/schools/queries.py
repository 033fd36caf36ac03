"""What the register says, now and as at a day, as known at a version."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from alongside.knowledge.schools import fields, lineage, membership, merging, rules, vocabulary
from alongside.knowledge.schools.districts import District, policy_of_districts
from alongside.knowledge.schools.facts import Place, Said, SchoolAsAt, SchoolFacts
from alongside.knowledge.schools.gathering import COLUMNS, DAYS, facts_of
from alongside.knowledge.schools.models import Boundary, Coverage, Profile, ProfileQuerySet, Record
from alongside.knowledge.schools.profiling import RECORD, statement
from alongside.knowledge.schools.rows import columns, day, raw_rows


def profiles() -> ProfileQuerySet:
    """The register that readers see now: one line a school."""
    return Profile.objects.current()  # type: ignore[return-value]


def districts() -> tuple[District, ...]:
    """The partnership's districts, in the order of its policy."""
    return policy_of_districts().districts


@dataclass(frozen=True, slots=True)
class DrawnDistrict:
    """A district and its shape (GeoJSON geometry), None where its boundary is not loaded; `load` and `row` say from
    where."""

    key: str
    name: str
    shape: dict[str, Any] | None
    load: int = 0
    row: int = 0


def drawn_districts(version: int) -> list[DrawnDistrict]:
    """The districts with their boundaries. One query."""
    policy = policy_of_districts()
    drawn = {
        boundary.code: boundary
        for boundary in Boundary.objects.at(version).filter(
            kind=policy.boundary_kind, code__in=[district.code for district in policy.districts]
        )
    }
    return [
        DrawnDistrict(district.key, district.name, found.shape, found.since, found.row)
        if (found := drawn.get(district.code))
        else DrawnDistrict(district.key, district.name, None)
        for district in policy.districts
    ]


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """How many schools of a phase there are, by group of types (maintained, academy, …) and by type."""

    phase: str
    total: int
    groups: dict[str, int]
    types: dict[str, int]


def counts(lines: QuerySet[Profile, Profile]) -> list[PhaseCount]:
    """Schools by phase, group and type, phases in their order; one query. `lines`: those to count."""
    found: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for phase, group, kind, number in (
        lines.order_by().values_list("phase", "group", "type").annotate(schools=Count("pk"))
    ):
        found[phase][group, kind] = number
    order = [*vocabulary.PHASES, *sorted(set(found) - set(vocabulary.PHASES))]
    return [_phase_count(phase, found[phase]) for phase in order if phase in found]


def _phase_count(phase: str, numbers: dict[tuple[str, str], int]) -> PhaseCount:
    groups: dict[str, int] = defaultdict(int)
    types: dict[str, int] = defaultdict(int)
    for (group, kind), number in numbers.items():
        groups[group] += number
        types[kind] += number
    return PhaseCount(phase, sum(numbers.values()), dict(groups), dict(types))


def school_as_at(urn: int, *, on: date, version: int) -> SchoolAsAt | None:
    """A school as it was on a day, every field with the file that says so. None where no loaded file tells of it.

    Three queries: records with the line of the register for the district, links, groups.
    """
    statements, confirmed, (district, how, place) = _statements(urn, on=on, version=version)
    if not statements:
        return None
    said = {name: _confirmed(one, confirmed) for name, one in merging.merge(statements, on).items()}
    kind = _value(said, "type")
    life = merging.life_of(statements, group=vocabulary.group_of(kind))
    openness = rules.open_on(on, life)
    relations = lineage.relations(urn, on=on, version=version, closed=life.closed)
    return SchoolAsAt(
        facts=SchoolFacts(
            urn=urn,
            name=_value(said, "name"),
            type=kind,
            group=vocabulary.group_of(kind),
            phase=_value(said, "phase"),
            authority=_value(said, "authority"),
            opened=life.opened,
            closed=life.closed,
            open_on_day=openness.open,
            sixth_form=said["sixth_form"].value if "sixth_form" in said else None,
        ),
        on=on,
        version=version,
        said=said,
        first_recorded=merging.first_recorded(statements, on),
        open_why=openness.why,
        predecessors=relations.predecessors,
        successors=relations.successors,
        linked=relations.others,
        groups=membership.memberships(urn, on=on, version=version),
        district=district,
        district_how=how,
        place=place,
        over_time=merging.over_time(statements, on, OVER_TIME),
    )


def _value(said: dict[str, Said], name: str) -> str:
    return said[name].value if name in said else ""


Confirmed = dict[tuple[str, int], date]
Stands = tuple[str, str, Place | None]

# Fields whose every word is kept with the school: whom it was led by and how many pupils it had, file after file.
OVER_TIME = ("head", "head_job", "pupils", "census_date", "capacity")


def _statements(urn: int, *, on: date, version: int) -> tuple[list[merging.Statement], Confirmed, Stands]:
    """Every record of a school, until when the files of its source confirmed each, and its district and place."""
    covering = (
        Coverage.objects.filter(
            source=OuterRef("source"), authority=OuterRef("authority"), load__lte=version, as_at__lte=on
        )
        .order_by()
        .values("source")
        .annotate(newest=Max("as_at"))
        .values("newest")
    )
    line = Profile.objects.at(version).filter(urn=urn)[:1]
    stands = JSONObject(**{name: name for name in ("district", "district_how", "latitude", "longitude")})
    rows = raw_rows(
        Record.objects.filter(urn=urn, load__lte=version)
        .annotate(newest=Subquery(covering), stands=Subquery(line.values(stands=stands)))
        .order_by("as_at", "load")
        .values_list(*RECORD, *fields.CORE_NAMES, "said", "row", "origin", "newest", "stands")
    )
    statements = [statement(row[:-5], more=json.loads(row[-5]), number=row[-4], origin=row[-3] or 0) for row in rows]
    confirmed = {
        (one.source, one.load): newest for one, row in zip(statements, rows, strict=True) if (newest := day(row[-2]))
    }
    return statements, confirmed, _district(rows[0][-1] if rows else None)


def _confirmed(said: Said, confirmed: Confirmed) -> Said:
    newest = confirmed.get((said.source, said.load))
    return replace(said, confirmed=newest) if newest and newest >= said.as_at else said


def _district(line: str | None) -> Stands:
    """Out of the line of the register, as JSON; None where the school has none."""
    if not line:
        return "", "", None
    at = json.loads(line)
    latitude, longitude = at["latitude"], at["longitude"]
    place = Place(latitude, longitude) if latitude is not None and longitude is not None else None
    return at["district"], at["district_how"], place


def schools_as_at(
    *,
    on: date,
    version: int,
    authority: str | None = None,
    urns: Iterable[int] | None = None,
    state_funded: bool = False,
) -> list[SchoolFacts]:
    """Every school that files tell of, as it was on a day: for verdicts over many schools at once. One query.

    `authority`: only schools that belonged to it on the day. `state_funded`: neither independent schools nor colleges.
    """
    records = Record.objects.filter(load__lte=version)
    if urns is not None:
        records = records.filter(urn__in=list(urns))
    if authority is not None:
        records = records.filter(urn__in=Record.objects.filter(authority=authority).values("urn"))
    by_school: dict[int, list[Sequence[Any]]] = {}
    for row in raw_rows(records.order_by().values_list(*columns(COLUMNS, DAYS))):
        if row[0] in by_school:
            by_school[row[0]].append(row)
        else:
            by_school[row[0]] = [row]
    key = on.isoformat()
    found = (facts_of(rows, on, key) for rows in by_school.values())
    return [
        facts
        for facts in found
        if facts
        and (authority is None or facts.authority == authority)
        and (not state_funded or vocabulary.is_state_funded(facts.type))
    ]


def covered(authority: str, *, version: int, source: str | None = None) -> list[tuple[str, date, int]]:
    """The files that listed the schools of an authority: source, day, load; oldest first."""
    files = Coverage.objects.filter(authority=authority, load__lte=version)
    if source:
        files = files.filter(source=source)
    return list(files.order_by("as_at", "load").values_list("source", "as_at", "load"))


def authorities(lines: QuerySet[Profile, Profile]) -> list[str]:
    """The names of the authorities that these schools belong to, in order."""
    return sorted(set(lines.order_by().values_list("authority", flat=True).distinct()) - {""})
