"""Loading several kept files one after the other, and saying what came of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.core.management.base import BaseCommand

from alongside.floor.accounts.models import User
from alongside.knowledge.opendata import actions, jobs, ordering
from alongside.knowledge.opendata.management.saying import Progress, told
from alongside.knowledge.opendata.models import File, Load

FINE, STOPPED, REFUSED = 0, 1, 2
_ENDS = {Load.State.STOPPED: STOPPED, Load.State.REFUSED: REFUSED, Load.State.FAILED: REFUSED}


def load_all(
    command: BaseCommand,
    files: Sequence[File],
    *,
    now: Callable[[], datetime],
    by: User | None = None,
    as_at: date | None = None,
    check_only: bool = False,
    yes: bool = False,
    reason: str = "",
) -> int:
    """Load files in the order in which they hang on each other; one that fails does not keep the others out.

    Returns what the command should end with: the worst that befell any of them.
    """
    worst = FINE
    for file in ordering.sorted_for_loading(files):
        asked = actions.ask(file=file, by=by, at=now(), as_at=as_at, check_only=check_only, yes=yes, reason=reason)
        load = _run(command, asked)
        worst = max(worst, _ENDS.get(Load.State(load.state), STOPPED if check_only and load.alarms else FINE))
    return worst


def _run(command: BaseCommand, asked: Load) -> Load:
    command.stdout.write(command.style.MIGRATE_HEADING(asked.file.name))
    progress = Progress(command.stdout)
    load = jobs.run_when_free(
        load_id=asked.pk, waiting=lambda busy: command.stdout.write(f"  {busy} Waiting."), progress=progress
    )
    progress.end()
    for line in told(load):
        command.stdout.write(line)
    return load
