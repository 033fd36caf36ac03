"""Jobs for the tests: a table of attempts instead of what jobs do in the product."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from alongside.floor.jobs.registry import repeatable

DONE: list[str] = []


@repeatable
@task()
def note(*, word: str) -> str:
    """May be done twice."""
    DONE.append(word)
    return word


@task()
def once(*, word: str) -> str:
    """May not."""
    DONE.append(word)
    return word


@task()
def fail() -> None:
    raise ValueError("It went wrong.")


def job(path: str = "tests.jobs.made.once", **fields: Any) -> Any:
    """A row of the queue as django-tasks-db writes it."""
    from django_tasks_db.models import DBTaskResult, get_date_max

    values = {
        "task_path": path,
        "args_kwargs": {"args": [], "kwargs": {} if path.endswith("fail") else {"word": "x"}},
        "backend_name": "default",
        "run_after": get_date_max(),
        "exception_class_path": "",
        "traceback": "",
    }
    return DBTaskResult.objects.create(**{**values, **fields})
