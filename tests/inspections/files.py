"""Rows of Ofsted's files, made in the words of the publisher, and a way to load them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.knowledge.inspections.formats import events, latest
from alongside.knowledge.opendata.registry import Format

if TYPE_CHECKING:
    from alongside.knowledge.opendata.models import Load

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
FORMATS = {form.key: form for form in (*latest.FORMATS, *events.FORMATS)}
JUDGEMENTS = (
    "quality of education",
    "behaviour and attitudes",
    "personal development",
    "effectiveness of leadership and management",
)
Row = Mapping[str, str]


def header(key: str, rows: Sequence[Row] = ()) -> list[str]:
    """The header of a format: every column under the name that these rows use for it, else under its first."""
    used = {name for row in rows for name in row}
    return [
        next((name for name in column.headers if name in used), column.headers[0]) for column in FORMATS[key].columns
    ]


def form(key: str) -> Format:
    return FORMATS[key]


def school(urn: int, name: str = "", **more: str) -> dict[str, str]:
    """What a row says of the school: a community primary school of Lockside unless said."""
    return {
        "URN": str(urn),
        "LAESTAB": str(9_990_000 + urn % 10_000),
        "School name": name or f"School {urn}",
        "Ofsted phase": "Primary",
        "Type of education": "Community School",
        "School open date": "NULL",
        "Local authority": "Lockside",
        "Postcode": "LK1 1AA",
        "Total number of pupils": "210",
        **more,
    }


def graded(number: str, start: str, published: str, urn: int, overall: str = "2", **more: str) -> dict[str, str]:
    """The latest graded inspection of a row, to Oct 2025."""
    said = {
        "Inspection number of latest graded inspection": number,
        "Inspection type": "S5 Inspection",
        "Inspection start date": start,
        "Publication date": published,
        "URN at time of latest graded inspection": str(urn),
        "School name at time of latest graded inspection": f"School {urn}",
        "School type at time of latest graded inspection": "Community School",
        "LAESTAB at time of latest graded inspection": str(9_990_000 + urn % 10_000),
        "Overall effectiveness": overall,
        "Safeguarding is effective?": "Yes",
        **dict.fromkeys((words.capitalize() for words in JUDGEMENTS), "9"),
    }
    return said | more


def previous(number: str, start: str, published: str, urn: int, overall: str = "2", **more: str) -> dict[str, str]:
    """The graded inspection before the latest."""
    return {
        "Previous inspection number": number,
        "Previous inspection start date": start,
        "Previous publication date": published,
        "URN at time of previous graded inspection": str(urn),
        "School name at time of previous graded inspection": f"School {urn}",
        "School type at time of previous graded inspection": "Community School",
        "LAESTAB at time of previous graded inspection": str(9_990_000 + urn % 10_000),
        "Previous graded inspection overall effectiveness": overall,
        **more,
    }


def ungraded(number: str, start: str, published: str, urn: int, outcome: str, converted: str = "No") -> dict[str, str]:
    return {
        "Latest ungraded inspection number since last graded inspection": number,
        "Date of latest ungraded inspection": start,
        "Ungraded inspection publication date": published,
        "URN at time of the ungraded inspection": str(urn),
        "Did the latest ungraded inspection convert to a graded inspection?": converted,
        "Ungraded inspection overall outcome": outcome,
    }


def card(number: str, start: str, published: str, urn: int, *changes: str, on: str = "", **more: str) -> dict[str, str]:
    """The latest report card of a row since Nov 2025: six areas at the expected standard, but for `area:grade`."""
    areas = dict.fromkeys(
        (
            *("Inclusion", "Curriculum and teaching", "Achievement", "Attendance and behaviour"),
            *("Personal development and wellbeing", "Leadership and governance"),
        ),
        "Expected standard",
    )
    areas |= dict(change.split(":") for change in changes)
    dated = {f"{area} - date of grade": on or start for area in areas}
    return {
        "Inspection number of latest full inspection": number,
        "Inspection start date": start,
        "Publication date": published,
        "URN at time of latest full inspection": str(urn),
        "Safeguarding standards": "Met",
        "Safeguarding standards - date of grade": start,
        **areas,
        **dated,
        **more,
    }


def oeif(number: str, start: str, published: str, urn: int, overall: str = "2", **more: str) -> dict[str, str]:
    """The latest inspection of the earlier kind, in a row since Nov 2025."""
    of = "of latest OEIF graded inspection"
    return {
        f"Inspection number {of}": number,
        f"Inspection start date {of}": start,
        f"Publication date {of}": published,
        "URN at time of latest OEIF graded inspection": str(urn),
        "Latest OEIF overall effectiveness": overall,
        **more,
    }


def written(path: Path, head: Sequence[str], rows: Sequence[Row], *, title: str = "", empty: str = "NULL") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        if title:
            file.write(f"{title}\r\n")
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([row.get(name, empty) for name in head] for row in rows)
    return path


def load(path: Path, **how: Any) -> Load:
    from alongside.knowledge.opendata import actions

    file = actions.keep(path=path, name=path.name, by=None, at=AT)
    return actions.load(file=file, by=None, at=AT, **how)
