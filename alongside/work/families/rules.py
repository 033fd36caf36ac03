"""Which families to suggest to a school that has none, and why. Pure: facts and policy in, ranked suggestions out.

The reasons and how much each counts at most: policies/families.yaml. No result of a school is among the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from statistics import median_low

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.similar import rules as similar
from alongside.knowledge.results.similar.policies import Feature
from alongside.work.families.policies import Families

EARTH_KM = 6371.0088
SAME_SIZE = frozenset({"pupils"})  # features that say nothing between phases: a secondary school is larger


@dataclass(frozen=True, slots=True)
class School:
    """What a suggestion takes of a school. `intake`: feature to value, as similar schools are made from. `good_at` and
    `working_on`: keys of topics."""

    urn: int
    name: str
    phase: str = ""
    latitude: float | None = None
    longitude: float | None = None
    intake: Mapping[str, float | Missing] = field(default_factory=dict)
    good_at: frozenset[str] = frozenset()
    working_on: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Circle:
    """A family that could be suggested, with its members."""

    pk: int
    name: str
    members: tuple[School, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, in a sentence, and how much it counts."""

    key: str
    words: str
    points: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A family, and why; the strongest reason first."""

    family: int
    name: str
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> float:
        return sum(reason.points for reason in self.reasons)


def suggest(
    school: School,
    circles: Iterable[Circle],
    *,
    policy: Families,
    features: Sequence[Feature] = (),
    topics: Mapping[str, str] | None = None,
) -> list[Suggestion]:
    """The best families for a school, best first: at most as many as the policy says, each with a reason. `topics`:
    their names. The order of `circles` makes no difference."""
    found = []
    for circle in circles:
        members = [one for one in circle.members if one.urn != school.urn]
        if not members or len(members) < len(circle.members) or len(members) >= policy.suggestions.members_at_most:
            continue
        reasons = reasons_for(school, members, policy=policy, features=features, topics=topics or {})
        if reasons:
            ordered = sorted(reasons, key=lambda one: (-one.points, one.key))
            found.append(Suggestion(circle.pk, circle.name, tuple(ordered)))
    return sorted(found, key=lambda one: (-one.points, one.name, one.family))[: policy.suggestions.most]


def reasons_for(
    school: School,
    members: Sequence[School],
    *,
    policy: Families,
    features: Sequence[Feature],
    topics: Mapping[str, str],
) -> list[Reason]:
    """Every reason that speaks for these members; none counts nothing."""
    weights, most = policy.suggestions.weights, policy.suggestions.topics_count
    given = school.good_at & frozenset().union(*(one.working_on for one in members))
    got = school.working_on & frozenset().union(*(one.good_at for one in members))
    found = [
        _near(school, members, policy),
        _same_phase(school, members, weights.same_phase),
        _next_phase(school, members, policy),
        _alike(school, members, policy, features),
        _topics("gives", "works on {}, which this school is good at", given, topics, weights.gives, most),
        _topics("gets", "is good at {}, which this school works on", got, topics, weights.gets, most),
    ]
    return [one for one in found if one and one.points > 0]


def companions(school: School, others: Iterable[School], *, policy: Families) -> list[tuple[School, float]]:
    """The nearest of other schools without a family, with their distance in kilometres: who one could be begun with."""
    near = [(one, away) for one in others if one.urn != school.urn and (away := kilometres(school, one)) is not None]
    within = [(one, away) for one, away in near if away <= policy.suggestions.far_km]
    return sorted(within, key=lambda pair: (pair[1], pair[0].urn))[: policy.suggestions.most]


def kilometres(one: School, other: School) -> float | None:
    """The straight distance over the ground; None where nobody knows where one of them is."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    chord = sin(north / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def _near(school: School, members: Sequence[School], policy: Families) -> Reason | None:
    """Half of the members whose place is known are within so far."""
    away = [found for one in members if (found := kilometres(school, one)) is not None]
    far = policy.suggestions.far_km
    if not away or (half := median_low(away)) >= far:
        return None
    words = f"It is near: half of its schools are within {max(half, 0.1):.1f} km in a straight line."
    if len(members) == 1:
        words = f"{members[0].name} is {max(half, 0.1):.1f} km away in a straight line."
    return Reason("near", words, policy.suggestions.weights.near * (1 - half / far))


def _same_phase(school: School, members: Sequence[School], weight: float) -> Reason | None:
    same = sum(bool(school.phase) and one.phase == school.phase for one in members)
    if not same:
        return None
    words = f"{same} of its {len(members)} schools {'is' if same == 1 else 'are'} of the same phase."
    if same == len(members):
        words = "All of its schools are of the same phase." if same > 1 else f"{members[0].name} is of the same phase."
    return Reason("same-phase", words, weight * same / len(members))


def _next_phase(school: School, members: Sequence[School], policy: Families) -> Reason | None:
    """Pupils may move between them: one is of the phase before or after, and near."""
    near = [
        (away, one.urn, one)
        for one in members
        if _follow(school.phase, one.phase, policy)
        and (away := kilometres(school, one)) is not None
        and away < policy.suggestions.next_phase_km
    ]
    if not near:
        return None
    away, _, nearest = min(near, key=lambda found: found[:2])
    before = (nearest.phase, school.phase) in policy.next_phases
    far = f"{max(away, 0.1):.1f} km away"
    words = f"{nearest.name}, of the phase {'before' if before else 'after'}, is {far}: pupils may move."
    weight = policy.suggestions.weights.next_phase
    return Reason("next-phase", words, weight * (1 - away / policy.suggestions.next_phase_km))


def _follow(one: str, other: str, policy: Families) -> bool:
    return (one, other) in policy.next_phases or (other, one) in policy.next_phases


def _alike(school: School, members: Sequence[School], policy: Families, features: Sequence[Feature]) -> Reason | None:
    """Members whose pupils are much like the school's own."""
    alike = 0
    for one in members:
        usable = [
            feature
            for feature in features
            if (feature.key not in SAME_SIZE or one.phase == school.phase)
            and isinstance(school.intake.get(feature.key), int | float)
            and isinstance(one.intake.get(feature.key), int | float)
        ]
        if usable:
            apart = similar.distance(similar.parts(school.intake, one.intake, usable))
            alike += apart <= policy.suggestions.alike_steps
    if not alike:
        return None
    words = f"In {alike} of its {len(members)} schools the pupils are much like those here."
    if len(members) == 1:
        words = f"The pupils of {members[0].name} are much like those here."
    return Reason("intake", words, policy.suggestions.weights.intake * alike / len(members))


def _topics(
    key: str, says: str, shared: frozenset[str], names: Mapping[str, str], weight: float, most: int
) -> Reason | None:
    if not shared:
        return None
    first = sorted(names.get(one, one) for one in shared)[:most]
    quoted = " and ".join(f"“{name}”" for name in first)
    return Reason(key, f"It {says.format(quoted)}.", weight * min(1.0, len(shared) / most))
