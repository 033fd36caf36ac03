"""A file through the machinery: what is seen before, during and after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.floor.audit import journal
from alongside.floor.audit.models import Entry
from alongside.knowledge.opendata import actions, queries, registry
from alongside.knowledge.opendata.models import Change, Head, Load
from alongside.knowledge.schools.models import Group, Record
from tests.opendata.conftest import NOW
from tests.opendata.toys import EVENTS_HEADER, REGISTER_HEADER

pytestmark = pytest.mark.django_db

AUGUST = "register_as_at_31_Aug_2025.csv"
SEPTEMBER = "register_as_at_30_Sep_2025.csv"
ASH = "100001,Ash School,01/09/1990,210,Primary,\n"
ELM = "100002,Elm School,,,,\n"
OAK = "100003,Oak School,,,,\n"


def register(*rows: str) -> str:
    return f"{REGISTER_HEADER}\n{''.join(rows)}"


def names(version: int | None = None) -> list[str]:
    groups = Group.objects.current() if version is None else Group.objects.at(version)
    return sorted(groups.values_list("name", flat=True))


def test_a_load_is_a_version_that_readers_see(loaded):
    load = loaded(AUGUST, register(ASH, ELM))
    assert (load.state, load.finished_at, load.as_at) == ("done", NOW, date(2025, 8, 31)), load.says
    assert queries.head() == load.pk
    assert names() == ["Ash School", "Elm School"]
    assert (load.rows_read, load.rows_taken, load.rows_refused) == (2, 2, 0)
    assert load.counts["new"] == 2


def test_only_what_differs_is_written_and_old_versions_stay(loaded):
    first = loaded(AUGUST, register(ASH, ELM))
    second = loaded(SEPTEMBER, register(ASH, OAK))
    assert (names(first.pk), names(second.pk)) == (["Ash School", "Elm School"], ["Ash School", "Oak School"])
    assert Group.objects.count() == 3
    assert second.counts | {"new": 1, "unchanged": 1, "gone": 1} == second.counts


def test_old_and_new_of_a_changed_field_are_kept(loaded):
    loaded(AUGUST, register(ASH))
    load = loaded(SEPTEMBER, register(ASH.replace("Ash", "Mountain Ash").replace("01/09/1990", "")))
    changes = Change.objects.filter(load=load).values_list("subject", "urn", "field", "old", "new")
    assert set(changes) == {
        ("school 100001", 100001, "name", "Ash School", "Mountain Ash School"),
        ("school 100001", 100001, "opened", "1990-09-01", ""),
    }
    assert load.counts["fields"] == {"name": 1, "opened": 1}


def test_the_same_file_twice_changes_nothing(loaded, seen):
    loaded(AUGUST, register(ASH, ELM))
    before = seen()
    again = loaded(AUGUST, register(ASH, ELM))
    assert again.state == "unchanged"
    assert "nothing new" in again.says
    assert {**seen(), "live": None} == {**before, "live": None}
    assert Group.objects.count() == 2


def test_an_unchanged_file_of_a_later_day_confirms_and_moves_coverage_on(loaded):
    loaded(AUGUST, register(ASH, ELM))
    confirmed = loaded(SEPTEMBER, register(ASH, ELM))
    assert confirmed.state == "unchanged"
    assert [cover.as_at for cover in queries.coverage("toy-register")] == [date(2025, 8, 31), date(2025, 9, 30)]
    assert queries.last_loads()[0].as_at == date(2025, 9, 30)
    assert queries.head() == confirmed.pk


def test_a_check_says_what_would_change_and_changes_nothing(loaded, seen):
    loaded(AUGUST, register(ASH, ELM))
    before = seen()
    load = loaded(SEPTEMBER, register(ASH.replace("Ash", "Mountain Ash"), ELM, OAK), check_only=True)
    assert load.state == "checked", load.says
    assert load.preview == {"toy.open": {"enter": ["Mountain Ash School", "Oak School"], "leave": ["Ash School"]}}
    assert load.counts["changes_shown"] == [["school 100001", 100001, "name", "Ash School", "Mountain Ash School"]]
    assert seen() == before
    assert not Group.objects.filter(since=load.pk).exists()
    assert not Group.objects.filter(until=load.pk).exists()
    assert not Change.objects.filter(load=load).exists()


def test_an_alarm_stops_a_load_and_nothing_has_changed(loaded, seen):
    loaded(AUGUST, register(ASH, ELM, OAK))
    before = seen()
    load = loaded(SEPTEMBER, register(ASH))
    assert load.state == "stopped"
    assert [(alarm["key"], alarm["allowed"]) for alarm in load.alarms] == [("rows gone", False)]
    assert "say why" in load.says
    assert seen() == before


def test_a_loaders_own_alarm_stops_a_load(loaded):
    loaded(AUGUST, register(ASH, ELM))
    load = loaded(SEPTEMBER, register(ELM))
    assert (load.state, [alarm["key"] for alarm in load.alarms]) == ("stopped", ["kind vanished"])


def test_a_person_may_let_it_through_and_the_reason_is_kept(loaded, dara):
    loaded(AUGUST, register(ASH, ELM, OAK))
    load = loaded(SEPTEMBER, register(ASH), yes=True, reason="Two schools merged into Ash")
    assert load.state == "done"
    assert load.reason == "Two schools merged into Ash"
    assert [alarm["allowed"] for alarm in load.alarms] == [True]
    entry = Entry.objects.get(action="load.let-through")
    assert entry.details.said["reason"] == "Two schools merged into Ash"
    assert names() == ["Ash School"]


def test_yes_without_a_reason_is_not_enough(loaded):
    with pytest.raises(actions.Unreasoned):
        loaded(AUGUST, register(ASH), yes=True, reason=" ")


def test_a_reason_is_not_needed_where_nothing_is_wrong(loaded):
    assert loaded(AUGUST, register(ASH), yes=True, reason="To be safe").alarms == []


def test_every_load_that_is_seen_is_in_the_journal(loaded, dara):
    load = loaded(AUGUST, register(ASH, ELM))
    entry = Entry.objects.get(subject=f"load {load.pk}")
    assert (entry.action, entry.details.said["sha256"]) == ("load.live", load.file.sha256)
    assert journal.verify() == []


def test_a_file_older_than_what_is_loaded_is_an_alarm(loaded):
    loaded(SEPTEMBER, register(ASH, ELM))
    assert [alarm["key"] for alarm in loaded(AUGUST, register(ASH, ELM)).alarms] == ["older"]


def test_files_that_list_a_period_are_compared_with_those_of_the_same_period(loaded):
    def events(*days: str) -> str:
        return f"{EVENTS_HEADER}\n" + "".join(f"{at},100001,{day},Good\n" for at, day in enumerate(days, start=1))

    assert (
        loaded("events_published_by_31_Aug_2025.csv", events("01/10/2024", "02/10/2024", "03/10/2024")).state == "done"
    )
    back = loaded("events_published_by_31_Aug_2024.csv", events("01/10/2023"))
    assert (back.state, back.alarms) == ("done", [])
    assert back.covers_from == date(2023, 9, 1)
    older = loaded("events_published_by_31_Jul_2025.csv", events("01/10/2024"))
    assert [alarm["key"] for alarm in older.alarms] == ["older", "rows gone"]


def test_rows_that_cannot_be_read_are_left_out_and_listed(loaded):
    rows = "".join(f"{number},School {number},,,,\n" for number in range(100_010, 100_110))
    load = loaded(AUGUST, register(ASH.replace("01/09/1990", "31/02/1990"), ELM, rows))
    assert load.state == "done"
    refusal = load.refusals.get()
    assert (refusal.row, refusal.column, refusal.value) == (2, "Open date", "31/02/1990")
    assert "calendar" in refusal.why
    assert "Ash School" not in names()
    assert (load.rows_read, load.rows_taken, load.rows_refused) == (102, 101, 1)


def test_a_school_whose_row_cannot_be_read_is_not_taken_for_gone(loaded):
    rows = [f"{number},School {number},,,,\n" for number in range(100_010, 100_110)]
    loaded(AUGUST, register(ASH, *rows))
    load = loaded(SEPTEMBER, register(ASH.replace("01/09/1990", "soon"), *rows))
    assert load.state == "unchanged"
    assert "Ash School" in names()


def test_a_cell_that_matters_little_is_set_aside_alone(loaded):
    load = loaded(AUGUST, register(ASH.replace("210", "about 200"), ELM))
    assert (load.state, load.rows_refused, load.counts["cells_set_aside"]) == ("done", 0, 1)
    assert Group.objects.current().get(uid=100001).companies_house == ""


@pytest.mark.parametrize(
    ("name", "content", "as_at", "day", "how"),
    [
        (AUGUST, register(ASH), date(2025, 7, 1), date(2025, 7, 1), "person"),
        (AUGUST, register(ASH), None, date(2025, 8, 31), "name"),
        ("register.csv", register(ASH, ELM), None, date(1990, 9, 1), "newest"),
        ("register.csv", register(ELM), None, date(2025, 10, 3), "today"),
        ("events.csv", f"{EVENTS_HEADER}\n1,100001,01/10/2024,Good\n", None, date(2025, 10, 3), "today"),
    ],
)
def test_the_day_a_file_speaks_of_is_known_and_how(loaded, name, content, as_at, day, how):
    load = loaded(name, content, as_at=as_at)
    assert (load.as_at, load.counts["as_at_from"]) == (day, how)


def test_known_at_a_moment_is_what_was_loaded_by_then(loaded):
    monday, friday = datetime(2025, 9, 1, 9, tzinfo=UTC), datetime(2025, 10, 3, 9, tzinfo=UTC)
    first = loaded(AUGUST, register(ASH), at=monday)
    second = loaded(SEPTEMBER, register(ASH, ELM), at=friday)
    assert queries.version_known_at(date(2025, 8, 31)) == 0
    assert queries.version_known_at(monday - timedelta(seconds=1)) == 0
    assert queries.version_known_at(monday) == first.pk
    assert queries.version_known_at(date(2025, 9, 1)) == first.pk
    assert queries.version_known_at(date(2025, 10, 2)) == first.pk
    assert queries.version_known_at(date(2025, 10, 3)) == second.pk == queries.version_known_at(None)


def test_what_is_known_is_never_known_before_what_it_rests_on(loaded):
    loaded(AUGUST, register(ASH), at=NOW)
    later = loaded(SEPTEMBER, register(ASH, ELM), at=NOW - timedelta(hours=1))
    assert later.finished_at == NOW


def test_a_fault_of_the_program_itself_changes_nothing_and_shows_no_innards(loaded, seen, caplog):
    before = seen()

    class Broken:
        def __init__(self, staging):
            staging.insert(Group, ("uid", "name", "kind", "row"), [(1, "x", "", 2)])

        def take(self, row, values):
            raise KeyError("innards")

    from dataclasses import replace

    registry.register(replace(registry.format_of("toy-register"), loader=Broken))
    load = loaded(AUGUST, register(ASH))
    assert load.state == "failed"
    assert "innards" not in load.says
    assert "Please report it" in load.says
    assert seen() == before
    assert Head.objects.get().writing is None


def test_appended_rows_of_a_load_that_is_not_let_through_are_taken_away(loaded):
    header, row = EVENTS_HEADER, "1,100001,01/10/2024,Good\n"
    load = loaded("events_published_by_31_Aug_2025.csv", f"{header}\n{row}", check_only=True)
    assert load.state == "checked"
    assert not Record.objects.exists()


def test_a_load_that_a_later_one_overtook_goes_on_under_a_new_number(loaded, made, toys):
    file = actions.keep(path=made(AUGUST, register(ASH)), by=None, at=NOW)
    waiting = actions.ask(file=file, by=None, at=NOW)
    live = loaded(SEPTEMBER, register(ASH, ELM))
    load = actions.run(load=waiting, at=NOW)
    waiting.refresh_from_db()
    assert waiting.continued_as == load
    assert load.pk > live.pk
    assert (load.state, [alarm["key"] for alarm in load.alarms]) == ("stopped", ["older"])
    assert names() == ["Ash School", "Elm School"]


def test_a_load_runs_once(loaded):
    load = loaded(AUGUST, register(ASH))
    with pytest.raises(actions.Busy):
        actions.run(load=load, at=NOW)
    assert Head.objects.get().writing is None
    assert Load.objects.count() == 1
