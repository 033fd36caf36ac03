"""Whether a newer file of the same family is loaded already. An older one may fill in the past and no more."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.opendata import queries
from alongside.knowledge.opendata.registry import Staging


def newer_file(staging: Staging, family: str) -> date | None:
    """The day of the next newer file that is loaded, None where this one is the newest."""
    return next(
        (cover.as_at for cover in queries.coverage(family, version=staging.version) if cover.as_at > staging.as_at),
        None,
    )
