"""Who may review whom, and how well they fit: whole points, so that two ways of counting them agree. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from alongside.work.peer_review.cycles.pairing.facts import (
    Request,
    Reviewer,
    School,
    Team,
    kilometres,
    limit_of,
)
from alongside.work.peer_review.cycles.policies import PeerReview, RuleKey


@dataclass(frozen=True, slots=True)
class Fit:
    """How well somebody fits a school, in points by what they are for. `kilometres`: None where not known."""

    phase: int
    expertise: int
    distance: int
    availability: int
    balance: int
    experience: int
    kilometres: float | None

    def total(self, *, lead: bool) -> int:
        for_all = self.phase + self.expertise + self.distance + self.availability + self.balance
        return for_all + self.experience if lead else for_all


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a team does not keep, and who breaks it."""

    rule: RuleKey
    school: int
    reviewer: int


def why_not(
    school: School, reviewer: Reviewer, request: Request, policy: PeerReview, *, lead: bool
) -> Iterator[RuleKey]:
    """The rules by which this person cannot review this school, whoever else reviews what. Those set aside for the
    request are passed over."""
    relaxed = request.relaxed
    if reviewer.school == school.urn:
        yield "own-school"
    if school.urn in reviewer.interests:
        yield "interest"
    if reviewer.trained_until is None or reviewer.trained_until < request.last:
        yield "trained"
    if lead and not reviewer.can_lead:
        yield "lead"
    if "phase" not in relaxed and nearness(school.phase, reviewer.phases, policy) == 0:
        yield "phase"
    if not school.same_trust and "trust" not in relaxed and school.trusts & reviewer.trusts:
        yield "trust"
    if not school.same_family and "family" not in relaxed and school.families & reviewer.families:
        yield "family"
    if "cycle-before" not in relaxed and (reviewer.school, school.urn) in request.before:
        yield "cycle-before"
    apart = kilometres(school.at, reviewer.at)
    if apart is not None and apart > (policy.relaxed_km if "distance" in relaxed else policy.furthest_km):
        yield "distance"
    if not request.begins(request.free_at[school.urn] & request.free_of[reviewer.key]):
        yield "free"


def may(school: School, reviewer: Reviewer, request: Request, policy: PeerReview, *, lead: bool) -> bool:
    """Whether no rule keeps this person from this school, the rules between teams apart."""
    return next(why_not(school, reviewer, request, policy, lead=lead), None) is None


def nearness(phase: str, known: frozenset[str], policy: PeerReview) -> float:
    """1 for the very phase, ½ for one near it, 0 for another; ½ where the school's is not known."""
    if phase in known:
        return 1.0
    if not phase:
        return 0.5
    return 0.5 if known & _near(policy.near_phases).get(phase, frozenset()) else 0.0


@lru_cache(maxsize=8)
def _near(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, frozenset[str]]:
    both = [*pairs, *((other, one) for one, other in pairs)]
    return {phase: frozenset(other for one, other in both if one == phase) for phase, _ in both}


def fit(school: School, reviewer: Reviewer, request: Request, policy: PeerReview) -> Fit:
    """How well this person fits this school."""
    most = policy.points
    apart = kilometres(school.at, reviewer.at)
    near = 0.5 if apart is None else max(0.0, 1 - apart / policy.furthest_km)
    knows = len(school.wants & reviewer.knows) / len(school.wants) if school.wants else 0.5
    both = (request.free_at[school.urn] & request.free_of[reviewer.key]).bit_count()
    owes = 1.0 if reviewer.owes > 0 else 0.5 if reviewer.owes == 0 else 0.0
    return Fit(
        phase=round(most.phase * nearness(school.phase, reviewer.phases, policy)),
        expertise=round(most.expertise * knows),
        distance=round(most.distance * near),
        availability=round(most.availability * both / max(1, len(request.calendar))),
        balance=round(most.balance * owes),
        experience=round(most.experience * min(1.0, reviewer.reviews / policy.experienced_after)),
        kilometres=apart,
    )


def objective(teams: Mapping[int, Team], request: Request, policy: PeerReview) -> int:
    """What is sought, of teams that keep the rules: seats filled, how well people fit, and that schools give as well as
    receive (policies/peer_review.yaml). Teams accepted before count with what is new."""
    total = 0
    giving = set()
    for urn, team in {**teams, **request.fixed}.items():
        school = request.school_of[urn]
        for number, key in enumerate(team):
            if key is None:
                continue
            reviewer = request.reviewer_of[key]
            total += worth(fit(school, reviewer, request, policy), policy, lead=number == 0)
            giving.add(reviewer.school)
    return total + policy.giving * len(giving & request.school_of.keys())


def worth(fitting: Fit, policy: PeerReview, *, lead: bool) -> int:
    """What filling a seat with this person counts."""
    return policy.seat + (policy.lead if lead else 0) + fitting.total(lead=lead)


def broken(teams: Mapping[int, Team], request: Request, policy: PeerReview) -> list[Broken]:
    """Every rule that these teams, with those accepted before, do not keep. Of teams accepted before nothing is said
    that is theirs alone: somebody decided them."""
    every = {**request.fixed, **teams}
    return [
        *_broken_alone(teams, request, policy),
        *_broken_together(teams, every, request, policy),
    ]


def _broken_alone(teams: Mapping[int, Team], request: Request, policy: PeerReview) -> Iterator[Broken]:
    for urn, team in teams.items():
        schools_in: set[int] = set()
        for number, key in enumerate(team):
            if key is None:
                continue
            reviewer = request.reviewer_of[key]
            for rule in why_not(request.school_of[urn], reviewer, request, policy, lead=number == 0):
                yield Broken(rule, urn, key)
            if reviewer.school in schools_in or team.index(key) < number:
                yield Broken("one-of-a-school", urn, key)
            if reviewer.school is not None:
                schools_in.add(reviewer.school)


def _broken_together(
    teams: Mapping[int, Team], every: Mapping[int, Team], request: Request, policy: PeerReview
) -> Iterator[Broken]:
    gives = {
        (reviewer.school, urn)
        for urn, team in every.items()
        for key in team
        if key is not None and (reviewer := request.reviewer_of[key]).school is not None
    }
    used = Counter(key for team in every.values() for key in team if key is not None)
    for urn, team in teams.items():
        for key in team:
            if key is None:
                continue
            reviewer = request.reviewer_of[key]
            if reviewer.school != urn and (urn, reviewer.school) in gives:
                yield Broken("reciprocal", urn, key)
            if used[key] > limit_of(reviewer, request, policy):
                yield Broken("limit", urn, key)
