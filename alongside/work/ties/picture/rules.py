"""Which groups of schools have bridges between them, and which have none. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[str, str]  # two groups, in the order of their keys


@dataclass(frozen=True, slots=True)
class Bridges:
    """`between`: for two groups, the schools of either that have a tie with one of the other. `beyond`: for a group,
    its schools that have a tie with any other group. `within`: its schools that have one with another of their own."""

    between: Mapping[Pair, frozenset[int]]
    beyond: Mapping[str, frozenset[int]]
    within: Mapping[str, frozenset[int]]

    def gaps(self, groups: Iterable[str]) -> list[Pair]:
        """Pairs of groups without any bridge."""
        return [pair for pair in combinations(sorted(groups), 2) if not self.between.get(pair)]


def bridges(
    groups_of: Mapping[int, tuple[str, ...]], pairs: Iterable[tuple[int, int]], circles: Iterable[Iterable[int]]
) -> Bridges:
    """`groups_of`: the groups of each school (a district, or families). `pairs`: two schools with a tie. `circles`:
    schools that share something."""
    between: dict[Pair, set[int]] = defaultdict(set)
    within: dict[str, set[int]] = defaultdict(set)

    def tie(school: int, other: str) -> None:
        for own in groups_of.get(school, ()):
            if own == other:
                within[own].add(school)
            else:
                between[min(own, other), max(own, other)].add(school)

    for one, two in pairs:
        for school, other in ((one, two), (two, one)):
            for group in groups_of.get(other, ()):
                tie(school, group)
    for circle in circles:
        members = [school for school in circle if school in groups_of]
        counts: dict[str, int] = defaultdict(int)
        for school in members:
            for group in groups_of[school]:
                counts[group] += 1
        for school in members:
            for group, many in counts.items():
                if many > (group in groups_of[school]):
                    tie(school, group)
    for school, own_groups in groups_of.items():
        for pair in combinations(sorted(own_groups), 2):
            between[pair].add(school)  # it belongs to several: it is a bridge itself
    beyond: dict[str, set[int]] = defaultdict(set)
    for pair, schools in between.items():
        for group in pair:
            beyond[group] |= {school for school in schools if group in groups_of.get(school, ())}
    frozen = {pair: frozenset(schools) for pair, schools in between.items()}
    return Bridges(frozen, *({key: frozenset(some) for key, some in of.items()} for of in (beyond, within)))
