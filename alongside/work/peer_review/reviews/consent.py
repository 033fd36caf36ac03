"""Who reads a part of a review. Decided here and nowhere else: by a pure rule for one part, and by a query that finds
exactly the parts for which the rule holds (a property test compares them).

    viewer_of(user, on=day)             who somebody is, for this; None reads nothing
    may_read(part, viewer, on=day)      the rule, of facts
    readable(viewer, on=day)            the parts that they read

Every page, search, export and count of words goes through `readable`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.floor.accounts.context import posts_of
from alongside.knowledge.people.models import Person
from alongside.knowledge.schools.models import Profile
from alongside.work.peer_review.reviews.models import Member, Part, Release
from alongside.work.ties.models import Tie

Kind, To = Part.Kind, Release.To
LEADS = ("head", "chair")
FAMILIES = (Tie.Kind.FAMILY, Tie.Kind.NETWORK)

# What reviewers read of the school they review: what they write, what the school answers; of these, what it ticked.
WRITTEN = frozenset({Kind.STRENGTH.value, Kind.NEXT.value, Kind.SUMMARY.value, Kind.REPLY.value})
PACKED = frozenset({Kind.FOCUS.value, Kind.SELF_REVIEW.value})
# What is somebody's: they read it. What a reviewer learned is not the school's to give.
SOMEBODYS = frozenset({Kind.ACTION.value, Kind.REFLECTION.value})
NEVER_GIVEN = frozenset({Kind.REFLECTION.value})
# What is only the school's to give once it has agreed the report.
WHEN_AGREED = frozenset({Kind.STRENGTH.value, Kind.NEXT.value, Kind.SUMMARY.value, Kind.REPLY.value})


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom something is given: “person”, “school”, “family” or “district” with the key of one (number of the person,
    URN, “family 3”, key of the district); “office” and “all-schools” without."""

    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody with an account on a day: the schools that they are head of, head or chair of, where those are and to
    which families they belong (“family 3”)."""

    person: int | None
    heads: frozenset[int] = frozenset()
    schools: frozenset[int] = frozenset()
    districts: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    office: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A release: to whom, from which day to which."""

    to: str
    key: str
    since: date
    until: date | None = None
    taken_back: bool = False

    def reaches(self, viewer: Viewer, on: date) -> bool:
        if self.taken_back or on < self.since or (self.until is not None and on > self.until):
            return False
        match self.to:
            case "person":
                return viewer.person is not None and self.key == str(viewer.person)
            case "school":
                return self.key in {str(urn) for urn in viewer.schools}
            case "family":
                return self.key in viewer.families
            case "district":
                return self.key in viewer.districts
            case "office":
                return viewer.office
            case "all-schools":
                return viewer.office or bool(viewer.schools)
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """What the rule needs to know of a part. `reviewers_until`: the last day on which the team reads, None while nobody
    has said when that is."""

    school: int
    kind: str
    person: int | None = None
    agreed: bool = False
    in_pack: bool = False
    reviewers: frozenset[int] = frozenset()
    reviewers_until: date | None = None
    given: tuple[Given, ...] = ()


def may_read(part: PartFacts, viewer: Viewer | None, *, on: date) -> bool:
    """Whether somebody reads a part: the head of the school; whose it is; the reviewers for their time; whoever the
    school gave it to."""
    if viewer is None:
        return False
    if part.school in viewer.heads:
        return True
    if part.kind in SOMEBODYS and part.person is not None and part.person == viewer.person:
        return True
    if viewer.person in part.reviewers and _reviewers_read(part, on):
        return True
    if part.kind in NEVER_GIVEN or (part.kind in WHEN_AGREED and not part.agreed):
        return False
    return any(one.reaches(viewer, on) for one in part.given)


def _reviewers_read(part: PartFacts, on: date) -> bool:
    in_time = part.reviewers_until is None or on <= part.reviewers_until
    return in_time and (part.kind in WRITTEN or (part.kind in PACKED and part.in_pack))


