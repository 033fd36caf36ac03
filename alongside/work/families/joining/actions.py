"""Schools ask to join and are answered; they are added and told; they confirm, or say otherwise; they leave.

Each membership is a tie in the ledger of ties: posted when it holds, ended when the school leaves. To come back is
another membership, and another tie. Raises ChangedMeanwhile and CannotRecord.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import editing, journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord
from alongside.knowledge.schools.naming import names_of
from alongside.work.families import telling
from alongside.work.families.models import Asking, Family, Membership
from alongside.work.ties import actions as ties
from alongside.work.ties.actions import End

NOT_STANDING = "The family does not stand: it is only proposed, was not agreed, or has ended."
IS_MEMBER = "The school belongs to it already, or was asked whether it does."
State = Membership.State


@transaction.atomic
def join(
    *, family: int, school: int, since: date, by: User, at: datetime, why: str = "", waits: bool = False
) -> Membership:
    """A school belongs to a family from a day on; it is told. `waits`: only once it confirms it."""
    found = _standing(family)
    if since < found.since:
        raise CannotRecord("No school can belong to it before it began.")
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                family=found,
                school=school,
                state=State.WAITS if waits else State.MEMBER,
                since=since,
                why=why.strip(),
                by=by,
                at=at,
            )
    except IntegrityError:
        raise CannotRecord(IS_MEMBER) from None
    _journal(made, "family.asked-whether" if waits else "family.joined", by=by, at=at, since=since, why=made.why)
    if not waits:
        _post(made, by=by, at=at)
        _settle(made, by=by, at=at)
    telling.of_joining(made, by=by, at=at)
    return made


@transaction.atomic
def confirm(*, membership: int, version: int, yes: bool, by: User, at: datetime, words: str = "") -> Membership:
    """The school says whether it belongs, where somebody else said so. Also of a membership that the office recorded:
    with a no it never was one."""
    found = editing.seen(Membership, membership, version)
    if found.state not in (State.WAITS, State.MEMBER):
        raise CannotRecord("It is over already.")
    if yes and found.state == State.MEMBER:
        raise CannotRecord("The school belongs to it already.")
    held = found.state == State.MEMBER
    found.state, found.ended_why = (State.MEMBER, "") if yes else (State.NOT, words.strip())
    editing.save(found, "state", "ended_why", by=by, at=at)
    _journal(found, "family.confirmed" if yes else "family.said-otherwise", by=by, at=at, words=words.strip())
    if yes:
        _post(found, by=by, at=at)
        _settle(found, by=by, at=at)
    elif held:
        ties.withdraw(source=found.thing, why="The school says that it does not belong.", by=by, at=at)
    telling.of_word(found, name=_name(found.school), by=by, at=at)
    return found


@transaction.atomic
def ask_to_join(*, family: int, school: int, words: str, by: User, at: datetime) -> Asking:
    """A school asks to join; the lead of the family, or the office, answers. Raises CannotRecord."""
    found = _standing(family)
    if found.memberships.open().of_school(school).exists():
        raise CannotRecord(IS_MEMBER)
    try:
        with transaction.atomic():
            made = Asking.objects.create(
                family=found, school=school, words=words.strip(), asked_on=_day(at), asked_by=by, by=by, at=at
            )
    except IntegrityError:
        raise CannotRecord("The school has asked already, and waits for an answer.") from None
    _journal(made, "family.asked", by=by, at=at, words=made.words)
    telling.of_asking(made, name=_name(school), by=by, at=at)
    return made


@transaction.atomic
def answer_asking(*, asking: int, version: int, yes: bool, by: User, at: datetime, words: str = "") -> Asking:
    """Answer a school that asked. With a yes it belongs from today; a no says why."""
    found = editing.seen(Asking, asking, version)
    _demand_waiting(found)
    if not yes and not words.strip():
        raise CannotRecord("Say why not now, and what the school could do instead.")
    found.state, found.answer = (Asking.State.YES if yes else Asking.State.NO), words.strip()
    found.answered_on = _day(at)
    editing.save(found, "state", "answer", "answered_on", by=by, at=at)
    _journal(found, "family.answered", by=by, at=at, yes=yes, words=found.answer)
    if yes:
        _standing(found.family_id)
        _belongs(found, by=by, at=at)
    telling.of_answer(found, yes=yes, by=by, at=at)
    return found


@transaction.atomic
def withdraw_asking(*, asking: int, version: int, by: User, at: datetime) -> Asking:
    """The school asks no longer."""
    found = editing.seen(Asking, asking, version)
    _demand_waiting(found)
    found.state = Asking.State.WITHDRAWN
    editing.save(found, "state", by=by, at=at)
    _journal(found, "family.asking-withdrawn", by=by, at=at)
    return found


@transaction.atomic
def leave(*, membership: int, on: date, why: str, by: User, at: datetime, version: int | None = None) -> Membership:
    """A school leaves; `on` is its last day. `version`: of who saw it; None for whoever did not look."""
    seen = version if version is not None else Membership.objects.values_list("version", flat=True).get(pk=membership)
    found = editing.seen(Membership, membership, seen)
    if found.state != State.MEMBER:
        raise CannotRecord("The school does not belong to it.")
    if on < found.since:
        raise CannotRecord("It cannot leave before the day on which it joined.")
    if on > _day(at):
        raise CannotRecord("That day is still to come: write it down once it has.")
    _end(found, on=on, why=why.strip(), by=by, at=at)
    telling.of_leaving(found, name=_name(found.school), by=by, at=at)
    return found


@transaction.atomic
def end_with_family(*, membership: Membership, on: date, by: User, at: datetime) -> None:
    """The family ends: whoever was asked and never answered does not belong, the others left."""
    if membership.state == State.WAITS:
        membership.state, membership.ended_why = State.NOT, "The family ended."
        editing.save(membership, "state", "ended_why", by=by, at=at)
    else:
        _end(membership, on=max(on, membership.since), why="The family ended.", by=by, at=at)
    for one in Asking.objects.select_for_update().filter(family=membership.family_id, state=Asking.State.WAITS):
        one.state = Asking.State.WITHDRAWN
        editing.save(one, "state", by=by, at=at)


def _end(found: Membership, *, on: date, why: str, by: User, at: datetime) -> None:
    found.state, found.until, found.ended_why = State.LEFT, on, why
    editing.save(found, "state", "until", "ended_why", by=by, at=at)
    ties.end(source=found.thing, on=on, why=why, by=by, at=at)
    _journal(found, "family.left", by=by, at=at, on=on, why=why)


def _belongs(asking: Asking, *, by: User, at: datetime) -> None:
    """Whoever was asked meanwhile whether it belongs has said so by asking."""
    waiting = asking.family.memberships.select_for_update().of_school(asking.school).filter(state=State.WAITS).first()
    if waiting:
        waiting.state = State.MEMBER
        editing.save(waiting, "state", by=by, at=at)
        _post(waiting, by=by, at=at)
        return
    made = Membership.objects.create(
        family=asking.family, school=asking.school, since=_day(at), why="It asked to join.", by=by, at=at
    )
    _journal(made, "family.joined", by=by, at=at, since=made.since, why=made.why)
    _post(made, by=by, at=at)


def _settle(made: Membership, *, by: User, at: datetime) -> None:
    """A school that is a member waits for no answer any more."""
    waiting = made.family.askings.select_for_update().filter(school=made.school, state=Asking.State.WAITS)
    for one in waiting:
        one.state, one.answered_on = Asking.State.YES, _day(at)
        editing.save(one, "state", "answered_on", by=by, at=at)


def _post(made: Membership, *, by: User, at: datetime) -> None:
    family = made.family
    ties.post(
        ends=[End(kind=family.rules.tie, school=made.school)],
        source=made.thing,
        circle=family.thing,
        name=family.name,
        since=made.since,
        by=by,
        at=at,
    )


def _standing(family: int) -> Family:
    found: Family = Family.objects.select_for_update(of=("self",)).select_related("lead__user").get(pk=family)
    if not found.stands:
        raise CannotRecord(NOT_STANDING)
    return found


def _demand_waiting(asking: Asking) -> None:
    if asking.state != Asking.State.WAITS:
        raise CannotRecord("It waits for no answer: it was answered, or the school asks no longer.")


def _name(urn: int) -> str:
    return names_of([urn])[urn]


def _journal(about: Membership | Asking, action: str, *, by: User, at: datetime, **details: Any) -> None:
    said = {"school": about.school, "version": about.version, **details}
    journal.record(action=action, subject=about.family.thing, by=by, at=at, details=said)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
