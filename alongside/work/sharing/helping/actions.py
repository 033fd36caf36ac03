"""Record help, confirm or dispute it, put it right, take it back, thank.

What changes takes the `version` that the person saw. Raises ChangedMeanwhile and CannotRecord.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.work.sharing.helping import telling
from alongside.work.sharing.helping.models import Help
from alongside.work.sharing.helping.policies import helping
from alongside.work.ties import actions as ties
from alongside.work.ties.actions import End
from alongside.work.ties.models import Tie
from alongside.work.ties.topics import topics

State = Help.State
NOBODY_BUT_THE_OTHER = "Whoever recorded it cannot confirm it too: the other school does."


@transaction.atomic
def record(
    *,
    giver: int,
    getter: int,
    words: str,
    on: date,
    recorded_for: int,
    by: User,
    at: datetime,
    topic: str = "",
    hours: Decimal | float | None = None,
    thanks: str = "",
) -> Help:
    """Record that one school helped another; the other is asked to confirm it. `recorded_for`: the one of the two that
    tells it. `thanks`: of the school that was helped, where it is the one that tells."""
    _demand_sides(giver, getter, recorded_for)
    said = _said(words, on, topic, hours, at)
    thanks = thanks.strip() if recorded_for == getter else ""
    made = Help.objects.create(
        giver=giver,
        getter=getter,
        recorded_for=recorded_for,
        recorded_by=by,
        recorded_on=_day(at),
        thanks=thanks,
        thanked_on=_day(at) if thanks else None,
        **said,
        by=by,
        at=at,
    )
    _journal(made, "help.recorded", by=by, at=at, recorded_for=recorded_for, thanks=thanks, **said)
    telling.of_recording(made, by=by, at=at)
    return made


@transaction.atomic
def confirm(*, help: int, version: int, by: User, at: datetime, thanks: str = "") -> Help:
    """The other school confirms it, and so it counts. `thanks`: where it is the one that was helped."""
    found = editing.seen(Help, help, version)
    _demand(found, State.SAID, "It does not wait to be confirmed.")
    if found.recorded_by_id == by.pk:
        raise CannotRecord(NOBODY_BUT_THE_OTHER)
    found.state, found.confirmed_by, found.confirmed_on = State.CONFIRMED, by, _day(at)
    if thanks.strip() and found.other == found.getter:
        found.thanks, found.thanked_on = thanks.strip(), _day(at)
    editing.save(found, "state", "confirmed_by", "confirmed_on", "thanks", "thanked_on", by=by, at=at)
    ties.post(
        ends=[
            End(kind=Tie.Kind.SUPPORT_GIVEN, school=found.giver, other=found.getter),
            End(kind=Tie.Kind.SUPPORT_RECEIVED, school=found.getter, other=found.giver),
        ],
        source=str(found),
        since=found.on,
        until=found.on,
        name=topics().name(found.topic) if found.topic else "",
        by=by,
        at=at,
    )
    _journal(found, "help.confirmed", by=by, at=at, thanks=found.thanks)
    telling.of_confirming(found, by=by, at=at)
    return found


@transaction.atomic
def dispute(*, help: int, version: int, words: str, by: User, at: datetime) -> Help:
    """The other school saw it differently, and says how. It does not count until it is put right and confirmed."""
    found = editing.seen(Help, help, version)
    _demand(found, State.SAID, "It does not wait to be confirmed.")
    if not words.strip():
        raise CannotRecord("Say how you saw it, so that it can be put right.")
    found.state, found.disputed = State.DISPUTED, words.strip()
    editing.save(found, "state", "disputed", by=by, at=at)
    _journal(found, "help.disputed", by=by, at=at, words=found.disputed)
    telling.of_disputing(found, by=by, at=at)
    return found


@transaction.atomic
def put_right(
    *,
    help: int,
    version: int,
    words: str,
    on: date,
    by: User,
    at: datetime,
    topic: str = "",
    hours: Decimal | float | None = None,
) -> Help:
    """Whoever told it says it anew, and the other school is asked again. What is confirmed stays as it is."""
    found = editing.seen(Help, help, version)
    if found.state not in (State.SAID, State.DISPUTED):
        raise CannotRecord("It is confirmed or taken back: it can no longer be changed.")
    said = _said(words, on, topic, hours, at)
    for field, value in said.items():
        setattr(found, field, value)
    found.state, found.reminded_on, found.recorded_by = State.SAID, None, by
    editing.save(found, *said, "state", "reminded_on", "recorded_by", by=by, at=at)
    _journal(found, "help.put-right", by=by, at=at, **said)
    telling.of_recording(found, by=by, at=at)
    return found


@transaction.atomic
def withdraw(*, help: int, version: int, why: str, by: User, at: datetime) -> Help:
    """Whoever told it takes it back; where it counted, it does so no more, and does not come back."""
    found = editing.seen(Help, help, version)
    if found.state == State.WITHDRAWN:
        raise CannotRecord("It was taken back already.")
    if found.state == State.CONFIRMED and not why.strip():
        raise CannotRecord("The other school has confirmed it: say why you take it back.")
    was, found.state, found.why_withdrawn = found.state, State.WITHDRAWN, why.strip()
    editing.save(found, "state", "why_withdrawn", by=by, at=at)
    ties.withdraw(source=str(found), why=found.why_withdrawn, by=by, at=at)
    _journal(found, "help.withdrawn", by=by, at=at, was=was, why=found.why_withdrawn)
    telling.of_withdrawing(found, by=by, at=at)
    return found


@transaction.atomic
def thank(*, help: int, words: str, by: User, at: datetime, version: int | None = None) -> Help:
    """The school that was helped says thank you; on the helper's page once the help is confirmed."""
    found = editing.seen(Help, help, version) if version is not None else _locked(help)
    if found.state == State.WITHDRAWN:
        raise CannotRecord("It was taken back.")
    if not words.strip():
        raise CannotRecord("Write a word of thanks.")
    found.thanks, found.thanked_on = words.strip(), _day(at)
    editing.save(found, "thanks", "thanked_on", by=by, at=at)
    _journal(found, "help.thanked", by=by, at=at, words=found.thanks)
    telling.of_thanking(found, by=by, at=at)
    return found


