"""Ties, posted for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.town import AT, TODAY


def tied(kind: str, *schools: int, source: str, ago: int = 10, at: Any = AT, **more: Any) -> None:
    """Post a tie of these schools: one that lasts, where its kind does; else of the day."""
    from alongside.work.ties.actions import End, post
    from alongside.work.ties.isolation.rules import LASTING

    since = TODAY - timedelta(days=ago)
    until = None if kind in LASTING else since
    ends = [End(kind=kind, school=school) for school in schools]
    post(**{"ends": ends, "source": source, "since": since, "until": until, "by": None, "at": at, **more})


def cover(school: int, *, day: date = TODAY) -> None:
    """Something of every kind that has to be recorded, at a school that no test looks at, long ago."""
    ago = 4000
    tied("family", school, source="family 900", ago=ago, circle="family 900", name="Some family")
    for kind in ("visit", "review-given", "visit-made", "support-given"):
        tied(kind, school, source=f"{kind} 900", ago=ago)
