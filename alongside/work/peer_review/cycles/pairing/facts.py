"""What is known about schools, reviewers and a cycle when they are brought together. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from math import asin, cos, radians, sin, sqrt

from alongside.work.peer_review.cycles.policies import PeerReview

LatLon = tuple[float, float]
Span = tuple[date, date]  # the last day included


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school that joined. `wants`: keys of topics. `trusts`, `families`: circles that it is in. `not_between`: spans
    in which it cannot be reviewed."""

    urn: int
    phase: str = ""
    at: LatLon | None = None
    wants: frozenset[str] = frozenset()
    trusts: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    same_trust: bool = False
    same_family: bool = False
    not_between: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Somebody who reviews. `school`, `at`, `trusts`, `families`: of where they work. `owes`: reviews that their school
    received less those that it gave. `used`: schools that they are accepted for in this cycle already."""

    key: int
    school: int | None = None
    at: LatLon | None = None
    phases: frozenset[str] = frozenset()
    knows: frozenset[str] = frozenset()
    trusts: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    can_lead: bool = False
    trained_until: date | None = None
    most: int = 2
    reviews: int = 0
    owes: int = 0
    away: tuple[Span, ...] = ()
    interests: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Request:
    """What is asked: a team for each school. `first`, `last`: between which days; `days`: how many in a row a review
    takes. `before`: pairs (school reviewed, school of a reviewer) of the cycle before. `relaxed`: rules set aside.
    `fixed`: teams accepted already, which stay (school, keys with the lead first)."""

    schools: tuple[School, ...]
    reviewers: tuple[Reviewer, ...]
    first: date
    last: date
    days: int
    team: int
    before: frozenset[tuple[int, int]] = frozenset()
    relaxed: frozenset[str] = frozenset()
    fixed: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def school_of(self) -> dict[int, School]:
        return {one.urn: one for one in self.schools}

    @cached_property
    def reviewer_of(self) -> dict[int, Reviewer]:
        return {one.key: one for one in self.reviewers}

    @cached_property
    def calendar(self) -> tuple[date, ...]:
        """The weekdays between the first and the last day."""
        every = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
        return tuple(day for day in every if day.weekday() < 5)

    @cached_property
    def starts(self) -> int:
        """Bits of the weekdays on which a review can begin and end in the same week (one of more than five days: on any
        day that leaves enough)."""
        found = 0
        for number in range(len(self.calendar) - self.days + 1):
            if self.days > 5 or self.calendar[number].weekday() + self.days <= 5:
                found |= 1 << number
        return found

    @cached_property
    def free_at(self) -> dict[int, int]:
        """By school: the weekdays on which it can be reviewed, as bits."""
        return {one.urn: self._without(one.not_between) for one in self.schools}

    @cached_property
    def free_of(self) -> dict[int, int]:
        """By reviewer: the weekdays on which they can come, as bits."""
        return {one.key: self._without(one.away) for one in self.reviewers}

    def begins(self, free: int) -> int:
        """Of free weekdays, those on which a whole review can begin."""
        found = free & self.starts
        for number in range(1, self.days):
            found &= free >> number
        return found

    def _without(self, spans: tuple[Span, ...]) -> int:
        found = (1 << len(self.calendar)) - 1
        if spans:
            for number, day in enumerate(self.calendar):
                if any(first <= day <= last for first, last in spans):
                    found &= ~(1 << number)
        return found


# Whom a school gets: the key of the lead (None where there is none), then those of the others.
Team = tuple[int | None, ...]
Teams = dict[int, Team]


def limit_of(reviewer: Reviewer, request: Request, policy: PeerReview) -> int:
    """How many schools they review in this cycle at most."""
    return reviewer.most + (policy.relaxed_limit if "limit" in request.relaxed else 0)


def kilometres(one: LatLon | None, other: LatLon | None) -> float | None:
    """As the crow flies; None where either is not known."""
    if one is None or other is None:
        return None
    (lat, lon), (lat2, lon2) = one, other
    north, east = radians(lat2 - lat), radians(lon2 - lon)
    half = sin(north / 2) ** 2 + cos(radians(lat)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 12742.0 * asin(sqrt(half))
