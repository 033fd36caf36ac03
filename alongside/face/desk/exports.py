"""The tables of the desk as header and rows, and the sheet that says where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from alongside.face.desk.presenters.changes import KINDS, News
from alongside.face.desk.presenters.city import Place
from alongside.face.desk.presenters.tables import Counts
from alongside.face.desk.setting import Setting
from alongside.floor.web.words import day

Table = tuple[tuple[str, ...], Iterable[Sequence[Any]]]

TABLES: dict[str, Callable[[Place], Sequence[Counts]]] = {
    "districts": lambda place: place.districts,
    "phases": lambda place: place.phases,
    "types": lambda place: place.types,
}
FIRST = {"districts": "District", "phases": "Phase", "types": "Type"}


def counts(lines: Sequence[Counts], table: str, *, for_office: bool) -> Table:
    header: tuple[str, ...] = (
        FIRST[table],
        "Open schools",
        "Maintained",
        "Academies and free schools",
        "No named concern",
        "Something to improve",
        "Category of concern",
        "Not inspected yet",
        "Not known",
        "Pupils",
    )
    if for_office:
        due = ("Inspection usual by the end of the school year, or past", "Past the usual time")
        header = (*header, *due, "Priority Schools")
    return header, (_line(line, for_office=for_office) for line in lines)


def _line(line: Counts, *, for_office: bool) -> tuple[Any, ...]:
    public = (
        line.name,
        line.schools,
        line.maintained,
        line.academies,
        line.no_concern,
        line.improve,
        line.category,
        line.not_inspected,
        line.not_known,
        line.pupils,
    )
    return (*public, line.due, line.past_due, line.listed) if for_office else public


def news(found: Iterable[News]) -> Table:
    header = ("URN", "School", "Kind", "What", "On", "Dates", "Load", "Row")
    rows = (
        (item.urn, item.name, KINDS[item.kind], item.says, item.on, item.dates, item.load or None, item.row or None)
        for item in found
    )
    return header, rows


def about(what: str, where: Setting) -> dict[str, Any]:
    """For a table of the City page."""
    return {
        "What this is": what,
        "Where": where.home,
        "On": where.today,
        **as_at(where),
        "Standing": (
            "What the newest graded inspection published by then says, in the terms of its own way of grading. "
            "Grades of different ways of grading cannot be compared."
        ),
        "Licence": "Facts published under the Open Government Licence v3.0.",
    }


def about_list(says: str, address: str, where: Setting) -> dict[str, Any]:
    """For the list of schools: what was asked for, as the page says it, and the address that shows it."""
    found = about(says, where)
    del found["Where"]
    return {**found, "Address": address, "Empty cells": "No loaded file says."}


def as_at(where: Setting) -> dict[str, str]:
    """Each source with its day."""
    return {
        source.title: f"as at {day(source.as_at)}, loaded {day(source.loaded)} (load {source.load})"
        for source in where.sources_of_schools
    }
