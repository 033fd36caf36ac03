from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date

import pytest

from tests.schools.conftest import SCHOOL, Loading, gias, school

pytestmark = pytest.mark.django_db


def profile(urn: int = 900001):  # type: ignore[no-untyped-def]
    from alongside.knowledge.schools.queries import profiles

    return profiles().get(urn=urn)


def record(urn: int = 900001):  # type: ignore[no-untyped-def]
    from alongside.knowledge.schools.models import Record

    return Record.objects.filter(urn=urn).latest("as_at", "load")


def test_a_school_stands_in_the_register_as_gias_tells_it(loaded: Loading) -> None:
    load = loaded("edubasealldata20260301.csv", gias())
    line = profile()
    assert (load.state, load.as_at) == ("done", date(2026, 3, 1))
    assert (line.name, line.laestab, line.type, line.group) == (
        "Canal Street Primary School", 3302001, "community", "maintained",
    )  # fmt: skip
    assert (line.phase, line.status, line.age_low, line.age_high) == ("primary", "open", 3, 11)
    assert (line.sixth_form, line.pupils, line.head, line.postcode) == (False, 400, "Ms Ada Lock", "B33 8QB")
    assert (record().said["capacity"], record().said["street"]) == (420, "1 Canal Street")


def test_numbers_that_a_spreadsheet_saved_and_a_column_without_a_name_are_read(loaded: Loading) -> None:
    row = {"": 0} | school(urn="900001.0", number="2001.0", easting="407000.0", northing="287000.0", pupils="400.0")
    loaded("edubasealldata20260301.csv", gias(row))
    assert (profile().laestab, profile().pupils) == (3302001, 400)
    assert profile().latitude == pytest.approx(52.48, abs=0.01)


@pytest.mark.parametrize("form", ["plain", "gz", "zip", "utf8"])
def test_the_file_may_be_packed_and_in_either_encoding(loaded: Loading, form: str) -> None:
    text = gias(school(name="Kings’ Wharf – Lower School"))
    data, name = text.encode("cp1252"), "edubasealldata20260301.csv"
    if form == "gz":
        data, name = gzip.compress(data), name + ".gz"
    elif form == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as folder:
            folder.writestr(name, data)
        data, name = packed.getvalue(), "extract_20260301.zip"
    elif form == "utf8":
        data = b"\xef\xbb\xbf" + text.encode()
    loaded(name, data)
    assert profile().name == "Kings’ Wharf – Lower School"


def test_columns_may_stand_in_any_order_and_be_fewer(loaded: Loading) -> None:
    columns = ["CloseDate", "EstablishmentStatus (name)", "TypeOfEstablishment (name)", "LA (name)",
               "EstablishmentName", "URN"]  # fmt: skip
    loaded("edubasealldata20160301.csv", gias(columns=columns))
    assert (profile().name, profile().pupils, profile().laestab) == ("Canal Street Primary School", None, None)


def test_words_that_say_nothing_are_not_taken_for_answers(loaded: Loading) -> None:
    row = school(
        pupils="Not applicable", **{"OfficialSixthForm (name)": "Not applicable", "Gender (name)": "Not recorded"}
    )
    loaded("edubasealldata20260301.csv", gias(row))
    assert (profile().pupils, profile().sixth_form) == (None, None)
    assert "gender" not in record().said
    assert profile().religious_character == "Does not apply"


def test_the_first_of_january_1900_is_no_date(loaded: Loading) -> None:
    loaded("edubasealldata20260301.csv", gias(school(opened="01-01-1900")))
    assert profile().opened is None


def test_a_serial_number_is_a_day_as_edubase_had_it_in_2015(loaded: Loading) -> None:
    loaded("edubasealldata20150407.csv", gias(school(opened="40793")))
    assert profile().opened == date(2011, 9, 7)


def test_a_type_that_nobody_knows_is_kept_and_counted(loaded: Loading) -> None:
    load = loaded("edubasealldata20260301.csv", gias(school(type="Moon school")))
    assert (profile().type, profile().group) == ("Moon school", "other")
    assert load.counts["types not known"] == 1


def test_a_school_that_stands_twice_counts_once(loaded: Loading) -> None:
    load = loaded("edubasealldata20260301.csv", gias(SCHOOL, school(name="Another name")))
    assert profile().name == "Canal Street Primary School"
    refusal = load.refusals.get()
    assert (refusal.row, refusal.value) == (3, "900001")
    assert "row 2" in refusal.why


def test_a_row_without_a_name_is_left_out(loaded: Loading) -> None:
    load = loaded("edubasealldata20260301.csv", gias(SCHOOL, school(urn=900002, name="")))
    assert (load.rows_taken, load.rows_refused) == (1, 1)
    assert load.refusals.get().column == "EstablishmentName"


def test_a_closing_date_that_cannot_be_read_leaves_the_row_out(loaded: Loading) -> None:
    load = loaded("edubasealldata20260301.csv", gias(SCHOOL, school(urn=900002, closed="31-02-2026")))
    refusal = load.refusals.get()
    assert (refusal.row, refusal.column, refusal.value) == (3, "CloseDate", "31-02-2026")
    assert load.rows_taken == 1


def test_a_number_of_pupils_that_cannot_be_read_is_set_aside_alone(loaded: Loading) -> None:
    load = loaded("edubasealldata20260301.csv", gias(school(pupils="many")))
    assert (load.rows_taken, profile().pupils) == (1, None)
    assert load.refusals.get().column == "NumberOfPupils"


def test_unknown_columns_are_reported_and_missing_ones_stop_the_load(loaded: Loading) -> None:
    assert loaded("edubasealldata20260301.csv", gias(school(Moon="full"))).unknown_columns == ["Moon"]
    columns = [name for name in SCHOOL if name != "EstablishmentName"]
    refused = loaded("edubasealldata20260302.csv", gias(columns=columns))
    assert refused.state == "refused"
    assert "EstablishmentName" in refused.says


def test_a_file_without_a_date_in_its_name_is_dated_by_its_newest_change(loaded: Loading) -> None:
    assert loaded("results.csv", gias()).as_at == date(2026, 2, 1)
