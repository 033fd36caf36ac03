"""Kill -9 a real worker in the middle of a real job: another takes it over, and what must not be repeated is not."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.installations import Installation, wait_until

# A job that writes down that it began, and then goes on until a file lets it end.
JOB = """
from pathlib import Path
import time
from django_tasks import task
from alongside.floor.jobs.registry import repeatable

def work(folder):
    with (Path(folder) / "begun").open("a") as log:
        log.write("begun\\n")
    while not (Path(folder) / "go-on").exists():
        time.sleep(0.05)
    (Path(folder) / "ended").touch()

@repeatable
@task()
def again(*, folder):
    work(folder)

@task()
def once(*, folder):
    work(folder)
"""
ASK = "from trial_jobs import {name}; {name}.enqueue(folder={folder!r})"
STATES = "from django_tasks_db.models import DBTaskResult as R; print(*R.objects.values_list('status', flat=True))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "trial_jobs.py").write_text(JOB, encoding="utf-8")
    return tmp_path


@contextmanager
def worker(installation: Installation, folder: Path) -> Iterator[subprocess.Popen[str]]:
    running = installation.start("worker", "--interval", "0.1", "--lease", "3", PYTHONPATH=str(folder))
    try:
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGTERM)
        running.communicate(timeout=60)


def do(installation: Installation, folder: Path, code: str) -> str:
    return installation.alongside("shell", "--no-imports", "-c", code, PYTHONPATH=str(folder)).stdout.strip()


def times(folder: Path) -> int:
    log = folder / "begun"
    return len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0


def begin_and_kill(name: str, installation: Installation, folder: Path) -> None:
    do(installation, folder, ASK.format(name=name, folder=str(folder)))
    with worker(installation, folder) as first:
        wait_until(lambda: times(folder) == 1, seconds=60)
        first.kill()
        first.wait()
    assert do(installation, folder, STATES) == "RUNNING"


def test_a_repeatable_job_is_done_by_the_next_worker(installation: Installation, folder: Path):
    begin_and_kill("again", installation, folder)
    (folder / "go-on").touch()
    with worker(installation, folder):
        wait_until(lambda: (folder / "ended").exists(), seconds=60)
    assert times(folder) == 2
    assert do(installation, folder, STATES) == "SUCCESSFUL"


def test_another_is_marked_as_failed_and_not_begun_again(installation: Installation, folder: Path):
    begin_and_kill("once", installation, folder)
    states: list[Any] = []

    def failed() -> bool:
        states.append(do(installation, folder, STATES))
        return states[-1] == "FAILED"

    with worker(installation, folder):
        wait_until(failed, seconds=90)
    assert times(folder) == 1
    assert not (folder / "ended").exists()


def test_a_worker_that_lives_keeps_its_job_longer_than_the_lease(installation: Installation, folder: Path):
    do(installation, folder, ASK.format(name="again", folder=str(folder)))
    with worker(installation, folder), worker(installation, folder):
        wait_until(lambda: times(folder) == 1, seconds=60)
        do(installation, folder, STATES)  # takes a moment; so does the next: together longer than the lease
        do(installation, folder, STATES)
        assert times(folder) == 1
        (folder / "go-on").touch()
        wait_until(lambda: (folder / "ended").exists(), seconds=60)
    assert do(installation, folder, STATES) == "SUCCESSFUL"
