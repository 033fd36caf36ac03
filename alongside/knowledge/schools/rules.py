"""Was a school open on a day? Pure: facts in, an answer with its reason out; the answer may be *not known*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.knowledge.schools import vocabulary


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file of a day said that the school was open, closed or proposed (keys of the vocabulary)."""

    on: date
    status: str


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of when a school was open.

    `closed` is its last day. `closed_by`: it was gone after this day, and may have gone sooner. `undated_is_old`: a
    blank opening date means that the school is older than the dates: in GIAS and in Ofsted's files the earliest opening
    date of a maintained school is of 1994, while every academy has one (seen in files of 2021 to 2025).
    """

    opened: date | None = None
    closed: date | None = None
    closed_by: date | None = None
    sightings: tuple[Sighting, ...] = ()  # oldest first
    undated_is_old: bool = False


@dataclass(frozen=True, slots=True)
class Openness:
    """Open, not open, or (None) not known; and why."""

    open: bool | None
    why: str


def seen_as(listed: bool, status: str) -> str:
    """What a file's row says of being open: open, closed, proposed, or nothing. Not being listed says closed."""
    if not listed:
        return vocabulary.CLOSED
    if status == vocabulary.CLOSING:
        return vocabulary.OPEN
    return status if status in (vocabulary.OPEN, vocabulary.CLOSED, vocabulary.PROPOSED) else ""


def open_on(day: date, life: Life) -> Openness:
    """Dates settle it where they are known; else the last file before the day and the first after it."""
    if life.closed and day > life.closed:
        return Openness(False, f"It closed on {_day(life.closed)}.")
    if life.closed_by and day > life.closed_by:
        return Openness(False, f"It had closed by {_day(life.closed_by)}.")
    if life.opened and day < life.opened:
        return Openness(False, f"It opened on {_day(life.opened)}.")
    before = next((seen for seen in reversed(life.sightings) if seen.on <= day), None)
    after = next((seen for seen in life.sightings if seen.on > day), None)
    if before:
        return _from_last(day, life, before, after)
    if after and after.status == vocabulary.PROPOSED:
        return Openness(False, f"On {_day(after.on)} it was still proposed.")
    return _from_first(life, after)


def _from_last(day: date, life: Life, before: Sighting, after: Sighting | None) -> Openness:
    if before.status == vocabulary.PROPOSED:
        if life.opened:
            return Openness(True, f"It was to open on {_day(life.opened)}.")
        return Openness(False, f"On {_day(before.on)} it was proposed, with no day of opening.")
    if before.status == vocabulary.CLOSED:
        if life.closed:  # its last day is yet to come: the file and the date disagree, and the date is more exact
            return Openness(True, f"Its last day was {_day(life.closed)}.")
        return Openness(False, f"On {_day(before.on)} it was no longer listed as open.")
    if life.closed or before.on == day:
        return Openness(True, f"It was open on {_day(before.on)}.")
    gone = after.on if after and after.status == vocabulary.CLOSED else life.closed_by
    if gone:
        return Openness(None, f"It closed between {_day(before.on)} and {_day(gone)}; no loaded file says when.")
    return Openness(True, f"It was open on {_day(before.on)}, and no loaded file says that it closed.")


def _from_first(life: Life, after: Sighting | None) -> Openness:
    if life.closed or (after and after.status == vocabulary.OPEN):
        until = life.closed or (after.on if after else None)
        if life.opened:
            return Openness(True, f"It opened on {_day(life.opened)}.")
        if life.undated_is_old:
            return Openness(True, f"It was open until {_day(until)}, and is older than the dates that are published.")
    return Openness(None, "No loaded file says whether it was open then.")


def status_now(life: Life, stated: str, latest: date) -> str:
    """The status for the register: what GIAS states, put right by what is known of the school's life by the latest
    file."""
    is_open = open_on(latest, life).open
    if is_open is None:
        return stated if stated else vocabulary.OPEN if not life.closed else vocabulary.CLOSED
    if is_open:
        return vocabulary.CLOSING if stated == vocabulary.CLOSING or life.closed else vocabulary.OPEN
    not_yet = bool(life.opened and latest < life.opened) or stated == vocabulary.PROPOSED
    return vocabulary.PROPOSED if not_yet and not (life.closed and latest > life.closed) else vocabulary.CLOSED


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "a day that is not known"
