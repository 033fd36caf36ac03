"""When the next inspection is usual, and by when the law wants it (policies/inspection_windows.yaml). Pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from alongside.floor.kernel.periods import AcademicYear, add_months
from alongside.floor.web.words import day
from alongside.knowledge.inspections.facts import Era, Inspection, Kind, Mark
from alongside.knowledge.inspections.policies import Interval, Usual, Windows


class Window(NamedTuple):
    """From when and by when an inspection is usual, by when the law wants one, why, and how sure that is.

    `when` is the key of the rule that was used. `monitored`: monitoring visits are usual meanwhile, about once a term.
    """

    earliest: date | None
    latest: date | None
    by_law: date | None
    why: str
    sure: str
    when: str = "not_known"
    monitored: bool = False
    regime: str = ""

    def state(self, on: date) -> str:
        """`not yet`, `open`, `late` (the usual latest day is past), `past the law`, or empty where nothing is known."""
        if self.by_law and on > self.by_law:
            return "past the law"
        if self.latest and on > self.latest:
            return "late"
        if self.earliest and on >= self.earliest:
            return "open"
        return "not yet" if self.earliest else ""


class Dates(NamedTuple):
    """The days of a window, and by which rule of which regime."""

    earliest: date | None
    latest: date | None
    by_law: date | None
    usual: Usual
    regime: str
    last: Inspection | None


def window(
    inspections: tuple[Inspection, ...],
    *,
    urn: int,
    mark: Mark,
    newest: Inspection | None,
    opened: date | None,
    on: date,
    policy: Windows,
) -> Window:
    """The window of a school on a day, given its standing on that day (mark and newest graded inspection).

    Counts what was published by the day. A school is new until it has an inspection of its own.
    """
    found = dates(inspections, urn=urn, mark=mark, newest=newest, opened=opened, on=on, policy=policy)
    usual = found.usual
    return Window(
        earliest=found.earliest,
        latest=found.latest,
        by_law=found.by_law,
        why=_why(usual, found.last if usual.when != "new" else None, opened, policy),
        sure=usual.sure,
        when=usual.when,
        monitored=usual.when in ("needs_attention", "category"),
        regime=found.regime,
    )


def dates(
    inspections: tuple[Inspection, ...],
    *,
    urn: int,
    mark: Mark,
    newest: Inspection | None,
    opened: date | None,
    on: date,
    policy: Windows,
) -> Dates:
    """The days alone, for lists of many schools. See `window`."""
    last = _last_counted(inspections, on, policy)
    has_own = (newest is not None and newest.urn == urn) or (last is not None and last.urn == urn)
    regime = policy.regime_of(on)
    when = _rule(mark, newest, last, has_own, opened, policy)
    usual = regime.rules.get(when) or regime.rules["no_concern"]
    by_law = None
    if last is not None and when not in ("new", "not_known"):
        by_law = _after(last.started, None, policy.by_law_academic_years)
    return Dates(
        _day_of(usual.earliest, newest, last, opened),
        _day_of(usual.latest, newest, last, opened),
        by_law,
        usual,
        regime.words,
        last,
    )


def _rule(
    mark: Mark, newest: Inspection | None, last: Inspection | None, has_own: bool, opened: date | None, policy: Windows
) -> str:
    if not has_own and opened is not None and mark is not Mark.NOT_KNOWN:
        return "new"
    if newest is None or last is None or mark in (Mark.NOT_KNOWN, Mark.NOT_INSPECTED):
        return "not_known"
    if mark is Mark.CONCERN:
        return "category"
    if mark is Mark.IMPROVE:
        return "needs_attention" if newest.era is Era.REPORT_CARD else "improve"
    asked = last.kind is Kind.UNGRADED and last.outcome in policy.graded_next_outcomes
    return "graded_next" if asked else "no_concern"


def _last_counted(inspections: tuple[Inspection, ...], on: date, policy: Windows) -> Inspection | None:
    for inspection in reversed(inspections):
        if inspection.kind in policy.counts and inspection.published is not None and inspection.published <= on:
            return inspection
    return None


def _day_of(
    interval: Interval | None, newest: Inspection | None, last: Inspection | None, opened: date | None
) -> date | None:
    if interval is None:
        return None
    if interval.after == "opened":
        begin = opened
    elif interval.after == "published":
        begin = newest.published if newest else None
    else:
        begin = last.started if last else None
    return _after(begin, interval.months, interval.academic_years) if begin else None


@lru_cache(maxsize=50_000)
def _after(begin: date, months: int | None, academic_years: int | None) -> date:
    """So many months after a day, or the end of so many academic years after that of the day."""
    if months is not None:
        return add_months(begin, months)
    return AcademicYear.of(begin).after(academic_years or 0).last_day


def _why(usual: Usual, last: Inspection | None, opened: date | None, policy: Windows) -> str:
    if usual.when == "not_known":
        return usual.says
    if usual.when == "new":
        return f"opened {day(opened)} and not yet inspected under its own number; {usual.says}"
    visit = "graded" if last is not None and last.kind is Kind.GRADED else "ungraded"
    began = f"the last inspection began on {day(last.started)} ({visit})" if last is not None else ""
    return f"{began}; {usual.says}; {policy.by_law_says}"
