"""What a preparation pack may hold, how long reviewers read, what is told of a cycle: policies/review_reports.yaml."""

from __future__ import annotations

from alongside.floor.kernel import policy


class PackPart(policy.Part):
    """A part of the preparation pack, which the school ticks or not."""

    key: str
    name: str
    says: str


class Changed(policy.Part):
    """An answer to whether something changed."""

    key: str
    words: str


class Effect(policy.Part):
    """When a table of a cycle appears, and how few schools are never told."""

    fewest: int
    after_days: int


class ReviewReports(policy.Policy):
    """policies/review_reports.yaml."""

    reviewers_read_days: int
    report_within_days: int
    share_months: tuple[int, ...]
    pack: tuple[PackPart, ...]
    changed: tuple[Changed, ...]
    effect: Effect

    def changed_words(self, key: str) -> str:
        return next((one.words for one in self.changed if one.key == key), key)


def review_reports() -> ReviewReports:
    """The policy of this installation. Raises PolicyError where the file is not right."""
    return policy.read("review_reports", ReviewReports)
