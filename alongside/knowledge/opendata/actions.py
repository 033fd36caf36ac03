"""Keeping a file, loading it, and clearing away what a dead load left. The only way anything published comes in.

A load goes: asked for (`ask`), begun (the head is taken, one load at a time), staged unseen, and then either live in
one tiny transaction or abandoned, in which case nothing of it remains but its own page.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError, transaction

from alongside.floor.accounts.models import User
from alongside.floor.kernel import clock
from alongside.knowledge.opendata import gate, loading, queries, telling
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.keeping import keep, keep_all_in
from alongside.knowledge.opendata.loading import Outcome, Progress
from alongside.knowledge.opendata.models import File, Head, Load
from alongside.knowledge.opendata.reminding import remind
from alongside.knowledge.opendata.writing import sweeping, workers
from alongside.knowledge.opendata.writing.staging import Lost, Stage

__all__ = [
    "Busy",
    "Progress",
    "Unreasoned",
    "ask",
    "ask_again",
    "give_up",
    "keep",
    "keep_all_in",
    "load",
    "remind",
    "run",
    "sweep",
]

log = logging.getLogger(__name__)


class Busy(Exception):
    """Another file is being loaded; one at a time."""


class Unreasoned(Exception):
    """A load may be let through its alarms only with a reason."""


def load(
    *,
    file: File,
    by: User | None,
    at: datetime,
    as_at: date | None = None,
    check_only: bool = False,
    yes: bool = False,
    reason: str = "",
    progress: Progress | None = None,
    now: Callable[[], datetime] | None = None,
) -> Load:
    """Ask for a load and run it here. See `ask` and `run`."""
    asked = ask(file=file, by=by, at=at, as_at=as_at, check_only=check_only, yes=yes, reason=reason)
    return run(load=asked, at=at, progress=progress, now=now)


def ask(
    *,
    file: File,
    by: User | None,
    at: datetime,
    as_at: date | None = None,
    check_only: bool = False,
    yes: bool = False,
    reason: str = "",
) -> Load:
    """Put down that a file is to be loaded, or only checked. With `yes` it goes through alarms, for the reason given.

    Raises Unreasoned where `yes` comes without one.
    """
    if yes and not reason.strip():
        raise Unreasoned("Say why the file should be loaded in spite of what looks wrong: the reason is kept with it.")
    return Load.objects.create(
        file=file, by=by, asked_at=at, as_at=as_at, check_only=check_only, reason=reason.strip() if yes else ""
    )


def run(
    *, load: Load, at: datetime, progress: Progress | None = None, now: Callable[[], datetime] | None = None
) -> Load:
    """Run a load that was asked for, to its end; returns it as it then stands: done, unchanged, checked, stopped,
    refused or failed. It may be another than was handed in: where a later load went live meanwhile, it goes on under a
    number of its own.

    `now` gives the time for signs of life; `at` is when what becomes live was known. Raises Busy while another runs.
    """
    progress = progress or (lambda what, done: None)
    now = now or (lambda: at)
    with workers.at_work() as at_work:
        load, version = _begin(load, at=at, at_work=at_work)
        return _run(load, version, at=at, now=now, progress=progress)


def _run(load: Load, version: int, *, at: datetime, now: Callable[[], datetime], progress: Progress) -> Load:
    try:
        outcome, stage = _staged(load, version, at=at, now=now, progress=progress)
        progress("deciding", 0)
        if load.check_only:
            return _abandon(load, Load.State.CHECKED, telling.checked(outcome, stage), outcome, stage)
        if gate.stops(outcome.alarms, reason=load.reason):
            return _abandon(load, Load.State.STOPPED, telling.stopped(outcome), outcome, stage)
        return _go_live(load, outcome, stage, at=at)
    except StructuralFault as fault:
        return _abandon(load, Load.State.REFUSED, str(fault))
    except Lost:
        load.refresh_from_db()
        return load
    except DatabaseError as error:
        log.exception("Load %s broke off", load.pk)
        return _abandon(load, Load.State.FAILED, telling.refused_by_database(error))
    except Exception as error:
        log.exception("Load %s broke off", load.pk)
        return _abandon(load, Load.State.FAILED, telling.failed(error))
    except BaseException:
        _abandon(load, Load.State.FAILED, telling.BROKEN_OFF)
        raise


def ask_again(*, load: Load, by: User | None, at: datetime) -> Load:
    """Ask anew for a load that died, or that waits for a worker which never came. Raises Busy while it is alive."""
    sweep(at=at)
    load.refresh_from_db()
    if load.state == Load.State.WAITING:
        load = give_up(load=load, at=at)
    if load.state != Load.State.FAILED:
        raise Busy("This load has come to its end. Ask for a new one.")
    again = Load.objects.create(
        file=load.file, by=by, asked_at=at, as_at=load.as_at, check_only=load.check_only, reason=load.reason
    )
    load.continued_as = again
    load.save(update_fields=["continued_as"])
    return again


def give_up(*, load: Load, at: datetime) -> Load:
    """End a load that never came to be read. One that has begun meanwhile is left alone."""
    Load.objects.filter(pk=load.pk, state=Load.State.WAITING).update(
        state=Load.State.FAILED, says=telling.NEVER_BEGUN, beat_at=at
    )
    load.refresh_from_db()
    return load


def sweep(*, at: datetime) -> Load | None:
    """Clear away what a dead load left, and say on its page that it died. Returns that load, if there was one.

    Raises Busy where a load is being written by a process that lives.
    """
    with transaction.atomic():
        # Under the lock of the head, which whoever goes live takes too: a load that ends at this moment is not mistaken
        # for a dead one.
        head = Head.objects.select_for_update().filter(pk=1, writing__isnull=False).first()
        if head is None or head.writing_id is None:
            return None
        dead = Load.objects.select_for_update(of=("self",)).select_related("file").get(pk=head.writing_id)
        if dead.state == Load.State.WORKING:
            if not workers.is_dead(dead.pk, dead.worker, beat_at=dead.beat_at, at=at):
                raise Busy(f"{dead.file.name} is being loaded at this moment (load {dead.pk}). Try again afterwards.")
            dead.state, dead.says, dead.counts, dead.preview = Load.State.FAILED, telling.DIED, {}, {}
            dead.save(update_fields=["state", "says", "counts", "preview"])
    _clear(dead)
    return dead


def _begin(load: Load, *, at: datetime, at_work: Callable[[int], None]) -> tuple[Load, int]:
    """Take the head for this load: from here on it is the one that writes."""
    Head.objects.get_or_create(pk=1)
    sweep(at=at)
    with transaction.atomic():
        if not Head.objects.filter(pk=1, writing=None, version__gte=0).update(writing=load):
            raise Busy("Another file is being loaded at this moment. Try again when it is through.")
        if not Load.objects.filter(pk=load.pk, state=Load.State.WAITING).exists():
            raise Busy(f"Load {load.pk} has been begun already.")
        version = queries.head()
        if load.pk <= version:
            load = _renumbered(load)
        at_work(load.pk)
        begun = Load.objects.filter(pk=load.pk, state=Load.State.WAITING).update(
            state=Load.State.WORKING, beat_at=at, worker=workers.this_one()
        )
        if not begun:
            raise Busy(f"Load {load.pk} was given up.")
    load.refresh_from_db()
    return load, version


def _renumbered(load: Load) -> Load:
    """The same load under a new number: a later one went live while it waited, and numbers are versions."""
    successor = Load.objects.create(
        file=load.file,
        by=load.by,
        asked_at=load.asked_at,
        as_at=load.as_at,
        check_only=load.check_only,
        reason=load.reason,
    )
    load.continued_as = successor
    load.state = Load.State.FAILED
    load.says = f"Another file went live first; this one goes on as load {successor.pk}."
    load.save(update_fields=["continued_as", "state", "says"])
    Head.objects.filter(pk=1).update(writing=successor)
    return successor


def _staged(
    load: Load, version: int, *, at: datetime, now: Callable[[], datetime], progress: Progress
) -> tuple[Outcome, Stage]:
    path = queries.path_of(load.file)
    if not path.is_file():
        raise StructuralFault("The kept file is not there any more.", remedy="Upload it again.")
    stage: Stage | None = None

    def stage_for(outcome: Outcome) -> Stage:
        nonlocal stage
        form = outcome.recognised.format
        first = form.period(outcome.as_at) if form.period else None
        Load.objects.filter(pk=load.pk).update(
            format=form.key, family=form.family, as_at=outcome.as_at, covers_from=first
        )
        stage = Stage(load=load, version=version, as_at=outcome.as_at, now=now)
        return stage

    def beating(what: str, done: int) -> None:
        if stage:
            stage.beat()
        progress(what, done)

    today = at.astimezone(clock.LONDON).date()
    try:
        return loading.stage_file(load, path, stage_for, today=today, progress=beating)
    finally:
        if stage:
            stage.end()


def _go_live(load: Load, outcome: Outcome, stage: Stage, *, at: datetime) -> Load:
    """The one tiny transaction in which everybody sees the load."""
    with transaction.atomic():
        newest = Load.objects.live().first()
        # What is known rests on what was known before, so it is never earlier, whatever this machine's clock says.
        finished_at = max(at, newest.finished_at) if newest and newest.finished_at else at
        if not Head.objects.filter(pk=1, writing=load, version=stage.version).update(version=load.pk, writing=None):
            raise Lost
        load.state = Load.State.DONE if stage.wrote else Load.State.UNCHANGED
        load.finished_at = finished_at
        load.says = telling.done(outcome, stage, changed=stage.wrote)
        _note(load, outcome, stage)
        _journal(load, at=at)
    return load


def _abandon(
    load: Load, state: Load.State, says: str, outcome: Outcome | None = None, stage: Stage | None = None
) -> Load:
    """Leave everything as it was before the load; its page keeps what was found."""
    held = Load.objects.filter(pk=load.pk, state=Load.State.WORKING).update(state=state, says=says)
    if held:
        load.refresh_from_db()
        if outcome and stage:
            _note(load, outcome, stage)
        _clear(load)
    load.refresh_from_db()
    return load


def _clear(load: Load) -> None:
    """Take away what a load wrote that has ended without going live."""
    if Load.objects.live().filter(pk=load.pk).exists():
        raise AssertionError(f"Load {load.pk} is live: what it wrote is what everybody sees.")
    sweeping.sweep(load.pk)
    Head.objects.filter(pk=1, writing=load).update(writing=None)


def _note(load: Load, outcome: Outcome, stage: Stage) -> None:
    """What was found, for the page of the load."""
    recognised = outcome.recognised
    form = recognised.format
    load.format, load.family, load.as_at = form.key, form.family, outcome.as_at
    load.covers_from = form.period(outcome.as_at) if form.period else None
    load.rows_read = stage.rows_read
    load.rows_refused = len(stage.refused_rows)
    load.rows_taken = load.rows_read - load.rows_refused
    load.counts = telling.counts(outcome, stage)
    load.unknown_columns = list(recognised.unknown)
    load.absent_columns = list(recognised.absent)
    load.alarms = [{"key": alarm.key, "says": alarm.says, "allowed": bool(load.reason)} for alarm in outcome.alarms]
    load.preview = outcome.preview
    load.save()


def _journal(load: Load, *, at: datetime) -> None:
    from alongside.floor.audit import journal

    details: dict[str, Any] = {
        "file": load.file.name,
        "sha256": load.file.sha256,
        "format": load.format,
        "as_at": str(load.as_at),
        "state": load.state,
        "rows_taken": load.rows_taken,
        "alarms": [alarm["key"] for alarm in load.alarms],
        "reason": load.reason,
    }
    action = "load.let-through" if load.alarms else "load.live"
    journal.record(action=action, subject=f"load {load.pk}", by=load.by, at=at, details=details)
