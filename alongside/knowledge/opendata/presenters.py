"""What the Data pages say, as plain data: sources and their age, and what became of a load."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from alongside.floor.kernel.prose import ago, counted, joined, number, plural, sentence
from alongside.floor.web.words import day, moment
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import KeptRow
from alongside.knowledge.opendata.registry import Format

S = Load.State


@dataclass(frozen=True, slots=True)
class Source:
    """A family of files that can be loaded, and the newest one that is."""

    family: str
    title: str
    publisher: str
    page: str
    load: Load | None
    state: str  # fresh, stale, never
    says: str


MOST_NAMED = 4  # sources in a sentence


def sources(formats: Iterable[Format], loads: Iterable[Load], today: date) -> list[Source]:
    """Every registered family: those that need something first, those that were never loaded last."""
    by_family: dict[str, list[Format]] = {}
    for form in formats:
        by_family.setdefault(form.family, []).append(form)
    newest = {load.family: load for load in loads}
    found = [_source(family, forms, newest.get(family), today) for family, forms in by_family.items()]
    order = ("stale", "fresh", "never")
    return sorted(found, key=lambda source: (order.index(source.state), source.publisher, source.title))


def _source(family: str, forms: Sequence[Format], load: Load | None, today: date) -> Source:
    published = [form for form in forms if form.page] or forms
    form = next((form for form in forms if load and form.key == load.format), published[-1])
    state, says = _freshness(form, load, today)
    return Source(family, form.title, form.publisher, form.page, load, state, says)


def _freshness(form: Format, load: Load | None, today: date) -> tuple[str, str]:
    if load is None or load.as_at is None:
        return "never", "Nothing loaded yet."
    limit = form.stale_after_days
    age = f"It speaks of {day(load.as_at)}, {ago(load.as_at, today)}"
    if limit is None:
        return "fresh", f"{age}. No newer one is expected."
    due = load.as_at + timedelta(days=limit)
    if due < today:
        return "stale", f"{age}. A newer one was expected by {day(due)}."
    return "fresh", f"{age}. The next is wanted by {day(due)}."


def summary(found: Sequence[Source]) -> list[str]:
    """The state of the data in a sentence or two."""
    loaded = [source for source in found if source.load]
    if not loaded:
        return [
            "Nothing is loaded yet. Begin with the newest file of inspections that Ofsted publishes: "
            "it is enough to see every school of the city."
        ]
    stale = [source.title for source in found if source.state == "stale"]
    never = [source.title for source in found if source.state == "never"]
    said = [sentence(f"{number(len(loaded))} of {counted(len(found), 'source')} {plural(len(loaded), 'is')} loaded")]
    if stale:
        said.append(
            sentence(f"{joined(stale)} {plural(len(stale), 'is')} older than {plural(len(stale), 'it')} should be")
        )
    else:
        said.append("None of them is older than it should be.")
    if len(never) > MOST_NAMED:
        said.append(f"{sentence(counted(len(never), 'source'))[:-1]} were never loaded; they stand last in the table.")
    elif never:
        said.append(sentence(f"Never loaded: {joined(never)}"))
    return said


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a load, for a person. `tone`: busy, good, ask, stop."""

    tone: str
    tag: str
    heading: str
    next: str


STANDS = "Nothing was changed: what was known before still stands."
TOLD = {
    S.WAITING: Told("busy", "waiting", "Waiting to be read", "It starts as soon as the file before it is through."),
    S.WORKING: Told("busy", "being read", "Being read", ""),
    S.CHECKED: Told(
        "good",
        "checked",
        "Read and checked: it can be loaded",
        "Nothing was changed yet. Look at what would change, then load it.",
    ),
    S.STOPPED: Told(
        "ask",
        "stopped",
        "Stopped: something looks wrong",
        "Nothing was changed. If the file is right all the same, load it and say why.",
    ),
    S.REFUSED: Told("stop", "refused", "Refused: the file cannot be read as it is", STANDS),
    S.UNCHANGED: Told(
        "good", "nothing new", "Nothing new in it", "What is known stays as it was, and is confirmed for that day."
    ),
    S.DONE: Told("good", "loaded", "Loaded", "Everybody sees it now."),
    S.FAILED: Told("stop", "broke off", "It broke off", STANDS),
}
CHECKED_WITH_ALARMS = Told(
    "ask",
    "checked",
    "Read and checked: something looks wrong",
    "Nothing was changed. Look at what stands below, then load it and say why, or leave it.",
)


def told(load: Load) -> Told:
    if load.state == S.CHECKED and load.alarms:
        return CHECKED_WITH_ALARMS
    if load.state == S.WORKING:
        return replace(TOLD[S.WORKING], next=_progress(load))
    return TOLD[S(load.state)]


def _progress(load: Load) -> str:
    return f"{counted(load.rows_read, 'row')} read so far. Nobody sees anything of it before it is whole."


TAGS = {"busy": "", "good": "tag--green", "ask": "tag--amber", "stop": "tag--red"}


@dataclass(frozen=True, slots=True)
class Line:
    """A load in a list of loads."""

    load: Load
    told: Told
    tag_class: str
    when: str
    rows: str


def lines(loads: Iterable[Load]) -> list[Line]:
    return [_line(load) for load in loads]


def _line(load: Load) -> Line:
    said = told(load)
    rows = f"{load.rows_taken:,} of {load.rows_read:,}" if load.rows_read else ""
    return Line(load, said, TAGS[said.tone], moment(load.finished_at or load.asked_at), rows)


def waiting_for_a_person(loads: Iterable[Load]) -> list[Load]:
    """The newest word on each file, where that is a question: checked and good to go, or stopped."""
    newest: dict[int, Load] = {}
    for load in sorted(loads, key=lambda load: load.pk):
        newest[load.file_id] = load
    return [load for load in newest.values() if load.state in (S.CHECKED, S.STOPPED)]


# A load in one of these states is a question to a person.
ASKING = (S.CHECKED, S.STOPPED)
SLOW = timedelta(seconds=60)


def is_slow(load: Load, now: datetime) -> bool:
    """Nobody has begun to read it for a minute: the worker may not be running."""
    return load.state == S.WAITING and now - load.asked_at > SLOW


LONGEST = 400  # characters of a cell that the page of a row shows: a geometry has thousands


@dataclass(frozen=True, slots=True)
class RowPage:
    number: int
    cells: tuple[tuple[str, str], ...]
    empty: int


def row(kept: KeptRow) -> RowPage:
    """A row of a file: the cells that say something, and how many say nothing."""
    full = [(header or "(no header)", _cut(cell)) for header, cell in kept.cells if cell.strip()]
    return RowPage(kept.row, tuple(full), len(kept.cells) - len(full))


def _cut(cell: str) -> str:
    return cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}… ({len(cell):,} characters)"
