"""A letter, a job that failed, a notice of the staff's, and a link that stops letters."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any


def make(world: Any) -> dict[str, dict[str, Any]]:
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from alongside.floor.mail import actions, unsubscribing
    from alongside.floor.mail.facts import Recipient
    from tests.jobs.made import job

    letter = actions.post(
        to=Recipient("x@school.example"), subject="A letter", text="Hello", at=world.at, key=f"matrix {uuid.uuid4()}"
    )
    staff = world.users["staff"]
    (notice,) = actions.tell(
        to=[Recipient(staff.email, staff.name, staff)],
        kind="tasks",
        subject="You took on a task",
        words="",
        thing="",
        at=world.at,
    )
    link = unsubscribing.address(unsubscribing.Token(kinds=("tasks",), email="x@school.example"))
    failed = job(status=TaskResultStatus.FAILED, finished_at=world.at + timedelta(minutes=1))
    assert isinstance(failed, DBTaskResult)
    return {
        "letter": {"any": letter.pk},
        "failed-job": {"any": failed.pk},
        "notice": {"any": notice.pk},
        "stop": {"any": link.rstrip("/").rpartition("/")[2]},
    }
