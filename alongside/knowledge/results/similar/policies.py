"""The shape of policies/similar_schools.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.kernel import policy


class Group(policy.Part):
    """Phases within which schools can be similar."""

    name: str
    phases: tuple[str, ...] = Field(min_length=1)  # keys of schools.vocabulary.PHASES


class Feature(policy.Part):
    """One thing about an intake. `measures`: where it is published, the first that a school has.

    `scale`: `difference` counts the difference in the measure's own unit, `ratio` how many times larger. `step` is the
    difference (or the ratio) that counts as one. `required`: without it a school has no similar schools, but for the
    groups of `but_for`; `only_for`: the only groups where it counts.
    """

    key: str = Field(pattern=r"^[a-z]{2,20}$")
    name: str
    short: str = ""
    measures: tuple[str, ...] = Field(min_length=1)
    scale: Literal["ratio", "difference"]
    step: float = Field(gt=0)
    weight: float = Field(gt=0)
    required: bool = False
    but_for: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _a_ratio_is_more_than_one(self) -> Feature:
        if self.scale == "ratio" and self.step <= 1:
            raise ValueError(f"{self.key}: a ratio of {self.step} is no step; take more than 1")
        return self

    def counts_in(self, group: str) -> bool:
        return not self.only_for or group in self.only_for

    def must_be_known_in(self, group: str) -> bool:
        return self.required and self.counts_in(group) and group not in self.but_for


class Near(policy.Part):
    """What a distance is called."""

    up_to: float
    words: str


class Example(policy.Part):
    """A worked example, which runs as a test: distances to each of the others, and the order they come in."""

    says: str
    group: str
    school: Mapping[str, float]
    others: tuple[Mapping[str, float], ...]
    distances: tuple[float, ...]
    order: tuple[int, ...]


class SimilarSchools(policy.Policy):
    """policies/similar_schools.yaml. `intake`: the dataset whose loading makes the set of a year; `years_back`: how old
    a feature may be; `known_of`: of what part of a group's schools one must be known that need not be; `least`: with no
    more schools than that in a group, none has similar schools."""

    how_many: int = Field(ge=3, le=100)
    least: int = Field(ge=1)
    years_back: int = Field(ge=0, le=5)
    known_of: float = Field(ge=0, le=1)
    intake: str
    groups: Mapping[str, Group]
    features: tuple[Feature, ...] = Field(min_length=1)
    near: tuple[Near, ...]
    far: str
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def _it_fits(self) -> SimilarSchools:
        keys = [feature.key for feature in self.features]
        phases = [phase for group in self.groups.values() for phase in group.phases]
        if len(keys) != len(set(keys)) or len(phases) != len(set(phases)):
            raise ValueError("features, groups: each key, and each phase, stands once")
        for feature in self.features:
            unknown = {*feature.but_for, *feature.only_for} - set(self.groups)
            if unknown:
                raise ValueError(f"{feature.key}: no group {', '.join(sorted(unknown))}")
        return self

    @cached_property
    def group_of_phase(self) -> Mapping[str, str]:
        return {phase: key for key, group in self.groups.items() for phase in group.phases}

    def features_of(self, group: str) -> tuple[Feature, ...]:
        return tuple(feature for feature in self.features if feature.counts_in(group))

    def words(self, distance: float) -> str:
        return next((near.words for near in self.near if distance <= near.up_to), self.far)


def similar_schools() -> SimilarSchools:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("similar_schools", SimilarSchools)
