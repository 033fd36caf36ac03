"""What is done again and again: one round of all that is due."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from alongside.floor.jobs import actions, registry
from alongside.floor.jobs.models import Turn

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

LEASE = timedelta(minutes=30)


def run_due(*, worker: str, machine: Clock, clock: Clock, stopping: Callable[[], bool] = lambda: False) -> list[str]:
    """Do what is due, each by itself: a fault in one is noted and keeps no other waiting. Which were done.

    `machine`: the machine's clock, by which turns are taken; `clock`: the installation's, which is handed on.
    """
    begun = dict(Turn.objects.values_list("key", "begun_at"))
    done = []
    for periodic in registry.all_periodic():
        last = begun.get(periodic.key)
        if stopping() or (last is not None and last + periodic.every > machine()):
            continue
        try:
            wanted = periodic.wanted is None or periodic.wanted(clock())
        except Exception:
            log.exception("%s could not say whether it has anything to do", periodic.key)
            continue
        if wanted and actions.take_turn(periodic=periodic, worker=worker, at=machine(), lease=LEASE):
            _run(periodic, worker=worker, machine=machine, clock=clock)
            done.append(periodic.key)
    return done


def _run(periodic: registry.Periodic, *, worker: str, machine: Clock, clock: Clock) -> None:
    fault = ""
    try:
        periodic.run(clock())
    except Exception:
        fault = traceback.format_exc(limit=-8)
        log.exception("%s went wrong; it is done again when it is due", periodic.key)
    actions.end_turn(periodic=periodic, worker=worker, at=machine(), fault=fault)
