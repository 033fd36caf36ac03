"""What is done again and again: one round of all that is due."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from alongside.floor.jobs import actions, registry
from alongside.floor.jobs.beating import beating
from alongside.floor.jobs.models import Turn
from alongside.floor.jobs.registry import Periodic

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def run_due(
    *, worker: str, machine: Clock, clock: Clock, lease: timedelta, stopping: Callable[[], bool] = lambda: False
) -> list[str]:
    """Do what is due, each by itself: a fault in one is noted and keeps no other waiting. Which were done.

    `machine`: the machine's clock, by which turns are taken; `clock`: the installation's, which is handed on.
    """
    begun = dict(Turn.objects.values_list("key", "begun_at"))
    done = []
    for periodic in registry.all_periodic():
        last = begun.get(periodic.key)
        if stopping() or (last is not None and last + periodic.every > machine()) or not _wanted(periodic, clock()):
            continue
        if not periodic.alone:
            _fault_of(periodic, clock())
        elif actions.take_turn(periodic=periodic, worker=worker, at=machine(), lease=lease):
            keep = partial(actions.keep_turn, periodic=periodic, worker=worker, lease=lease)
            with beating(lambda keep=keep: keep(at=machine()), lease=lease):  # type: ignore[misc]
                fault = _fault_of(periodic, clock())
            actions.end_turn(periodic=periodic, worker=worker, at=machine(), fault=fault)
        else:
            continue
        done.append(periodic.key)
    return done


def _wanted(periodic: Periodic, at: datetime) -> bool:
    try:
        return periodic.wanted is None or periodic.wanted(at)
    except Exception:
        log.exception("%s could not say whether it has anything to do", periodic.key)
        return False


def _fault_of(periodic: Periodic, at: datetime) -> str:
    """Do it; what went wrong, empty where nothing did."""
    try:
        periodic.run(at)
    except Exception:
        log.exception("%s went wrong; it is done again when it is due", periodic.key)
        return traceback.format_exc(limit=-8)
    return ""
