"""Taking a file in by the browser: checked first, loaded on a person's word, refused with a sentence."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.floor.audit.models import Entry
from alongside.knowledge.opendata.models import Head, Load
from tests.reading import body
from tests.small_city import in_lockside, load_one

pytestmark = pytest.mark.django_db(transaction=True)  # a job starts once what asked for it is committed


@pytest.fixture
def staff(ruth: Any, client_of: Callable[..., Any], tmp_path: Path) -> Iterator[Any]:
    with in_lockside(tmp_path / "files"):
        yield client_of(ruth)


def upload(client: Any, content: bytes, name: str, **more: str) -> Any:
    file = io.BytesIO(content)
    file.name = name
    return client.post("/data/upload/", {"file": file, **more})


def uploaded(client: Any, post: Any) -> Load:
    answer = upload(client, post.path.read_bytes(), post.delivery.name)
    assert answer.status_code == 302, body(answer)
    return Load.objects.get(pk=int(answer["Location"].split("/")[-2]))


def test_a_file_is_checked_before_anything_changes(staff: Any, small_files: dict[str, Any], ruth: Any) -> None:
    checked = uploaded(staff, small_files["Ofsted, latest inspections, August 2025"])
    assert (checked.state, checked.by) == (Load.State.CHECKED, ruth)
    assert Head.objects.get().version == 0
    said = body(staff.get(f"/data/loads/{checked.pk}/"))
    assert "it can be loaded" in said
    assert "The register begins with" in said
    assert "Priority Schools" in said
    assert "Load it?" in said


def test_on_a_person_s_word_it_is_loaded(staff: Any, small_files: dict[str, Any], ruth: Any) -> None:
    checked = uploaded(staff, small_files["Ofsted, latest inspections, August 2025"])
    answer = staff.post(f"/data/loads/{checked.pk}/go-ahead/")
    live = Load.objects.get(pk=int(answer["Location"].split("/")[-2]))
    assert (live.state, live.by, live.as_at) == (Load.State.DONE, ruth, checked.as_at)
    assert live.counts["as_at_from"] == "name"
    assert Head.objects.get().version == live.pk
    assert Entry.objects.filter(subject=f"load {live.pk}", by=ruth).exists()
    assert "taken up again" in body(staff.get(f"/data/loads/{checked.pk}/"))


def test_past_an_alarm_only_with_a_reason(staff: Any, small_files: dict[str, Any]) -> None:
    load_one(small_files["Ofsted, latest inspections, October 2026"])
    checked = uploaded(staff, small_files["Ofsted, latest inspections, August 2025"])
    assert checked.alarms
    address = f"/data/loads/{checked.pk}/go-ahead/"
    assert "What looks wrong" in body(staff.get(f"/data/loads/{checked.pk}/"))
    refused = staff.post(address, {"reason": "  "})
    assert refused.status_code == 200
    assert "Say why it is right to load the file" in body(refused)
    live = Load.objects.get(pk=int(staff.post(address, {"reason": "It fills the past."})["Location"].split("/")[-2]))
    assert (live.state, live.reason) == (Load.State.DONE, "It fills the past.")
    said = body(staff.get(f"/data/loads/{live.pk}/"))
    assert "What looked wrong, and was let through" in said
    assert "It fills the past." in said


def test_a_file_cut_short_is_refused_with_the_place(staff: Any, small_files: dict[str, Any]) -> None:
    broken = uploaded(staff, small_files["a download that broke off"])
    assert broken.state == Load.State.REFUSED
    said = body(staff.get(f"/data/loads/{broken.pk}/"))
    assert "Refused: the file cannot be read as it is" in said
    assert "This row has" in said
    assert "Load another file" in said
    assert Head.objects.get().version == 0


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("schools.xlsx", b"PK", "This is a spreadsheet"),
        ("schools.pdf", b"%PDF", "The name must end in"),
        ("schools.csv", b"", "The file is empty"),
    ],
)
def test_what_cannot_be_a_published_file_is_refused_at_the_door(
    staff: Any, name: str, content: bytes, says: str
) -> None:
    answer = upload(staff, content, name)
    assert answer.status_code == 200
    assert says in body(answer)
    assert not Load.objects.exists()


def test_a_file_must_be_chosen(staff: Any) -> None:
    said = body(staff.post("/data/upload/", {}))
    assert "Choose the file to load" in said
    assert "There is a problem" in said


def test_a_name_cannot_lead_out_of_the_folder(staff: Any, tmp_path: Path) -> None:
    upload(staff, b"a,b\n1,2\n", "../../../etc/cron.d/x.csv")
    load = Load.objects.select_related("file").get()
    assert load.file.name == "x.csv"
    assert load.state == Load.State.REFUSED
    kept = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [load.file.sha256]


def test_what_was_not_loaded_is_shown_to_the_office_alone(staff: Any, visitor: Any) -> None:
    upload(staff, b"Name,Salary\nMs A,1\n", "private.csv")
    load = Load.objects.get()
    address = f"/data/loads/{load.pk}/rows/2/"
    assert visitor.get(address).status_code == 403
    assert "Ms A" in body(staff.get(address))


def test_a_day_that_the_name_does_not_tell_can_be_said(staff: Any, small_files: dict[str, Any]) -> None:
    post = small_files["Ofsted, latest inspections, August 2025"]
    day = {"as_at_day": "31", "as_at_month": "8", "as_at_year": "2025"}
    answer = upload(staff, post.path.read_bytes(), "saved.csv", **day)
    load = Load.objects.get(pk=int(answer["Location"].split("/")[-2]))
    assert load.as_at == post.delivery.as_at
    live = Load.objects.get(pk=int(staff.post(f"/data/loads/{load.pk}/go-ahead/")["Location"].split("/")[-2]))
    assert (live.as_at, live.counts["as_at_from"]) == (post.delivery.as_at, "person")


def test_a_waiting_load_shows_its_progress(staff: Any, small_files: dict[str, Any], settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    waiting = uploaded(staff, small_files["Ofsted, latest inspections, August 2025"])
    assert waiting.state == Load.State.WAITING
    said = body(staff.get(f"/data/loads/{waiting.pk}/"))
    assert "Waiting to be read" in said
    assert "Look again now" in said
    fragment = body(staff.get(f"/data/loads/{waiting.pk}/progress/", headers={"HX-Request": "true"}))
    assert fragment.startswith('<div id="progress"')
    assert "Waiting for you" not in body(staff.get("/data/"))
