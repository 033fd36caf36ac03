"""The shape of policies/priority.yaml: the agreed definition of a Priority School, by date, with worked examples."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import model_validator

from alongside.floor.kernel import policy
from alongside.knowledge.inspections.facts import Category, Era, Kind
from alongside.work.priority.facts import Status

# The limbs that the software knows how to judge. What each means is said in the policy.
BY_INSPECTION = (
    "special_measures",
    "serious_weaknesses",
    "twice_requires_improvement",
    "requires_improvement",
    "less_than_good",
)
BY_AGREEMENT = ("vulnerable", "in_crisis", "at_risk")


class LimbPart(policy.Part):
    """A limb in words. `ours`: our reading, where the definition itself leaves it open."""

    name: str
    prose: str
    ours: str = ""


class OutOfContract(policy.Part):
    """Why schools of these types or groups are outside the contract."""

    types: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    says: str


class Values(NamedTuple):
    """What counts as requiring improvement in each era."""

    overall: int
    judgement: int
    areas: frozenset[str]


class RequiresImprovement(policy.Part):
    overall_grade: int
    key_judgement_at_or_below: int
    report_card_areas_at: frozenset[str]


class Version(policy.Part):
    """The definition from a day on. The order of the limbs is the order in which one is named first."""

    key: str
    first_day: date
    title: str
    prose: str
    limbs: tuple[str, ...]


class ExampleInspection(policy.Part):
    """An inspection of a worked example, said shortly. `urn` defaults to the school's own."""

    started: date
    published: date
    kind: Kind = Kind.GRADED
    era: Era = Era.OVERALL
    overall: int | None = None
    category: Category | None = None
    safeguarding: bool | None = None
    areas: dict[str, int | str] = {}
    urn: int | None = None


class Example(policy.Part):
    """A school, a day, and what the definition makes of it. `known_from` None: everything since it opened is known."""

    says: str
    day: date
    type: str
    opened: date | None = None
    closed: date | None = None
    inspections: tuple[ExampleInspection, ...] = ()
    known_from: date | None = None
    no_file: bool = False
    agreements: tuple[dict[str, Any], ...] = ()
    status: Status
    limbs: tuple[str, ...] = ()
    headline: str = ""
    since: date | None = None
    cannot_tell: tuple[str, ...] = ()


class Priority(policy.Policy):
    """policies/priority.yaml."""

    to_the_school: str
    to_contest: str
    in_contract: tuple[str, ...]
    out_of_contract: tuple[OutOfContract, ...]
    requires_improvement: RequiresImprovement
    limbs: dict[str, LimbPart]
    versions: tuple[Version, ...]
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Priority:
        known = {*BY_INSPECTION, *BY_AGREEMENT}
        for version in self.versions:
            for limb in version.limbs:
                if limb not in known or limb not in self.limbs:
                    raise ValueError(
                        f"versions: {version.key} has the limb {limb}, which is not described or not known"
                    )
        days = [version.first_day for version in self.versions]
        if days != sorted(set(days)):
            raise ValueError("versions: each begins after the one before it")
        return self

    def version_on(self, day: date) -> Version | None:
        """The definition in force on a day, None before the first."""
        for version in reversed(self.versions):
            if version.first_day <= day:
                return version
        return None

    @cached_property
    def values(self) -> Values:
        reading = self.requires_improvement
        return Values(reading.overall_grade, reading.key_judgement_at_or_below, reading.report_card_areas_at)

    @cached_property
    def in_contract_types(self) -> frozenset[str]:
        return frozenset(self.in_contract)

    def name_of(self, limb: str) -> str:
        return self.limbs[limb].name


def priority() -> Priority:
    return policy.read("priority", Priority)
