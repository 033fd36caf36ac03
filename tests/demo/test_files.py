"""The files: headers as published, and the quirks that importers must survive."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from demo.deliveries import deliveries
from demo.files.tables import headers_of
from demo.world import World

PUBLISHED = {
    "gias_links": "gias/gias_links.header.txt",
    "gias_groups": "gias/gias_groups_allgroupsdata.header.txt",
    "gias_group_links": "gias/gias_group_links_alllinksdata.header.txt",
    "ofsted_latest_2023": "ofsted/mi_2023-08-31.header.txt",
    "ofsted_latest_2025": "ofsted/mi_2025-08-31.header.txt",
    "ofsted_latest_2026": "ofsted/mi_2026_D2_most_recent_inspections.header.txt",
    "ofsted_inspections_2025": "ofsted/mi_2026_D1_in_year_inspections.header.txt",
    "postcodes": "boundaries/birmingham_postcodes_ward_constituency_DERIVED.header.txt",
}


def _rows(path: Path, *, title: bool = False) -> list[dict[str, str]]:
    encoding = "utf-8" if "postcodes" in path.name else "cp1252"
    with path.open(encoding=encoding, newline="") as file:
        if title:
            file.readline()
        return list(csv.DictReader(file))


def _row_of(rows: list[dict[str, str]], name: str) -> dict[str, str]:
    return next(row for row in rows if name in (row.get("School name"), row.get("EstablishmentName")))


@pytest.mark.parametrize(("ours", "theirs"), PUBLISHED.items())
def test_headers_are_the_published_ones(ours: str, theirs: str, shared_data: Path) -> None:
    lines = (shared_data / theirs).read_text("utf-8").splitlines()
    assert headers_of(ours) == tuple(line for line in lines if line and not line.startswith("#"))


def test_the_register_has_its_135_columns_with_the_personal_ones_in_place(shared_data: Path) -> None:
    lines = (shared_data / "gias" / "gias_edubasealldata_2026-09.header.txt").read_text("utf-8").splitlines()
    personal = {"HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle", "PropsName"}
    ours = headers_of("gias_establishments_2026")
    assert len(ours) == 135
    assert [name for name in ours if name not in personal] == [line for line in lines if line and line[0] != "#"]
    assert ours.index("HeadTitle (name)") == ours.index("TelephoneNum") + 1


@pytest.mark.parametrize("shape", ["2015", "2019", "2024"])
def test_files_of_all_inspections_have_the_columns_that_are_known(shape: str, shared_data: Path) -> None:
    text = (shared_data / "ofsted" / "mi_all_inspections_2015-2019_and_later.columns-by-era.txt").read_text("utf-8")
    eras = dict(zip(("2015", "2019", "2024"), text.split("# ERA ")[1:], strict=False))
    named = {word.strip() for line in eras[shape].splitlines()[1:] if line[:1] != "#" for word in line.split("|")}
    ours = set(headers_of(f"ofsted_inspections_{shape}"))
    missing = {word for word in named if word and word not in ours and " (or " not in word}
    assert not missing


def test_there_is_a_file_of_every_kind(written: dict[str, Path]) -> None:
    assert len(written) == len(deliveries()) >= 28
    assert all(path.stat().st_size for path in written.values())


def test_the_oldest_file_has_a_title_above_its_header(written: dict[str, Path]) -> None:
    path = written["Ofsted, all inspections 2015 to 2019"]
    first = path.read_text("cp1252").splitlines()[0]
    assert "Management information" in first
    assert _rows(path, title=True)[0]["Quality of teaching, learning and assessment"]


def test_the_file_of_2025_ends_in_fifteen_empty_rows(written: dict[str, Path]) -> None:
    rows = _rows(written["Ofsted, latest inspections, August 2025"])
    assert [row["URN"] for row in rows[-16:]].count("") == 15


def test_the_dash_that_readers_stumble_over_is_one_byte_of_windows_1252(written: dict[str, Path]) -> None:
    assert b"Schools \x96 Section 8 conversion" in written["Ofsted, latest inspections, August 2023"].read_bytes()


def test_dates_are_written_as_each_publisher_writes_them(written: dict[str, Path]) -> None:
    register = _row_of(_rows(written["GIAS establishments, November 2026"]), "Lockside Academy")
    assert register["OpenDate"] == "01-09-2023"
    ofsted = _row_of(_rows(written["Ofsted, latest inspections, October 2026"]), "Lockside Academy")
    assert ofsted["School open date"] == "01/09/2023"


def test_a_head_changes_between_two_monthly_registers(written: dict[str, Path]) -> None:
    october, november = (
        _row_of(_rows(written[f"GIAS establishments, {month} 2026"]), "Lockside Academy")
        for month in ("October", "November")
    )
    assert (october["HeadFirstName"], october["HeadPreferredJobTitle"]) == ("Deepa", "Principal")
    assert (november["HeadFirstName"], november["HeadPreferredJobTitle"]) == ("Delroy", "Interim Principal")


def test_the_census_reaches_the_register_in_september(written: dict[str, Path]) -> None:
    august, september = (_rows(written[f"GIAS establishments, {month} 2026"]) for month in ("August", "September"))
    assert {row["CensusDate"] for row in august if row["CensusDate"]} == {"15-01-2025"}
    assert {row["CensusDate"] for row in september if row["CensusDate"]} == {"15-01-2026"}
    by_urn = {row["URN"]: row["NumberOfPupils"] for row in august}
    moved = [row for row in september if row["NumberOfPupils"] != by_urn.get(row["URN"])]
    assert len(moved) > 60


def test_statuses_tell_of_schools_to_come_and_to_go(written: dict[str, Path]) -> None:
    rows = _rows(written["GIAS establishments, November 2026"])
    assert {row["EstablishmentStatus (name)"] for row in rows} == {
        "Open",
        "Closed",
        "Open, but proposed to close",
        "Proposed to open",
    }


def test_a_report_that_is_not_out_is_in_no_file(written: dict[str, Path]) -> None:
    row = _row_of(_rows(written["Ofsted, latest inspections, October 2026"]), "Hodge Vale Junior School")
    assert row["Inspection number of latest full inspection"] == "NULL"
    assert row["Publication date of latest OEIF graded inspection"]


def test_a_report_of_september_is_in_the_file_of_september_and_not_of_august(written: dict[str, Path]) -> None:
    august, september = (
        _row_of(_rows(written[f"Ofsted, latest inspections, {month} 2026"]), "Perry Mount Primary School")
        for month in ("August", "September")
    )
    assert august["Publication date"] == "NULL"
    assert september["Publication date"] == "17/09/2026"


def test_monitoring_raises_a_grade_and_gives_it_a_day_of_its_own(written: dict[str, Path]) -> None:
    before, after = (
        _row_of(_rows(written[f"Ofsted, latest inspections, {month} 2026"]), "Otter Lane Primary School")
        for month in ("September", "October")
    )
    assert before["Attendance and behaviour"] == "Needs attention"
    assert after["Attendance and behaviour"] == "Expected standard"
    assert after["Attendance and behaviour - date of grade"] == "15/09/2026"
    assert after["Inclusion - date of grade"] == "13/01/2026"


def test_a_predecessors_inspection_says_whose_it_was(written: dict[str, Path]) -> None:
    row = _row_of(_rows(written["Ofsted, latest inspections, August 2025"]), "Lockside Academy")
    assert row["Does the latest graded inspection relate to the URN of the current school?"] == "No"
    assert row["School name at time of latest graded inspection"] == "Lockside High School"
    assert row["School type at time of latest graded inspection"] == "Community School"


def test_from_september_2024_no_overall_grade_is_given(written: dict[str, Path]) -> None:
    row = _row_of(_rows(written["Ofsted, latest inspections, August 2025"]), "Sutton Heath Primary School")
    assert row["Overall effectiveness"] == "Not judged"
    assert row["Behaviour and attitudes"] == "3"
    assert "Overall effectiveness" not in _rows(written["Ofsted, all inspections 2024/25"])[0]


def test_a_school_that_the_publisher_missed_is_in_no_ofsted_file(written: dict[str, Path]) -> None:
    for title, path in written.items():
        if title.startswith("Ofsted"):
            assert b"Lockside Hospital School" not in path.read_bytes()


def test_constituencies_change_their_names_and_edges_in_2024(written: dict[str, Path]) -> None:
    before = {row["Parliamentary constituency"] for row in _rows(written["Ofsted, latest inspections, August 2023"])}
    after = {
        row["Parliamentary constituency"]
        for row in _rows(written["Ofsted, latest inspections, August 2025"])
        if row["URN"]
    }
    assert all(name.startswith("Lockside, ") for name in before)
    assert not any("," in name for name in after)


def test_boundaries_are_polygons_in_degrees(written: dict[str, Path]) -> None:
    said = json.loads(written["Boundaries: the ten districts"].read_text("utf-8"))
    assert said["features"][0]["properties"]["PCON17NM"] == "Lockside, Ashbrook"
    corners = [
        corner
        for feature in said["features"]
        for polygon in feature["geometry"]["coordinates"]
        for ring in polygon
        for corner in ring
    ]
    assert all(1 < longitude < 2 and 53.5 < latitude < 54.5 for longitude, latitude in corners)


def test_files_arrive_after_the_day_they_speak_of_and_before_today(city: World) -> None:
    arrivals = [delivery.arrives for delivery in deliveries()]
    assert arrivals == sorted(arrivals)
    assert all(delivery.as_at <= delivery.arrives < date(2026, 11, 16) for delivery in deliveries())
