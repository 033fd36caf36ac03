"""An inspection in sentences, in the terms of its own era. Pure."""

from __future__ import annotations

from datetime import date

from alongside.floor.web.words import day
from alongside.knowledge.inspections.facts import (
    AREA_WORDS,
    KEY_JUDGEMENTS,
    OLD_AREAS,
    OVERALL_WORDS,
    REPORT_CARD_AREAS,
    SATISFACTORY,
    SATISFACTORY_UNTIL,
    Era,
    Grade,
    Inspection,
    Kind,
)
from alongside.knowledge.inspections.readings import reading_of

_ORDER = tuple(dict.fromkeys((*KEY_JUDGEMENTS, *OLD_AREAS, *REPORT_CARD_AREAS, "early_years", "sixth_form")))


def grade(value: Grade, started: date | None = None) -> str:
    """A grade in the words of its time; a report card's own word stays as it is."""
    if value == 3 and started is not None and started <= SATISFACTORY_UNTIL:
        return SATISFACTORY
    return OVERALL_WORDS[value] if isinstance(value, int) else value


def grades(inspection: Inspection) -> list[tuple[str, str]]:
    """What was graded and how: overall first, then the areas in the order of the framework, safeguarding, category."""
    began = inspection.started
    said = [("Overall effectiveness", grade(inspection.overall, began))] if inspection.overall is not None else []
    said += [(AREA_WORDS[area], grade(inspection.areas[area], began)) for area in _ORDER if area in inspection.areas]
    if inspection.safeguarding is not None:
        said.append(("Safeguarding", _safeguarding(inspection.era, inspection.safeguarding)))
    if inspection.category is not None:
        words = inspection.category.words
        said.append(("Category of concern", words[:1].upper() + words[1:]))
    return said


def _safeguarding(era: Era, answer: bool) -> str:
    if era is Era.REPORT_CARD:
        return "Met" if answer else "Not met"
    return "Effective" if answer else "Not effective"


def kind(inspection: Inspection) -> str:
    """What it was: `report card`, `graded inspection`, `ungraded inspection`, `monitoring visit`."""
    if inspection.kind is Kind.MONITORING:
        return "monitoring visit"
    if inspection.kind is Kind.GRADED and inspection.era is Era.REPORT_CARD:
        return "report card"
    return f"{inspection.kind.value} inspection"


def in_short(inspection: Inspection) -> str:
    """What it said, in a few words."""
    if inspection.kind is not Kind.GRADED:
        return inspection.outcome or "No outcome in the file"
    return reading_of(inspection).words


def dated(inspection: Inspection) -> str:
    """`Graded inspection 10287012, begun 14 November 2023, published 21 December 2023`."""
    published = f"published {day(inspection.published)}" if inspection.published else "not yet published"
    words = kind(inspection)
    return f"{words[:1].upper()}{words[1:]} {inspection.number}, begun {day(inspection.started)}, {published}"


def in_full(inspection: Inspection) -> str:
    """Number, dates, and every grade."""
    said = "; ".join(f"{label}: {words.lower()}" for label, words in grades(inspection))
    return f"{dated(inspection)}. {said or in_short(inspection)}"
