"""The shapes of policies/visit_templates.yaml and policies/visit_tiers.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from alongside.floor.kernel import policy

KEY = r"^[a-z][a-z-]{1,38}$"


class Section(policy.Part):
    """One question of a kind of visit."""

    key: str = Field(pattern=KEY)
    kind: Literal["findings", "strengths", "concerns"]
    title: str
    asks: str
    needed: bool = False


class Kind(policy.Part):
    """A kind of visit: its name, how long it usually takes, what is written down of it."""

    key: str = Field(pattern=KEY)
    name: str
    says: str
    minutes: int = Field(ge=15, le=600)
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Kind:
        keys = [section.key for section in self.sections]
        if len(set(keys)) != len(keys):
            raise ValueError(f"{self.key}: each section stands once")
        return self


class Days(policy.Part):
    """Within how many days a visit is written up, answered, and the answer replied to."""

    write_up: int = Field(ge=0)
    answer: int = Field(ge=1)
    reply: int = Field(ge=1)


class Files(policy.Part):
    """What is taken with a visit: how many files, how large each, how large a photograph is kept (pixels)."""

    most: int = Field(ge=0)
    megabytes: int = Field(ge=1)
    longest_side: int = Field(ge=200)
    megapixels: int = Field(ge=1)


class VisitTemplates(policy.Policy):
    """policies/visit_templates.yaml."""

    days: Days
    files: Files
    kinds: tuple[Kind, ...] = Field(min_length=1)

    @cached_property
    def by_key(self) -> Mapping[str, Kind]:
        return {kind.key: kind for kind in self.kinds}

    def kind(self, key: str) -> Kind:
        """The kind of a visit. One that the policy no longer has is shown by the words it was written with."""
        return self.by_key.get(key) or self.kinds[0]


class Ground(policy.Part):
    """A reason to see a school more often: it holds where everything that it names is so."""

    words: str
    priority: bool | None = None
    standing: tuple[str, ...] = ()
    inspection_usual_within_days: int | None = None
    new_head_within_days: int | None = None
    phases: tuple[str, ...] = ()


class Tier(policy.Part):
    """How often the schools of it are seen."""

    key: str = Field(pattern=KEY)
    name: str
    within_days: int = Field(ge=1)
    says: str
    grounds: tuple[Ground, ...] = ()


class ExampleSchool(policy.Part):
    """What is known of the school of a worked example; days are counted from the day of the example."""

    priority: bool | None = None
    standing: str = ""
    phase: str = ""
    inspection_usual_in_days: int | None = None
    head_for_days: int | None = None


class Example(policy.Part):
    """A worked example; it runs as a test."""

    says: str
    school: ExampleSchool
    tier: str
    because: str


class VisitTiers(policy.Policy):
    """policies/visit_tiers.yaml."""

    soon_days: int = Field(ge=0)
    tiers: tuple[Tier, ...] = Field(min_length=1)
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _the_last_is_for_all(self) -> VisitTiers:
        if self.tiers[-1].grounds:
            raise ValueError("the last tier is for every school that is left, and so has no grounds")
        if any(not tier.grounds for tier in self.tiers[:-1]):
            raise ValueError("every tier but the last says on which grounds a school is in it")
        return self


def templates() -> VisitTemplates:
    """The kinds of visit of this installation. Raises PolicyError where the file is not right."""
    return policy.read("visit_templates", VisitTemplates)


def tiers() -> VisitTiers:
    """How often which school is seen. Raises PolicyError where the file is not right."""
    return policy.read("visit_tiers", VisitTiers)
