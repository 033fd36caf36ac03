"""policies/review_models/: what kinds of review there are; policies/peer_review.yaml: how reviewers and schools are
brought together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from alongside.floor.kernel import policy

FindingKind = Literal["strength", "next"]
RuleKey = Literal[
    "own-school", "interest", "trained", "lead", "free", "phase", "distance", "trust", "family", "reciprocal",
    "cycle-before", "one-of-a-school", "limit",
]  # fmt: skip


class Stage(policy.Part):
    """A stage of a review; `weeks` from its first day, before it where negative."""

    key: str
    name: str
    weeks: int
    says: str


class Question(policy.Part):
    key: str
    words: str
    hint: str = ""


class Finding(policy.Part):
    """How a finding of this kind is called."""

    name: str
    says: str


class ReviewModel(policy.Policy):
    """A kind of review. `run`: whether the partnership runs it; others are only recorded, and have no days, team or
    questions here. `team`: how many reviewers, the lead among them."""

    run: bool
    short: str
    days: int = 0
    team: int = 0
    stages: tuple[Stage, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: dict[FindingKind, Finding]
    look_again_months: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _can_be_run(self) -> ReviewModel:
        if self.run and not (self.days > 0 and self.team > 0 and self.questions and len(self.findings) == 2):
            raise ValueError("a review that is run has days, a team, questions and words for both kinds of finding")
        for name in ("stages", "questions"):
            keys = [one.key for one in getattr(self, name)]
            if len(set(keys)) != len(keys):
                raise ValueError(f"{name}: each has a key of its own")
        return self

    def question(self, key: str) -> Question | None:
        return next((one for one in self.questions if one.key == key), None)


class Points(policy.Part):
    """The most points that each way of fitting counts."""

    phase: int
    expertise: int
    distance: int
    availability: int
    balance: int
    experience: int


class Rule(policy.Part):
    name: str
    says: str


class PeerReview(policy.Policy):
    """policies/peer_review.yaml."""

    seat: int
    lead: int
    giving: int
    points: Points
    experienced_after: int
    furthest_km: float
    near_phases: tuple[tuple[str, str], ...]
    training_months: int
    training_soon_days: int
    most_at_first: int
    reviewed_within_years: int
    rules: dict[RuleKey, Rule]
    may_be_relaxed: tuple[RuleKey, ...]
    relaxed_km: float
    relaxed_limit: int

    @model_validator(mode="after")
    def _a_seat_goes_before_a_fit(self) -> PeerReview:
        most = sum(self.points.model_dump().values()) + 2 * self.giving
        if self.seat <= most or self.furthest_km <= 0 or self.relaxed_km <= self.furthest_km:
            raise ValueError(
                f"seat: more than {most}, all that fitting can count; relaxed_km: further than furthest_km"
            )
        return self


def review_models() -> Mapping[str, ReviewModel]:
    """Every kind of review, by its key. Raises PolicyError where a file is not right."""
    return policy.read_all("review_models", ReviewModel)


def review_model(key: str) -> ReviewModel:
    """Raises KeyError for one that there is not."""
    return review_models()[key]


def peer_review() -> PeerReview:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("peer_review", PeerReview)
