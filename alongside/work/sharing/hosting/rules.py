"""Whether a host has room, whether days will do, whose turn it is. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.floor.kernel.periods import AcademicYear
from alongside.work.contacts.heard.policies import Heard
from alongside.work.contacts.heard.rules import Period, term_of, terms_of
from alongside.work.sharing.hosting.policies import Hosting

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Booking:
    """A visit that takes a place: its one day, or all the days that were named while it waits for an answer."""

    days: tuple[date, ...]


def room(bookings: Iterable[Booking], *, most: int, term: Period) -> int:
    """How many more visits a host takes in a term; never below nothing, where the limit was lowered later."""
    taken = sum(any(term.begins <= day <= term.ends for day in one.days) for one in bookings)
    return max(0, most - taken)


def full(days: Iterable[date], bookings: Sequence[Booking], *, most: int, terms: Heard) -> list[Period]:
    """The terms of these days in which the host has no room, in order."""
    wanted = sorted({term_of(day, terms) for day in days}, key=lambda one: one.begins)
    return [term for term in wanted if not room(bookings, most=most, term=term)]


def next_room(on: date, bookings: Sequence[Booking], *, most: int, terms: Heard) -> Period | None:
    """The first term from a day's on, of this school year and the next, in which the host has room."""
    this_year = AcademicYear.of(on)
    coming = [*terms_of(this_year, terms), *terms_of(this_year.after(1), terms)]
    return next((one for one in coming if one.ends >= on and room(bookings, most=most, term=one)), None)


def fault_of_days(days: Sequence[date], *, open_on: Collection[int], today: date, policy: Hosting) -> str:
    """What is wrong with the days that somebody asks for, in a sentence; empty where nothing is. `open_on`: the days of
    the week (Monday is 0) on which the host takes visitors."""
    if not days:
        return "Name at least one day."
    if len(set(days)) > policy.days_offered_at_most:
        return f"Name {policy.days_offered_at_most} days at most."
    for day in days:
        if day < today:
            return "Name days that are still to come."
        if day > today + timedelta(days=policy.days_ahead_at_most):
            return "Name days within a year from now."
        if day.weekday() not in open_on:
            return f"{said(day)} will not do: visitors can come on {weekdays(open_on)}."
    return ""


def weekdays(open_on: Collection[int]) -> str:
    """Mondays and Thursdays; any weekday."""
    names = [f"{WEEKDAYS[one]}s" for one in sorted(open_on) if one < len(WEEKDAYS)]
    if len(names) == len(WEEKDAYS):
        return "any weekday"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "no day"


def said(day: date) -> str:
    """A day with its name, for a sentence: the 7th of a month is a Saturday, and people forget it."""
    names = (*WEEKDAYS, "Saturday", "Sunday")
    return f"{names[day.weekday()]} {day.day} {day:%B} {day.year}"


class Turn(StrEnum):
    """What is next, and with whom."""

    ANSWER = "answer"  # the host chooses a day, or says why not
    COMING = "coming"  # nobody: the day is to come
    MADE = "made"  # either says that it took place
    TOOK_AWAY = "took-away"  # the guests say what they took away
    LATER = "later"  # nobody: too early to say whether it worked
    WORKED = "worked"  # the guests say whether it worked
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """What decides whose turn it is. `look_on`: from when the guests are asked whether it worked."""

    state: str
    asked_on: date
    on: date | None = None
    took_away: bool = False
    worked: bool | None = None
    look_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is next with a visit, and by when somebody should have done it."""

    turn: Turn
    due: date | None = None


def standing(facts: VisitFacts, policy: Hosting, *, on: date) -> Standing:
    """Where a visit stands on a day, and by when somebody should act."""
    if facts.state == "asked":
        return Standing(Turn.ANSWER, facts.asked_on + timedelta(days=policy.answer_within_days))
    if facts.state == "agreed" and facts.on is not None:
        if facts.on > on:
            return Standing(Turn.COMING, facts.on)
        return Standing(Turn.MADE, facts.on + timedelta(days=policy.remind_after_days))
    if facts.state == "made" and facts.on is not None:
        if not facts.took_away:
            return Standing(Turn.TOOK_AWAY, facts.on + timedelta(days=2 * policy.remind_after_days))
        if facts.worked is None and facts.look_on is not None:
            due = facts.look_on + timedelta(days=policy.remind_after_days)
            return Standing(Turn.WORKED if facts.look_on <= on else Turn.LATER, due)
    return Standing(Turn.DONE)
