"""Reads of self-reports."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.people import queries as people
from alongside.knowledge.people.models import Person


def who_answers(urn: int, *, on: date, district: str | None = None) -> Person | None:
    """The school's District Lead, else the director; None where there is neither."""
    held = people.leads_of(urn, on=on, district=district) or people.holders(role="director", on=on)
    return held[0].person if held else None
