"""Open a cycle, join it, withdraw, end it; record a review that was run elsewhere.

What is done about reviewers and about pairing lies in `reviewers/actions.py` and `pairing/actions.py`; all of it is
called from here. Each raises CannotRecord; what takes a `version` raises ChangedMeanwhile too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing
from alongside.floor.web.words import day
from alongside.work.peer_review.cycles import telling
from alongside.work.peer_review.cycles.models import Cycle, Elsewhere, Joining, Pairing
from alongside.work.peer_review.cycles.pairing.actions import (
    accept,
    ask,
    call_off,
    change_team,
    fail,
    pair,
    propose,
    replace,
    work_out,
)
from alongside.work.peer_review.cycles.policies import review_models
from alongside.work.peer_review.cycles.recording import CannotRecord, day_of, digest_of, entry, needed
from alongside.work.peer_review.cycles.reviewers.actions import (
    away,
    back,
    change_reviewer,
    declare,
    recruit,
    stand_down,
    train,
    undeclare,
)
from alongside.work.peer_review.cycles.topics import unknown_topics
from alongside.work.ties import actions as ties
from alongside.work.ties.actions import End
from alongside.work.ties.models import Tie

__all__ = [
    "CannotRecord",
    "accept",
    "ask",
    "away",
    "back",
    "call_off",
    "call_off_cycle",
    "change_cycle",
    "change_joining",
    "change_reviewer",
    "change_team",
    "declare",
    "end_cycle",
    "fail",
    "join",
    "open_cycle",
    "pair",
    "propose",
    "record_elsewhere",
    "recruit",
    "replace",
    "stand_down",
    "train",
    "undeclare",
    "withdraw",
    "withdraw_elsewhere",
    "work_out",
]


@transaction.atomic
def open_cycle(
    *, title: str, model: str, joins_by: date, reviews_from: date, reviews_until: date, by: User, at: datetime
) -> Cycle:
    """Open a cycle of reviews by a model (key in policies/review_models), for schools to join until a day."""
    known = review_models().get(model)
    if known is None or not known.run:
        raise CannotRecord("Choose a kind of review that the partnership runs.")
    said = _cycle(title=title, joins_by=joins_by, reviews_from=reviews_from, reviews_until=reviews_until)
    made = Cycle.objects.create(model=model, **said, by=by, at=at)
    entry("cycle.opened", made.thing, by=by, at=at, model=model, **said)
    return made


@transaction.atomic
def change_cycle(
    *, cycle: int, version: int, title: str, joins_by: date, reviews_from: date, reviews_until: date, by: User,
    at: datetime,
) -> Cycle:  # fmt: skip
    """Change what a cycle is called, and its days. Its model stays: schools joined for it."""
    found = editing.seen(Cycle, cycle, version)
    _demand_running(found)
    said = _cycle(title=title, joins_by=joins_by, reviews_from=reviews_from, reviews_until=reviews_until)
    for name, value in said.items():
        setattr(found, name, value)
    editing.save(found, *said, by=by, at=at)
    entry("cycle.changed", found.thing, by=by, at=at, **said)
    return found


@transaction.atomic
def end_cycle(*, cycle: int, version: int, by: User, at: datetime) -> Cycle:
    """The cycle is over."""
    found = editing.seen(Cycle, cycle, version)
    _demand_running(found)
    found.state = Cycle.State.ENDED
    editing.save(found, "state", by=by, at=at)
    entry("cycle.ended", found.thing, by=by, at=at)
    return found


@transaction.atomic
def call_off_cycle(*, cycle: int, version: int, why: str, by: User, at: datetime) -> Cycle:
    """The cycle does not take place. While pairings stand they are called off first, one by one, so that everybody
    hears it."""
    found = editing.seen(Cycle, cycle, version)
    _demand_running(found)
    if Pairing.objects.standing().filter(cycle=found).exists():
        raise CannotRecord("Call its reviews off first: each school and each reviewer has to hear it.")
    found.state, found.why = Cycle.State.CALLED_OFF, needed(why, "Say why it is called off.")
    editing.save(found, "state", "why", by=by, at=at)
    entry("cycle.called-off", found.thing, by=by, at=at, why=found.why)
    return found


@transaction.atomic
def join(
    *,
    cycle: int,
    school: int,
    focus: str,
    by: User,
    at: datetime,
    self_review: str = "",
    wishes: Mapping[str, Any] | None = None,
) -> Joining:
    """A school takes part. `focus`: the one thing that it wants to understand; `self_review`: how it sees itself, which
    stays its own. `wishes`: `expertise` (keys of topics that reviewers should know), `same_trust` and `same_family`
    (true where reviewers from there are welcome), `not_between` (pairs of days on which it cannot be reviewed)."""
    found = Cycle.objects.select_for_update().get(pk=cycle)
    if found.state != Cycle.State.OPEN or found.joins_by < day_of(at):
        raise CannotRecord(f"Schools could join until {day(found.joins_by)}: ask the partnership’s office.")
    if Joining.objects.filter(cycle=found, school=school, state=Joining.State.JOINED).exists():
        raise CannotRecord("The school takes part already: change what it said instead.")
    made = Joining.objects.create(cycle=found, school=school, **_said(focus, self_review, wishes, found), by=by, at=at)
    _journal(made, "cycle.joined", by=by, at=at)
    telling.of_joining(made, by=by, at=at)
    return made


@transaction.atomic
def change_joining(
    *,
    joining: int,
    version: int,
    focus: str,
    by: User,
    at: datetime,
    self_review: str = "",
    wishes: Mapping[str, Any] | None = None,
) -> Joining:
    """Say the focus, the self-review and the wishes anew."""
    found = editing.seen(Joining, joining, version)
    _demand_joined(found)
    for name, value in _said(focus, self_review, wishes, found.cycle).items():
        setattr(found, name, value)
    editing.save(found, "focus", "self_review", "wishes", by=by, at=at)
    _journal(found, "cycle.joining-changed", by=by, at=at)
    return found


@transaction.atomic
def withdraw(*, joining: int, version: int, why: str, by: User, at: datetime) -> Joining:
    """A school takes part no more. One that is paired already asks the office, so that its reviewers hear it."""
    found = editing.seen(Joining, joining, version)
    _demand_joined(found)
    if Pairing.objects.standing().filter(cycle=found.cycle_id, school=found.school).exists():
        raise CannotRecord("Its reviewers are named already: ask the office to call the review off.")
    found.state, found.why = Joining.State.WITHDRAWN, why.strip()
    editing.save(found, "state", "why", by=by, at=at)
    entry("cycle.withdrawn", found.thing, by=by, at=at, cycle=found.cycle_id, school=found.school, why=found.why)
    return found


@transaction.atomic
def record_elsewhere(*, school: int, model: str, on: date, by_whom: str, by: User, at: datetime) -> Elsewhere:
    """Record that a school was reviewed by its trust or by another organisation: it counts as having been reviewed."""
    known = review_models().get(model)
    if known is None or known.run:
        raise CannotRecord("Choose what kind of review it was.")
    who = needed(by_whom, "Say who ran the review.")[:160]
    if on > day_of(at):
        raise CannotRecord("Record it once it has taken place.")
    if Elsewhere.objects.filter(school=school, on=on, by_whom=who, withdrawn=False).exists():
        raise CannotRecord("That review is recorded already.")
    made = Elsewhere.objects.create(school=school, model=model, on=on, by_whom=who, by=by, at=at)
    ends = [End(kind=Tie.Kind.REVIEW_RECEIVED, school=school)]
    ties.post(ends=ends, source=made.thing, since=on, until=on, name=f"{known.short}: {who}", by=by, at=at)
    entry("review-elsewhere.recorded", made.thing, by=by, at=at, school=school, model=model, on=on, by_whom=who)
    return made


@transaction.atomic
def withdraw_elsewhere(*, elsewhere: int, version: int, why: str, by: User, at: datetime) -> Elsewhere:
    """It was recorded by mistake."""
    found = editing.seen(Elsewhere, elsewhere, version)
    if found.withdrawn:
        raise CannotRecord("It was taken back already.")
    found.withdrawn, found.why = True, needed(why, "Say why it is taken back.")
    editing.save(found, "withdrawn", "why", by=by, at=at)
    ties.withdraw(source=found.thing, why=found.why, by=by, at=at)
    entry("review-elsewhere.withdrawn", found.thing, by=by, at=at, school=found.school, why=found.why)
    return found


def _cycle(*, title: str, joins_by: date, reviews_from: date, reviews_until: date) -> dict[str, Any]:
    if not joins_by <= reviews_from <= reviews_until:
        raise CannotRecord("First schools join, then reviews begin, then they end: put the days in that order.")
    return {
        "title": needed(title, "Give the cycle a name, such as Spring 2027.")[:120],
        "joins_by": joins_by,
        "reviews_from": reviews_from,
        "reviews_until": reviews_until,
    }


def _said(focus: str, self_review: str, wishes: Mapping[str, Any] | None, cycle: Cycle) -> dict[str, Any]:
    wished = dict(wishes or {})
    topics = sorted(set(wished.get("expertise") or ()))
    if odd := unknown_topics(topics):
        raise CannotRecord(f"There is no topic {odd[0]!r}: see policies/topics.yaml.")
    spans = [(_date(first), _date(last)) for first, last in wished.get("not_between") or ()]
    if any(last < first for first, last in spans):
        raise CannotRecord("The last day lies before the first.")
    kept = {
        "expertise": topics,
        "same_trust": bool(wished.get("same_trust")),
        "same_family": bool(wished.get("same_family")),
        "not_between": [[first.isoformat(), last.isoformat()] for first, last in spans],
    }
    words = needed(focus, "Say the one thing that the school wants to understand.")
    return {"focus": words, "self_review": self_review.strip(), "wishes": kept}


def _date(said: date | str) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)


def _demand_running(cycle: Cycle) -> None:
    if cycle.state not in (Cycle.State.OPEN, Cycle.State.PAIRED):
        raise CannotRecord("The cycle is over.")


def _demand_joined(joining: Joining) -> None:
    if joining.state != Joining.State.JOINED:
        raise CannotRecord("The school withdrew: it can join anew.")


def _journal(joining: Joining, action: str, *, by: User, at: datetime) -> None:
    """The journal is told that a school takes part, not what it wrote: that is the school's."""
    said = {"cycle": joining.cycle_id, "school": joining.school, "restricted": True}
    entry(action, joining.thing, by=by, at=at, **said, digest=digest_of(joining.focus, joining.self_review))
