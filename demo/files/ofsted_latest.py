"""Ofsted, state-funded schools, latest inspections: a row a school, in the shapes of 2023, 2025 and 2026."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from demo.files import tables
from demo.files.ofsted import (
    JUDGEMENTS,
    REPORT_CARD,
    about_school,
    about_trust,
    at_the_time,
    graded_ones,
    judged,
    listed,
    overall,
    page_of,
    published_by,
    relates,
)
from demo.files.tables import slashed
from demo.inspections import Inspection, Kind
from demo.lives import School
from demo.world import World


def latest(path: Path, worlds: Iterable[World], day: date, most: int | None = None) -> Path:
    """The file as at a day, in the shape that was in use then; at most so many rows, where that is said."""
    shape = 2023 if day < date(2024, 1, 1) else 2025 if day < date(2025, 11, 10) else 2026
    make = _row_of_2026 if shape == 2026 else _row_before
    rows = (make(world, school, day) for world in worlds for school in listed(world, day))
    headers = tables.headers_of(f"ofsted_latest_{shape}")
    known = set(headers)
    kept = ({header: value for header, value in row.items() if header in known} for row in rows)
    return tables.write(path, headers, islice(kept, most), nothing="NULL", empty_rows=15 if shape == 2025 else 0)


def _row_before(world: World, school: School, day: date) -> dict[str, Any]:
    """With the headers of 2023 and of 2025, of which each file has its own."""
    visits = published_by(world, school, day)
    graded = graded_ones(visits, report_cards=False)
    row = about_school(world, school, day) | about_trust(world, school, day)
    row |= {"Web Link": page_of(school), "Web Link (opens in new window)": page_of(school)}
    row["Current school type used for chart C6"] = school.kind.chart if graded else "NULL"
    if not graded:
        return row
    newest = graded[-1]
    since = [visit for visit in visits if visit.started > newest.started]
    row |= _ungraded(world, school, newest, since)
    monitored = sum(visit.kind is Kind.MONITORING for visit in since)
    row["Number of monitoring and urgent inspections since last graded inspection"] = monitored or "NULL"
    row |= _newest(world, school, newest)
    if len(graded) > 1:
        row |= _previous(world, school, graded[-2])
    return row


def _ungraded(world: World, school: School, newest: Inspection, since: Sequence[Inspection]) -> dict[str, Any]:
    """The latest ungraded inspection since the graded one, or that one itself where it began as ungraded."""
    ungraded = [visit for visit in since if visit.kind is Kind.UNGRADED]
    visit = ungraded[-1] if ungraded else newest if newest.converted else None
    if visit is None:
        return {}
    row = at_the_time(world, visit, school, "the ungraded inspection")
    for what in ("School name", "School type"):
        row[f"{what} at time of the latest ungraded inspection"] = row[f"{what} at time of the ungraded inspection"]
    return row | {
        "Latest ungraded inspection number since last graded inspection": visit.number,
        "Does the ungraded inspection relate to the URN of the current school?": relates(visit, school),
        "Number of ungraded inspections since the last graded inspection": len(ungraded),
        "Date of latest ungraded inspection": slashed(visit.ended),
        "Ungraded inspection publication date": slashed(visit.published),
        "Did the latest ungraded inspection convert to a graded inspection?": "No" if ungraded else "Yes",
        "Ungraded inspection overall outcome": visit.outcome or "NULL",
    }


def _newest(world: World, school: School, visit: Inspection) -> dict[str, Any]:
    row = at_the_time(world, visit, school, "latest graded inspection")
    row |= {
        "Inspection number of latest graded inspection": visit.number,
        "Inspection type": visit.type,
        "Inspection type grouping": visit.grouping,
        "Event type grouping": visit.event,
        "Inspection start date": slashed(visit.started),
        "Inspection end date": slashed(visit.ended),
        "Publication date": slashed(visit.published),
        "Does the latest graded inspection relate to the URN of the current school?": relates(visit, school),
        "Overall effectiveness": overall(visit),
        "Category of concern": visit.category or "NULL",
        "Safeguarding is effective?": visit.safeguarding,
        "Early years provision (where applicable)": judged(visit, "early years"),
        "Sixth form provision (where applicable)": judged(visit, "sixth form"),
    }
    return row | {words.capitalize(): judged(visit, area) for area, words in JUDGEMENTS.items()}


def _previous(world: World, school: School, visit: Inspection) -> dict[str, Any]:
    row = at_the_time(world, visit, school, "previous graded inspection")
    row |= {
        "Previous inspection number": visit.number,
        "Previous inspection start date": slashed(visit.started),
        "Previous inspection end date": slashed(visit.ended),
        "Previous publication date": slashed(visit.published),
        "Does the previous graded inspection relate to the URN of the current school?": relates(visit, school),
        "Previous graded inspection overall effectiveness": overall(visit),
        "Previous category of concern": visit.category or "NULL",
        "Previous safeguarding is effective?": visit.safeguarding,
        "Previous early years provision (where applicable)": judged(visit, "early years"),
        "Previous sixth form provision (where applicable)": judged(visit, "sixth form"),
    }
    return row | {f"Previous {words}": judged(visit, area) for area, words in JUDGEMENTS.items()}


def _row_of_2026(world: World, school: School, day: date) -> dict[str, Any]:
    visits = published_by(world, school, day)
    row = about_school(world, school, day) | about_trust(world, school, day)
    row["Web Link (opens in new window)"] = page_of(school)
    cards, older = graded_ones(visits, report_cards=True), graded_ones(visits, report_cards=False)
    if cards:
        row |= _card(world, school, cards[-1], visits)
    if older:
        row |= _older(world, school, older[-1])
        ungraded = [visit for visit in visits if visit.kind is Kind.UNGRADED and visit.started > older[-1].started]
        if ungraded:
            row |= _ungraded_of_2026(world, school, ungraded[-1])
    newest = cards or older
    row["Most recent category of concern"] = (newest[-1].category if newest else "") or "NULL"
    return row


def _card(world: World, school: School, card: Inspection, visits: Sequence[Inspection]) -> dict[str, Any]:
    """A report card, with the grades that monitoring has raised since and the days of all grades."""
    grades, days = dict(card.grades), dict.fromkeys([*card.grades, "safeguarding"], card.started)
    for visit in visits:
        if visit.kind is Kind.MONITORING and visit.started > card.started and visit.grades:
            grades |= visit.grades
            days |= dict.fromkeys(visit.grades, visit.started)
    row = at_the_time(world, card, school, "latest full inspection")
    row |= {
        "Inspection number of latest full inspection": card.number,
        "Inspection type": card.type,
        "Inspection type grouping": card.grouping,
        "Event type grouping": card.event,
        "Inspection start date": slashed(card.started),
        "Publication date": slashed(card.published),
        "Does the latest full inspection relate to the URN of the current school?": relates(card, school),
        "Category of concern": card.category or "NULL",
        "Safeguarding standards": card.safeguarding,
        "Safeguarding standards - date of grade": slashed(days["safeguarding"]),
    }
    for area, header in REPORT_CARD.items():
        row[header] = grades.get(area, "Not applicable")
        row[f"{header.removesuffix(' (where applicable)')} - date of grade"] = slashed(days.get(area))
    return row


def _older(world: World, school: School, visit: Inspection) -> dict[str, Any]:
    of = "latest OEIF graded inspection"
    row = at_the_time(world, visit, school, of)
    row |= {
        f"Inspection number of {of}": visit.number,
        f"Inspection type of {of}": visit.type,
        f"Inspection type grouping of {of}": visit.grouping,
        f"Event type grouping of {of}": visit.event,
        f"Inspection start date of {of}": slashed(visit.started),
        f"Publication date of {of}": slashed(visit.published),
        f"Does the {of} relate to the URN of the current school?": relates(visit, school),
        "Latest OEIF category of concern": visit.category or "NULL",
        "Latest OEIF overall effectiveness": overall(visit),
        "Latest OEIF  safeguarding is effective?": visit.safeguarding,
        "Latest OEIF early years provision (where applicable)": judged(visit, "early years"),
        "Latest OEIF sixth form provision (where applicable)": judged(visit, "sixth form"),
    }
    return row | {f"Latest OEIF {words}": judged(visit, area) for area, words in JUDGEMENTS.items()}


def _ungraded_of_2026(world: World, school: School, visit: Inspection) -> dict[str, Any]:
    return at_the_time(world, visit, school, "the ungraded inspection") | {
        "Latest ungraded inspection number": visit.number,
        "Date of latest ungraded inspection": slashed(visit.ended),
        "Ungraded inspection publication date": slashed(visit.published),
        "Does the ungraded inspection relate to the URN of the current school?": relates(visit, school),
        "Ungraded inspection overall outcome": visit.outcome or "NULL",
    }
