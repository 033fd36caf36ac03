"""Loads that run outside the request: asked for on a page, run by a worker, followed on the load's page."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction
from django_tasks import task

from alongside.floor.accounts.models import User
from alongside.floor.jobs.registry import repeatable
from alongside.floor.kernel import clock
from alongside.knowledge.opendata import actions, afterwards
from alongside.knowledge.opendata.models import Load

PATIENCE = 600  # seconds for which a load waits for another to end


def start(load: Load) -> None:
    """Have a worker run a load that was asked for, once what asked for it is committed."""
    transaction.on_commit(partial(run_load.enqueue, load_id=load.pk))


def start_again(load: Load, *, by: User | None, at: datetime) -> Load:
    """Have a load run anew whose process died, or that no process ever took up. Raises actions.Busy while it lives."""
    again = actions.ask_again(load=load, by=by, at=at)
    start(again)
    return again


@repeatable
@task()
def run_load(*, load_id: int) -> None:
    """Run a waiting load. Another one that is being read is waited for."""
    run_when_free(load_id=load_id)


def run_when_free(
    *,
    load_id: int,
    patience: int = PATIENCE,
    sleep: Callable[[float], None] = time.sleep,
    waiting: Callable[[actions.Busy], None] = lambda busy: None,
    progress: actions.Progress | None = None,
) -> Load:
    """Run a load as soon as no other is being read; after `patience` seconds of waiting it fails, saying so.

    A load that is not waiting any more is left as it is: a queue may deliver the same job twice.
    """
    load = Load.objects.select_related("file").get(pk=load_id)
    for second in range(patience):
        if load.state != Load.State.WAITING:
            return load
        try:
            ended = actions.run(load=load, at=clock.now(), now=clock.now, progress=progress)
        except actions.Busy as busy:
            if not second:
                waiting(busy)
            sleep(1)
            load.refresh_from_db()
        else:
            afterwards.begin(ended)
            return ended
    return actions.give_up(load=load, at=clock.now())
