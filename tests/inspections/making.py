"""Inspections, histories and files, made on the spot for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from alongside.knowledge.inspections.facts import (
    KEY_JUDGEMENTS,
    REPORT_CARD_AREAS,
    Areas,
    Era,
    History,
    Inspection,
    Kind,
    Span,
)

URN = 100100
LAST = date(2026, 10, 31)
_numbers = count(10_000_000)
SIX = [area for area in REPORT_CARD_AREAS if area not in ("early_years", "post_16")]


def inspection(started: date, published: date | None, **how: Any) -> Inspection:
    """A graded inspection of the school 100100, good in the first era unless said."""
    how = {"number": str(next(_numbers)), "urn": URN, "kind": Kind.GRADED, "era": Era.OVERALL, **how}
    if how["kind"] is Kind.GRADED and how["era"] is Era.OVERALL and "areas" not in how:
        how.setdefault("overall", 2)
    how["areas"] = Areas(how.get("areas", {}))
    return Inspection(started=started, published=published, **how)


def judgements(*grades: int, **how: Any) -> dict[str, Any]:
    """What an inspection of the second era says: the four key judgements in their order."""
    return {"era": Era.JUDGEMENTS, "areas": dict(zip(KEY_JUDGEMENTS, grades, strict=True)), **how}


def report_card(*others: str, safeguarding: bool | None = True, **how: Any) -> dict[str, Any]:
    """What a report card says: six areas at the expected standard, but for `area=grade` given as area:grade."""
    areas = dict.fromkeys(SIX, "Expected standard") | dict(other.split(":") for other in others)
    return {"era": Era.REPORT_CARD, "areas": areas, "safeguarding": safeguarding, **how}


def history(*inspections: Inspection, since: date | None = None, spans: Sequence[Span] | None = None) -> History:
    """A history that is complete since the school opened, or since a day of publication."""
    in_order = sorted(inspections, key=lambda one: (one.started, one.published or date.max))
    return History(URN, tuple(in_order), tuple(spans) if spans is not None else (Span(since, LAST),))


def write(path: Path, header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Path:
    """A file with this header; what a row does not say is NULL, as Ofsted writes it."""
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([row.get(name, "NULL") for name in header] for row in rows)
    return path
