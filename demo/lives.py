"""What can happen to a school: events as they fall, and the schools (one a URN) that they make.

A *life* is an institution through time: the same gate, the same children. It keeps its ground, its faith and its
pupils, and runs under one URN after another. A *school* is what GIAS knows by one URN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from demo.city import Postcode
from demo.kinds import KINDS, Kind, Stage


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day."""

    on: date


@dataclass(frozen=True, slots=True)
class Opened(Event):
    """Its first day under a new URN. `on` long ago: GIAS does not say when."""

    kind: str
    name: str
    why: str = "Not applicable"
    trust: int | None = None
    new_number: bool = False  # a sponsor's school gets a new establishment number, a converter keeps the old one


@dataclass(frozen=True, slots=True)
class Renamed(Event):
    name: str


@dataclass(frozen=True, slots=True)
class JoinedTrust(Event):
    """An academy moves to another trust, or a maintained school joins a federation."""

    trust: int


@dataclass(frozen=True, slots=True)
class Closed(Event):
    """Its last day. `into`: keys of the lives where its children go on; `as_what` as the links file has it."""

    why: str = "Closure"
    into: tuple[str, ...] = ()
    as_what: str = "Successor"


LONG_AGO = date(1900, 1, 1)
"""What GIAS gives where it does not know; often it leaves the cell empty instead."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who led a school from a day on. `job` is empty for what heads of that kind of school are called."""

    since: date
    title: str
    first: str
    last: str
    job: str = ""


@dataclass(frozen=True, eq=False)
class Life:
    """An institution through time. `faith` is '', 'Catholic', 'Church of England', 'Muslim' …"""

    key: str
    stage: Stage
    events: tuple[Event, ...]
    place: str
    faith: str = ""
    ages: tuple[int, int] = (3, 11)
    sixth_form: bool = False
    gender: str = "Mixed"
    selective: bool = False
    pupils: int = 210
    district: int | None = None
    hides_from_ofsted: bool = False  # a school that the publisher's list has missed
    undated_links: bool = False
    one_sided_links: bool = False
    inherits: str = ""  # key of the life whose inspections are shown as this one's until it has its own
    heads: tuple[Head, ...] = ()  # where they are told by hand

    @property
    def openings(self) -> tuple[Opened, ...]:
        return tuple(event for event in self.events if isinstance(event, Opened))

    @property
    def ending(self) -> Closed | None:
        last = self.events[-1]
        return last if isinstance(last, Closed) else None

    def with_events(self, *events: Event) -> Life:
        return replace(self, events=tuple(sorted((*self.events, *events), key=lambda event: event.on)))


@dataclass(frozen=True)
class School:
    """A school under one URN: what the files call a school."""

    urn: int
    number: int
    life: Life
    kind: Kind
    opened: date
    why_opened: str
    closed: date | None
    why_closed: str
    names: tuple[tuple[date, str], ...]
    trusts: tuple[tuple[date, int], ...]
    ground: Postcode
    before: int | None = None  # URN that this life had before
    after: int | None = None

    def open_on(self, day: date) -> bool:
        return self.opened <= day and (self.closed is None or day <= self.closed)

    def known_on(self, day: date) -> bool:
        """GIAS names a school some months before it opens, as proposed."""
        return self.opened <= day + timedelta(days=120)

    def name_on(self, day: date) -> str:
        return next((name for since, name in reversed(self.names) if since <= day), self.names[0][1])

    def trust_on(self, day: date) -> tuple[date, int] | None:
        return next(((since, trust) for since, trust in reversed(self.trusts) if since <= day), None)


def schools_of(life: Life, urns: Sequence[int], numbers: Sequence[int], ground: Postcode) -> list[School]:
    """The schools that a life was, one after another: a new URN at every opening."""
    openings = life.openings
    made: list[School] = []
    for i, opening in enumerate(openings):
        following = openings[i + 1] if i + 1 < len(openings) else None
        ends = following.on if following else date.max
        within = [event for event in life.events if opening.on <= event.on < ends]
        ending = life.ending if not following else None
        made.append(
            School(
                urn=urns[i],
                number=numbers[i],
                life=life,
                kind=KINDS[opening.kind],
                opened=opening.on,
                why_opened=opening.why,
                closed=(ending.on if ending else following.on - timedelta(days=1) if following else None),
                why_closed=_why_closed(ending, following),
                names=tuple((event.on, event.name) for event in within if isinstance(event, (Opened, Renamed))),
                trusts=tuple(
                    (event.on, event.trust)
                    for event in within
                    if isinstance(event, (Opened, JoinedTrust)) and event.trust is not None
                ),
                ground=ground,
                before=urns[i - 1] if i else None,
                after=urns[i + 1] if following else None,
            )
        )
    return made


def _why_closed(ending: Closed | None, following: Opened | None) -> str:
    if ending:
        return ending.why
    if following:
        return "Academy Converter" if "converter" in following.kind else "For Academy"
    return "Not applicable"
