"""Why these people, and why nobody: which seats stay empty, what keeps whom from them, which rule to relax. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from alongside.work.peer_review.cycles.pairing import rules
from alongside.work.peer_review.cycles.pairing.board import Board
from alongside.work.peer_review.cycles.pairing.facts import Request, Reviewer, School, Team
from alongside.work.peer_review.cycles.policies import PeerReview, RuleKey

# Rules that are not set aside, and kept once somebody has been trained.
TO_MEND: frozenset[RuleKey] = frozenset({"trained"})


@dataclass(frozen=True, slots=True)
class Relief:
    """A rule that, set aside (or seen to, as training is), would let somebody take the seat; who would fit best then,
    and how many there are."""

    rule: RuleKey
    reviewer: int
    how_many: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A seat, or several alike, that nobody takes. `kept`: by rule, how many reviewers it keeps from it, each counted
    under the first rule in the way. `reliefs`: rules that could be set aside, the one that helps most first; with none,
    somebody has to be recruited."""

    school: int
    lead: bool
    seats: int
    kept: tuple[tuple[RuleKey, int], ...]
    reliefs: tuple[Relief, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is in a team: a word for what it is about, and a sentence."""

    reviewer: int
    lead: bool
    points: int
    words: tuple[str, ...]


def missing(teams: Mapping[int, Team], request: Request, policy: PeerReview) -> list[Missing]:
    """Every seat that is empty, by school, the leads' first."""
    board = Board(request, policy)
    for urn, team in teams.items():
        for number, key in enumerate(team):
            if key is not None:
                board.add(urn, key, lead=number == 0)
    found = []
    for (urn, lead), seats in Counter(board.free_seats()).items():
        found.append(_missing(urn, lead, seats, board, request, policy))
    return sorted(found, key=lambda one: (not one.lead, one.school))


def _missing(urn: int, lead: bool, seats: int, board: Board, request: Request, policy: PeerReview) -> Missing:
    school = request.school_of[urn]
    kept: Counter[RuleKey] = Counter()
    helped: dict[RuleKey, list[int]] = {}
    for reviewer in request.reviewers:
        against = [*rules.why_not(school, reviewer, request, policy, lead=lead), *board.why_not(urn, reviewer.key)]
        if against:
            kept[_weightiest(against, policy)] += 1
        if len(set(against)) == 1 and _would_help(against[0], school, reviewer, request, policy):
            helped.setdefault(against[0], []).append(reviewer.key)
    reliefs = [Relief(rule, _best(keys, school, request, policy), len(keys)) for rule, keys in helped.items()]
    reliefs.sort(key=lambda one: (-one.how_many, one.rule))
    return Missing(urn, lead, seats, tuple(kept.most_common()), tuple(reliefs))


def _weightiest(against: list[RuleKey], policy: PeerReview) -> RuleKey:
    """Of several rules in the way the one that cannot be set aside, in the order in which the policy lists them."""
    order = list(policy.rules)
    return min(against, key=lambda one: (one in policy.may_be_relaxed, order.index(one)))


def _would_help(rule: RuleKey, school: School, reviewer: Reviewer, request: Request, policy: PeerReview) -> bool:
    """Whether the one rule in the way is one to do something about: to set aside, or to train somebody. Even without
    the rule on distance nobody comes from anywhere."""
    if rule in TO_MEND:
        return True
    if rule not in policy.may_be_relaxed or rule in request.relaxed:
        return False
    without = replace(request, relaxed=request.relaxed | {rule})
    return rule != "distance" or rules.may(school, reviewer, without, policy, lead=False)


def _best(keys: list[int], school: School, request: Request, policy: PeerReview) -> int:
    def points(key: int) -> tuple[int, int]:
        return rules.fit(school, request.reviewer_of[key], request, policy).total(lead=False), -key

    return max(keys, key=points)


def reasons(urn: int, team: Team, request: Request, policy: PeerReview) -> list[Reason]:
    """Why each of a team is in it."""
    school = request.school_of[urn]
    found = []
    for number, key in enumerate(team):
        if key is None:
            continue
        fitting = rules.fit(school, request.reviewer_of[key], request, policy)
        words = _words(school, request.reviewer_of[key], fitting, request, policy, lead=number == 0)
        found.append(Reason(key, number == 0, fitting.total(lead=number == 0), tuple(words)))
    return found


def _words(
    school: School, reviewer: Reviewer, fitting: rules.Fit, request: Request, policy: PeerReview, *, lead: bool
) -> list[str]:
    """What speaks for them, and what does not, each in a few words."""
    near = rules.nearness(school.phase, reviewer.phases, policy)
    said = ["knows the phase" if near == 1 else "knows a phase near it" if near else "knows other phases"]
    if school.wants:
        both, wanted = len(school.wants & reviewer.knows), len(school.wants)
        said.append(f"knows {both} of {wanted} topics asked for" if both else "knows none of the topics asked for")
    if fitting.kilometres is not None:
        said.append(f"{fitting.kilometres:.0f} km away" if fitting.kilometres >= 1 else "less than 1 km away")
    else:
        said.append("how far they come is not known")
    days = (request.free_at[school.urn] & request.free_of[reviewer.key]).bit_count()
    said.append(f"both can on {days} of {len(request.calendar)} days")
    if reviewer.owes > 0:
        said.append("their school has been reviewed oftener than it gave")
    elif reviewer.owes < 0:
        said.append("their school has given oftener than it was reviewed")
    if lead:
        said.append(f"has taken part in {reviewer.reviews} review{'' if reviewer.reviews == 1 else 's'}")
    return said
