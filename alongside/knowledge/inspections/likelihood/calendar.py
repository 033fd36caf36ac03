"""Months in which inspections were made: a pause does not count. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from alongside.floor.kernel.periods import add_months
from alongside.knowledge.inspections.likelihood.policies import Pause

__all__ = ["add_months", "inspecting_months", "months_between", "months_late"]


def months_between(first: date, last: date) -> float:
    """Months from one day to another, a day a thirty-first of one; negative where the first lies after the last."""
    return (last.year - first.year) * 12 + last.month - first.month + (last.day - first.day) / 31


def inspecting_months(first: date, last: date, pauses: Sequence[Pause]) -> float:
    """Months from one day to another without those in which routine inspections were paused."""
    months = months_between(first, last)
    for pause in pauses:
        begins, ends = max(first, pause.first), min(last, pause.resumed)
        if begins < ends:
            months -= months_between(begins, ends)
    return months


def months_late(waits_since: date, due: date, on: date, pauses: Sequence[Pause]) -> float:
    """Months by which a day is past another; negative while it is to come. A pause since the wait began puts it off."""
    months = months_between(due, on)
    for pause in pauses:
        begins, ends = max(waits_since, pause.first), min(on, pause.resumed)
        if begins < ends:
            months -= months_between(begins, ends)
    return months
