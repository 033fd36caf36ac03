"""The only writes about who works on what. Jobs are kept by django-tasks-db; here they are begun, ended, taken over.

All moments here are the machine's, as those of django-tasks-db are: a demo's fixed day does not reach its leases.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alongside.floor.jobs.models import Lease, Turn
from alongside.floor.jobs.registry import Periodic, is_repeatable

TIMES = 3  # that a repeatable job is begun: one that kills its worker must not go on for ever


@transaction.atomic
def begin(*, job: DBTaskResult, worker: str, at: datetime) -> bool:
    """A worker begins a job that it has claimed. False where it took so long that another has it by now."""
    now = DBTaskResult.objects.select_for_update().filter(pk=job.pk, status=TaskResultStatus.RUNNING).first()
    if now is None or now.worker_ids[-1:] != [worker]:
        return False
    Lease.objects.update_or_create(task=job.pk, defaults={"worker": worker, "beat_at": at})
    return True


def beat(*, job: Any, worker: str, at: datetime) -> bool:
    """The worker lives. False where the job was taken over meanwhile."""
    return bool(Lease.objects.filter(task=job, worker=worker).update(beat_at=at))


@transaction.atomic
def end(*, job: DBTaskResult, worker: str, write: Callable[[], None], at: datetime) -> bool:
    """Write down what came of a job, unless it was taken over meanwhile: then what this worker did no longer counts."""
    if not Lease.objects.select_for_update().filter(task=job.pk, worker=worker).exists():
        return False
    write()
    Lease.objects.filter(task=job.pk).delete()
    return True


@transaction.atomic
def put_back(*, job: DBTaskResult, at: datetime) -> None:
    """Have a job begun anew, by whoever is next."""
    DBTaskResult.objects.filter(pk=job.pk).update(status=TaskResultStatus.READY, started_at=None)


def sweep(*, at: datetime, lease: timedelta) -> list[DBTaskResult]:
    """Take over the jobs whose workers were not heard of for longer than the lease. Repeatable ones wait again."""
    return [job for job in _running_since(at - lease) if _taken_over(job.pk, at, lease)]


def _running_since(before: datetime) -> list[DBTaskResult]:
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=before)
    alive = set(Lease.objects.filter(beat_at__gte=before).values_list("task", flat=True))
    return [job for job in running if job.pk not in alive]


@transaction.atomic
def _taken_over(pk: Any, at: datetime, lease: timedelta) -> bool:
    """Again, but locked: somebody else may have been quicker, or the worker may have come back to life."""
    job = DBTaskResult.objects.select_for_update().filter(pk=pk, status=TaskResultStatus.RUNNING).first()
    if job is None or job.started_at is None or job.started_at >= at - lease:
        return False
    if Lease.objects.select_for_update().filter(task=pk, beat_at__gte=at - lease).exists():
        return False
    Lease.objects.filter(task=pk).delete()
    if is_repeatable(job.task_path) and len(job.worker_ids) < TIMES:
        put_back(job=job, at=at)
        return True
    job.status, job.finished_at = TaskResultStatus.FAILED, at
    job.exception_class_path = "alongside.floor.jobs.actions.WorkerDied"
    job.traceback = _died(job)
    job.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])
    return True


class WorkerDied(Exception):
    """The worker died at a job that may not be repeated, or that killed every worker so far."""


def _died(job: DBTaskResult) -> str:
    if is_repeatable(job.task_path):
        return f"Each of the {len(job.worker_ids)} workers that began it died. It is not begun again by itself."
    return "The worker died while it was at it. Whether it may be done again, a person has to say."


@transaction.atomic
def try_again(*, job: Any, by: Any, at: datetime) -> None:
    """A person has a failed job done again."""
    failed = DBTaskResult.objects.filter(pk=job, status=TaskResultStatus.FAILED)
    failed.update(status=TaskResultStatus.READY, started_at=None, finished_at=None, worker_ids=[])


def take_turn(*, periodic: Periodic, worker: str, at: datetime, lease: timedelta) -> bool:
    """Whether it is this worker's turn: it is due, and nobody else is at it."""
    due = Q(begun_at__isnull=True) | Q(begun_at__lte=at - periodic.every)
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    taken = {"begun_at": at, "lease_until": at + lease, "worker": worker}
    if Turn.objects.filter(due & free, key=periodic.key).update(**taken):
        return True
    if Turn.objects.filter(key=periodic.key).exists():
        return False
    _, made = Turn.objects.get_or_create(key=periodic.key, defaults=taken)
    return made


def keep_turn(*, periodic: Periodic, worker: str, at: datetime, lease: timedelta) -> bool:
    """The worker is still at it. False where another has taken its turn."""
    ours = Turn.objects.filter(key=periodic.key, worker=worker, lease_until__isnull=False)
    return bool(ours.update(lease_until=at + lease))


def end_turn(*, periodic: Periodic, worker: str, at: datetime, fault: str = "") -> None:
    """It was done, or went wrong in the way that `fault` says."""
    ours = Turn.objects.filter(key=periodic.key, worker=worker)
    ours.update(ended_at=at, lease_until=None, fault=fault)
