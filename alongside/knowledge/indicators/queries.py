"""Reads: indicators with what became of them, their values by school or for one school, and schools' own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import FilteredRelation, Q, QuerySet

from alongside.knowledge.indicators.models import Decision, Indicator, OwnWords, Value
from alongside.knowledge.schools.partnership import partnership
from alongside.knowledge.schools.queries import profiles


@dataclass(frozen=True, slots=True)
class Entry:
    """What holds of a school in a year: the newest row. `corrects`: how many older ones it stands in place of."""

    urn: int
    year: int
    value: Decimal | None
    why: str
    pupils: int | None
    words: str
    said_by: str
    said_on: date
    entered_at: datetime
    corrects: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """An adopted indicator and what was entered of one school, newest year first."""

    indicator: Indicator
    entries: tuple[Entry, ...]


_ENTRY = ("urn", "year", "value", "why", "pupils", "words", "said_by", "said_on", "at")
_INDICATOR = ("id", "name", "tells", "kind", "unit", "better", "seen_by", "state", "adopted_on", "ended_on")


def visible(*, for_office: bool) -> QuerySet[Indicator]:
    """Those that a reader may see, by name: the office all, others those adopted for everybody."""
    every = Indicator.objects.order_by("name", "pk")
    if for_office:
        return every
    return every.filter(adopted_on__isnull=False, seen_by=Indicator.SeenBy.EVERYONE)


def of_school(urn: int, *, on: date, known: datetime | None, for_office: bool) -> list[Held]:
    """The indicators in force on a day with what had been said of a school by then. One query.

    `known`: what had been entered by that moment; None for all.
    """
    rows = (
        visible(for_office=for_office)
        .filter(adopted_on__lte=on)
        .annotate(own=FilteredRelation("entries", condition=Q(entries__urn=urn)))
        .order_by("kind", "name", "own__pk")
        .values_list(*_INDICATOR, *(f"own__{name}" for name in _ENTRY))
    )
    found: dict[int, tuple[Indicator, list[Entry]]] = {}
    for row in rows:
        indicator = Indicator(**dict(zip(_INDICATOR, row[: len(_INDICATOR)], strict=True)))
        if not indicator.held_on(on):
            continue
        _, entries = found.setdefault(indicator.pk, (indicator, []))
        entry = row[len(_INDICATOR) :]
        if entry[0] is not None:
            entries.append(Entry(*entry))
    return [
        Held(indicator, tuple(sorted(_holding(entries, on=on, known=known), key=lambda entry: -entry.year)))
        for indicator, entries in found.values()
    ]


def entries_of(indicator: int) -> list[Entry]:
    """What holds of every school in every year. One query."""
    rows = Value.objects.filter(indicator=indicator).order_by("pk").values_list(*_ENTRY)
    return _holding([Entry(*row) for row in rows], on=date.max, known=None)


def _holding(entries: Iterable[Entry], *, on: date, known: datetime | None) -> list[Entry]:
    """Of each school and year the newest. They come in the order in which they were entered."""
    newest: dict[tuple[int, int], Entry] = {}
    for entry in entries:
        if entry.said_on > on or (known and entry.entered_at > known):
            continue
        before = newest.get((entry.urn, entry.year))
        newest[entry.urn, entry.year] = replace(entry, corrects=before.corrects + 1 if before else 0)
    return list(newest.values())


def newest_value(indicator: int, school: int, year: int) -> Value | None:
    """The row that holds of a school in a year."""
    return Value.objects.filter(indicator=indicator, urn=school, year=year).order_by("-pk").first()


def decisions_on(indicator: int) -> QuerySet[Decision]:
    """What bodies decided of it, newest first."""
    return Decision.objects.filter(indicator=indicator).select_related("by").order_by("-on", "-pk")


def own_words_of(urn: int, *, on: date, known: datetime | None = None) -> list[OwnWords]:
    """A school's own words by a day, newest first. What was taken back is shown no more, whatever the day."""
    found = OwnWords.objects.filter(urn=urn, said_on__lte=on, taken_back_at__isnull=True)
    if known:
        found = found.filter(at__lte=known)
    return list(found.order_by("-said_on", "-pk"))


def city_schools() -> list[tuple[int, str]]:
    """The open state-funded schools of the city, number and name, by name: to choose one from."""
    lines = profiles().in_authority(partnership().authority).open().state_funded()
    return list(lines.order_by("sort_name", "urn").values_list("urn", "name"))


def names(urns: Iterable[int]) -> dict[int, str]:
    """The names of schools by number, in the order in which people look for them."""
    lines = profiles().filter(urn__in=set(urns)).order_by("sort_name", "urn")
    return dict(lines.values_list("urn", "name"))
