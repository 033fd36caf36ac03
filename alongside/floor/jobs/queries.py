"""What the workers are at, and what went wrong."""

from __future__ import annotations

from typing import Any

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alongside.floor.jobs.models import Lease, Turn
from alongside.floor.jobs.registry import all_periodic

_SHOWN = 50


def at_a_glance() -> dict[str, Any]:
    """`failed`, `running` (with whom, and when last heard of) and how many are `waiting`."""
    jobs = DBTaskResult.objects.defer("return_value")
    leases = {lease.task: lease for lease in Lease.objects.all()}
    return {
        "failed": list(jobs.filter(status=TaskResultStatus.FAILED).order_by("-finished_at")[:_SHOWN]),
        "running": [(job, leases.get(job.pk)) for job in jobs.filter(status=TaskResultStatus.RUNNING)[:_SHOWN]],
        "waiting": jobs.filter(status=TaskResultStatus.READY).count(),
    }


def turns() -> list[tuple[str, Turn]]:
    """What is done again and again by one worker at a time: what it is, and how it went last."""
    words = {one.key: one.words or one.key for one in all_periodic()}
    return [(words[turn.key], turn) for turn in Turn.objects.order_by("key") if turn.key in words]


def has_failed(job: Any) -> bool:
    return bool(DBTaskResult.objects.filter(pk=job, status=TaskResultStatus.FAILED).exists())
