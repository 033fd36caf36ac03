"""What inspectors found best, read from the published files: their grades, as theirs, for the area that was graded.

It changes with a load and with the day only, and every search asks for it; so each process keeps that of the
partnership's own schools until a newer load or day comes.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.knowledge.inspections import wording
from alongside.knowledge.inspections.facts import AREA_WORDS, History, Inspection
from alongside.knowledge.inspections.queries import histories
from alongside.knowledge.inspections.rules import latest_graded
from alongside.knowledge.opendata.models import Head, Load
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles
from alongside.work.sharing.strengths.policies import Strengths, strengths


@dataclass(frozen=True, slots=True)
class Graded:
    """A best grade of a school's newest graded inspection. `area`: its key; `grade`: in the words of its time."""

    school: int
    area: str
    grade: str
    published: date

    @property
    def words(self) -> str:
        return f"{AREA_WORDS.get(self.area, self.area)}: {self.grade.lower()}"


def best_of(history: History, *, on: date, policy: Strengths) -> list[Graded]:
    """The best grades by area; none of an inspection of a school that was there before. Pure."""
    newest: Inspection | None = latest_graded(history, on)
    if newest is None or newest.urn != history.urn or newest.published is None:
        return []
    return [
        Graded(history.urn, area, wording.grade(value, newest.started), newest.published)
        for area, value in newest.areas.items()
        if value in policy.grades
    ]


_lock = threading.Lock()
_made: tuple[object, tuple[Graded, ...]] | None = None


def graded(on: date) -> Sequence[Graded]:
    """The best grades of the schools of the partnership's authority that are open, as published by a day. One query,
    where nothing was loaded since the last time."""
    global _made
    now = Load.objects.filter(pk__in=Head.objects.filter(pk=1).values("version"))
    # Numbers of loads begin again in another database; its files and times do not.
    sign = (on, now.values_list("pk", "finished_at", "file__sha256").first())
    made = _made
    if made is None or made[0] != sign:
        with _lock:
            made = _made
            if made is None or made[0] != sign:
                version = sign[1][0] if sign[1] else 0
                made = _made = (sign, _read(version, on))
    return made[1]


def of_school(urn: int, *, on: date, version: int) -> list[Graded]:
    """The same of one school."""
    found = histories(version=version, urns=[urn]).get(urn)
    return best_of(found, on=on, policy=strengths()) if found else []


def _read(version: int, on: date) -> tuple[Graded, ...]:
    urns = list(profiles().open().in_authority(partnership().authority).values_list("urn", flat=True))
    found = histories(version=version, urns=urns) if urns else {}
    return tuple(one for urn in sorted(found) for one in best_of(found[urn], on=on, policy=strengths()))