def viewer_of(user: Any, *, on: date) -> Viewer | None:
    """Who somebody is. None, who reads nothing: a visitor, and who of the office sees as a school: the head's report is
    the head's. Three queries at most, for a head."""
    posts = posts_of(user)
    if not getattr(user, "is_authenticated", False) or not user.is_active or not user.pk or user.pk < 0:
        return None
    held = [(post.role, int(post.key)) for post in posts if post.scope == "school" and post.role in LEADS]
    schools = frozenset(urn for _, urn in held)
    return Viewer(
        person=Person.objects.filter(user=user).values_list("pk", flat=True).first(),
        heads=frozenset(urn for role, urn in held if role == "head"),
        schools=schools,
        districts=_districts(schools),
        families=_families(schools, on),
        office=bool(user.is_office),
    )


def readable(viewer: Viewer | None, *, on: date) -> QuerySet[Part]:
    """The parts that somebody reads, in one query."""
    parts: QuerySet[Part] = Part.objects.all()
    if viewer is None:
        return parts.none()
    found = Q(review__school__in=viewer.heads) | _given(viewer, on)
    if viewer.person is not None:
        found |= Q(kind__in=SOMEBODYS, person=viewer.person) | _as_reviewer(viewer.person, on)
    return parts.filter(found)


def packed(viewer: Viewer | None, review: Any, *, on: date) -> list[str]:
    """The keys of the preparation pack that somebody reads: the head all that there could be ticked, the reviewers what
    the school ticked, for their time; nobody else."""
    if viewer is None:
        return []
    in_time = review.reviewers_until is None or on <= review.reviewers_until
    is_reviewer = viewer.person in {one.person_id for one in review.members.all()}
    return list(review.pack) if review.school in viewer.heads or (is_reviewer and in_time) else []


def is_concerned(user: Any) -> bool:
    """Whether somebody reviews a school, does an action of one, or was given something by name, over by now or not: for
    people without a role that opens these pages. What they read there is asked for anew. Two queries."""
    person = Person.objects.filter(user=user).values_list("pk", flat=True).first() if user.pk and user.pk > 0 else None
    if person is None:
        return False
    given = Release.objects.filter(to=To.PERSON, key=str(person), taken_back=False).values("pk")
    own = Part.objects.filter(kind__in=SOMEBODYS, person=person).values("pk")
    member = Member.objects.filter(person=person).values("pk")
    return bool(Person.objects.filter(pk=person).filter(Exists(member) | Exists(own) | Exists(given)).exists())


def _as_reviewer(person: int, on: date) -> Q:
    sits = Exists(Member.objects.filter(review=OuterRef("review"), person=person))
    in_time = Q(review__reviewers_until__isnull=True) | Q(review__reviewers_until__gte=on)
    return Q(sits) & in_time & (Q(kind__in=WRITTEN) | Q(kind__in=PACKED, in_pack=True))


def _given(viewer: Viewer, on: date) -> Q:
    to = Q(to=To.SCHOOL, key__in=[str(urn) for urn in viewer.schools])
    to |= Q(to=To.FAMILY, key__in=viewer.families) | Q(to=To.DISTRICT, key__in=viewer.districts)
    if viewer.person is not None:
        to |= Q(to=To.PERSON, key=str(viewer.person))
    if viewer.office:
        to |= Q(to=To.OFFICE)
    if viewer.office or viewer.schools:
        to |= Q(to=To.ALL)
    standing = Release.objects.standing_on(on).filter(to, part=OuterRef("pk"))
    when = ~Q(kind__in=NEVER_GIVEN) & (~Q(kind__in=WHEN_AGREED) | Q(review__state="agreed"))
    return Q(Exists(standing)) & when


def _districts(schools: frozenset[int]) -> frozenset[str]:
    if not schools:
        return frozenset()
    found = Profile.objects.current().filter(urn__in=schools).exclude(district="")
    return frozenset(found.values_list("district", flat=True))


def _families(schools: frozenset[int], on: date) -> frozenset[str]:
    if not schools:
        return frozenset()
    ties = Tie.objects.lasting_on(on).filter(kind__in=FAMILIES, school__in=schools).exclude(circle="")
    return frozenset(ties.values_list("circle", flat=True))
