"""What was written of a visit, once it is complete: what a report is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.knowledge.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Somebody of the school who took part, in which role (key in policies/roles.yaml, or other)."""

    name: str
    role: str
    person: Person | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What somebody will do by a day."""

    words: str
    owner: Person
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """All of it. `parts`: by the keys of the template. `kept`: numbers of earlier tasks that still stand. `note` is
    restricted. `chair`: what is sent goes to the chair of governors too."""

    parts: dict[str, str]
    present: tuple[Present, ...]
    agreed: tuple[Agreed, ...] = ()
    kept: tuple[int, ...] = ()
    note: str = field(default="", repr=False)
    chair: bool = False


def parts_of(said: dict[str, str], template: Any) -> list[dict[str, str]]:
    """The parts that say something, in the order of the template, with the titles that they have today."""
    return [
        {"key": one.key, "kind": one.kind, "title": one.title, "words": said[one.key].strip()}
        for one in template.sections
        if said.get(one.key, "").strip()
    ]
