"""Schools and whole invented towns for the forecast's tests, made on the spot."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from alongside.knowledge.inspections.facts import Inspection, Kind
from alongside.knowledge.inspections.likelihood.facts import School
from tests.inspections.making import URN, inspection

FAR = date(2030, 1, 1)


def visit(started: date, *, grade: int | None = 2, after: int = 35, **how: Any) -> Inspection:
    """A graded inspection, or an ungraded one where `grade` is None; its report is out so many days later."""
    if grade is None:
        how = {"kind": Kind.UNGRADED, "outcome": "School remains Good", **how}
    return inspection(started, started + timedelta(days=after), **({"overall": grade} if grade else {}), **how)


def school(*visits: Inspection, urn: int = URN, **how: Any) -> School:
    how = {"opened": None, "phase": "primary", "told_until": FAR, **how}
    return School(urn=urn, inspections=tuple(sorted(visits, key=lambda one: one.started)), **how)


def as_a_file_tells(true: School, as_at: date) -> School:
    """The school as a file of latest inspections tells it: the newest graded inspection, the one before, and the newest
    ungraded one since. Everything else is forgotten."""
    known = [one for one in true.inspections if one.started <= as_at]
    graded = [one for one in known if one.kind is Kind.GRADED]
    since = graded[-1].started if graded else date.min
    ungraded = [one for one in known if one.kind is Kind.UNGRADED and one.started > since]
    told = sorted([*graded[-2:], *ungraded[-1:]], key=lambda one: one.started)
    return true._replace(inspections=tuple(told), seen_from=as_at, told_until=as_at)


def town(schools: int = 240, *, seed: int = 1, until: date = date(2024, 8, 31)) -> list[School]:
    """A town in which inspectors take good schools in order, about a quarter a year, with a little disorder, and files
    told of every visit from the first day."""
    chance = Random(seed)
    begins = date(2016, 9, 1)
    found = []
    for number in range(schools):
        day = _put_off(begins, begins + timedelta(days=round(number / schools * 4 * 365)))
        visits = []
        while day <= until:
            visits.append(visit(_in_term(day), urn=URN + number))
            day = _put_off(day, day + timedelta(days=round(4 * 365 + chance.gauss(0, 60))))
        phase = "secondary" if number % 5 == 0 else "primary"
        found.append(
            school(
                *visits, urn=URN + number, phase=phase, listed_from=date(2016, 1, 1), seen_from=date(2016, 1, 1)
            )._replace(told_until=until)
        )
    return found


def _put_off(last: date, due: date) -> date:
    """The pause of 2020 and 2021 puts off whatever it meets."""
    return due + timedelta(days=533) if last < date(2020, 3, 17) <= due else due


def _in_term(day: date) -> date:
    return day if day.month != 8 else day + timedelta(days=40)
