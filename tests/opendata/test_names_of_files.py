"""The name under which a file is kept."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.knowledge.opendata.files import dates
from alongside.knowledge.opendata.keeping import LONGEST_NAME, plain_name

OFSTED = (
    "Management_information_-_state-funded_schools_-_all_inspections_-_year_to_date_published_by_31_August_2026.csv"
)


def test_the_long_names_that_ofsted_gives_are_kept_whole_with_their_day() -> None:
    assert plain_name(OFSTED) == OFSTED
    assert dates.in_name(plain_name(OFSTED)) == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\files\\august.csv", "august.csv"),
        ("two\nlines.csv", "two·lines.csv"),
        ("", "file without a name"),
        ("folder/", "file without a name"),
    ],
)
def test_a_name_is_kept_without_folders_and_on_one_line(given: str, kept: str) -> None:
    assert plain_name(given) == kept


def test_a_name_too_long_for_the_database_keeps_its_ending() -> None:
    kept = plain_name("n" * 400 + ".csv")
    assert len(kept) == LONGEST_NAME
    assert kept.endswith(".csv")
