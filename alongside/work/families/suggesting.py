"""The facts that suggestions rest on, gathered for some schools at once, and what the rule makes of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians

from alongside.knowledge.results.similar import queries as similar
from alongside.knowledge.results.similar.policies import similar_schools
from alongside.knowledge.schools.models import Profile
from alongside.work.families import queries, rules, shared
from alongside.work.families.models import Family, Membership
from alongside.work.families.policies import Families, families
from alongside.work.families.rules import Circle, School, Suggestion
from alongside.work.ties.topics import topics

DEGREE_KM = 111.2  # of latitude


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is suggested to a school: families with reasons, and who else near it is in none (with kilometres)."""

    families: tuple[Suggestion, ...]
    companions: tuple[tuple[School, float], ...] = ()


def for_schools(found: Sequence[Profile], *, on: date, version: int) -> dict[int, Suggested]:
    """Suggestions for each. Five queries however many they are."""
    if not found:
        return {}
    policy = families()
    held = list(Membership.objects.members().filter(family__state=Family.State.STANDING).select_related("family"))
    counting = [one for one in held if one.family.rules.counts]
    lines = {one.urn: one for one in (*found, *queries.members_in_the_register())}
    near = _near(found, counting, lines, policy)
    members = {urn for some in near.values() for one in some.values() for urn in one}
    schools = _facts([lines[urn] for urn in {*members, *(one.urn for one in found)} if urn in lines], held, on, version)
    names = {one.family_id: one.family.name for one in counting}
    told = {key: topic.name for key, topic in topics().by_key.items()}
    features = similar_schools().features
    made = {}
    for profile in found:
        circles = [
            Circle(pk, names[pk], tuple(schools[urn] for urn in urns if urn in schools))
            for pk, urns in near[profile.urn].items()
        ]
        best = rules.suggest(schools[profile.urn], circles, policy=policy, features=features, topics=told)
        made[profile.urn] = Suggested(tuple(best))
    return made


def for_school(profile: Profile, *, on: date, version: int) -> Suggested:
    """The same for one, with the nearest schools that are in no family either. One query more."""
    own = for_schools([profile], on=on, version=version)[profile.urn]
    if profile.latitude is None or profile.longitude is None:
        return own
    far = families().suggestions.far_km / DEGREE_KM
    east = far / max(cos(radians(profile.latitude)), 0.1)
    around = queries.without().filter(
        latitude__range=(profile.latitude - far, profile.latitude + far),
        longitude__range=(profile.longitude - east, profile.longitude + east),
    )
    others = [_school(one) for one in around.exclude(urn=profile.urn)]
    return Suggested(own.families, tuple(rules.companions(_school(profile), others, policy=families())))


def _near(
    found: Iterable[Profile], held: Iterable[Membership], lines: dict[int, Profile], policy: Families
) -> dict[int, dict[int, list[int]]]:
    """For each school the families worth looking at, with their members: those with a school in the squares around it;
    all, where nobody knows where the school is."""
    of_family: dict[int, list[int]] = defaultdict(list)
    squares: dict[tuple[int, int], set[int]] = defaultdict(set)
    for one in held:
        of_family[one.family_id].append(one.school)
        if square := _square(lines.get(one.school), policy):
            squares[square].add(one.family_id)
    made = {}
    for profile in found:
        square = _square(profile, policy)
        wanted = set(of_family)
        if square:
            around = [(square[0] + north, square[1] + east) for north in (-1, 0, 1) for east in (-1, 0, 1)]
            wanted = set().union(*(squares.get(one, set()) for one in around))
        made[profile.urn] = {pk: of_family[pk] for pk in sorted(wanted)}
    return made


def _square(profile: Profile | None, policy: Families) -> tuple[int, int] | None:
    """Squares at least as wide as what counts as near (a degree of longitude is more than half as long as one of
    latitude as far north as Shetland), so that whatever is near lies in the nine around."""
    if profile is None or profile.latitude is None or profile.longitude is None:
        return None
    side = policy.suggestions.far_km / DEGREE_KM
    return int(profile.latitude // side), int(profile.longitude // (side / 0.5))


def _facts(found: Sequence[Profile], held: Iterable[Membership], on: date, version: int) -> dict[int, School]:
    urns = [one.urn for one in found]
    places = similar.places_of(urns, on=on, version=version)
    strengths = shared.good_at(urns)
    working: dict[int, set[str]] = defaultdict(set)
    for one in held:
        working[one.school].update(one.topics)
    return {
        one.urn: School(
            one.urn,
            one.name,
            one.phase,
            one.latitude,
            one.longitude,
            places[one.urn].intake if one.urn in places else {},
            frozenset(strengths.get(one.urn, ())),
            frozenset(working.get(one.urn, ())),
        )
        for one in found
    }


def _school(profile: Profile) -> School:
    return School(profile.urn, profile.name, profile.phase, profile.latitude, profile.longitude)
