"""Ofsted, state-funded schools, all inspections of a period: a row an inspection, in the shapes of 2015 to 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from demo.files import tables
from demo.files.ofsted import JUDGEMENTS, REPORT_CARD, about_school, about_trust, judged, overall, page_of
from demo.files.tables import slashed
from demo.inspections import Framework, Inspection, Kind
from demo.world import World

_CONVERTED_2019 = (
    "Did the latest section 8 inspection of a good or non-exempt outstanding school convert to a full inspection?"
)
_CONVERTED_2024 = "Did the latest ungraded inspection convert to a graded inspection?"
TITLE_OF_2015 = (
    "Management information - state-funded schools: all inspections, 1 September 2015 to 31 August 2019 (an invention)"
)


def inspections(path: Path, world: World, first: date, last: date) -> Path:
    """All inspections whose report came out in a period, in the shape in use on its last day."""
    visits = _visits(world, first, last)
    if last < date(2019, 9, 1):
        headers = tables.headers_of("ofsted_inspections_2015")
        rows = (_row_of_2015(visit) for visit in visits)
        return tables.write(path, headers, rows, title=TITLE_OF_2015, nothing="NULL")
    if last > date(2025, 11, 10):
        headers = tables.headers_of("ofsted_inspections_2025")
        return tables.write(path, headers, (_row_of_2025(world, visit, last) for visit in visits), nothing="NULL")
    with_overall = last < date(2024, 9, 1)
    headers = tables.headers_of(f"ofsted_inspections_{2019 if with_overall else 2024}")
    known = set(headers)
    rows = (
        {header: value for header, value in _row_between(world, visit, last).items() if header in known}
        for visit in visits
    )
    return tables.write(path, headers, rows, nothing="NULL")


def _visits(world: World, first: date, last: date) -> Iterator[Inspection]:
    every = (visit for visits in world.inspections.values() for visit in visits)
    inside = (visit for visit in every if first <= visit.published <= last)
    return iter(sorted(inside, key=lambda visit: (visit.published, visit.urn, visit.number)))


def _row_of_2015(visit: Inspection) -> dict[str, Any]:
    year = visit.started.year - (visit.started.month < 9)
    short = visit.kind is Kind.UNGRADED or visit.converted
    graded = visit.kind is Kind.GRADED
    return {
        "Academic year": f"{year}/{(year + 1) % 100:02}",
        "URN": visit.urn,
        "Inspection number": visit.number,
        "Inspection type": visit.type,
        "Inspection type grouping": visit.grouping,
        "Inspection start date": slashed(visit.started),
        "Inspection end date": slashed(visit.ended),
        "Publication date": slashed(visit.published),
        "Overall effectiveness": overall(visit) if graded else "NULL",
        "Category of concern": visit.category or "NULL",
        "Quality of teaching, learning and assessment": judged(visit, "teaching") if graded else "NULL",
        "Personal development, behaviour and welfare": judged(visit, "welfare") if graded else "NULL",
        "Effectiveness of leadership and management": judged(visit, "leadership") if graded else "NULL",
        "Outcomes for pupils": judged(visit, "outcomes") if graded else "NULL",
        "Is safeguarding effective?": visit.safeguarding if graded else "NULL",
        "Early years provision (where applicable)": judged(visit, "early years") if graded else "NULL",
        "16 to 19 study programmes (where applicable)": judged(visit, "sixth form") if graded else "NULL",
        "Did the latest S8 inspection convert to a full inspection?": ("Yes" if visit.converted else "No")
        if short
        else "NULL",
        "Outcomes for S8 inspections that did not convert": visit.outcome or "NULL",
        "Web link": f"https://reports.ofsted.gov.uk/provider/21/{visit.urn}",
    }


def _row_between(world: World, visit: Inspection, day: date) -> dict[str, Any]:
    """With the headers of 2019 and of 2024, of which each file has its own."""
    school = world.by_urn[visit.urn]
    short = visit.kind is Kind.UNGRADED or visit.converted
    converted = ("Yes" if visit.converted else "No") if short else "NULL"
    row = about_school(world, school, min(day, school.closed or day))
    row |= about_trust(world, school, visit.started, "Academy Sponsor Name")
    row |= _the_visit(visit) | {
        "Web link": page_of(school),
        "Web link (opens in new window)": page_of(school),
        _CONVERTED_2019: converted,
        _CONVERTED_2024: converted,
        "Ungraded inspection overall outcome": visit.outcome or "NULL",
    }
    if visit.kind is Kind.GRADED:
        row |= {
            "Overall effectiveness": overall(visit),
            "Category of concern": visit.category or "NULL",
            "Safeguarding is effective?": visit.safeguarding,
            "Early years provision (where applicable)": judged(visit, "early years"),
            "Sixth form provision (where applicable)": judged(visit, "sixth form"),
            **{words.capitalize(): judged(visit, area) for area, words in JUDGEMENTS.items()},
        }
    return row


def _the_visit(visit: Inspection) -> dict[str, Any]:
    return {
        "Inspection number": visit.number,
        "Inspection type": visit.type,
        "Inspection type grouping": visit.grouping,
        "Event type grouping": visit.event,
        "Inspection start date": slashed(visit.started),
        "Inspection end date": slashed(visit.ended),
        "Publication date": slashed(visit.published),
    }


def _row_of_2025(world: World, visit: Inspection, day: date) -> dict[str, Any]:
    school = world.by_urn[visit.urn]
    row = about_school(world, school, min(day, school.closed or day))
    row |= about_trust(world, school, visit.started, "Academy Sponsor Name") | _the_visit(visit)
    del row["Inspection end date"]
    row["Web Link (opens in new window)"] = page_of(school)
    if visit.kind is Kind.MONITORING and not visit.grades:
        row["Outcomes for legacy monitoring inspections"] = visit.outcome
    if visit.framework is Framework.REPORT_CARD and visit.grades:
        graded = visit.kind is Kind.GRADED
        missing = "Not applicable" if graded else "NULL"
        row |= {header: visit.grades.get(area, missing) for area, header in REPORT_CARD.items()}
        if graded:
            row["Category of concern"] = visit.category or "NULL"
            row["Safeguarding standards"] = visit.safeguarding
    return row
