"""One load writes at a time; a dead one is cleared away, and one that was taken for dead can do no harm."""

from __future__ import annotations

import os
import socket
import threading
from datetime import timedelta

import pytest
from django.db import connection

from alongside.knowledge.opendata import actions, jobs, queries, registry
from alongside.knowledge.opendata.files import recognise
from alongside.knowledge.opendata.loading import Outcome
from alongside.knowledge.opendata.models import Change, Head, Load
from alongside.knowledge.opendata.writing import workers
from alongside.knowledge.opendata.writing.staging import Lost, Stage
from alongside.knowledge.schools.models import Group
from tests.opendata.conftest import NOW
from tests.opendata.toys import REGISTER_HEADER

pytestmark = pytest.mark.django_db

NAME = "register_as_at_31_Aug_2025.csv"
CONTENT = f"{REGISTER_HEADER}\n100001,Ash School,,,,\n100002,Elm School,,,,\n"
DEAD = f"{socket.gethostname()[:60]}:999999999:1"
ELSEWHERE = "another-machine:1:1"


@pytest.fixture
def asked(toys, made):
    file = actions.keep(path=made(NAME, CONTENT), by=None, at=NOW)
    return actions.ask(file=file, by=None, at=NOW)


def begun(load: Load, *, worker: str) -> Stage:
    """A load in the middle: it has written, and has not ended."""
    actions._begin(load, at=NOW, at_work=lambda load_id: None)
    Load.objects.filter(pk=load.pk).update(worker=worker)
    stage = Stage(load=load, version=queries.head(), as_at=NOW.date(), now=lambda: NOW)
    stage.insert(Group, ("uid", "name", "kind", "row"), [(100001, "Half", "", 2)])
    stage.close(Group, Group.objects.current().values_list("pk", flat=True))
    stage.changed("school 100001", 100001, {"name": ("Ash School", "Half")})
    stage.flush()
    return stage


def test_while_a_load_is_written_no_other_begins(loaded, asked, at_work):
    begun(asked, worker=workers.this_one())
    with pytest.raises(actions.Busy, match="is being loaded at this moment"):
        loaded("other_as_at_30_Sep_2025.csv", CONTENT)
    asked.refresh_from_db()
    assert asked.state == "working"


def test_what_a_dead_load_left_is_cleared_by_the_next(loaded, asked, seen):
    loaded("before_as_at_31_Jul_2025.csv", CONTENT)
    before = seen()
    dead = actions.ask(file=asked.file, by=None, at=NOW)
    begun(dead, worker=DEAD)
    assert seen() == before
    assert actions.sweep(at=NOW) == dead
    dead.refresh_from_db()
    assert (dead.state, "stopped in the middle" in dead.says) == ("failed", True)
    assert seen() == before
    assert not Group.objects.filter(since=dead.pk).exists()
    assert not Group.objects.filter(until=dead.pk).exists()
    assert not Change.objects.filter(load=dead).exists()
    assert loaded(NAME, CONTENT.replace("Ash", "Oak")).state == "done"


@pytest.fixture
def at_work(asked):
    with workers.at_work() as at_work:
        at_work(asked.pk)
        yield


PARENT = f"{socket.gethostname()[:60]}:{os.getppid()}:{workers._began(os.getppid())}"


@pytest.mark.parametrize(
    ("worker", "silent", "dead"),
    [
        pytest.param(workers.this_one(), 0, True, id="lives but is not at work on it"),
        pytest.param(PARENT, 600, False, id="lives and may be thinking"),
        pytest.param(PARENT, 16 * 60, True, id="silent for a quarter of an hour"),
        pytest.param(DEAD, 0, True, id="dead"),
        pytest.param(workers.this_one().rpartition(":")[0] + ":0", 0, True, id="number given to another process"),
        pytest.param(ELSEWHERE, 59, False, id="elsewhere, silent a minute at most"),
        pytest.param(ELSEWHERE, 61, True, id="elsewhere, silent for longer"),
        pytest.param("", 61, True, id="nobody"),
    ],
)
def test_whether_a_process_is_dead(worker, silent, dead):
    assert workers.is_dead(1, worker, beat_at=NOW, at=NOW + timedelta(seconds=silent)) is dead


def test_a_load_that_was_taken_for_dead_cannot_write_on(asked):
    stage = begun(asked, worker=ELSEWHERE)
    actions.sweep(at=NOW + timedelta(minutes=5))
    stage.insert(Group, ("uid", "name", "kind", "row"), [(100009, "Ghost", "", 3)])
    with pytest.raises(Lost):
        stage.flush()
    assert not Group.objects.exists()


