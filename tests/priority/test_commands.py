"""`alongside priority` and `alongside explain`: what they print, and what they say when they cannot."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from alongside.knowledge.opendata import actions
from tests.inspections import files
from tests.inspections.files import graded, previous, school

pytestmark = pytest.mark.django_db

KEY = "ofsted-latest-2025"
IN_BIRMINGHAM = {"Local authority": "Birmingham", "LAESTAB": "3302001"}
TWICE = (
    school(103001, "Ash School", **IN_BIRMINGHAM)
    | graded("2", "14/11/2023", "21/12/2023", 103001, "3")
    | previous("1", "28/09/2021", "25/11/2021", 103001, "3")
)
MEASURES = school(103002, "Oak School", **IN_BIRMINGHAM) | graded(
    "3", "14/11/2024", "21/12/2024", 103002, "Not judged", **{"Category of concern": "SM", "Quality of education": "4"}
)
GOOD = school(103003, "Elm School", **IN_BIRMINGHAM) | graded("4", "14/11/2022", "21/12/2022", 103003)
BARE = school(103004, "Fir School", **IN_BIRMINGHAM) | graded("5", "14/11/2022", "21/12/2022", 103004)
BARE |= previous("0", "14/11/2017", "21/12/2017", 103004)
ACADEMY = school(
    103009,
    "Yew Academy",
    **IN_BIRMINGHAM,
    **{"Type of education": "Academy Converter", "School open date": "01/04/2020"},
) | graded("6", "14/11/2022", "21/12/2022", 103009, "3")
ELSEWHERE = school(104001, "Far School") | graded("7", "14/11/2022", "21/12/2022", 104001, "3")
LOADED = datetime(2025, 10, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def loaded(tmp_path: Path, the_day_is: Callable[[date], None]) -> None:
    the_day_is(date(2025, 12, 31))
    path = files.written(
        tmp_path / "latest_as_at_31_Aug_2025.csv",
        files.header(KEY),
        [TWICE, MEASURES, GOOD, BARE, ACADEMY, ELSEWHERE],
    )
    file = actions.keep(path=path, name=path.name, by=None, at=LOADED)
    assert actions.load(file=file, by=None, at=LOADED).state == "done"


def run(*words: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(*words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def listed(*words: str) -> list[dict]:
    return json.loads(run("priority", "--format", "json", *words)[0])


def test_the_list_as_json_has_what_a_program_needs():
    found = listed("--as-at", "2025-08-31", "--authority", "Birmingham")
    assert [(one["urn"], one["name"], one["limbs"], one["since"]) for one in found] == [
        (103002, "Oak School", ["special_measures", "requires_improvement"], "2024-12-21"),
        (103001, "Ash School", ["twice_requires_improvement", "requires_improvement"], "2021-11-25"),
    ]
    first, second = found[1]["evidence"]
    assert (first["inspection"], first["published"], first["row"]) == ("2", "2023-12-21", 2)
    assert (second["inspection"], second["overall"]) == ("1", 3)
    assert first["file"] == "latest_as_at_31_Aug_2025.csv"
    assert found[1]["since_at_least"] is True
    assert found[0]["since_at_least"] is False


def test_without_a_day_it_is_today_and_without_an_authority_the_partnerships_own():
    assert [one["urn"] for one in listed()] == [103002, 103001]
    assert "Birmingham as at 31 December 2025" in run("priority")[1]


def test_counts_and_the_newest_file_are_told_beside_the_list():
    _, said = run("priority", "--as-at", "2025-08-31")
    assert "2 schools on the list, 2 in contract and not on it, 0 undetermined, 1 out of contract" in said
    assert "newest loaded file of inspections is as at 31 August 2025" in said


def test_undetermined_schools_are_named_with_what_is_missing():
    _, said = run("priority", "--as-at", "2016-08-31")
    assert (
        "undetermined: 103004 Fir School: no loaded file tells of inspections published before 21 December 2017" in said
    )


def test_all_gives_every_verdict():
    found = {one["urn"]: one for one in listed("--all", "--as-at", "2025-08-31")}
    assert set(found) == {103001, 103002, 103003, 103004, 103009}
    assert (found[103009]["status"], found[103009]["limbs"]) == ("not-listed", [])
    assert "academies" in found[103009]["because"]


def test_the_list_as_csv_is_a_table_of_it():
    rows = list(csv.DictReader(io.StringIO(run("priority", "--format", "csv", "--as-at", "2025-08-31")[0])))
    assert [(row["URN"], row["Limbs"], row["Published"]) for row in rows] == [
        ("103002", "Special measures and requires improvement", "2024-12-21"),
        ("103001", "Requires improvement twice and requires improvement", "2023-12-21"),
    ]


def test_the_table_names_file_and_row():
    said, _ = run("priority", "--as-at", "2025-08-31")
    assert "103001  Ash School" in said
    assert "since at least 25 November 2021" in said
    assert "[latest_as_at_31_Aug_2025.csv, row 2]" in said


def test_an_earlier_day_gives_the_list_of_that_day():
    assert [one["limbs"] for one in listed("--as-at", "2023-12-20")] == [["requires_improvement"]]


def test_explain_says_every_limb_and_its_evidence():
    said, _ = run("explain", "103001", "--as-at", "2025-08-31")
    assert "Ash School (URN 103001), Community school, Birmingham" in said
    assert "On the list as at 31 August 2025." in said
    assert "Special measures: does not hold" in said
    assert "Requires improvement twice: holds since at least 21 December 2023" in said
    assert "latest_as_at_31_Aug_2025.csv, as at 31 August 2025, loaded 1 October 2025, row 2" in said


def test_explain_as_json_has_every_limb():
    found = json.loads(run("explain", "103001", "--as-at", "2025-08-31", "--format", "json")[0])
    assert [limb["key"] for limb in found["limbs_in_full"]] == [
        "special_measures",
        "serious_weaknesses",
        "twice_requires_improvement",
        "requires_improvement",
        "vulnerable",
        "in_crisis",
    ]
    assert found["as_at"] == "2025-08-31"


def test_explain_tells_an_academy_why_it_is_out_and_what_the_limbs_would_say():
    said, _ = run("explain", "103009")
    assert "Out of contract: academies and free schools are outside the contract." in said
    assert "Without that, the limbs would say:" in said


def test_known_at_shows_what_was_known_then(tmp_path: Path):
    worse = GOOD | {"Overall effectiveness": "3", "Inspection number of latest graded inspection": "9"}
    worse |= {"Inspection start date": "03/06/2025", "Publication date": "20/08/2025"}
    worse |= previous("4", "14/11/2022", "21/12/2022", 103003)
    path = files.written(
        tmp_path / "latest_as_at_30_Sep_2025.csv", files.header(KEY), [TWICE, MEASURES, worse, BARE, ACADEMY, ELSEWHERE]
    )
    at = datetime(2025, 11, 3, 9, tzinfo=UTC)
    load = actions.load(file=actions.keep(path=path, name=path.name, by=None, at=at), by=None, at=at)
    assert load.state == "done", load.says
    assert [one["urn"] for one in listed("--as-at", "2025-08-31")] == [103002, 103001, 103003]
    assert [one["urn"] for one in listed("--as-at", "2025-08-31", "--known-at", "2025-11-02")] == [103002, 103001]
    assert [one["urn"] for one in listed("--as-at", "2025-08-31", "--known-at", "2025-11-03")] == [
        103002,
        103001,
        103003,
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("priority", "--as-at", "31/08/2025"), "31/08/2025: that is no day. Write it as 2025-08-31."),
        (("priority", "--as-at", "2026-01-01"), "has not come yet. Today is 31 December 2025."),
        (("priority", "--known-at", "2025-09-30"), "Nothing was loaded by 30 September 2025."),
        (("priority", "--known-at", "yesterday"), "--known-at yesterday: that is no day."),
        (("priority", "--authority", "Brimingham"), "Did you mean Birmingham?"),
        (("priority", "--authority", "Xyz"), "Loaded are Birmingham, Lockside."),
        (("explain", "103101"), "Did you mean 103001 (Ash School)"),
        (("explain", "999999"), "No loaded file tells of a school with URN 999999."),
        (("explain", "ash"), "'ash' is no URN: five or six digits are expected, as 103200."),
        (("explain", "103001", "--as-at", "2025-02-30"), "that is no day"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(words: tuple[str, ...], says: str):
    with pytest.raises(CommandError) as error:
        run(*words)
    assert says in str(error.value)


def test_an_authority_is_found_whatever_its_capitals():
    assert [one["urn"] for one in listed("--authority", "birmingham")] == [103002, 103001]
    assert [one["urn"] for one in listed("--authority", "Lockside")] == [104001]
