"""What the inspections of a school say on a day. Pure: frozen facts and a day in, a verdict with its reason out.

Standing changes on publication: on a day, an inspection counts if it was published on or before it. Among those, the
newest inspection holds (a report held up by a court and published late does not undo a newer one). Ungraded and
monitoring visits never change standing.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from alongside.floor.web.words import day
from alongside.knowledge.inspections.facts import Era, History, Inspection, Kind, Mark, Span
from alongside.knowledge.inspections.readings import as_it_stood, category_of, reading_of
from alongside.knowledge.inspections.windows import Window, window

__all__ = [
    "Known",
    "StandingVerdict",
    "Window",
    "as_it_stood",
    "category_of",
    "graded_by",
    "known_on",
    "latest_graded",
    "reading_of",
    "standing",
    "window",
]


class Known(NamedTuple):
    """Whether everything published by a day is known, and back to which publication day: `floor` None means since the
    school opened. `why` says what is missing where it is not."""

    newest: bool
    floor: date | None
    why: str = ""


class StandingVerdict(NamedTuple):
    """The standing of a school on a day. `known` False: no loaded file covers it, and `why` says what is missing.

    `predecessor`: the URN that was inspected, where it is not the school's own. `inspection` is as it stood on the day.
    """

    mark: Mark
    words: str
    era: Era | None
    inspection: Inspection | None
    predecessor: int | None
    known: bool
    because: str = ""  # where there is no inspection that it rests on

    @property
    def why(self) -> str:
        """The inspection it rests on and its category, or what is missing."""
        newest = self.inspection
        if newest is None:
            return self.because
        whose = f", given to a predecessor (URN {self.predecessor})" if self.predecessor else ""
        dates = f"inspected {day(newest.started)}, published {day(newest.published)}"
        return f"{dates}{whose}; {category_of(newest).why}"


def graded_by(history: History, on: date) -> list[Inspection]:
    """The graded inspections published by a day, the newest inspection last."""
    return [
        inspection
        for inspection in history.inspections
        if inspection.kind is Kind.GRADED and inspection.published is not None and inspection.published <= on
    ]


def latest_graded(history: History, on: date) -> Inspection | None:
    """The newest graded inspection published by a day, as it stood on that day."""
    for inspection in reversed(history.inspections):
        if inspection.kind is Kind.GRADED and inspection.published is not None and inspection.published <= on:
            return as_it_stood(inspection, on)
    return None


def span_on(history: History, on: date) -> Span | None:
    """The span of complete knowledge that a day falls in. After the last file the newest knowledge goes on to hold."""
    for span in reversed(history.spans):
        if span.first is None or span.first <= on:
            return span if on <= span.last or span is history.spans[-1] else None
    return None


def known_on(history: History, newest: Inspection | None, on: date, opened: date | None = None) -> Known:
    """Whether the newest graded inspection that files tell of is sure to be the newest there was."""
    span = span_on(history, on)
    if span is None:
        return Known(False, None, _gap(history, on))
    floor = span.first
    if floor is not None and opened is not None and opened >= floor:
        floor = None
    if floor is None or (newest is not None and newest.published is not None and newest.published >= floor):
        return Known(True, floor)
    return Known(False, floor, f"no loaded file tells of a graded inspection published before {day(floor)}")


def standing(history: History, *, on: date, urn: int, opened: date | None = None) -> StandingVerdict:
    """The standing as at a day. With nothing known it is not known, and says why; with everything known and no
    inspection, the school is not inspected yet."""
    newest = latest_graded(history, on)
    known = known_on(history, newest, on, opened)
    if not known.newest:
        return StandingVerdict(Mark.NOT_KNOWN, "Not known", None, None, None, False, known.why)
    if newest is None:
        why = "the loaded files cover the school and list no graded inspection published by then"
        return StandingVerdict(Mark.NOT_INSPECTED, "Not inspected yet", None, None, None, True, why)
    reading = reading_of(newest)
    predecessor = newest.urn if newest.urn != urn else None
    return StandingVerdict(
        reading.mark,
        reading.words,
        newest.era,
        newest,
        predecessor,
        reading.mark is not Mark.NOT_KNOWN,
    )


def _gap(history: History, on: date) -> str:
    if not history.spans:
        return "no loaded file covers the inspections of this school"
    first = history.spans[0].first
    if first is not None and on < first:
        return f"no loaded file tells of inspections published before {day(first)}"
    before = [span for span in history.spans if span.last < on]
    after = [span for span in history.spans if span.first is not None and span.first > on]
    return (
        f"no loaded file tells what was published between {day(before[-1].last)} and {day(after[0].first)}"
        if before and after
        else "no loaded file covers this day"
    )
