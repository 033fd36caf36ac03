"""policies/supported.yaml: the questions, the terms, the days, and the least count that is shown."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from alongside.floor.kernel import policy


class Question(policy.Part):
    """`short` heads a column. `wording` rises when the words change, and the trend then breaks."""

    key: str
    wording: int
    short: str
    words: str


class Term(policy.Part):
    key: str
    name: str
    from_month: Annotated[int, Field(ge=1, le=12)]


class Supported(policy.Policy):
    at_least: Annotated[int, Field(ge=2)]
    reply_within_days: int
    open_for_days: int
    ask_after_days: int
    terms: tuple[Term, ...]
    roles: tuple[str, ...]
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _asks_each_once(self) -> Supported:
        keys = [question.key for question in self.questions]
        if not keys or len(set(keys)) != len(keys):
            raise ValueError("questions: each has a key of its own")
        if len({term.from_month for term in self.terms}) != len(self.terms) or not self.terms:
            raise ValueError("terms: each begins in a month of its own")
        return self

    def term_on(self, day: date) -> tuple[str, str, date]:
        """The term of a day: its key (“2026-autumn”), its name (“Autumn term 2026”), its first day."""
        begun = [(date(year, term.from_month, 1), term) for year in (day.year - 1, day.year) for term in self.terms]
        first, term = max((one for one in begun if one[0] <= day), key=lambda one: one[0])
        return f"{first.year}-{term.key}", f"{term.name} {first.year}", first


def supported() -> Supported:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("supported", Supported)
