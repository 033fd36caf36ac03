"""What the page of one load says, as plain data: its numbers, what would change, which fields did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.floor.kernel.prose import plural
from alongside.knowledge.opendata import labels, telling
from alongside.knowledge.opendata.models import Change, Load
from alongside.knowledge.opendata.presenters import ASKING, TAGS, Told, told
from alongside.knowledge.opendata.registry import Format


@dataclass(frozen=True, slots=True)
class Figure:
    number: int
    says: str


def figures(load: Load) -> list[Figure]:
    """The numbers of a load, those that are not nought, in the order people ask for them."""
    counts = load.counts
    found = [
        Figure(load.rows_read, "rows read"),
        Figure(load.rows_taken, "rows taken"),
        Figure(load.rows_refused, f"{plural(load.rows_refused, 'row')} left out"),
        Figure(counts.get("cells_set_aside", 0), "single cells set aside"),
        Figure(counts.get("new", 0), "new"),
        Figure(counts.get("changed", 0), "changed"),
        Figure(counts.get("unchanged", 0), "as before"),
        Figure(counts.get("gone", 0), "no longer listed"),
        *(Figure(number, name) for name, number in telling.passed_over(counts)),
    ]
    return [figure for at, figure in enumerate(found) if figure.number or at < 2]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the preview: what one package says would change. Each of `lists` has a heading and entries."""

    heading: str
    sentences: tuple[str, ...]
    lists: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: a name (of a school, where it has a URN) and what is said of it."""

    name: str
    says: str = ""
    urn: int | None = None


SHOWN = 8  # entries of a list before the others are folded


@dataclass(frozen=True, slots=True)
class Listed:
    """A list under its heading: the first of it, and the others, which are folded."""

    heading: str
    first: tuple[Entry, ...]
    others: tuple[Entry, ...] = ()


def _listed(name: str, entries: Iterable[Entry]) -> Listed:
    every = tuple(entries)
    if len(every) <= SHOWN + 2:
        return Listed(labels.field(name), every)
    return Listed(labels.field(name), every[:SHOWN], every[SHOWN:])


def preview(load: Load) -> list[Part]:
    """What would change, as the packages that follow a load tell it: any mapping of names to text, numbers or lists.

    The uppermost package comes first: who would enter or leave the list is what a person wants to know before anything.
    """
    parts = [_part(key, said) for key, said in reversed(load.preview.items())]
    return [part for part in parts if part.sentences or part.lists]


def _part(key: str, said: Any) -> Part:
    if not isinstance(said, Mapping):
        return Part(key, (str(said),), ())
    sentences: list[str] = []
    lists: list[Listed] = []
    for name, value in said.items():
        if name == "title" or value in (None, "", [], {}):
            continue
        if isinstance(value, Mapping):
            lists.append(_listed(name, (Entry(str(inner), str(told)) for inner, told in value.items())))
        elif isinstance(value, list) and name != "says":
            lists.append(_listed(name, map(_entry, value)))
        elif isinstance(value, list):
            sentences += map(str, value)
        else:
            sentences.append(value if isinstance(value, str) else f"{labels.field(name)}: {value:,}.")
    return Part(str(said.get("title") or key), tuple(sentences), tuple(lists))


def _entry(item: Any) -> Entry:
    if not isinstance(item, Mapping):
        return Entry(str(item))
    said = dict(item)
    urn, name = said.pop("urn", None), str(said.pop("name", ""))
    return Entry(name, " · ".join(str(value) for value in said.values() if value not in (None, "", [], {})), urn)


def fields_changed(load: Load) -> list[tuple[str, int]]:
    """Which fields changed and how often, the most frequent first."""
    found = load.counts.get("fields", {})
    return sorted(
        ((labels.field(name), number) for name, number in found.items()), key=lambda pair: (-pair[1], pair[0])
    )


@dataclass(frozen=True, slots=True)
class LoadPage:
    """The page of a load that is over."""

    told: Told
    tag_class: str
    title: str
    publisher: str
    figures: tuple[Figure, ...]
    alarms: tuple[str, ...]
    asks: bool
    later: Load | None
    preview: tuple[Part, ...]
    fields: tuple[tuple[str, int], ...]
    unknown: tuple[str, ...]
    absent: tuple[str, ...]
    by: str


def load_page(load: Load, form: Format | None, later: Load | None) -> LoadPage:
    """`later`: the next load of the same file, if there was one: the question is then no longer open."""
    said = told(load)
    return LoadPage(
        told=said,
        tag_class=TAGS[said.tone],
        title=form.title if form else "",
        publisher=form.publisher if form else "",
        figures=tuple(figures(load)),
        alarms=tuple(alarm["says"] for alarm in load.alarms),
        asks=load.state in ASKING and later is None,
        later=later,
        preview=tuple(preview(load)),
        fields=tuple(fields_changed(load)),
        unknown=tuple(load.unknown_columns),
        absent=tuple(load.absent_columns),
        by=str(load.by or "the command line"),
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that changed, old and new. `subject`: what it is of, by its name where somebody knows it."""

    subject: str
    urn: int | None
    field: str
    old: str
    new: str


Noted = tuple[str, int | None, str, str, str]  # subject, URN, field, old, new


def noted(load: Load, kept: Iterable[Change]) -> list[Noted]:
    """The first changes of a load; of one that was not let through, those noted on its page."""
    found = [(change.subject, change.urn, change.field, change.old, change.new) for change in kept]
    return found or [(what, urn, name, old, new) for what, urn, name, old, new in load.counts.get("changes_shown", [])]


def changes(found: Iterable[Noted], names: Mapping[int, str]) -> list[Changed]:
    """Changes as a table shows them; `names` of schools by URN."""
    return [
        Changed(_subject(subject, names.get(urn or 0, "")), urn, labels.field(name), old, new)
        for subject, urn, name, old, new in found
    ]


def _subject(subject: str, name: str) -> str:
    """`Harlow Green Primary School` for a school; an inspection keeps its number beside the name."""
    if not name:
        return subject[:1].upper() + subject[1:]
    return name if subject.startswith("school ") else f"{name}, {subject}"
