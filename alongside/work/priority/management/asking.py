"""What both commands ask: as at which day, known at which moment; and how they say that an answer cannot be read."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from django.core.management.base import CommandError

from alongside.floor.kernel import clock
from alongside.floor.web.words import day
from alongside.knowledge.opendata.models import Load
from alongside.knowledge.opendata.queries import last_loads, version_known_at
from alongside.knowledge.schools import queries as schools
from alongside.knowledge.schools.models import Record


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, and the version of knowledge."""

    on: date
    known_at: datetime | None
    version: int

    @property
    def words(self) -> str:
        known = f", as known at the end of {day(self.known_at)}" if self.known_at else ""
        return f"as at {day(self.on)}{known}"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as-at", metavar="DAY", help="published by this day, as 2025-08-31; today if not said")
    parser.add_argument("--known-at", metavar="DAY", help="loaded by the end of this day; now if not said")


def asked(options: dict[str, Any]) -> Asked:
    today = clock.today()
    on = _day(options["as_at"], "--as-at", today) or today
    known = _day(options["known_at"], "--known-at", today)
    known_at = clock.end_of(known) if known else None
    version = version_known_at(known_at)
    if version == 0:
        raise CommandError(_nothing_known(known))
    return Asked(on, known_at, version)


def _day(text: str | None, option: str, today: date) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} {text}: that is no day. Write it as 2025-08-31.") from None
    if found > today:
        raise CommandError(f"{option} {text}: that day has not come yet. Today is {day(today)}.")
    return found


def _nothing_known(known: date | None) -> str:
    first = Load.objects.live().last()
    if first is None or first.finished_at is None:
        return "Nothing is loaded yet. Begin with: alongside load FILE"
    return f"Nothing was loaded by {day(known)}. The first file was loaded on {day(first.finished_at)}."


def authority_named(text: str) -> str:
    """An authority as files name it, however it is written here. Raises CommandError with names that are near."""
    names = sorted(set(Record.objects.values_list("authority", flat=True).distinct()) - {""})
    by_lower = {name.casefold(): name for name in names}
    found = by_lower.get(text.strip().casefold())
    if found:
        return found
    near = get_close_matches(text.strip().casefold(), by_lower, n=3, cutoff=0.6)
    hint = f"Did you mean {' or '.join(by_lower[name] for name in near)}?" if near else _some(names)
    raise CommandError(f"No loaded file lists schools of an authority called {text!r}. {hint}")


def _some(names: list[str]) -> str:
    if not names:
        return "No loaded file names an authority."
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"Loaded are {', '.join(names[:8])}{more}."


def urns_near(urn: int, version: int) -> list[tuple[int, str]]:
    """Schools whose number is nearly this one: a digit mistyped, dropped or doubled, or two in the wrong order."""
    known = {
        str(found): found for found in Record.objects.filter(load__lte=version).values_list("urn", flat=True).distinct()
    }
    near = [known[text] for text in get_close_matches(str(urn), known, n=3, cutoff=0.8)]
    on = clock.today()
    return [(school.urn, school.name) for school in schools.schools_as_at(on=on, version=version, urns=near)]


def newest_file(version: int) -> str:
    """How far what is known of inspections reaches."""
    files = [load for load in last_loads(version=version) if load.family.startswith("ofsted-") and load.as_at]
    newest = max(files, key=lambda load: (load.as_at, load.pk), default=None)
    if newest is None:
        return "No file of inspections is loaded."
    return f"The newest loaded file of inspections is as at {day(newest.as_at)} ({newest.file.name})."
