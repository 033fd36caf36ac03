"""The frozen facts about a school that rules and pages take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What a rule needs to know of a school on a day. Empty text and None: no loaded file says."""

    urn: int
    name: str
    type: str  # key in vocabulary.TYPES
    group: str  # maintained, academy, independent, college, other
    phase: str  # key in vocabulary.PHASES
    authority: str
    opened: date | None
    closed: date | None
    open_on_day: bool | None  # None: not known
    sixth_form: bool | None


@dataclass(frozen=True, slots=True)
class Said:
    """One value, and which file said it first. `confirmed`: the newest file of that source that did not say
    otherwise."""

    value: Any
    source: str  # Record.Source
    as_at: date
    load: int
    row: int
    confirmed: date | None = None


@dataclass(frozen=True, slots=True)
class SchoolAsAt:
    """A school as it was on a day, as known at a version: every field with the file that says so."""

    facts: SchoolFacts
    on: date
    version: int
    said: Mapping[str, Said]
    first_recorded: date | None = None  # set where the day lies before everything that files say of the school
    open_why: str = ""  # why it is said to be open, not open or not known
    predecessors: tuple[Related, ...] = ()
    successors: tuple[Related, ...] = ()
    linked: tuple[Related, ...] = ()  # other links: a shared sixth form, an expansion
    groups: tuple[Membership, ...] = ()
    district: str = ""  # key of the district
    district_how: str = ""  # how it is known: a key of districts.HOW
    place: Place | None = None
    over_time: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)  # of some fields, each word up to the day

    def value(self, name: str) -> Any:
        said = self.said.get(name)
        return said.value if said else None


@dataclass(frozen=True, slots=True)
class Related:
    """A predecessor, successor or other school that is linked. `known`: it has a line in the register, and so a
    page."""

    urn: int
    name: str
    described: str
    established: date | None = None
    load: int = 0
    row: int = 0
    known: bool = False
    source: str = "gias"


@dataclass(frozen=True, slots=True)
class Membership:
    """A place in a trust, federation or other group."""

    uid: int
    name: str
    kind: str
    joined: date | None = None
    load: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a school stands. Degrees, WGS84."""

    latitude: float
    longitude: float