@transaction.atomic
def remind(*, help: int, on: date, at: datetime) -> bool:
    """Remind the other school, once, that something waits to be confirmed. Whether anybody was reminded."""
    found = _locked(help)
    if found.state != State.SAID or found.reminded_on or not telling.of_waiting(found, at=at):
        return False
    found.reminded_on = on
    found.save(update_fields=["reminded_on"])
    return True


def _demand_sides(giver: int, getter: int, recorded_for: int) -> None:
    if giver == getter:
        raise CannotRecord("A school cannot help itself here: name the other one.")
    if recorded_for not in (giver, getter):
        raise CannotRecord("Only one of the two schools can record it.")


def _said(words: str, on: date, topic: str, hours: Decimal | float | None, at: datetime) -> dict[str, Any]:
    today = _day(at)
    if not words.strip():
        raise CannotRecord("Say in a few words what was done.")
    if on > today:
        raise CannotRecord("That day is still to come: record it when it has been.")
    if on < today - timedelta(days=helping().days_back_at_most):
        raise CannotRecord("That is too long ago to be recorded.")
    if topic and topic not in topics().by_key:
        raise CannotRecord("Choose a topic from the list.")
    if hours is not None and not 0 < hours < 1000:
        raise CannotRecord("Hours are more than none; leave the box empty if you do not count them.")
    told = None if hours is None else Decimal(str(hours)).quantize(Decimal("0.1"))
    return {"words": words.strip(), "on": on, "topic": topic, "hours": told}


def _locked(pk: int) -> Help:
    found: Help = Help.objects.select_for_update().get(pk=pk)
    return found


def _demand(found: Help, state: str, otherwise: str) -> None:
    if found.state != state:
        raise CannotRecord(otherwise)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _journal(found: Help, action: str, *, by: User, at: datetime, **details: Any) -> None:
    if isinstance(details.get("hours"), Decimal):
        details["hours"] = str(details["hours"])
    whose = {"giver": found.giver, "getter": found.getter}
    journal.record(action=action, subject=str(found), by=by, at=at, details={**whose, **details})
