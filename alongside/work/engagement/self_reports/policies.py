"""policies/self_reports.yaml: the questions, who sees the answers, what follows, and in how many days."""

from __future__ import annotations

from pydantic import model_validator

from alongside.floor.kernel import policy


class Question(policy.Part):
    key: str
    words: str
    hint: str = ""
    required: bool = False


class SeenBy(policy.Part):
    """Who sees what a school says, in sentences: of every school, of one under the contract, of one that is not."""

    everybody: tuple[str, ...]
    contract: tuple[str, ...]
    without_contract: tuple[str, ...]
    nobody_else: str


class SelfReports(policy.Policy):
    answer_within_days: int
    questions: tuple[Question, ...]
    seen_by: SeenBy
    what_follows: tuple[str, ...]

    @model_validator(mode="after")
    def _asks_something(self) -> SelfReports:
        keys = [question.key for question in self.questions]
        if len(set(keys)) != len(keys) or not any(question.required for question in self.questions):
            raise ValueError("questions: each has a key of its own, and one at least is required")
        return self


def self_reports() -> SelfReports:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("self_reports", SelfReports)
