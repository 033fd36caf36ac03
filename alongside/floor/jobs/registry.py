"""Which jobs may be repeated, and what is done again and again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.utils.module_loading import import_string
from django_tasks.base import Task

T = TypeVar("T", bound=Task[..., Any])


@dataclass(frozen=True, slots=True)
class Periodic:
    """Something done every so often, by one worker at a time; from the worker's timer, not at an exact moment.

    `run` is handed the moment (the installation's clock). `wanted`, where there is one, says cheaply whether there is
    anything to do; without it `run` is called each time. `run` may be cut off by kill -9 at any point and is then
    called again, so what it does must stand in transactions of its own. Where several workers may do it at the same
    time, `alone` is False, and every worker does it in each of its rounds.
    """

    key: str
    every: timedelta
    run: Callable[[datetime], object]
    words: str = ""
    wanted: Callable[[datetime], bool] | None = None
    alone: bool = True


_repeatable: set[str] = set()
_periodic: dict[str, Periodic] = {}


def repeatable(task: T) -> T:
    """Declare that a job may be begun anew where its worker died: doing it twice does no harm."""
    _repeatable.add(task.module_path)
    return task


def is_repeatable(path: str) -> bool:
    with suppress(ImportError):  # a job is declared where it is written, which nobody may have read yet
        import_string(path)
    return path in _repeatable


def register(periodic: Periodic) -> None:
    """Have something done again and again. From ready()."""
    _periodic[periodic.key] = periodic


def all_periodic() -> list[Periodic]:
    return list(_periodic.values())
