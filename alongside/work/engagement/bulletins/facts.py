"""Who is written to."""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.floor.mail.facts import Recipient
from alongside.knowledge.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a bulletin says, and to whom. Empty phases, groups or districts: it does not matter which."""

    subject: str
    text: str
    question: str = ""
    roles: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody whom a bulletin is for. `no_letter`: why none is written to them, empty where one is."""

    person: Person = field(compare=False)
    role: str
    title: str
    school: int | None = None
    school_name: str = ""
    district: str = ""
    to: Recipient | None = None
    no_letter: str = ""
