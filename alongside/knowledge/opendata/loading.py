"""One file through the machinery: recognised, read row by row into a stage, followed, compared, judged by the gate.

Writes nothing but through the stage; what becomes of it is decided in `actions`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from alongside.floor.kernel import garbage
from alongside.knowledge.opendata import cells, gate, queries, registry
from alongside.knowledge.opendata.faults import StructuralFault
from alongside.knowledge.opendata.files import dates, table
from alongside.knowledge.opendata.files.parsing import RowParser, Unreadable
from alongside.knowledge.opendata.files.recognise import Recognised, plain
from alongside.knowledge.opendata.files.table import Short, Table
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.registry import Alarm, Format
from alongside.knowledge.opendata.writing import room
from alongside.knowledge.opendata.writing.staging import Stage

AT_ONCE = 100  # rows handed over together: few enough to stay in the processor's cache
EVERY = 20  # times so many between two signs of progress

# what is being done, how many rows or steps of it are done
Progress = Callable[[str, int], None]


@dataclass(slots=True)
class Outcome:
    """What a file turned out to be and to say."""

    recognised: Recognised
    header_row: int
    as_at: date
    as_at_from: str
    alarms: list[Alarm] = field(default_factory=list)
    preview: dict[str, Any] = field(default_factory=dict)


def day_of(path: Path, name: str, table: Table, *, asked: date | None, today: date) -> tuple[date, str]:
    """The day a file speaks of and how that is known: a person said, its name, its newest date, or else today."""
    form = table.recognised.format
    found = [
        (asked, "person"),
        (dates.in_name(name) or (form.day(name) if form.day else None), "name"),
        (newest_in(path, form) if not (asked or dates.in_name(name)) else None, "newest"),
        (today, "today") if not form.day else (None, ""),
    ]
    if not any(day for day, _ in found):
        raise StructuralFault(
            "Neither the file nor its name says which year it speaks of (or, where it holds many, of which day it is).",
            remedy=(
                "Load it by itself, with the day it was published: --as-at 2026-04-30. A table of a single year may "
                "have the year in its name instead, as in 2018-2019_….csv."
            ),
        )
    as_at, how = next((day, how) for day, how in found if day)
    if as_at > today:
        raise StructuralFault(
            f"The file would speak of {as_at.day} {as_at:%B %Y}, which has not come yet.",
            remedy="Give the right day with --as-at, or name the file as it was published.",
        )
    return as_at, how


def newest_in(path: Path, form: Format) -> date | None:
    """The newest date in the column that a format names for it, among those that can be read."""
    if not form.newest:
        return None
    with table.opened(path, [form]) as found:
        at = next(
            (
                place
                for column, place in zip(form.columns, found.recognised.positions, strict=True)
                if form.newest in (column.name, *column.headers)
            ),
            None,
        )
        if at is None:
            return None
        newest = None
        for cell in {row[at] for _, row in found.rows}:
            try:
                day = cells.date_uk(cell.strip())
            except ValueError:
                continue
            newest = max(filter(None, (newest, day)), default=None)
        return newest


def read(table: Table, stage: Stage, loader: registry.Loader, progress: Progress) -> None:
    """Every row to the loader, its cells read; those that cannot be read are refused with the reason.

    Many at once where the loader can take them so and every cell can be read; else one at a time.
    """
    parser = RowParser(table.recognised)
    knows = _asking_first(loader, table.recognised)
    take_all = getattr(loader, "take_all", None)
    rows = iter(table.rows)
    for turn in itertools.count(1):
        some = list(itertools.islice(rows, AT_ONCE))
        if not some:
            break
        if not (take_all and take_all(*zip(*some, strict=True), parser.columns)):
            for number, row in some:
                if not (knows and knows(row)):
                    _take(number, row, parser, stage, loader, table.recognised)
        stage.rows_read += len(some)
        if not turn % EVERY:
            progress("rows", stage.rows_read)
    progress("rows", stage.rows_read)


def _asking_first(loader: registry.Loader, recognised: Recognised) -> Callable[[Sequence[str]], bool] | None:
    """A loader's own question, put before the cells of a row are read: whether it stood so in the file before."""
    begin = getattr(loader, "begin", None)
    return begin(recognised.headers) if begin else None


