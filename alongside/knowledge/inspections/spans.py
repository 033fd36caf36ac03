"""Where the telling of a school's inspections is complete. Pure.

A file of latest inspections proves completeness from the oldest inspection it must list up to the day it speaks of; a
file of all inspections proves it for the period it covers. Spans that overlap, or follow each other without a day
between, are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from alongside.knowledge.inspections.facts import Span

_DAY = timedelta(days=1)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, none touching the next."""
    found: list[Span] = []
    for span in sorted(spans, key=_begins):
        if found and (span.first is None or span.first <= found[-1].last + _DAY):
            if span.last > found[-1].last:
                found[-1] = Span(found[-1].first, span.last)
        else:
            found.append(span)
    return tuple(found)


def _begins(span: Span) -> tuple[date, date]:
    return (span.first or date.min, span.last)
