"""Which schools are nearest on intake, how far, and by what they differ. Pure: features and policy in, verdicts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

from alongside.floor.kernel.missing import Missing
from alongside.knowledge.results.similar.policies import Feature, SimilarSchools

if TYPE_CHECKING:
    import numpy as np

PLACES = 3  # decimals of a distance: what is nearer to each other than a thousandth of a step is equally far
_AT_ONCE = 256  # schools whose distances to all others are worked out at once
_UNKNOWN = 1.0  # steps between two schools in a feature that one of them does not tell


@dataclass(frozen=True, slots=True)
class Intake:
    """What is published of a school's pupils. `features`: a number, or why there is none."""

    urn: int
    phase: str
    features: Mapping[str, float | Missing]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The similar schools of a school, nearest first, each with its distance; or why there are none."""

    urn: int
    group: str
    nearest: tuple[tuple[int, float], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The similar schools of every school, in the order of their URNs; and by which features, for each group."""

    schools: Sequence[Neighbours]
    used: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One feature of two schools: the values, and how many steps apart they are, with the sign of the other's.

    `steps` is None where one of the two does not tell; they then count as one step apart."""

    feature: Feature
    here: float | Missing
    there: float | Missing
    steps: float | None


def nearest(intakes: Sequence[Intake], policy: SimilarSchools) -> Found:
    """The similar schools of every school. The order of `intakes` makes no difference."""
    found: list[Neighbours] = []
    groups: dict[str, list[Intake]] = {}
    for intake in sorted(intakes, key=lambda intake: intake.urn):
        group = policy.group_of_phase.get(intake.phase, "")
        why = unfit(intake, group, policy)
        if why:
            found.append(Neighbours(intake.urn, group, (), why))
        else:
            groups.setdefault(group, []).append(intake)
    used: dict[str, Sequence[str]] = {}
    for group, members in groups.items():
        if len(members) <= policy.least:
            why = f"The intake of only {len(members)} {policy.groups[group].name} is loaded for that year."
            found += [Neighbours(member.urn, group, (), why) for member in members]
        else:
            features = features_used(group, members, policy)
            used[group] = [feature.key for feature in features]
            found += _among(group, members, features, policy.how_many)
    return Found(sorted(found, key=lambda one: one.urn), used)


def features_used(group: str, members: Sequence[Intake], policy: SimilarSchools) -> list[Feature]:
    """Those that must be known, and those that are known of enough of the group."""
    return [
        feature
        for feature in policy.features_of(group)
        if feature.must_be_known_in(group)
        or sum(_is_number(feature, one.features.get(feature.key)) for one in members) >= policy.known_of * len(members)
    ]


def unfit(intake: Intake, group: str, policy: SimilarSchools) -> str:
    """Why a school can have no similar schools; empty where it can."""
    if not group:
        return "No loaded file gives its phase, and only schools of one phase can be similar."
    unknown = [
        feature.name
        for feature in policy.features_of(group)
        if feature.must_be_known_in(group) and not _is_number(feature, intake.features.get(feature.key))
    ]
    if not unknown:
        return ""
    return f"Not published of it in that year: {' and '.join(unknown)}. Without that no intake can be compared."


def _is_number(feature: Feature, value: float | Missing | None) -> bool:
    return isinstance(value, int | float) and (feature.scale == "difference" or value > 0)


def _among(group: str, members: Sequence[Intake], features: Sequence[Feature], how_many: int) -> list[Neighbours]:
    """The nearest of each school among the members of its group, which are in the order of their URNs.

    The distances of many schools to all others are one product of matrices; those that could be among the nearest are
    then worked out one by one and rounded, so that the order does not hang on how a machine multiplies.
    """
    import numpy as np

    values = np.array(
        [[scaled(feature, member.features.get(feature.key)) for feature in features] for member in members]
    )
    weights = np.array([feature.weight for feature in features])
    known = ~np.isnan(values)
    plain = np.where(known, values, 0.0)
    rows = np.hstack([weights * plain**2, weights * known, -2 * weights * plain, -weights * _UNKNOWN**2 * known])
    columns = np.ascontiguousarray(np.hstack([known, plain**2, plain, known]).T)
    total = float(weights.sum())
    urns = np.array([member.urn for member in members])
    many = min(how_many, len(members) - 1)
    found = []
    for start in range(0, len(members), _AT_ONCE):
        block = rows[start : start + _AT_ONCE] @ columns + total * _UNKNOWN**2
        block[np.arange(len(block)), np.arange(start, start + len(block))] = np.inf
        limits = (
            np.sqrt(np.maximum(np.partition(block, many - 1, axis=1)[:, many - 1], 0.0) / total) + 2 * 10.0**-PLACES
        )
        limits = limits**2 * total
        for number, (line, limit) in enumerate(zip(block, limits, strict=True), start=start):
            near = np.flatnonzero(line <= limit)
            exact = np.round(np.sqrt(_apart(plain, known, weights, number, near) / total), PLACES)
            chosen = np.lexsort((urns[near], exact))[:many]
            pairs = tuple(zip(urns[near[chosen]].tolist(), exact[chosen].tolist(), strict=True))
            found.append(Neighbours(members[number].urn, group, pairs))
    return found


def _apart(plain: np.ndarray, known: np.ndarray, weights: np.ndarray, number: int, others: np.ndarray) -> np.ndarray:
    import numpy as np

    both = known[number] & known[others]
    squares = np.where(both, (plain[others] - plain[number]) ** 2, _UNKNOWN**2)
    return squares @ weights


def scaled(feature: Feature, value: float | Missing | None) -> float:
    """A value in steps of its feature; NaN where there is none."""
    if not isinstance(value, int | float) or not _is_number(feature, value):
        return float("nan")
    return log(value) / log(feature.step) if feature.scale == "ratio" else value / feature.step


def parts(
    one: Mapping[str, float | Missing], other: Mapping[str, float | Missing], features: Sequence[Feature]
) -> list[Part]:
    """Two schools feature by feature, in the order of the policy."""
    found = []
    for feature in features:
        here, there = one.get(feature.key, Missing.NOT_LOADED), other.get(feature.key, Missing.NOT_LOADED)
        told = _is_number(feature, here) and _is_number(feature, there)
        steps = scaled(feature, there) - scaled(feature, here) if told else None
        found.append(Part(feature, here, there, steps))
    return found


def distance(compared: Sequence[Part]) -> float:
    """The root of the weighted mean of the squared steps, rounded as everywhere."""
    squares = sum(part.feature.weight * (_UNKNOWN if part.steps is None else part.steps) ** 2 for part in compared)
    return round(sqrt(squares / sum(part.feature.weight for part in compared)), PLACES)


def most_apart(compared: Sequence[Part]) -> Part | None:
    """The feature that makes most of the distance; None where nothing differs."""
    told = [part for part in compared if part.steps]
    return max(told, key=lambda part: part.feature.weight * (part.steps or 0.0) ** 2, default=None)
