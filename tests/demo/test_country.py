"""The country that benchmarks load: the same generator, many cities."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.country import OPEN_AN_AUTHORITY, build


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The register and Ofsted's file of three authorities."""
    return tuple(map(_read, build(tmp_path_factory.mktemp("country"), authorities=3)))  # type: ignore[return-value]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file))


def test_authorities_have_schools_of_their_own(rows: tuple[list[dict[str, str]], list[dict[str, str]]]) -> None:
    register, ofsted = rows
    open_now = Counter(row["LA (name)"] for row in register if row["EstablishmentStatus (name)"] == "Open")
    assert len(open_now) == 3
    assert all(abs(count - OPEN_AN_AUTHORITY) <= 6 for count in open_now.values())
    assert len({row["URN"] for row in register}) == len(register)
    assert {row["URN"] for row in ofsted} <= {row["URN"] for row in register}


def test_half_of_the_register_is_closed_as_in_the_real_one(
    rows: tuple[list[dict[str, str]], list[dict[str, str]]],
) -> None:
    register, _ = rows
    closed = sum(row["EstablishmentStatus (name)"] == "Closed" for row in register)
    assert 0.4 < closed / len(register) < 0.6
    assert len(register[0]) == 135


def test_inspections_are_numbered_apart(rows: tuple[list[dict[str, str]], list[dict[str, str]]]) -> None:
    _, ofsted = rows
    column = "Inspection number of latest OEIF graded inspection"
    numbers = [row[column] for row in ofsted if row[column] != "NULL"]
    assert len(set(numbers)) == len(numbers)
