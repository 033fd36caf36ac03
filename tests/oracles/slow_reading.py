"""A second reading of Ofsted's file of 2025 by the words of the definition alone: slow and obvious.

It shares no line with the product: the csv of the standard library, dictionaries, and days as they are printed. It
knows the schools of the file as they stand in it, and nothing of the schools that came before them.
"""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

MAINTAINED_IN_CONTRACT = {
    "Community School",
    "Voluntary Aided School",
    "Voluntary Controlled School",
    "Foundation School",
    "Community Special School",
    "Foundation Special School",
    "Pupil Referral Unit",
}
KEY_JUDGEMENTS = (
    "quality of education",
    "behaviour and attitudes",
    "personal development",
    "effectiveness of leadership and management",
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["URN"].strip()]


def day(cell: str) -> date | None:
    return None if cell in ("", "NULL") else datetime.strptime(cell, "%d/%m/%Y").date()  # noqa: DTZ007


def latest(row: dict[str, str]) -> dict | None:
    return inspection(
        row,
        number="Inspection number of latest graded inspection",
        published="Publication date",
        urn="URN at time of latest graded inspection",
        overall="Overall effectiveness",
        category="Category of concern",
        judgements=[words.capitalize() for words in KEY_JUDGEMENTS],
    )


def previous(row: dict[str, str]) -> dict | None:
    return inspection(
        row,
        number="Previous inspection number",
        published="Previous publication date",
        urn="URN at time of previous graded inspection",
        overall="Previous graded inspection overall effectiveness",
        category="Previous category of concern",
        judgements=[f"Previous {words}" for words in KEY_JUDGEMENTS],
    )


def inspection(row: dict[str, str], **columns) -> dict | None:
    if row[columns["number"]] in ("", "NULL"):
        return None
    return {
        "published": day(row[columns["published"]]),
        "own": row[columns["urn"]] == row["URN"],
        "overall": row[columns["overall"]],
        "category": row[columns["category"]],
        "judgements": [row[column] for column in columns["judgements"]],
    }


def requires_improvement(found: dict) -> bool:
    if found["overall"] in ("1", "2", "3", "4"):
        return found["overall"] == "3"
    return any(grade in ("3", "4") for grade in found["judgements"])


def special_measures(found: dict) -> bool:
    return found["category"] == "SM"


def serious_weaknesses(found: dict) -> bool:
    return found["category"] in ("SWK", "RSI", "NTI") or (found["overall"] == "4" and found["category"] == "NULL")


def that_or_worse(found: dict) -> bool:
    return requires_improvement(found) or special_measures(found) or serious_weaknesses(found)


def expected(row: dict[str, str], on: date) -> tuple[str, tuple[str, ...]] | None:
    """Verdict and limbs of a school on a day; None where the school had not opened yet."""
    opened = day(row["School open date"])
    if opened and opened > on:
        return None
    if row["Type of education"] not in MAINTAINED_IN_CONTRACT:
        return "not-listed", ()
    newest, before = latest(row), previous(row)
    nothing_before = before is None
    if newest is not None and newest["published"] > on:
        newest, before = before, None
        if newest is not None and newest["published"] > on:
            return "undetermined", ()  # what was published before these two, the file does not tell
    if newest is None:
        return "not-listed", ()
    if not newest["own"] or not that_or_worse(newest):
        return "not-listed", ()
    if on < date(2021, 9, 1):
        return "listed", ("less_than_good",)
    limbs = []
    if special_measures(newest):
        limbs.append("special_measures")
    if serious_weaknesses(newest):
        limbs.append("serious_weaknesses")
    if before is not None and before["own"] and that_or_worse(before) and not nothing_before:
        limbs.append("twice_requires_improvement")
    if requires_improvement(newest):
        limbs.append("requires_improvement")
    return "listed", tuple(limbs)
