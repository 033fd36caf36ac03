"""The Data pages on a small city: what is loaded, each load's page, and rows of the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from alongside.knowledge.opendata.models import Load
from tests.reading import body, rows
from tests.small_city import Lockside

pytestmark = pytest.mark.django_db

OFFICE = (
    "/data/",
    "/data/upload/",
    "/data/loads/",
    "/data/loads.csv",
    "/data/loads.xlsx",
    "/data/sources.csv",
    "/data/sources.xlsx",
    "/data/coverage.csv",
    "/data/coverage.xlsx",
    "/data/loads/{load}/",
    "/data/loads/{load}/progress/",
    "/data/loads/{load}/file/",
    "/data/loads/{load}/refusals.csv",
    "/data/loads/{load}/refusals.xlsx",
    "/data/loads/{load}/changes.csv",
    "/data/loads/{load}/changes.xlsx",
)


@pytest.fixture
def newest(lockside: Lockside) -> Load:
    return Load.objects.filter(family="gias-establishments").latest("pk")


@pytest.fixture
def staff(lockside: Lockside, ruth: Any, client_of: Callable[..., Any]) -> Any:
    return client_of(ruth)


def test_the_data_pages_are_for_the_office(
    newest: Load, visitor: Any, olive: Any, ruth: Any, dara: Any, client_of: Callable[..., Any]
) -> None:
    for address in (one.format(load=newest.pk) for one in OFFICE):
        assert visitor.get(address)["Location"].startswith("/account/sign-in/"), address
        assert client_of(olive).get(address).status_code == 403, address
        for person in (ruth, dara):
            answer = client_of(person).get(address)
            assert answer.status_code in (200, 302), address
            body(answer)


def test_posting_is_for_the_office_too(newest: Load, visitor: Any, olive: Any, client_of: Callable[..., Any]) -> None:
    before = Load.objects.count()
    for address in ("/data/upload/", f"/data/loads/{newest.pk}/go-ahead/", f"/data/loads/{newest.pk}/again/"):
        assert visitor.post(address).status_code == 302
        assert client_of(olive).post(address).status_code == 403
    assert Load.objects.count() == before


def test_every_data_page_costs_few_queries(staff: Any, newest: Load, django_assert_max_num_queries: Any) -> None:
    for address in (one.format(load=newest.pk) for one in OFFICE):
        with django_assert_max_num_queries(12):
            body(staff.get(address))


def test_the_data_page_tells_sources_coverage_and_loads(staff: Any, newest: Load) -> None:
    said = body(staff.get("/data/"))
    for words in ("Sources", "Coverage", "How it stands", "Where it is", "Newest loads", newest.file.name):
        assert words in said
    exported = rows(body(staff.get("/data/sources.csv")))
    assert {row["State"] for row in exported} <= {"fresh", "stale", "never"}
    assert all(row["As at"] for row in exported if row["State"] != "never")


def test_coverage_is_measured_of_the_partnership_s_open_schools(staff: Any) -> None:
    measured = {row["What"]: row for row in rows(body(staff.get("/data/coverage.csv")))}
    listed = rows(body(staff.get("/schools.csv")))
    assert {row["Of"] for row in measured.values()} == {str(len(listed))}
    with_head = sum(bool(row["Head"]) for row in listed)
    assert measured["Who is head"]["Schools with it"] == str(with_head)


def test_a_load_keeps_its_page(staff: Any, newest: Load) -> None:
    said = body(staff.get(f"/data/loads/{newest.pk}/"))
    for words in ("Loaded.", "rows read", "Fields changed, old and new", "In the journal", newest.file.sha256):
        assert words in said
    assert "Load it?" not in said


def test_fields_changed_leave_as_a_spreadsheet(staff: Any, newest: Load) -> None:
    exported = rows(body(staff.get(f"/data/loads/{newest.pk}/changes.csv")))
    assert len(exported) == newest.changes.count()
    assert {"What", "URN", "Field", "Old", "New"} == set(exported[0])


def test_everybody_may_read_a_row_of_a_loaded_file(newest: Load, visitor: Any, lockside: Lockside) -> None:
    said = body(visitor.get(f"/data/loads/{newest.pk}/rows/2/"))
    assert "What the row says" in said
    assert "EstablishmentName" in said
    assert "All about this load" not in said


def test_a_row_that_is_not_there_is_not_found(newest: Load, visitor: Any) -> None:
    for row in (0, 99_999_999):
        answer = visitor.get(f"/data/loads/{newest.pk}/rows/{row}/")
        assert answer.status_code == 404
        assert "There is no row" in body(answer)
    assert visitor.get("/data/loads/999999/rows/2/").status_code == 404


def test_the_file_leaves_as_it_came(staff: Any, newest: Load, lockside: Lockside) -> None:
    answer = staff.get(f"/data/loads/{newest.pk}/file/")
    assert b"".join(answer.streaming_content) == lockside.posted["GIAS establishments, November 2026"].path.read_bytes()
    assert answer["Content-Type"] == "application/octet-stream"


def test_progress_of_what_is_over_sends_back_to_the_page(staff: Any, newest: Load) -> None:
    address = f"/data/loads/{newest.pk}/progress/"
    assert staff.get(address)["Location"] == f"/data/loads/{newest.pk}/"
    assert staff.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_load_that_is_through_cannot_be_let_through_again(staff: Any, newest: Load) -> None:
    before = Load.objects.count()
    assert staff.post(f"/data/loads/{newest.pk}/go-ahead/")["Location"] == f"/data/loads/{newest.pk}/"
    staff.post(f"/data/loads/{newest.pk}/again/")
    assert Load.objects.count() == before
