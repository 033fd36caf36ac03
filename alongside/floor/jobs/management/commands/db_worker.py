"""`alongside db_worker`: the worker under the name that django-tasks-db gives its own, which knows no lease."""

from __future__ import annotations

from alongside.floor.jobs.management.commands.worker import Command

__all__ = ["Command"]
