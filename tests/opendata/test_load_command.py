"""`alongside load` as a data officer uses it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from io import StringIO
from itertools import permutations

import pytest
from django.core.management import CommandError, call_command

from alongside.knowledge.opendata import queries
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.schools.models import Group
from tests.opendata.toys import EVENTS_HEADER, REGISTER_HEADER

AUGUST = "register_as_at_31_Aug_2025.csv"
SEPTEMBER = "register_as_at_30_Sep_2025.csv"
THREE = f"{REGISTER_HEADER}\n100001,Ash School,,,,\n100002,Elm School,,,,\n100003,Oak School,,,,\n"
ONE = f"{REGISTER_HEADER}\n100001,Ash School,,,,\n"


@pytest.fixture
def load(toys, the_day_is, db):
    """`load(path, check=True)` gives what was said and how it ended."""
    the_day_is(date(2025, 10, 3))

    def run(*paths: object, **options: object) -> tuple[str, int]:
        said = StringIO()
        try:
            call_command("load", *map(str, paths), stdout=said, stderr=said, no_color=True, **options)
        except SystemExit as ended:
            return said.getvalue(), int(ended.code or 0)
        return said.getvalue(), 0

    return run


def test_a_good_file_is_loaded_and_its_numbers_are_said(load, made):
    said, ended = load(made(AUGUST, THREE))
    assert ended == 0, said
    assert "“Toy register” as at 31 August 2025 (by its name). 3 rows read. 3 new." in said
    assert queries.head() == Load.objects.get().pk


def test_a_check_says_who_would_enter_and_leave_and_changes_nothing(load, made):
    load(made(AUGUST, THREE))
    said, ended = load(made(SEPTEMBER, THREE.replace("Oak", "Yew")), check=True)
    assert ended == 0
    assert "Enter (1):\n      Yew School" in said
    assert "Leave (1):\n      Oak School" in said
    assert "Nothing was changed" in said
    assert Group.objects.current().filter(name="Oak School").exists()


def test_an_alarm_stops_it_with_1(load, made):
    load(made(AUGUST, THREE))
    said, ended = load(made(SEPTEMBER, ONE))
    assert ended == 1
    assert "! It has one row;" in said
    assert Group.objects.current().count() == 3


def test_a_check_that_finds_an_alarm_ends_with_1(load, made):
    load(made(AUGUST, THREE))
    assert load(made(SEPTEMBER, ONE), check=True)[1] == 1


def test_a_person_lets_it_through_and_says_why(load, made, dara):
    load(made(AUGUST, THREE))
    said, ended = load(made(SEPTEMBER, ONE), yes=True, reason="Two closed", by=dara.email.upper())
    assert ended == 0, said
    assert "Let through: Two closed" in said
    assert Load.objects.latest("pk").by == dara


def test_yes_without_a_reason_is_asked_for_one(load, made):
    with pytest.raises(CommandError, match="--yes needs --reason"):
        load(made(AUGUST, THREE), yes=True)


def test_somebody_nobody_knows_cannot_load(load, made):
    with pytest.raises(CommandError, match=r"Nobody here has the address x@y\.example"):
        load(made(AUGUST, THREE), by="x@y.example")


def test_a_bad_file_is_refused_with_2_and_the_others_load(load, made, tmp_path):
    bad = made("bad_as_at_31_Aug_2025.csv", THREE + "broken,row\n")
    said, ended = load(tmp_path / "nowhere.csv", bad, tmp_path, made(AUGUST, THREE))
    assert ended == 2
    assert "Row 5, value “broken”: This row has 2 cells" in said
    assert "no such file" in said
    assert "is a folder" in said
    assert Group.objects.current().count() == 3


def test_the_day_may_be_given(load, made):
    assert load(made("register.csv", THREE), as_at=date(2025, 6, 30))[1] == 0
    assert Load.objects.get().as_at == date(2025, 6, 30)


def test_rows_left_out_are_said_with_the_place(load, made):
    rows = "".join(f"{number},School {number},,,,\n" for number in range(100_100, 100_200))
    said, _ = load(made(AUGUST, THREE + rows + "100300,\x1b[31mRed,99/99/2020,,,\n"))
    assert "Row 105, Name" in said
    assert "Row 105, Open date “99/99/2020”: is not a day of the calendar" in said
    assert "\x1b" not in said


def test_several_files_in_one_zip_are_each_loaded(load, made):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(AUGUST, THREE)
        archive.writestr("events_published_by_31_Aug_2025.csv", f"{EVENTS_HEADER}\n1,100001,01/10/2024,Good\n")
        archive.writestr("read me.txt", "hello")
    said, ended = load(made("extract.zip", packed.getvalue()))
    assert ended == 0, said
    assert {load.family for load in queries.last_loads()} == {"toy-register", "toy-events"}


@pytest.mark.django_db
def test_the_order_in_which_files_are_named_makes_no_difference(toys, made, monkeypatch):
    from alongside.knowledge.opendata import actions, gate, ordering
    from tests.opendata.conftest import NOW

    limits = gate.limits()
    monkeypatch.setattr(gate, "limits", lambda: limits.model_copy(update={"order": ("toy-register", "toy-events")}))
    contents = {
        SEPTEMBER: THREE,
        "events_published_by_31_Aug_2025.csv": f"{EVENTS_HEADER}\n1,100001,01/10/2024,Good\n",
        AUGUST: ONE,
        "rubbish.csv": "rubbish",
    }
    files = [actions.keep(path=made(name, content), by=None, at=NOW) for name, content in contents.items()]
    for order in permutations(files):
        assert [file.name for file in ordering.sorted_for_loading(order)] == [
            AUGUST,
            SEPTEMBER,
            "events_published_by_31_Aug_2025.csv",
            "rubbish.csv",
        ]


def test_without_a_database_it_says_what_to_run(tmp_path, made):
    from tests.installations import Installation

    var = tmp_path / "var"
    var.mkdir()
    done = Installation(var).alongside("load", made(AUGUST, THREE), check=False)
    assert done.returncode == 2
    assert "alongside migrate" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
