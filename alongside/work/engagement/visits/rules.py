"""How often a school is seen, when it is due, and where a visit stands. Pure: facts, policy and a day in, verdict out.

Facts that are not known are None, and make no ground hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.work.engagement.visits.policies import Days, Ground, Tier, VisitTiers


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What the tiers ask of a school. `usual_from`: from when its next inspection is usual; `head_since`: when its
    head took up the post; `priority`: whether it is on the list of Priority Schools, None where that is not known."""

    urn: int
    phase: str = ""
    standing: str = ""
    priority: bool | None = None
    usual_from: date | None = None
    head_since: date | None = None


@dataclass(frozen=True, slots=True)
class Tiered:
    """The tier of a school, and the grounds that hold, in words; none where it is simply one of all."""

    tier: Tier
    because: tuple[str, ...] = ()


def tier_of(facts: SchoolFacts, policy: VisitTiers, *, on: date) -> Tiered:
    """The first tier of which a ground holds on a day; the last where none does."""
    for tier in policy.tiers:
        holding = tuple(ground.words for ground in tier.grounds if holds(ground, facts, on=on))
        if holding:
            return Tiered(tier, holding)
    return Tiered(policy.tiers[-1])


def holds(ground: Ground, facts: SchoolFacts, *, on: date) -> bool:
    """Whether everything that a ground names is so. A ground that names nothing holds nowhere."""
    asked = [
        None if ground.priority is None else facts.priority is ground.priority,
        None if not ground.standing else facts.standing in ground.standing,
        None if not ground.phases else facts.phase in ground.phases,
        None if ground.inspection_usual_within_days is None else _soon(facts, ground.inspection_usual_within_days, on),
        None if ground.new_head_within_days is None else _new_head(facts, ground.new_head_within_days, on),
    ]
    answers = [answer for answer in asked if answer is not None]
    return bool(answers) and all(answers)


def _soon(facts: SchoolFacts, days: int, on: date) -> bool:
    return facts.usual_from is not None and facts.usual_from <= on + timedelta(days=days)


def _new_head(facts: SchoolFacts, days: int, on: date) -> bool:
    return facts.head_since is not None and on - timedelta(days=days) <= facts.head_since <= on


class Need(StrEnum):
    """How a school stands between two visits; in the order in which a caseload is worked."""

    NEVER = "never"
    OVERDUE = "overdue"
    SOON = "soon"
    PLANNED = "planned"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """When a school is to be seen: `by` a day (None: at once, no visit is recorded), and how that stands today."""

    need: Need
    by: date | None
    overdue_days: int = 0


def due(tier: Tier, policy: VisitTiers, *, last: date | None, planned: date | None, on: date) -> Due:
    """When a school is due. A visit that is planned by then settles it; one planned for later does not."""
    by = last + timedelta(days=tier.within_days) if last else None
    if planned is not None and planned >= on and (by is None or planned <= max(by, on)):
        return Due(Need.PLANNED, by)
    if by is None:
        return Due(Need.NEVER, None)
    if by < on:
        return Due(Need.OVERDUE, by, (on - by).days)
    return Due(Need.SOON if by <= on + timedelta(days=policy.soon_days) else Need.LATER, by)


class Stand(StrEnum):
    """Where a visit stands: whose turn it is."""

    PLANNED = "planned"
    TO_WRITE = "to-write"
    WAITING = "waiting"
    TO_REPLY = "to-reply"
    SETTLED = "settled"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What of a visit decides where it stands. `on`: the day it is planned for or took place."""

    state: str
    on: date
    sent: date | None = None
    answered: date | None = None
    accurate: bool | None = None
    replied: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose turn it is, by when, and whether that day has gone by."""

    stand: Stand
    by: date | None = None
    overdue: bool = False


def standing(visit: VisitFacts, days: Days, *, on: date) -> Standing:
    """Where a visit stands on a day. `visit.state`: planned, held, sent or cancelled."""
    if visit.state == "cancelled":
        return Standing(Stand.CANCELLED)
    if visit.state == "planned":
        return Standing(Stand.PLANNED, visit.on, visit.on < on)
    if visit.state == "held":
        return _by(Stand.TO_WRITE, visit.on, days.write_up, on)
    assert visit.sent is not None
    if visit.answered is None:
        return _by(Stand.WAITING, visit.sent, days.answer, on)
    if visit.accurate or visit.replied is not None:
        return Standing(Stand.SETTLED)
    return _by(Stand.TO_REPLY, visit.answered, days.reply, on)


def _by(stand: Stand, since: date, days: int, on: date) -> Standing:
    by = since + timedelta(days=days)
    return Standing(stand, by, by < on)
