"""Small numbers in a table of means: none is shown, and none can be worked out from those that are.

A table shows means of sets of schools that overlap: a district, its primary schools, its primary academies, the city.
Whoever knows the means of two sets and how many pupils are in each knows the mean of what lies between them. So a set
that is too small to be shown is also safe only while no sum and difference of shown sets gives it: while it does not
lie in the span of theirs. Where it does, the smallest set that the attack needs is withheld too, until none is left.

The sets are those of the table, so that the answer is the same whichever part of it somebody looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from alongside.knowledge.results.measures import Protection
from alongside.knowledge.results.rollup import RolledUp, is_enough, plain_mean, plain_total
from alongside.knowledge.results.values import Figure

if TYPE_CHECKING:
    import numpy as np

Key = TypeVar("Key", bound=Hashable)
NOTHING = 1e-7


def means(
    groups: Mapping[Key, Sequence[int]],
    figures: Mapping[int, Figure],
    protection: Protection,
    *,
    must_weigh: bool = False,
    keep: Callable[[Key], int] | None = None,
) -> dict[Key, RolledUp]:
    """The mean of each group of schools (by URN; groups may overlap), withheld where it must be.

    `keep`: how much a group is wanted; of those that an attack needs, the least wanted and then the smallest goes.
    `must_weigh`: see `rollup.plain_mean`. A URN without a figure raises KeyError: give it one that is missing.
    """
    return _protected(groups, figures, protection, partial(plain_mean, must_weigh=must_weigh), keep)


def totals(
    groups: Mapping[Key, Sequence[int]],
    figures: Mapping[int, Figure],
    protection: Protection,
    *,
    keep: Callable[[Key], int] | None = None,
) -> dict[Key, RolledUp]:
    """The same with sums, each of all its schools or of none."""
    return _protected(groups, figures, protection, plain_total, keep)


def _protected(
    groups: Mapping[Key, Sequence[int]],
    figures: Mapping[int, Figure],
    protection: Protection,
    roll: Callable[[Sequence[Figure]], RolledUp],
    keep: Callable[[Key], int] | None,
) -> dict[Key, RolledUp]:
    found = {key: roll([figures[urn] for urn in urns]) for key, urns in groups.items()}
    shown = [key for key, one in found.items() if one.value is not None]
    counted = {
        key: frozenset(urn for urn in groups[key] if _counts(figures[urn], found[key], is_sum=roll is plain_total))
        for key in shown
    }
    secret = withheld(counted, {key: found[key] for key in shown}, protection, keep)
    return {key: one.withheld() if key in secret else one for key, one in found.items()}


def _counts(figure: Figure, rolled: RolledUp, *, is_sum: bool) -> bool:
    """Whether a school is part of a mean or sum: a weighted mean leaves out who has no pupils, a sum nobody."""
    return figure.value is not None and (is_sum or not rolled.weighted or bool(figure.cohort))


def withheld(
    sets: Mapping[Key, frozenset[int]],
    found: Mapping[Key, RolledUp],
    protection: Protection,
    keep: Callable[[Key], int] | None = None,
) -> set[Key]:
    """The keys of those sets whose mean must not be shown. Equal sets are one: what hides the one hides the other."""
    small = {sets[key] for key, one in found.items() if not is_enough(one, protection)}
    if not small:
        return set()
    wanted: dict[frozenset[int], tuple[int, int, str]] = {}
    for key, urns in sets.items():
        rank = (keep(key) if keep else 0, len(urns), repr(key))
        wanted[urns] = max(rank, wanted.get(urns, rank))
    hidden = small | _given_away(small, sorted(wanted.keys() - small, key=lambda urns: wanted[urns], reverse=True))
    return {key for key, urns in sets.items() if urns in hidden}


def _given_away(small: set[frozenset[int]], shown: list[frozenset[int]]) -> set[frozenset[int]]:
    """Which of the shown sets (the most wanted first) must go, so that none of the small ones can be worked out.

    A small set that the shown ones give is a sum and difference of a basis of them. With the most wanted in the basis
    first, the least wanted that the sum needs is the one that has to go.
    """
    import numpy as np

    atoms = _atoms([*shown, *small])
    targets = np.array([_vector(urns, atoms) for urns in sorted(small, key=sorted)]).T
    vectors = {urns: _vector(urns, atoms) for urns in shown}
    hidden: set[frozenset[int]] = set()
    while True:
        basis = _basis([urns for urns in shown if urns not in hidden], vectors)
        if not basis:
            return hidden
        known = np.array([vectors[urns] for urns in basis]).T
        sums, *_ = np.linalg.lstsq(known, targets, rcond=None)
        given = np.abs(known @ sums - targets).max(axis=0) < NOTHING
        if not given.any():
            return hidden
        needed = np.abs(sums[:, given]) > NOTHING
        hidden |= {basis[int(np.flatnonzero(column)[-1])] for column in needed.T}


def _basis(shown: Sequence[frozenset[int]], vectors: Mapping[frozenset[int], np.ndarray]) -> list[frozenset[int]]:
    """Those that are no sum and difference of the ones before them."""
    import numpy as np

    basis: list[frozenset[int]] = []
    size = len(next(iter(vectors.values()), ()))
    directions = np.zeros((0, size))
    for urns in shown:
        left = vectors[urns]
        for _ in range(2):  # once more, for what the first time left by rounding
            left = left - directions.T @ (directions @ left)
        length = float(np.sqrt(left @ left))
        if length > NOTHING:
            basis.append(urns)
            directions = np.vstack([directions, left / length])
    return basis


def _atoms(sets: Sequence[frozenset[int]]) -> dict[int, int]:
    """Schools that lie in the very same sets cannot be told apart: the number of the lot that each is in."""
    lying: dict[int, list[int]] = {}
    for number, urns in enumerate(sets):
        for urn in urns:
            lying.setdefault(urn, []).append(number)
    lots: dict[tuple[int, ...], int] = {}
    return {urn: lots.setdefault(tuple(numbers), len(lots)) for urn, numbers in lying.items()}


def _vector(urns: frozenset[int], atoms: Mapping[int, int]) -> np.ndarray:
    import numpy as np

    vector = np.zeros(max(atoms.values(), default=-1) + 1)
    vector[[atoms[urn] for urn in urns]] = 1.0
    return vector