def test_a_load_that_was_taken_for_dead_cannot_go_live(asked):
    stage = begun(asked, worker=ELSEWHERE)
    load = Load.objects.get(pk=asked.pk)
    actions.sweep(at=NOW + timedelta(minutes=5))
    form = registry.format_of("toy-register")
    outcome = Outcome(recognise.recognise(REGISTER_HEADER.split(","), [form]), 1, NOW.date(), "name")
    with pytest.raises(Lost):
        actions._go_live(load, outcome, stage, at=NOW)
    load.refresh_from_db()
    assert (load.state, queries.head()) == ("failed", 0)


def test_clearing_away_may_itself_be_broken_off_and_repeated(loaded, asked, seen, monkeypatch):
    loaded("before_as_at_31_Jul_2025.csv", CONTENT)
    before = seen()
    dead = actions.ask(file=asked.file, by=None, at=NOW)
    begun(dead, worker=DEAD)
    Load.objects.filter(pk=dead.pk).update(state="failed")  # it died after it had lost its state, before it was clear
    assert Head.objects.get().writing == dead
    actions.sweep(at=NOW)
    assert Head.objects.get().writing is None
    assert seen() == before


def test_a_dead_load_can_be_started_again(asked, django_capture_on_commit_callbacks):
    begun(asked, worker=DEAD)
    with django_capture_on_commit_callbacks(execute=True):
        again = jobs.start_again(asked, by=None, at=NOW)
    again.refresh_from_db()
    asked.refresh_from_db()
    assert (asked.state, asked.continued_as) == ("failed", again)
    assert again.state == "done", again.says


def test_a_load_that_no_worker_took_up_can_be_started_again(asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        again = jobs.start_again(asked, by=None, at=NOW)
    asked.refresh_from_db()
    again.refresh_from_db()
    assert (asked.state, again.state) == ("failed", "done")


def test_a_load_that_lives_is_not_started_again(asked, at_work):
    begun(asked, worker=workers.this_one())
    with pytest.raises(actions.Busy):
        jobs.start_again(asked, by=None, at=NOW)


def test_a_job_that_is_delivered_twice_runs_once(asked):
    assert jobs.run_when_free(load_id=asked.pk).state == "done"
    assert jobs.run_when_free(load_id=asked.pk).state == "done"
    assert Load.objects.count() == 1


def test_a_job_waits_for_the_load_before_it_and_then_runs(asked, at_work):
    other = actions.ask(file=asked.file, by=None, at=NOW)
    begun(asked, worker=workers.this_one())
    waited = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        Load.objects.filter(pk=asked.pk).update(worker=DEAD)

    assert jobs.run_when_free(load_id=other.pk, sleep=sleep).state == "done"
    assert len(waited) == 1


def test_a_job_that_waits_in_vain_says_so(asked, at_work):
    other = actions.ask(file=asked.file, by=None, at=NOW)
    begun(asked, worker=workers.this_one())
    load = jobs.run_when_free(load_id=other.pk, patience=3, sleep=lambda seconds: None)
    assert (load.state, "waited too long" in load.says) == ("failed", True)


def test_progress_is_written_where_a_page_can_see_it(toys, made):
    rows = "".join(f"{number},School {number},,,,\n" for number in range(100_000, 105_000))
    file = actions.keep(path=made(NAME, f"{REGISTER_HEADER}\n{rows}"), by=None, at=NOW)
    asked = actions.ask(file=file, by=None, at=NOW)
    seen_on_page = []

    def progress(what: str, done: int) -> None:
        seen_on_page.append((what, done, Load.objects.get(pk=asked.pk).rows_read))

    actions.run(load=asked, at=NOW, progress=progress)
    assert [entry for entry in seen_on_page if entry[0] == "rows"] == [
        ("rows", 2000, 2000),
        ("rows", 4000, 4000),
        ("rows", 5000, 5000),
    ]


def test_a_load_that_ends_at_this_very_moment_is_not_cleared_away(asked):
    """It went live between our look at it and our finding that its process is gone: as told by a lost race."""
    ended = actions.run(load=asked, at=NOW)
    with pytest.raises(AssertionError, match="is live"):
        actions._clear(ended)
    assert Group.objects.current().count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", range(5))
def test_two_processes_that_want_to_load_take_turns(toys, made, time):
    names = ["first_as_at_31_Aug_2025.csv", "second_as_at_31_Aug_2025.csv"]
    files = [actions.keep(path=made(name, CONTENT), by=None, at=NOW) for name in names]
    asked = [actions.ask(file=file, by=None, at=NOW) for file in files]
    ended: list[Load] = []

    def run(load: Load) -> None:
        pause = threading.Event()
        ended.append(jobs.run_when_free(load_id=load.pk, sleep=lambda seconds: bool(pause.wait(0.01)) and None))
        connection.close()

    threads = [threading.Thread(target=run, args=(load,)) for load in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(load.state for load in ended) == ["done", "unchanged"]
    assert queries.head() == max(load.pk for load in ended)
    assert Head.objects.get().writing is None
    assert Group.objects.count() == 2
