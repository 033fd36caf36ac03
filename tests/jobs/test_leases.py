"""A job is held under a lease: who goes silent is taken over, and what they then say no longer counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_tasks.base import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from alongside.floor.jobs import actions, queries, registry, timer
from alongside.floor.jobs.models import Lease, Turn
from alongside.floor.jobs.registry import Periodic
from alongside.floor.jobs.worker import LeasedWorker
from tests.jobs import made
from tests.jobs.made import job

LEASE = timedelta(minutes=2)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def database_backend(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    made.DONE.clear()


def now() -> datetime:
    return datetime.now(UTC)


def work(name: str = "one", machine: Callable[[], datetime] = now) -> None:
    LeasedWorker(
        machine=machine,
        lease=LEASE,
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    ).run()


def begun(path: str, *, ago: timedelta, times: int = 1, beat: timedelta | None = None) -> Any:
    """A job that workers began a while ago; the last was heard of `beat` ago, or never."""
    found = job(path, status=Status.RUNNING, started_at=now() - ago, worker_ids=[f"w{n}" for n in range(times)])
    if beat is not None:
        assert actions.begin(job=found, worker=found.worker_ids[-1], at=now() - beat)
    return found


def status(found: Any) -> str:
    return DBTaskResult.objects.get(pk=found.pk).status


def test_jobs_are_done_and_their_leases_end():
    made.note.enqueue(word="a")
    failing = job("tests.jobs.made.fail")
    with pytest.MonkeyPatch.context() as quiet:
        quiet.setattr("logging.Logger.error", lambda *a, **k: None)
        work()
    assert made.DONE == ["a"]
    assert status(failing) == Status.FAILED
    assert not Lease.objects.exists()
    assert [one.pk for one in queries.at_a_glance()["failed"]] == [failing.pk]


def test_a_repeatable_job_of_a_dead_worker_is_done_by_the_next():
    found = begun("tests.jobs.made.note", ago=timedelta(hours=1), beat=timedelta(minutes=3))
    assert [one.pk for one in actions.sweep(at=now(), lease=LEASE)] == [found.pk]
    work("two")
    assert (made.DONE, status(found)) == (["x"], Status.SUCCESSFUL)


def test_another_is_marked_as_failed_and_shown_and_a_person_may_have_it_done_again():
    found = begun("tests.jobs.made.once", ago=timedelta(hours=1), beat=timedelta(minutes=3))
    actions.sweep(at=now(), lease=LEASE)
    work("two")
    assert (made.DONE, status(found)) == ([], Status.FAILED)
    (shown,) = queries.at_a_glance()["failed"]
    assert "The worker died" in shown.traceback
    actions.try_again(job=found.pk, by=None, at=now())
    work("two")
    assert (made.DONE, status(found)) == (["x"], Status.SUCCESSFUL)


def test_a_job_claimed_by_a_worker_that_died_before_its_lease_began_is_taken_over():
    found = begun("tests.jobs.made.note", ago=timedelta(minutes=3))
    actions.sweep(at=now(), lease=LEASE)
    assert status(found) == Status.READY


@pytest.mark.parametrize(("ago", "beat"), [(timedelta(hours=3), timedelta(seconds=20)), (timedelta(seconds=30), None)])
def test_who_is_heard_of_or_has_only_begun_is_left_alone(ago: timedelta, beat: timedelta | None):
    found = begun("tests.jobs.made.note", ago=ago, beat=beat)
    assert actions.sweep(at=now(), lease=LEASE) == []
    assert status(found) == Status.RUNNING


def test_a_job_that_kills_each_of_its_workers_is_not_begun_for_ever():
    found = begun("tests.jobs.made.note", ago=timedelta(hours=1), times=actions.TIMES)
    actions.sweep(at=now(), lease=LEASE)
    assert status(found) == Status.FAILED
    assert "Each of the 3 workers" in DBTaskResult.objects.get().traceback


def test_what_a_worker_says_that_was_taken_over_no_longer_counts():
    found = begun("tests.jobs.made.note", ago=timedelta(hours=1), beat=timedelta(minutes=3))
    actions.sweep(at=now(), lease=LEASE)
    assert not actions.beat(job=found.pk, worker="w0", at=now())
    assert not actions.begin(job=found, worker="w0", at=now())
    said: list[str] = []
    assert not actions.end(job=found, worker="w0", write=lambda: said.append("done"), at=now())
    assert (said, status(found)) == ([], Status.READY)


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What is done again and again is only this: it notes when."""
    noted: list[datetime] = []
    monkeypatch.setattr(registry, "_periodic", {})
    registry.register(Periodic("note", timedelta(minutes=5), noted.append, "Note it"))
    return noted


def tick(at: datetime, worker: str = "one") -> list[str]:
    return timer.run_due(worker=worker, machine=lambda: at, clock=lambda: at, lease=LEASE)


def test_what_is_periodic_is_done_when_it_is_due_by_one_worker(rounds: list[datetime]):
    start = now()
    done = [tick(start + timedelta(minutes=minutes), f"w{minutes}") for minutes in (0, 1, 4, 5, 6, 11)]
    assert done == [["note"], [], [], ["note"], [], ["note"]]
    assert len(rounds) == 3


def test_the_turn_of_a_worker_that_died_is_taken_after_its_lease(rounds: list[datetime]):
    start, (periodic,) = now(), registry.all_periodic()
    assert actions.take_turn(periodic=periodic, worker="dead", at=start, lease=timedelta(minutes=20))
    assert tick(start + timedelta(minutes=10)) == []
    assert tick(start + timedelta(minutes=21)) == ["note"]
    assert not actions.keep_turn(periodic=periodic, worker="dead", at=start, lease=LEASE)


def test_a_fault_is_noted_and_keeps_nothing_else_waiting(rounds: list[datetime], caplog: pytest.LogCaptureFixture):
    def wrong(at: datetime) -> None:
        raise ValueError("It went wrong.")

    registry._periodic.clear()
    registry.register(Periodic("bad", timedelta(minutes=5), wrong, "Go wrong"))
    registry.register(Periodic("note", timedelta(minutes=5), rounds.append))
    assert tick(now()) == ["bad", "note"]
    assert "It went wrong." in Turn.objects.get(key="bad").fault
    assert [words for words, turn in queries.turns() if turn.fault] == ["Go wrong"]


def test_what_has_nothing_to_do_takes_no_turn(rounds: list[datetime]):
    registry.register(Periodic("note", timedelta(0), rounds.append, wanted=lambda at: False))
    assert tick(now()) == []
    assert not Turn.objects.exists()