def _take(
    number: int, row: Sequence[str], parser: RowParser, stage: Stage, loader: registry.Loader, recognised: Recognised
) -> None:
    try:
        values = parser(row)
    except Unreadable as unreadable:
        if _is_left_out(number, row, unreadable, recognised, stage, loader):
            return
        values = unreadable.values
    loader.take(number, values)


def _is_left_out(
    number: int,
    row: Sequence[str],
    unreadable: Unreadable,
    recognised: Recognised,
    stage: Stage,
    loader: registry.Loader,
) -> bool:
    """Note each cell that cannot be read. The row goes with it, unless these cells all matter little."""
    is_short = isinstance(row, Short)
    left_out = is_short or any(not column.forgiving for column, _, _ in unreadable.troubles)
    for column, place, why in unreadable.troubles:
        say = stage.note if column.forgiving and not is_short else stage.refuse
        say(number, plain(recognised.headers[place]), row[place], why, _REMEDY)
    tell = getattr(loader, "left_out", None)
    if left_out and tell:
        tell(number, unreadable.values)
    return left_out


_REMEDY = "Look at the row in the published file; if it stands so there, tell the publisher."


def stage_file(
    load: Load, path: Path, stage_for: Callable[[Outcome], Stage], *, today: date, progress: Progress
) -> tuple[Outcome, Stage]:
    """Read a file into a stage made for what it is, derive what follows, judge. Raises StructuralFault."""
    with room.to_write():
        return _stage_file(load, path, stage_for, today=today, progress=progress)


def _stage_file(
    load: Load, path: Path, stage_for: Callable[[Outcome], Stage], *, today: date, progress: Progress
) -> tuple[Outcome, Stage]:
    with garbage.not_now(), table.opened(path, registry.formats()) as found:
        as_at, how = day_of(path, load.file.name, found, asked=load.as_at, today=today)
        outcome = Outcome(found.recognised, found.header_row, as_at, how)
        form = found.recognised.format
        stage = stage_for(outcome)
        loader = form.loader(stage)
        read(found, stage, loader, progress)
        if stage.rows_read == len(stage.refused_rows):
            raise _nothing_in_it(stage)
        alarms = list(loader.finish())
    stage.flush()
    _follow(outcome, stage, progress)
    stage.flush()
    outcome.alarms = [*gate.judge(_reading(as_at, stage), _before(form, as_at), gate.limits()), *alarms]
    return outcome, stage


def _nothing_in_it(stage: Stage) -> StructuralFault:
    if stage.rows_read:
        return StructuralFault(
            f"Not one of its {stage.rows_read:,} rows can be read.", remedy="Take the file as it is published."
        )
    return StructuralFault("There is a header and no row below it.", remedy="Download the file again.")


def _follow(outcome: Outcome, stage: Stage, progress: Progress) -> None:
    family = outcome.recognised.format.family
    followers = [follower for follower in registry.followers() if not follower.families or family in follower.families]
    for follower in followers:
        progress(follower.key, 0)
        with garbage.not_now():
            follower.derive(stage)
        stage.flush()
    for follower in followers:
        if follower.preview:
            outcome.preview[follower.key] = dict(follower.preview(stage.version, stage.load_id))


def _reading(as_at: date, stage: Stage) -> gate.Reading:
    return gate.Reading(as_at=as_at, rows=stage.rows_read, refused=len(stage.refused_rows))


def _before(form: Format, as_at: date) -> gate.Before | None:
    """The newest load that this one follows: of its family, and where a file lists a period, of the same period."""
    if not form.series:
        return None
    first = form.period(as_at) if form.period else None
    loads = [load for load in queries.coverage(form.family) if load.first == first]
    if not loads:
        return None
    return gate.Before(as_at=loads[-1].as_at, rows=loads[-1].rows, name=loads[-1].name)
