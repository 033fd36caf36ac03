"""What the newest files brought: inspections published, schools opened and closed, heads who changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.floor.kernel.prose import joined
from alongside.floor.web.words import day


@dataclass(frozen=True, slots=True)
class News:
    """One thing that changed. `on` is the day it happened or was published; `dates` says all its dates."""

    kind: str  # inspection, opened, closed, head
    urn: int
    name: str
    says: str
    on: date
    dates: str
    mark: str = ""
    load: int = 0
    row: int = 0


KINDS = {
    "inspection": "Inspection published",
    "opened": "School opened",
    "closed": "School closed",
    "head": "Head changed",
}


@dataclass(frozen=True, slots=True)
class Group:
    """News of one sort under its heading. `more`: how many are not shown here."""

    title: str
    news: tuple[News, ...]
    more: int = 0


# Headings in the order of what a District Lead asks first, with the most that the City page shows of each.
GROUPS = (
    ("Inspections published", ("inspection",), 5),
    ("Schools opened and closed", ("opened", "closed"), 4),
    ("Heads", ("head",), 3),
)


def grouped(found: Sequence[News], *, whole: bool = False) -> list[Group]:
    groups = []
    for title, kinds, most in GROUPS:
        here = [item for item in found if item.kind in kinds]
        shown = here if whole else here[:most]
        if here:
            groups.append(Group(title, tuple(shown), len(here) - len(shown)))
    return groups


@dataclass(frozen=True, slots=True)
class Published:
    """An inspection that a file told of for the first time, as the page needs it."""

    urn: int
    kind: str
    words: str
    mark: str
    inspected: date
    published: date
    loaded: datetime | None
    load: int
    row: int


@dataclass(frozen=True, slots=True)
class Opening:
    """A school that opened or closed in the time that the newest register covers."""

    urn: int
    name: str
    opened: bool
    on: date
    related: tuple[str, ...]  # names of predecessors where it opened, of successors where it closed
    as_at: date
    load: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class NewHead:
    """A head whose name in the register changed. Either name may be empty: the register said none."""

    urn: int
    old: str
    new: str
    as_at: date
    load: int


def news(
    published: Iterable[Published], openings: Iterable[Opening], heads: Iterable[NewHead], names: Mapping[int, str]
) -> list[News]:
    """All of it, the newest day first; on one day by name."""
    came_and_went = list(openings)
    told = {event.urn for event in came_and_went}  # that a closed school has no head is not news
    found = [_inspection(event, names.get(event.urn, f"School {event.urn}")) for event in published]
    found += [_opening(event) for event in came_and_went]
    found += [_head(event, names[event.urn]) for event in heads if event.urn in names and event.urn not in told]
    return sorted(found, key=lambda item: (-item.on.toordinal(), item.name, item.kind))


def _inspection(event: Published, name: str) -> News:
    what = f"{event.kind} published"
    says = f"{what}: {event.words}" if event.words else what
    dates = [f"inspected {day(event.inspected)}", f"published {day(event.published)}"]
    if event.loaded:
        dates.append(f"loaded {day(event.loaded)}")
    return News(
        "inspection",
        event.urn,
        name,
        says,
        event.published,
        _capital(", ".join(dates)),
        event.mark,
        event.load,
        event.row,
    )


def _opening(event: Opening) -> News:
    if event.opened:
        says = f"opened on {day(event.on)}" + (f", in place of {joined(event.related)}" if event.related else "")
    else:
        says = f"closed on {day(event.on)}" + (f"; {joined(event.related)} followed" if event.related else "")
    dates = f"Register of {day(event.as_at)}"
    return News(
        "opened" if event.opened else "closed", event.urn, event.name, says, event.on, dates, "", event.load, event.row
    )


def _head(event: NewHead, name: str) -> News:
    if event.old and event.new:
        says = f"{event.new} is head, after {event.old}"
    else:
        says = f"{event.new} is named as head" if event.new else f"no head is named any more; it was {event.old}"
    return News("head", event.urn, name, says, event.as_at, f"Register of {day(event.as_at)}", "", event.load)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
