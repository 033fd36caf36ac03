"""What the picture says, in sentences and as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from alongside.floor.kernel.prose import counted, joined, sentence
from alongside.work.ties.picture.drawing import Drawing, draw, legend
from alongside.work.ties.picture.queries import KINDS, City, Group

MARKS = {
    "": (("connected", "connected"), ("thin", "few ties"), ("alone", "alone"), ("unknown", "not known")),
    "kind": (("has", "has such a tie"), ("lacks", "has none")),
}
NAMED = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A group: how many schools it has, drawn how; how many have ties beyond it; with whom, and with whom not."""

    key: str
    name: str
    schools: int
    counts: tuple[int, ...]
    beyond: int
    bridges: str
    gaps: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of it, kept as one until something changes."""

    drawing: Drawing
    says: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...]


def page(city: City) -> Page:
    marks = MARKS["kind" if city.kind else ""]
    says = tuple(_says(city))
    return Page(
        draw(city, says=" ".join(says)),
        says,
        tuple(words for _, words in marks),
        tuple(_row(city, group, [drawn for drawn, _ in marks]) for group in city.groups),
        tuple((legend(drawn), words) for drawn, words in marks),
    )


def header(found: Page, by: str) -> tuple[str, ...]:
    return (
        by,
        "Schools",
        *(words.capitalize() for words in found.columns),
        "Tied beyond it",
        "Bridges to",
        "No tie with",
    )


def rows(found: Page) -> Iterable[tuple[Any, ...]]:
    """For a sheet."""
    return ((row.name, row.schools, *row.counts, row.beyond, row.bridges, row.gaps) for row in found.rows)


def _says(city: City) -> Iterable[str]:
    named = [group for group in city.groups if group.key]
    what = "districts" if city.by == "district" else "families and networks"
    yield sentence(f"{KINDS[city.kind][0]}: {counted(city.schools, 'school')} in {len(named):,} {what}")
    if not named:
        return
    names = {group.key: group.name for group in named}
    bridges = sorted(city.bridges.between.items(), key=lambda item: (-len(item[1]), item[0]))
    bridges = [(pair, schools) for pair, schools in bridges if set(pair) <= names.keys()]
    if bridges:
        (one, two), schools = bridges[0]
        yield sentence(
            f"the widest bridge lies between {names[one]} and {names[two]}: {counted(len(schools), 'school')}"
        )
    gaps = city.bridges.gaps(names)
    if gaps and len(named) > 1:
        some = joined([f"{names[one]} and {names[two]}" for one, two in gaps[:NAMED]], last="or")
        more = f", nor between {counted(len(gaps) - NAMED, 'other pair')}" if len(gaps) > NAMED else ""
        yield sentence(f"no school’s tie joins {some}{more}")
    lonely = [group.name for group in named if not city.bridges.beyond.get(group.key)]
    if lonely and len(named) > 1:
        yield sentence(f"nothing leads out of {joined(lonely[:NAMED])}{' and others' if len(lonely) > NAMED else ''}")


def _row(city: City, group: Group, drawn: list[str]) -> Row:
    names = {one.key: one.name for one in city.groups if one.key}
    found = []
    for key, name in names.items():
        schools = city.bridges.between.get((min(key, group.key), max(key, group.key)), ())
        if key != group.key and group.key:
            found.append((len(schools), name))
    bridges = [f"{name} {many}" for many, name in sorted(found, key=lambda one: (-one[0], one[1])) if many]
    gaps = [name for many, name in found if not many]
    whole = len(bridges) + len(gaps)
    if len(gaps) > NAMED * 2:
        gaps = [f"{len(gaps)} of {whole}"]
    return Row(
        group.key,
        group.name,
        len(group.schools),
        tuple(group.count(one) for one in drawn),
        len(city.bridges.beyond.get(group.key, ())),
        ", ".join(bridges[: NAMED * 2]) + (f" and {len(bridges) - NAMED * 2} more" if len(bridges) > NAMED * 2 else ""),
        ", ".join(gaps),
    )
