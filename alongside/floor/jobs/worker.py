"""A worker: runs jobs one after the other under a lease, and beside them what is done again and again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.db import close_old_connections, connections
from django_tasks import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from alongside.floor.jobs import actions, timer
from alongside.floor.jobs.beating import beating
from alongside.floor.jobs.registry import is_repeatable

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

LEASE = timedelta(minutes=2)  # a worker not heard of for so long counts as dead


class LeasedWorker(Worker):
    """django-tasks-db's worker, whose jobs are held under a lease and ended only by who holds it."""

    def __init__(self, *, machine: Clock, lease: timedelta = LEASE, **options: Any) -> None:
        super().__init__(**options)
        self._machine = machine
        self._lease = lease

    def run_task(self, db_task_result: DBTaskResult) -> None:
        self.running_task = True
        try:
            if not actions.begin(job=db_task_result, worker=self.worker_id, at=self._machine()):
                return
            beat = partial(actions.beat, job=db_task_result.pk, worker=self.worker_id)
            with beating(lambda: beat(at=self._machine()), lease=self._lease):
                write = self._done(db_task_result)
            kept = actions.end(job=db_task_result, worker=self.worker_id, write=write, at=self._machine())
            if not kept:
                log.error("Job %s was taken over by another worker; what this one did is left out", db_task_result.pk)
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _done(self, job: DBTaskResult) -> Callable[[], None]:
        """Do the job, and return what writes down how it ended."""
        try:
            result = job.task_result
            task_started.send(sender=job.task.get_backend(), task_result=result)
            context = [TaskContext(task_result=cast("Any", result))] if job.task.takes_context else []
            value = job.task.call(*context, *result.args, **result.kwargs)
            return partial(self._succeed, job, value)
        except SystemExit as asked_to_stop:
            if is_repeatable(job.task_path):
                return partial(actions.put_back, job=job, at=self._machine())
            return partial(job.set_failed, asked_to_stop)
        except BaseException as error:
            return partial(self._fail, job, error)

    def _succeed(self, job: DBTaskResult, value: Any) -> None:
        job.set_successful(value)
        task_finished.send(sender=type(job.task.get_backend()), task_result=job.task_result)

    def _fail(self, job: DBTaskResult, error: BaseException) -> None:
        job.set_failed(error)
        try:
            sender, result = type(job.task.get_backend()), job.task_result
        except (ImportError, SuspiciousOperation):
            log.exception("There is no job called %s", job.task_path)
        else:
            task_finished.send(sender=sender, task_result=result)


class Timer:
    """A thread beside the jobs that does what is done again and again, and takes over what dead workers left."""

    def __init__(self, *, worker: str, machine: Clock, clock: Clock, lease: timedelta, interval: float) -> None:
        self._worker, self._machine, self._clock = worker, machine, clock
        self._lease, self._interval = lease, interval
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="timer", daemon=True)
        self._swept_at: datetime | None = None

    def __enter__(self) -> Timer:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Let what is being done come to its end, if that is soon."""
        self._stop.set()
        self._thread.join(timeout=25)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                close_old_connections()
                try:
                    self._round()
                except Exception:
                    log.exception("The timer met a fault; it goes on")
                self._stop.wait(self._interval)
        finally:
            connections.close_all()

    def _round(self) -> None:
        now = self._machine()
        if self._swept_at is None or now - self._swept_at >= self._lease / 4:
            actions.sweep(at=now, lease=self._lease)
            self._swept_at = now
        timer.run_due(
            worker=self._worker,
            machine=self._machine,
            clock=self._clock,
            lease=self._lease,
            stopping=self._stop.is_set,
        )
