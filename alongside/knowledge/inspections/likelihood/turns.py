"""In which line a school waits on a day, and since when. Pure; only what was published by the day counts."""

from __future__ import annotations

from datetime import date

from alongside.knowledge.inspections.facts import Inspection, Kind, Mark
from alongside.knowledge.inspections.likelihood.facts import School, Turn
from alongside.knowledge.inspections.likelihood.policies import Likelihoods
from alongside.knowledge.inspections.policies import Windows
from alongside.knowledge.inspections.readings import as_it_stood, reading_of
from alongside.knowledge.inspections.windows import Dates, dates

OUTSTANDING = 1
_OWES = (Mark.CONCERN, Mark.IMPROVE)


def turn_of(school: School, on: date, policy: Likelihoods, windows: Windows) -> Turn | None:
    """The turn of a school on a day; None where it has not opened or nothing tells its last inspection.

    A new school waits for its first inspection. One that follows another keeps the other's turn, but where the other
    was judged to improve: then it is treated as new.
    """
    if school.opened is not None and school.opened >= on:
        return None
    graded = _newest_graded(school.inspections, on)
    mark = reading_of(graded).mark if graded else Mark.NOT_INSPECTED
    own = any(one.urn == school.urn for one in school.inspections if published_by(one, on))
    is_new = graded is None or (mark in _OWES and not own)
    found = dates(
        school.inspections,
        urn=school.urn,
        mark=mark,
        newest=graded,
        opened=school.opened if is_new else None,
        on=on,
        policy=windows,
    )
    when = found.usual.when
    if when == "not_known":
        return None
    if _was_exempt(found, on, policy):
        return Turn("exempt", found.last.started, found.earliest, found.latest, found.last)  # type: ignore[union-attr]
    since = _waits_since(when, school, graded, found)
    return Turn(policy.line_of[when], since, found.earliest, found.latest, found.last) if since else None


def published_by(inspection: Inspection, on: date) -> bool:
    return inspection.published is not None and inspection.published <= on


def _newest_graded(inspections: tuple[Inspection, ...], on: date) -> Inspection | None:
    for one in reversed(inspections):
        if one.kind is Kind.GRADED and published_by(one, on):
            return as_it_stood(one, on)
    return None


def _was_exempt(found: Dates, on: date, policy: Likelihoods) -> bool:
    last, exemption = found.last, policy.exemption
    return (
        last is not None
        and last.kind is Kind.GRADED
        and last.overall == OUTSTANDING
        and last.started < exemption.last_inspected_before
        and on >= exemption.ended
    )


def _waits_since(when: str, school: School, graded: Inspection | None, found: Dates) -> date | None:
    if when == "new":
        return school.opened
    if when in ("improve", "category"):
        return graded.published if graded else None
    return found.last.started if found.last else None
