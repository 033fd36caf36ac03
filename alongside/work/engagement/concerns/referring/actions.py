"""Refer an academy's concern to its trust or the regional director, chase the answer, record it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from alongside.floor.accounts.models import User
from alongside.floor.audit import journal
from alongside.floor.kernel.clock import LONDON
from alongside.floor.kernel.refusals import CannotRecord, ChangedMeanwhile
from alongside.knowledge.schools import vocabulary
from alongside.knowledge.schools.models import Profile
from alongside.work.engagement.concerns.models import Chase, Concern, Referral
from alongside.work.engagement.concerns.policies import CONCERN, concerns


@transaction.atomic
def refer(*, concern: int, to: str, whom: str, how: str, on: date, by: User, at: datetime) -> Referral:
    """Record that an academy's concern was referred. `to`: trust or regional-director; `whom`: its name. It is chased
    after the policy's days. Raises CannotRecord."""
    found = Concern.objects.select_for_update().get(pk=concern)
    policy = concerns().referral
    if found.kind != CONCERN or found.state != Concern.State.OPEN:
        raise CannotRecord("Only an open concern is referred.")
    if not _is_academy(found.school):
        raise CannotRecord("Only an academy's concern is referred: a maintained school's is ours and the council's.")
    if to not in policy.to or how not in policy.means or not whom.strip():
        raise CannotRecord("Say to whom it was referred, and how.")
    if on > _day(at):
        raise CannotRecord("That day is still to come: record it when it has been sent.")
    if found.referrals.filter(to=to, answered_on__isnull=True).exists():
        raise CannotRecord("It was referred there already and is not answered yet: chase the answer.")
    chase_by = on + timedelta(days=policy.chase_after_days)
    made = Referral.objects.create(
        concern=found, to=to, whom=whom.strip(), how=how, on=on, chase_by=chase_by, by=by, at=at
    )
    _journal(made, "concern.referred", by=by, at=at, whom=made.whom, how=how, on=on)
    return made


@transaction.atomic
def chase(*, referral: int, version: int, how: str, on: date, by: User, at: datetime, words: str = "") -> Referral:
    """Record that an answer was asked for again; the policy's days begin anew. Raises CannotRecord,
    ChangedMeanwhile."""
    found = _waiting(referral, version)
    policy = concerns().referral
    if how not in policy.means:
        raise CannotRecord("Say how you asked.")
    if not found.on <= on <= _day(at):
        raise CannotRecord("Give the day on which you asked: not before it was referred, and not one to come.")
    Chase.objects.create(referral=found, how=how, words=words.strip(), on=on, by=by, at=at)
    found.chase_by = on + timedelta(days=policy.chase_after_days)
    _save(found, "chase_by", by=by, at=at)
    _journal(found, "concern.referral-chased", by=by, at=at, how=how, on=on)
    return found


@transaction.atomic
def answered(
    *, referral: int, version: int, answer: str, answered_by: str, on: date, by: User, at: datetime
) -> Referral:
    """Record what the trust or the regional director answered. Raises CannotRecord, ChangedMeanwhile."""
    found = _waiting(referral, version)
    if not answer.strip() or not answered_by.strip():
        raise CannotRecord("Say who answered, and what.")
    if not found.on <= on <= _day(at):
        raise CannotRecord("Give the day of the answer: not before it was referred, and not one to come.")
    found.answer, found.answered_by, found.answered_on = answer.strip(), answered_by.strip()[:120], on
    _save(found, "answer", "answered_by", "answered_on", by=by, at=at)
    _journal(found, "concern.referral-answered", by=by, at=at, answer=found.answer, answered_by=found.answered_by)
    return found


def _is_academy(urn: int) -> bool:
    """Whether a school is an academy or free school today."""
    return bool(Profile.objects.current().filter(urn=urn, group=vocabulary.ACADEMY).exists())


def _waiting(pk: int, version: int) -> Referral:
    found = Referral.objects.select_for_update(of=("self",)).select_related("concern", "by").get(pk=pk)
    if found.version != version:
        raise ChangedMeanwhile(found)
    if found.answered_on:
        raise CannotRecord("It was answered already.")
    return found


def _save(referral: Referral, *changed: str, by: User, at: datetime) -> None:
    referral.version += 1
    referral.by, referral.at = by, at
    referral.save(update_fields=[*changed, "version", "by", "at"])


def _journal(referral: Referral, action: str, *, by: User, at: datetime, **details: Any) -> None:
    concern = referral.concern
    said: dict[str, Any] = {"to": referral.to, "school": concern.school, **details}
    journal.record(
        action=action,
        subject=concern.thing,
        by=by,
        at=at,
        details={"restricted": True} if concern.restricted else said,
    )


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
