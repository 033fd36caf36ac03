"""What every load must keep to, whatever the file: a clean report, or a clear sentence and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from django.db import transaction

from alongside.knowledge.opendata import actions
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.models import Head, Load

CLEAN = {"done", "unchanged"}
CLEAR = {"stopped", "refused"}


class _Undo(Exception):
    pass


def undone(what: Callable[[], None]) -> None:
    """Do something, and take back all that it did to the database."""
    try:
        with transaction.atomic():
            what()
            raise _Undo
    except _Undo:
        pass


def faults_of(
    name: str, content: bytes, *, at: datetime, before: object, seen: Callable[[], object], let_through: bool = False
) -> list[str]:
    """What a load of this file did that no load may do, `before` being what was seen; the load itself is undone.

    Let through, it goes live in spite of alarms, so that more of what is spoilt gets further.
    """
    faults: list[str] = []

    def load() -> None:
        try:
            file = actions.keep(stream=BytesIO(content), name=name, by=None, at=at)
            load = actions.load(file=file, by=None, at=at, yes=let_through, reason="To see" if let_through else "")
        except StructuralFault as fault:
            faults.extend([] if str(fault) else ["refused without a word"])
            return
        faults.extend(_faults(load, changed=seen() != before))

    undone(load)
    return faults


def _faults(load: Load, *, changed: bool) -> list[str]:
    faults = []
    if load.state not in CLEAN | CLEAR:
        faults.append(f"it is {load.state}: {load.says}")
    if load.state in CLEAR and changed:
        faults.append(f"it is {load.state}, but what is seen has changed")
    if len(load.says) < 20 or "Traceback" in load.says:
        faults.append(f"its sentence is not clear: {load.says!r}")
    if load.state in CLEAN and load.rows_read != load.rows_taken + load.rows_refused:
        faults.append("its numbers do not add up")
    if load.rows_refused > load.refusals.values("row").distinct().count() and load.rows_refused <= 1000:
        faults.append("rows were left out without a reason")
    if load.refusals.filter(why="").exists():
        faults.append("a refusal gives no reason")
    if Head.objects.get().writing_id is not None:
        faults.append("it still holds the head")
    return faults
