"""What the pages read: schools with their standing and, for the office, the verdict, at the version readers see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery

from alongside.knowledge.inspections.models import Standing
from alongside.knowledge.opendata.models import Head, Load
from alongside.knowledge.schools.models import DistrictOverride, Link, Profile
from alongside.work.priority.models import Verdict

PROFILE = (
    "urn",
    "name",
    "sort_name",
    "type",
    "group",
    "phase",
    "status",
    "opened",
    "closed",
    "authority",
    "district",
    "latitude",
    "longitude",
    "postcode",
    "town",
    "age_low",
    "age_high",
    "pupils",
    "religious_character",
    "trust",
    "head",
)
STANDING = (
    "mark",
    "words",
    "era",
    "inspected",
    "published",
    "predecessor",
    "due_earliest",
    "due_latest",
    "due_by_law",
)
VERDICT = ("status", "headline", "limbs", "in_contract", "listed_since", "because")


@dataclass(frozen=True, slots=True)
class Stands:
    """The current standing of a school, as its row says it."""

    mark: str = Standing.Mark.NOT_KNOWN
    words: str = "Not known"
    era: str = ""
    inspected: date | None = None
    published: date | None = None
    predecessor: int | None = None
    due_earliest: date | None = None
    due_latest: date | None = None
    due_by_law: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The current verdict on a school, for the office."""

    status: str
    headline: str
    limbs: tuple[str, ...]
    in_contract: bool
    listed_since: date | None
    because: str

    @property
    def listed(self) -> bool:
        return self.status == Verdict.Status.LISTED


@dataclass(frozen=True, slots=True)
class Shown:
    """A school as maps, lists and tables show it. `judged` is None for everybody outside the office."""

    urn: int
    name: str
    sort_name: str
    type: str
    group: str
    phase: str
    status: str
    opened: date | None
    closed: date | None
    authority: str
    district: str
    latitude: float | None
    longitude: float | None
    postcode: str
    town: str
    age_low: int | None
    age_high: int | None
    pupils: int | None
    religious_character: str
    trust: str
    head: str
    stands: Stands
    judged: Judged | None = None


UNKNOWN_STANDING = Stands()


def shown(profiles: QuerySet[Profile], *, for_office: bool) -> list[Shown]:
    """The schools of a queryset in its order, in two queries, three for the office."""
    rows = list(profiles.values_list(*PROFILE))
    urns = [row[0] for row in rows]
    stands = standings(urns)
    judged = verdicts(urns) if for_office else {}
    return [
        Shown(
            **dict(zip(PROFILE, row, strict=True)),
            stands=stands.get(row[0], UNKNOWN_STANDING),
            judged=judged.get(row[0]),
        )
        for row in rows
    ]


def standings(urns: Sequence[int]) -> dict[int, Stands]:
    rows = _of(Standing.objects.current(), urns).values_list("urn", *STANDING)
    return {row[0]: Stands(*row[1:]) for row in rows}


def verdicts(urns: Sequence[int]) -> dict[int, Judged]:
    rows = _of(Verdict.objects.current(), urns).values_list("urn", *VERDICT)
    return {
        urn: Judged(status, headline, tuple(limbs), in_contract, since, because)
        for urn, status, headline, limbs, in_contract, since, because in rows
    }


# Beyond this many, naming every school in the query costs more than reading the table.
MANY = 5_000


def _of(rows: QuerySet, urns: Sequence[int]) -> QuerySet:
    return rows if len(urns) > MANY else rows.filter(urn__in=urns)


def knowledge() -> tuple[int, int]:
    """What pictures are kept by: the version of knowledge, and the newest change of a district by a person."""
    newest = DistrictOverride.objects.order_by().values("urn").annotate(last=Max("id")).order_by("-last")
    row = Head.objects.filter(pk=1).values_list("version", Subquery(newest.values("last")[:1])).first()
    return (row[0], row[1] or 0) if row else (0, 0)


@dataclass(frozen=True, slots=True)
class SeenLoad:
    """A load that is live."""

    pk: int
    family: str
    format: str
    as_at: date
    finished_at: datetime | None


def live_loads(version: int) -> list[SeenLoad]:
    rows = Load.objects.live().filter(pk__lte=version, as_at__isnull=False)
    said = rows.values_list("pk", "family", "format", "as_at", "finished_at")
    return [SeenLoad(pk, family, form, as_at, live) for pk, family, form, as_at, live in said if as_at]


def with_standing(field: str) -> Subquery:
    """A field of the standing of each profile, to sort by."""
    return Subquery(Standing.objects.current().filter(urn=OuterRef("urn")).values(field)[:1])


def names(urns: Iterable[int], version: int) -> dict[int, str]:
    """Names by number, of those that are schools, in order of their numbers."""
    found = Profile.objects.at(version).filter(urn__in=list(urns)).order_by("urn")
    return dict(found.values_list("urn", "name"))


def names_now(urns: Iterable[int]) -> dict[int, str]:
    """Names by number at the version readers see."""
    return dict(Profile.objects.current().filter(urn__in=list(urns)).values_list("urn", "name"))


def linked(urn: int, version: int) -> dict[int, str]:
    """Schools of the register that a link ties to this number."""
    other = Link.objects.at(version).filter(other_urn=urn).values_list("urn", flat=True)
    return names(other, version)
