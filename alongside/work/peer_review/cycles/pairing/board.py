"""Teams as they are put together, one seat at a time, with the rules that hold between them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from alongside.work.peer_review.cycles.pairing import rules
from alongside.work.peer_review.cycles.pairing.facts import Request, Teams, limit_of
from alongside.work.peer_review.cycles.policies import PeerReview, RuleKey


class Edge(NamedTuple):
    """Somebody who may take a seat at a school, and what that counts."""

    worth: int
    school: int
    reviewer: int
    lead: bool


@dataclass
class Board:
    """Who sits where so far. What was accepted before stands on it from the beginning and is never moved."""

    request: Request
    policy: PeerReview

    def __post_init__(self) -> None:
        self.leads: dict[int, int] = {}
        self.others: dict[int, list[int]] = {one.urn: [] for one in self.request.schools}
        self.used: Counter[int] = Counter()
        self.gives: Counter[tuple[int, int]] = Counter()  # (school of the reviewer, school reviewed)
        self.giving: Counter[int] = Counter()  # schools of the reviewers
        self._school = {one.key: one.school for one in self.request.reviewers}
        self._limit = {one.key: limit_of(one, self.request, self.policy) for one in self.request.reviewers}
        for urn, team in self.request.fixed.items():
            for number, key in enumerate(team):
                self.add(urn, key, lead=number == 0)

    def add(self, school: int, reviewer: int, *, lead: bool) -> None:
        if lead:
            self.leads[school] = reviewer
        else:
            self.others[school].append(reviewer)
        self._count(school, reviewer, 1)

    def remove(self, school: int, reviewer: int) -> None:
        if self.leads.get(school) == reviewer:
            del self.leads[school]
        else:
            self.others[school].remove(reviewer)
        self._count(school, reviewer, -1)

    def _count(self, school: int, reviewer: int, by: int) -> None:
        self.used[reviewer] += by
        own = self._school[reviewer]
        if own is not None:
            self.gives[own, school] += by
            self.giving[own] += by

    def free_seats(self) -> Iterator[tuple[int, bool]]:
        """Seats that nobody has: (school, whether it is the lead's); none of schools whose team was accepted before."""
        for one in self.request.schools:
            if one.urn not in self.request.fixed:
                if one.urn not in self.leads:
                    yield one.urn, True
                for _ in range(self.request.team - 1 - len(self.others[one.urn])):
                    yield one.urn, False

    def has_seat(self, school: int, *, lead: bool) -> bool:
        if school in self.request.fixed:
            return False
        return school not in self.leads if lead else len(self.others[school]) < self.request.team - 1

    def why_not(self, school: int, reviewer: int) -> Iterator[RuleKey]:
        """The rules between teams by which this person cannot join this one now."""
        own = self._school[reviewer]
        if own is None:
            if self.leads.get(school) == reviewer or reviewer in self.others[school]:
                yield "one-of-a-school"
        else:
            if self.gives[own, school]:
                yield "one-of-a-school"
            if self.gives[school, own]:
                yield "reciprocal"
        if self.used[reviewer] >= self._limit[reviewer]:
            yield "limit"

    def left(self, reviewer: int) -> int:
        """How many schools more they can review."""
        return max(0, self._limit[reviewer] - self.used[reviewer])

    def can_take(self, edge: Edge) -> bool:
        return (
            self.has_seat(edge.school, lead=edge.lead) and next(self.why_not(edge.school, edge.reviewer), None) is None
        )

    def gain(self, edge: Edge) -> int:
        """What the objective gains by it."""
        own = self._school[edge.reviewer]
        first = own is not None and own in self.request.school_of and not self.giving[own]
        return edge.worth + (self.policy.giving if first else 0)

    def teams(self) -> Teams:
        """Those that are new; each with a place for its lead, filled or not."""
        return {
            one.urn: (self.leads.get(one.urn), *self.others[one.urn])
            for one in self.request.schools
            if one.urn not in self.request.fixed
        }


def edges_of(request: Request, policy: PeerReview) -> list[Edge]:
    """Every seat that somebody may take, the rules between teams apart."""
    found = []
    for school in request.schools:
        if school.urn in request.fixed:
            continue
        for reviewer in request.reviewers:
            if not rules.may(school, reviewer, request, policy, lead=False):
                continue
            fitting = rules.fit(school, reviewer, request, policy)
            found.append(Edge(rules.worth(fitting, policy, lead=False), school.urn, reviewer.key, False))
            if reviewer.can_lead:
                found.append(Edge(rules.worth(fitting, policy, lead=True), school.urn, reviewer.key, True))
    return found
