"""One inspection as pages show it: what it was, when, what it said, whose it is, and the row that tells of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.floor.web.words import day
from alongside.knowledge.inspections import wording
from alongside.knowledge.inspections.facts import AREA_WORDS, Inspection, Kind
from alongside.knowledge.inspections.readings import as_it_stood, gaps_in, reading_of


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade in words. `since`: the later day from which the file dates it; None for the day of publication."""

    label: str
    says: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """An inspection as it stood on a day. `mark` is empty for visits that change no standing."""

    number: str
    kind: str
    started: date
    published: date | None
    mark: str
    says: str
    grades: tuple[Graded, ...]
    era: str
    predecessor: int | None  # the URN that was inspected, where it is not this school's
    predecessor_name: str
    load: int
    row: int
    as_at: date | None

    @property
    def is_graded(self) -> bool:
        return bool(self.mark)


def visit(inspection: Inspection, *, urn: int, on: date) -> Visit:
    stood = as_it_stood(inspection, on)
    graded = inspection.kind is Kind.GRADED
    kind = wording.kind(inspection)
    return Visit(
        number=inspection.number,
        kind=kind[:1].upper() + kind[1:],
        started=inspection.started,
        published=inspection.published,
        mark=reading_of(stood).mark.value if graded else "",
        says=wording.in_short(stood),
        grades=_grades(inspection, stood, on) if graded else (),
        era=inspection.era.value,
        predecessor=inspection.urn if inspection.urn != urn else None,
        predecessor_name=inspection.name_then if inspection.urn != urn else "",
        load=inspection.load,
        row=inspection.row,
        as_at=inspection.as_at,
    )


def _grades(inspection: Inspection, stood: Inspection, on: date) -> tuple[Graded, ...]:
    """Every grade, with its later day where the file gives one; and those that no file tells of that day."""
    later = {
        AREA_WORDS.get(update.area, _OTHER.get(update.area, "")): update.on
        for update in sorted(inspection.updates, key=lambda update: update.on)
        if update.on <= on and update.on != inspection.published
    }
    said = [Graded(label, says, later.get(label)) for label, says in wording.grades(stood)]
    gaps = [Graded(AREA_WORDS.get(area, _OTHER.get(area, area)), "not known for this day") for area in gaps_in(stood)]
    return (*said, *gaps)


_OTHER = {"safeguarding": "Safeguarding", "category": "Category of concern"}


def published_by(inspections: tuple[Inspection, ...], *, urn: int, on: date) -> list[Visit]:
    """The inspections published by a day, the oldest first."""
    return [visit(one, urn=urn, on=on) for one in inspections if one.published is not None and one.published <= on]


def when(visit: Visit) -> str:
    """`inspected 6 October 2026, published 30 October 2026`."""
    return f"inspected {day(visit.started)}, published {day(visit.published)}"
